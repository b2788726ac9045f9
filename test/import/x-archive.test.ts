import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageRow, PersonRow } from '../../shared/model.ts';
import { xArchive } from '../../src-main/import/formats/x-archive.ts';
import { openSource } from '../../src-main/import/source.ts';
import { ElementCutter, type JsonElement } from '../../src-main/import/json-elements.ts';
import { membersIgnored, memberKind, textKind } from '../../src-main/import/x-members.ts';
import { decodeEntities, expandText } from '../../src-main/import/x-text.ts';
import { xInstant } from '../../src-main/import/x-tweets.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

function cut(text: string, lengths: readonly number[], maxBytes?: number): JsonElement[] {
  const cutter = new ElementCutter(maxBytes === undefined ? {} : { maxBytes });
  const bytes = Buffer.from(text);
  const found: JsonElement[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    // A buffer that is used again for the next piece must not matter.
    const piece = Uint8Array.from(bytes.subarray(at, at + length));
    found.push(...cutter.take(piece));
    piece.fill(0x7b);
    at += length;
  }
  return [...found, ...cutter.finish()];
}
const valuesOf = (found: readonly JsonElement[]) =>
  found.map((element) => ('value' in element ? element.value : element.code));
const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe('ElementCutter', () => {
  it('answers what JSON.parse answers, however the bytes come', () => {
    const prefix = fc.constantFrom('', 'window.YTD.tweets.part0 = ', '\ufeff', 'Grailbird.data.tweets_2014_05 = \n ');
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.constantFrom(0, 1, 2),
        prefix,
        lengths,
        (list, indent, before, pieces) => {
          const text = JSON.stringify(list, null, indent);
          expect(valuesOf(cut(`${before}${text};\n`, pieces))).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('answers the same where elements are alike, so that their ends are guessed', () => {
    const part = fc.record({
      id: fc.constantFrom('1', '},{"id"', '\u00fc'),
      list: fc.array(fc.record({ id: fc.nat() })),
    });
    const damage = fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '{', '}', ',', '\n', '},\n{ "id')), {
      maxLength: 2,
    });
    const pieces = fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 3, maxLength: 40 }),
        fc.constantFrom(0, 2),
        damage,
        pieces,
        (list, indent, changes, many) => {
          let text = JSON.stringify(list, null, indent);
          if (changes.length === 0) expect(valuesOf(cut(text, many))).toEqual(list);
          for (const [at, sign] of changes) {
            const place = 1 + (at % (text.length - 1));
            text = text.slice(0, place) + sign + text.slice(place + 1);
          }
          // In pieces of one byte there is never a whole element to guess the end of.
          expect(cut(text, many)).toEqual(cut(text, [1]));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('numbers elements from one', () => {
    expect(cut('[{"a":1},\n2 , "x"]', [3]).map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('goes on after damage', () => {
    expect(valuesOf(cut('[{"a":"open},\n"b":1}, {"c":2}]', [5]))).toEqual(['bad-json', { c: 2 }]);
    expect(valuesOf(cut('[{"a":1}}, ] , {"c":2}]', [5]))).toEqual([{ a: 1 }, { c: 2 }]);
    expect(valuesOf(cut('[{"a":1},{"b":', [4]))).toEqual([{ a: 1 }, 'bad-json']);
    expect(valuesOf(cut('no list here', [4]))).toEqual(['not-this-format']);
    expect(cut('', [4])).toEqual([]);
    expect(cut('[]', [1])).toEqual([]);
  });

  it('lets go of an element that is too long, and finds back', () => {
    const long = `{"a":"${'x'.repeat(5000)}"}`;
    expect(valuesOf(cut(`[{"b":1},${long},{"c":2}]`, [100], 1000))).toEqual([{ b: 1 }, 'too-long', { c: 2 }]);
    // A bracket that never closes would swallow the rest.
    const rest = Array.from({ length: 2000 }, (_, i) => `{"i":${i}}`).join(',');
    const found = valuesOf(cut(`[{"b":1},{"a":{"x":1},${rest}]`, [100], 1000));
    expect(found.slice(0, 2)).toEqual([{ b: 1 }, 'too-long']);
    expect(found.at(-1)).toEqual({ i: 1999 });
    expect(found.length).toBeGreaterThan(1000);
  });
});

describe('text of a post', () => {
  it('decodes entities once', () => {
    expect(decodeEntities('a &amp;lt; b &lt;3 &#39;&#x1F600; &unknown; &')).toBe("a &lt; b <3 '😀 &unknown; &");
    expect(decodeEntities('&#0; &#xD800; &#9999999;')).toBe('&#0; &#xD800; &#9999999;');
  });

  it('expands links at their place in code points, or where they stand', () => {
    const link = (url: string, expanded_url: string, from?: number) =>
      from === undefined
        ? { url, expanded_url }
        : { url, expanded_url, indices: [String(from), String(from + url.length)] };
    const tweet = (...urls: object[]) => ({ entities: { urls } });
    expect(expandText('🫖🫖 https://t.co/a b', tweet(link('https://t.co/a', 'https://one.example/', 3)))).toBe(
      '🫖🫖 https://one.example/ b',
    );
    // The same short link twice: each at its own place.
    const twice = tweet(
      link('https://t.co/a', 'https://one.example/', 0),
      link('https://t.co/a', 'https://two.example/', 15),
    );
    expect(expandText('https://t.co/a https://t.co/a', twice)).toBe('https://one.example/ https://two.example/');
    expect(expandText('see https://t.co/a', tweet(link('https://t.co/a', 'https://one.example/', 99)))).toBe(
      'see https://one.example/',
    );
    expect(expandText('no link', tweet(link('https://t.co/a', 'https://one.example/')))).toBe('no link');
  });

  it('keeps every text without links as it is, entities aside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        expect(expandText(escaped, {})).toBe(text.trim());
      }),
    );
  });

  it('reads the dates of all years', () => {
    expect(xInstant('Sat Feb 18 12:33:11 +0000 2023')).toBe(Date.UTC(2023, 1, 18, 12, 33, 11));
    expect(xInstant('2014-05-03 12:33:11 +0000')).toBe(Date.UTC(2014, 4, 3, 12, 33, 11));
    expect(xInstant('2023-08-11T12:00:01.000Z')).toBe(Date.UTC(2023, 7, 11, 12, 0, 1));
    expect(xInstant('Sat Feb 31 12:33:11 +0000 2023')).toBeNull();
  });
});

