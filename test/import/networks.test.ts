import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { detectFile } from '../../src-main/import/detect.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { holdsReviews, originalOf, reviewKey, reviewMembers } from '../../src-main/import/google-reviews.ts';
import { headBytes } from '../../src-main/import/head-bytes.ts';
import { plainText, withDoubledQuotes } from '../../src-main/import/linkedin-text.ts';
import { NewestVersions } from '../../src-main/import/newest-versions.ts';
import { openSource } from '../../src-main/import/source.ts';
import { commentText, youtubeTable } from '../../src-main/import/youtube-tables.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const formatOf = (id: string) => FORMATS.find((format) => format.id === id)!;

describe('reviews of a Google listing', () => {
  it('keeps what the author wrote, wherever Google put its translation', () => {
    expect(originalOf('(Translated by Google) Good\n\n(Original)\nGut')).toBe('Gut');
    expect(originalOf('Gut\n\n(Translated by Google)\nGood')).toBe('Gut');
    expect(originalOf('(Traduit par Google) Bon\n\n(Avis d’origine)\nGut')).toBe('Gut');
    expect(originalOf('(Übersetzt von Google) Gut\n\n(Original)\nGood (Original) indeed')).toBe(
      'Good (Original) indeed',
    );
    expect(originalOf('A copy, not the (Original) one')).toBe('A copy, not the (Original) one');
    expect(originalOf('(Translated by Google) Only that')).toBe('Only that');
  });

  it('knows a review by its location, not by the account', () => {
    expect(reviewKey({ name: 'accounts/1/locations/2/reviews/x' })).toBe('locations/2/reviews/x');
    expect(reviewKey({ name: 'accounts/9/locations/2/reviews/x' })).toBe('locations/2/reviews/x');
    expect(reviewKey({ reviewId: 'y' })).toBe('y');
    expect(reviewKey({})).toBe('');
  });

  it('takes pages in any language, but not the reviews that somebody wrote', () => {
    const members = ['G/l-1/reviews.json', 'G/l-1/reviews-a1B2.json', 'G/l-1/reviews_001.json', 'G/l-2/Reseñas.json']
      .concat([
        'Maps (your places)/Reviews.json',
        'Maps (Tus sitios)/Reseñas.json',
        'G/l-1/data.json',
        '__MACOSX/reviews.json',
      ])
      .map((path) => ({ path, sizeBytes: 1 }));
    expect(reviewMembers(members).sort()).toEqual([
      'G/l-1/reviews-a1B2.json',
      'G/l-1/reviews.json',
      'G/l-1/reviews_001.json',
      'G/l-2/Reseñas.json',
    ]);
    expect(holdsReviews('{"type":"FeatureCollection","reviews":[{"starRating":"FIVE"}]}')).toBe(false);
  });

  it('gives out the newest version once', () => {
    const newest = new NewestVersions();
    for (const [key, at] of [
      ['a', 1],
      ['a', 3],
      ['a', 3],
      ['a', 2],
      ['b', 1],
    ] as const)
      newest.note(key, at);
    expect([1, 3, 3, 2].map((at) => newest.takes('a', at))).toEqual([false, true, false, false]);
    expect([newest.takes('b', 1), newest.takes('unknown', 1)]).toEqual([true, true]);
  });
});

describe('text of a YouTube comment', () => {
  test.each([
    ['{"takeoutSegments":[{"text":"one "},{"text":"two"}]}', 'one two'],
    ['{"text":"one "},{"text":"two","link":{"linkUrl":"https://example.com"}}', 'one two'],
    ['{"text":"a\nb\tc"},\n{"text":"d"}', null],
    ['{"text":"a\nb\tc"},{"text":" \\"d\\""}', 'a\nb\tc "d"'],
    ['plain words, {"not":"json"}', 'plain words, {"not":"json"}'],
    ['{"text":"cut', null],
    ['{"other":1}', ''],
    ['{"takeoutSegments":[null,7,{"text":8}]}', ''],
  ])('%j', (cell, text) => {
    expect(commentText(cell)).toBe(text);
  });
});

