import { describe, expect, it } from 'vitest';
import { detectFile } from '../../src-main/import/detect.ts';
import type { ImportChoices } from '../../shared/contract/imports.ts';
import type { MessageRow, Row } from '../../shared/model.ts';
import { facebookArchive } from '../../src-main/import/formats/facebook-archive.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { instagramArchive } from '../../src-main/import/formats/instagram-archive.ts';
import { threadsArchive } from '../../src-main/import/formats/threads-archive.ts';
import { commentText, postCounts } from '../../src-main/import/instagram-maps.ts';
import { jsonElements } from '../../src-main/import/json-elements.ts';
import { metaInstant } from '../../src-main/import/meta-elements.ts';
import { metaArchiveForm } from '../../src-main/import/meta-members.ts';
import { collect } from './collect.ts';
import { memorySource } from './memory-source.ts';

const archive = (files: Record<string, unknown>, name = 'export.zip') =>
  memorySource({
    name,
    bytes: new Uint8Array(0),
    members: Object.entries(files).map(([path, value]) => ({
      path,
      bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    })),
  });
const options = (choices?: ImportChoices) => ({ mapping: null, zone: 'UTC', ...(choices ? { choices } : {}) });
const texts = (rows: readonly (Row | object)[]) => rows.map((row) => ('text' in row ? row.text : ''));

const talk = (other: string, content: string) => ({
  participants: [{ name: other }, { name: 'Hazel Bakery' }],
  messages: [{ sender_name: other, timestamp_ms: 1736200000000, content }],
  title: other,
});
const post = { timestamp: 1700000000, data: [{ post: 'Hello' }], title: 'x' };

describe('private messages', () => {
  const files = {
    "this_profile's_activity_across_facebook/posts/profile_posts_1.json": [post],
    "this_profile's_activity_across_facebook/messages/inbox/anna_1/message_1.json": talk('Anna', 'Open?'),
  };

  it('are announced and stay off', async () => {
    const { head, source } = archive(files);
    const found = await facebookArchive.detect(head);
    expect(found.optional?.map(({ name }) => name)).toEqual(['Private messages']);
    expect(texts((await collect(facebookArchive, source, options())).rows)).toEqual(['Hello']);
  });

  it('are read when they are switched on', async () => {
    const { rows } = await collect(facebookArchive, archive(files).source, options({ include: ['Private messages'] }));
    expect(texts(rows)).toEqual(['Hello', 'Open?']);
  });

  it('never name people in what is said of the archive', async () => {
    const { head } = archive({
      ...files,
      'your_facebook_activity/messages/other/anna_vogel_7/message_1.json': '{}',
      'your_facebook_activity/messages/inbox/anna_vogel_7/photos/1.jpg': '-',
      'your_facebook_activity/anna_vogel_8/message_1.json': '{}',
    });
    const found = await facebookArchive.detect(head);
    expect(JSON.stringify(found)).not.toMatch(/anna/i);
  });

  it('of one network are not claimed by the other', async () => {
    const facebook = archive({ 'your_facebook_activity/messages/inbox/anna_1/message_1.json': talk('Anna', 'Open?') });
    const instagram = archive({
      'your_instagram_activity/messages/inbox/anna_1/message_1.json': talk('Anna', 'Open?'),
    });
    expect((await detectFile(facebook.head, FORMATS)).candidates.map((one) => one.format)).toEqual([
      'facebook-archive',
    ]);
    expect((await detectFile(instagram.head, FORMATS)).candidates.map((one) => one.format)).toEqual([
      'instagram-archive',
    ]);
  });

  it('chosen as a file of their own are read', async () => {
    const bytes = Buffer.from(JSON.stringify(talk('Anna', 'Open?')));
    const { head, source } = memorySource({ name: 'message_1.json', bytes, members: [] });
    expect((await detectFile(head, FORMATS)).format).toBe('facebook-archive');
    expect(texts((await collect(facebookArchive, source, options())).rows)).toEqual(['Open?']);
  });
});

describe('the same archive again', () => {
  it('has the same keys after a post was edited, whatever else came', async () => {
    const path = 'your_facebook_activity/posts/your_posts_1.json';
    const keys = async (posts: unknown[]) => {
      const { rows } = await collect(facebookArchive, archive({ [path]: posts }).source, options());
      return rows.map((row) => (row as MessageRow).key);
    };
    const [before] = await keys([post]);
    const after = await keys([
      { timestamp: 1600000000, data: [{ post: 'Older' }] },
      { ...post, data: [{ post: 'Hello, corrected' }] },
    ]);
    expect(after[1]).toBe(before);
    expect(after[0]).not.toBe(before);
  });
});