describe('members', () => {
  it('are known by the end of their path, in any case', () => {
    for (const path of [
      'tweets.js',
      'data/tweet.js',
      'Archive/DATA/Tweets.js',
      'data/tweets-part12.js',
      'data/js/tweets/2014_05.js',
    ])
      expect(memberKind(path), path).toBe('tweets');
    for (const path of [
      'data/deleted-tweets.js',
      'data/my-tweets.js',
      'assets/js/tweets.js',
      'data/tweets.js.bak',
      'data/tweet-headers.js',
    ])
      expect(memberKind(path), path).toBeNull();
    expect(memberKind('data/note-tweet.js')).toBe('notes');
    expect(memberKind('x/tweets.csv')).toBe('tweets-csv');
  });

  it('that are sensitive are named and left aside', () => {
    const paths = ['data/direct-messages.js', 'data/ip-audit.js', 'data/ad-engagements.js', 'data/contact.js'];
    const ignored = membersIgnored(['data/tweets.js', ...paths]);
    expect(ignored.map(({ member }) => member)).toEqual(paths);
    for (const { why } of ignored) expect(why).toContain('Sensitive, off by default.');
  });

  it('that stand alone are told by their first words', () => {
    expect(textKind('window.YTD.tweets.part0 = [ {')).toBe('tweets');
    expect(textKind('window.YTD.follower.part0 = [ {')).toBe('people');
    expect(textKind('window.YTD.direct_messages.part0 = [ {')).toBeNull();
    expect(textKind('window.YTD.ip_audit.part0 = [ {')).toBeNull();
    expect(textKind('[{"id": 1, "name": "x"}]')).toBeNull();
  });
});

const tweet = (id: string, more: object = {}) => ({
  tweet: { id_str: id, created_at: 'Sat Feb 18 12:33:11 +0000 2023', full_text: `Text ${id}`, ...more },
});
const js = (name: string, list: unknown) => Buffer.from(`window.YTD.${name}.part0 = ${JSON.stringify(list)}`);