/** Column names of real exports in five languages, where the catalogue lies beside the checkout. */
const DATA = process.env.INGLENOOK_DATA ?? '../shared/data';
const CATALOGUE = `${DATA}/social/field-catalogues/YT_merged_column_names_annotated.csv`;
describe('tables of a YouTube export', () => {
  test.each([
    ['comments.csv', 'Comment ID,Channel ID,Comment Create Timestamp,Price,Video ID,Comment Text', 'comments'],
    [
      'comentarios.csv',
      'ID de comentario,ID de canal,Marca de tiempo de creación del comentario,Precio,ID de vídeo,Texto del comentario',
      'comments',
    ],
    [
      'komentarai.csv',
      'Komentaro ID,Kanalo ID,Komentaro sukūrimo laiko žymė,Kaina,Vaizdo įrašo ID,Komentuoti tekstą',
      'comments',
    ],
    ['reacties.csv', 'Reactie-ID,Kanaal-ID,Aanmaaktijdstempel reactie,Prijs,Video-ID,Reactietekst', 'comments'],
    [
      'comentarii.csv',
      'ID-ul comentariului,ID-ul canalului,Marcajul temporal de creare a comentariului,Preț,ID-ul videoclipului,Textul comentariului',
      'comments',
    ],
    ['abonamente.csv', 'ID-ul canalului,Adresa URL a canalului,Titlul canalului', 'subscriptions'],
    ['suscripciones.csv', 'ID del canal,URL del canal,Título del canal', 'subscriptions'],
    ['playlists.csv', 'Playlist ID,Playlist Title (Original)', undefined],
    ['Watch later-videos.csv', 'Video ID,Playlist Video Creation Timestamp', undefined],
    ['channel.csv', 'Channel ID,Channel Title (Original),Channel Visibility', undefined],
    ['comments.csv of Reddit', 'id,permalink,date,ip,subreddit,gildings,link,parent,body,media', undefined],
  ])('%s', (_, header, kind) => {
    expect(youtubeTable(bytesOf(`${header}\n`))?.kind).toBe(kind);
  });

  it.skipIf(!existsSync(CATALOGUE))('knows every language of the catalogue', () => {
    const byFile = new Map<string, string[]>();
    for (const line of readFileSync(CATALOGUE, 'utf8').split('\n').slice(1)) {
      const [file = '', column = ''] = line.split(',');
      byFile.set(file, [...(byFile.get(file) ?? []), column.replace(/\r$/, '')]);
    }
    const kinds = [...byFile].map(([file, columns]) => youtubeTable(bytesOf(`${columns.join(',')}\n`))?.kind ?? file);
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect({ comments: count('comments'), videos: count('videos'), subscriptions: count('subscriptions') }).toEqual({
      comments: 5,
      videos: 5,
      subscriptions: 5,
    });
  });

  const TAKEOUT = `${DATA}/social/google-takeout`;
  it.skipIf(!existsSync(TAKEOUT))('lists what it leaves aside of a real Takeout without a channel', async () => {
    const opened = await openSource(TAKEOUT);
    const found = await detectFile(opened.head, FORMATS);
    expect(found.format).toBe('google-takeout');
    expect(found.ignored.map(({ member }) => member)).toEqual(['Takeout/Location History/', 'Takeout/My Activity/']);
    expect(await collect(formatOf('google-takeout'), opened.source, { mapping: null, zone: 'UTC' })).toEqual({
      rows: [],
      rejections: [],
      skipped: 0,
    });
    opened.close();
  });
});

describe('TikTok', () => {
  const refusal = async (name: string, members: string[], text = '') => {
    const files = members.map((path) => ({ path, bytes: bytesOf('Date: 2022-05-10 17:30:00 UTC\n') }));
    const { head } = memorySource({ name, bytes: bytesOf(text), members: files });
    return (await detectFile(head, FORMATS)).refusal;
  };
  const SENTENCE = 'This looks like a TikTok export as text. Ask TikTok for it again and choose JSON.';

  it('says how to ask again when the export came as text', async () => {
    expect(await refusal('TikTok.zip', ['Activity/Browsing History.txt', 'Comments/Comments.txt'])).toBe(SENTENCE);
    const post = 'Date: 2022-05-10 17:30:00 UTC\nLink: https://www.tiktokv.com/share/video/7096/\nLike(s): 12\n\n';
    expect(await refusal('Posts.txt', [], post.repeat(3))).toBe(SENTENCE);
    expect(await refusal('other.zip', ['notes/a.txt'])).not.toBe(SENTENCE);
  });
});

describe('LinkedIn', () => {
  it('takes the marks around line breaks away only where every break has them', () => {
    expect(plainText('One"\n""\n"two')).toBe('One\n\ntwo');
    expect(plainText('"One"\n"two"\nthree')).toBe('"One"\n"two"\nthree');
    expect(plainText('"One ""two"""\n""\n"three"')).toBe('One "two"\n\nthree');
    expect(plainText('"He said ""hi"""')).toBe('He said "hi"');
    expect(plainText('"A saying, all of it"')).toBe('"A saying, all of it"');
    expect(plainText('Salt &amp; pepper')).toBe('Salt & pepper');
  });

  it('reads marks that a backslash stands before, however the bytes come', async () => {
    for (const chunk of [1, 2, 100]) {
      const { source } = memorySource({ name: 'x', bytes: bytesOf('"a \\"b\\" C:\\\\",c\\d\\'), members: [] }, chunk);
      const parts: Buffer[] = [];
      for await (const part of withDoubledQuotes(source.bytes())) parts.push(Buffer.from(part));
      expect(Buffer.concat(parts).toString()).toBe('"a ""b"" C:\\",c\\d\\');
    }
  });

  it('leaves the people out unless they were switched on', async () => {
    const bytes = bytesOf(
      'Notes:\n"Some words"\n\nFirst Name,Last Name,URL,Email Address,Connected On\nA,B,,a@example.com,01 Jan 2024\n',
    );
    const run = async (include: string[]) => {
      const { source } = memorySource({ name: 'Connections.csv', bytes, members: [] });
      return (await collect(formatOf('linkedin-archive'), source, { mapping: null, zone: 'UTC', choices: { include } }))
        .rows;
    };
    expect(await run([])).toEqual([]);
    expect(await run(['Connections'])).toHaveLength(1);
  });
});

test('a head is as long as asked for, however the bytes come', async () => {
  const bytes = bytesOf('0123456789');
  for (const chunk of [1, 3, 100]) {
    const { source } = memorySource({ name: 'x', bytes, members: [] }, chunk);
    expect(Buffer.from(await headBytes(source.bytes(), 7)).toString()).toBe('0123456');
  }
});