describe('Threads inside Instagram', () => {
  const files = {
    'your_instagram_activity/media/posts_1.json': [
      { media: [{ uri: 'media/posts/1_17900000000000001.jpg', creation_timestamp: 1735725600, title: 'Picture' }] },
    ],
    'your_instagram_activity/threads/threads_and_replies.json': {
      text_post_app_text_posts: [{ media: [{ uri: '', creation_timestamp: 1735725700, title: 'Words' }] }],
    },
  };

  it('is read along, with the keys that Threads alone gives', async () => {
    const { head, source } = archive(files);
    const found = await detectFile(head, FORMATS);
    expect(found.format).toBe('instagram-archive');
    const both = await collect(instagramArchive, source, options());
    expect(texts(both.rows)).toEqual(['Picture', 'Words']);
    const alone = await collect(threadsArchive, archive(files).source, options());
    expect(alone.rows).toEqual(both.rows.slice(1));
  });
});

describe('what labels of any language hide', () => {
  it('finds a comment by its place', () => {
    const comment = (map: Record<string, unknown>) => commentText({ string_map_data: map });
    expect(comment({ Коммент: { value: 'Да' }, Владелец: { value: 'ben' }, Время: { timestamp: 1 } })).toBe('Да');
    expect(comment({ コメント: { value: '' }, 所有者: { value: 'ben' }, 時刻: { timestamp: 1 } })).toBe('');
    expect(comment({ 'Media Owner': { value: 'ben' }, Comment: { value: 'Yes' }, Time: { timestamp: 1 } })).toBe('Yes');
  });

  it('reads counts with either group mark, and leaves out what is no count', () => {
    const of = (value: string) => postCounts({ string_map_data: { 'Comptes touchés': { value } } }).reach;
    expect([of('1,204'), of('1.204'), of('12'), of('--'), of('')]).toEqual([1204, 1204, 12, undefined, undefined]);
  });
});

describe('metaInstant', () => {
  it('takes seconds and milliseconds, and nothing that cannot be', () => {
    expect(metaInstant(1735725600)).toBe(1735725600000);
    expect(metaInstant('1735725600')).toBe(1735725600000);
    expect(metaInstant(1735725600123)).toBe(1735725600123);
    for (const none of [undefined, null, 0, '']) expect(metaInstant(none)).toBeNull();
    for (const never of [-62169958800, 1, 1e20]) expect(metaInstant(never)).toBe('impossible-date');
    for (const bad of ['soon', {}, true]) expect(metaInstant(bad)).toBe('bad-date');
  });
});

describe('a list inside an object', () => {
  it('ends where it ends', async () => {
    const text = '{"a":[1],"b":[{"c":"x]"},2,[3]],"d":"e","f":[4]}';
    for (let size = 1; size <= text.length; size++) {
      const found: unknown[] = [];
      async function* chunks() {
        for (let i = 0; i < text.length; i += size) yield Buffer.from(text.slice(i, i + size));
      }
      for await (const some of jsonElements(chunks(), { key: 'b', once: true }))
        for (const one of some) found.push('value' in one ? one.value : one.code);
      expect(found).toEqual([{ c: 'x]' }, 2, [3]]);
    }
  });
});

describe('reviews of a page', () => {
  const PAGE = "this_profile's_activity_across_facebook";
  const whyOf = async (path: string) => {
    const { head, source } = archive({ [`${PAGE}/posts/profile_posts_1.json`]: [post], [path]: [{ text: 'Lovely' }] });
    expect(texts((await collect(facebookArchive, source, options())).rows)).toEqual(['Hello']);
    return (await facebookArchive.detect(head)).ignored?.find(({ member }) => member === path)?.why;
  };

  it.each(['reviews/reviews_1.json', 'pages/page_recommendations.json', 'other_activity/ratings.json'])(
    'are named as not read, since nobody tells how their file is built (%s)',
    async (path) => expect(await whyOf(`${PAGE}/${path}`)).toMatch(/^Reviews of a page: .*not known/),
  );

  it('are not mixed up with those given to others, or with what only sounds alike', async () => {
    const given = 'Reviews and recommendations that you gave to others.';
    expect(await whyOf(`${PAGE}/pages/pages_and_profiles_you've_recommended.json`)).toBe(given);
    expect(await whyOf('your_facebook_activity/reviews/reviews.json')).toBe(given);
    expect(await whyOf(`${PAGE}/posts/link_previews.json`)).toBe('No chart uses it.');
  });
});