describe('an archive', () => {
  it('keeps the newest version of an edited post under the first one’s id, in any order', async () => {
    const ids = ['100', '101', '102'];
    const versions = ids.map((id) => tweet(id, { edit_info: { initial: { editTweetIds: ids } } }));
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const bytes = js('tweets', [...order.map((i) => versions[i]), tweet('200')]);
      const { source } = memorySource({ name: 'tweets.js', bytes, members: [] });
      const { rows, skipped } = await collect(xArchive, source, { mapping: null, zone: 'UTC' });
      const posts = (rows as MessageRow[]).map(({ key, text }) => [key, text]);
      expect(posts).toContainEqual(['200', 'Text 200']);
      expect(posts).toContainEqual(['100', 'Text 102']);
      expect([posts.length, skipped]).toEqual([2, versions.length - 1]);
    }
  });

  it('keeps ids of nineteen digits to the last one', async () => {
    const bytes = Buffer.from(
      '[{"id":1169246717864136705,"id_str":"1169246717864136705","created_at":"Wed Sep 04 13:51:55 +0000 2019","full_text":"x"},{"id":1169246717864136705,"created_at":"Wed Sep 04 13:51:55 +0000 2019","full_text":"y"}]',
    );
    const { source } = memorySource({ name: 'tweets.json', bytes, members: [] });
    const { rows, rejections } = await collect(xArchive, source, { mapping: null, zone: 'UTC' });
    expect((rows as MessageRow[]).map(({ key }) => key)).toEqual(['1169246717864136705']);
    expect(rejections).toEqual([{ code: 'missing-field', line: 2, field: 'id_str' }]);
  });

  it('never opens a member that is left aside', async () => {
    const members = ['direct-messages', 'ip-audit', 'contact', 'like', 'ad-impressions'].map((name) => ({
      path: `data/${name}.js`,
      bytes: Buffer.from('secret'),
    }));
    const { head, source } = memorySource({
      name: 'archive.zip',
      bytes: new Uint8Array(0),
      members: [...members, { path: 'data/tweets.js', bytes: js('tweets', [tweet('100')]) }],
    });
    const opened: string[] = [];
    const member = (path: string) => {
      opened.push(path);
      return source.member(path);
    };
    const memberHead = (path: string, limit: number) => {
      opened.push(path);
      return head.memberHead(path, limit);
    };
    await xArchive.detect({ ...head, memberHead });
    await collect(xArchive, { ...source, member }, { mapping: null, zone: 'UTC' });
    expect([...new Set(opened)]).toEqual(['data/tweets.js']);
  });
});

const DATA = process.env.INGLENOOK_DATA ?? join(import.meta.dirname, '../../../shared/data');
const PARTS = join(DATA, 'social/x-archive-parts');
if (!existsSync(DATA)) console.info('Real inputs are not here: tests that read them are skipped.');

describe('real parts of archives', () => {
  const read = async (path: string) => {
    const opened = await openSource(join(PARTS, path));
    const { score, ignored } = await xArchive.detect(opened.head);
    const parsed = await collect(xArchive, opened.source, { mapping: null, zone: 'UTC' });
    opened.close();
    return { score, ignored, ...parsed };
  };

  it.skipIf(!existsSync(PARTS))('a bare list of posts', async () => {
    const { score, rows, rejections } = await read('tweets.json');
    const posts = rows as MessageRow[];
    expect(score).toBeGreaterThan(0.9);
    expect(rejections).toEqual([]);
    expect(posts.map(({ key, own, kind, likes }) => [key, own, kind, likes])).toEqual([
      ['1169246717864136705', false, 'post', 0],
      ['1169196446043664385', true, 'reply', 2],
      ['1168529001599533057', true, 'post', 31],
    ]);
    for (const { text } of posts) expect(text).not.toMatch(/t\.co|&amp;/);
    expect(posts[1]?.atMs).toBe(Date.UTC(2019, 8, 4, 10, 32, 10));
  });

  it.skipIf(!existsSync(PARTS))('a folder with followers only', async () => {
    const { score, ignored, rows } = await read('zip_contents');
    expect(score).toBeGreaterThan(0.9);
    expect((rows as PersonRow[]).map(({ person }) => person.map(({ kind }) => kind).join())).toEqual(
      Array(4).fill('account'),
    );
    expect(ignored?.map(({ member }) => member)).toEqual(['account-suspension.js', 'app.js', 'saved-search.js']);
    expect(JSON.stringify(rows)).not.toContain('example.com');
  });
});