describe('archives in HTML', () => {
  it.each([
    [["this_profile's_activity_across_facebook/posts/profile_posts_1.html", 'start_here.html'], 'Facebook'],
    [['your_instagram_activity/media/posts_1.html', 'index.html'], 'Instagram'],
    [['posts/your_posts_1.html', 'index.html', 'photos_and_videos/1.jpg'], 'Facebook'],
    [['threads/threads_and_replies.html'], 'Threads'],
  ])('are refused with the way out (%#)', async (paths, network) => {
    const { head } = archive(Object.fromEntries(paths.map((path) => [path, '<html></html>'])));
    const found = await detectFile(head, FORMATS);
    expect(found.candidates).toEqual([]);
    expect(found.refusal).toBe(`This is the HTML form of a copy from ${network}. Ask for it again as JSON.`);
  });

  it('are told from parts with pictures only, and from other archives', async () => {
    const part = archive({ 'your_facebook_activity/posts/media/1.jpg': 'x' });
    expect((await detectFile(part.head, FORMATS)).refusal).toMatch(/^This part of a copy from Facebook holds nothing/);
    expect(metaArchiveForm(['site/index.html', 'site/posts/1.html'])).toBeNull();
  });
});

describe('Instagram figures of a whole period', () => {
  const map = (values: Record<string, string>) => ({
    string_map_data: Object.fromEntries(
      Object.entries(values).map(([label, value]) => [label, { href: '', value, timestamp: 0 }]),
    ),
  });
  const FOLDER = 'logged_information/past_instagram_insights';
  const audience = (range: string) => ({
    [`${FOLDER}/audience_insights.json`]: {
      organic_insights_audience: [map({ 'Date Range': range, Followers: '2,497', Follows: '655', Unfollows: '--' })],
    },
  });
  const read = async (range: string, name: string, year?: number) =>
    collect(
      instagramArchive,
      archive(audience(range), name).source,
      options(year === undefined ? undefined : { year }),
    );
  const day = (...ymd: [number, number, number]) => Date.UTC(ymd[0], ymd[1] - 1, ymd[2]);

  it('take their year from the name of the archive, over the turn of a year, too', async () => {
    const { rows } = await read('Nov 14 - Feb 11', 'instagram-hollowlane-2026-02-12-AbCd.zip');
    expect(rows).toMatchObject([
      { metric: 'followers', value: 2497, fromMs: day(2026, 2, 11), toMs: day(2026, 2, 12) },
      { metric: 'follows', value: 655, fromMs: day(2025, 11, 14), toMs: day(2026, 2, 12) },
    ]);
  });

  it('ask for the year where no name tells it, and are refused without an answer', async () => {
    const { head } = archive(audience('May 29 - Aug 26'), 'my-data.zip');
    expect((await instagramArchive.detect(head)).asksYear).toBe(true);
    expect((await instagramArchive.detect({ ...head, name: 'x-2026-08-27.zip' })).asksYear).toBe(false);
    const empty = archive({ [`${FOLDER}/audience_insights.json`]: { organic_insights_audience: [] } }, 'my-data.zip');
    expect((await instagramArchive.detect(empty.head)).asksYear ?? false).toBe(false);
    expect((await read('May 29 - Aug 26', 'my-data.zip')).rejections).toEqual([
      { code: 'missing-field', line: 1, field: 'year' },
    ]);
    expect((await read('May 29 - Aug 26', 'my-data.zip', 2024)).rows[1]).toMatchObject({ fromMs: day(2024, 5, 29) });
  });

  it('know the days that a year does not have', async () => {
    expect((await read('Dec 1 - Feb 29', 'my-data.zip', 2024)).rejections).toEqual([]);
    expect((await read('Dec 1 - Feb 29', 'my-data.zip', 2025)).rejections).toMatchObject([{ code: 'impossible-date' }]);
  });

  it('of a label that has another meaning in another member are not mixed up', async () => {
    const reached = {
      [`${FOLDER}/profiles_reached.json`]: {
        organic_insights_reach: [map({ 'Date Range': 'May 29 - Aug 26', Followers: '7%', Impressions: '15962' })],
      },
    };
    const { rows } = await collect(instagramArchive, archive(reached).source, options({ year: 2026 }));
    expect(rows).toMatchObject([{ metric: 'impressions', value: 15_962 }]);
  });
});
