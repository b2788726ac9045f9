import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finished, freshDir, openEngine } from './rig.ts';

const LOG = Array.from(
  { length: 8 },
  (_, i) =>
    `10.0.0.${i} - - [02/Mar/2026:10:0${i}:00 +0000] "GET /tea HTTP/1.1" 200 512 "-" "Mozilla/5.0 Firefox/140.0"\n`,
).join('');
const ORDERS = 'order id,customer,date,total\nA1,17,2026-03-01,12.50\nA2,18,2026-03-02,20\n';
/** Names of fields and where they are: a table, but of nothing that happened. */
const CATALOGUE = `json_name,id,column_name,path,data_type\n${['title', 'like count', 'reply count']
  .map((name, i) => `posts.json,posts:${i},${name},"[""media list"", ""${name}""]",string\n`)
  .join('')}`;
const EVENTS = Array.from(
  { length: 4 },
  (_, i) =>
    `${JSON.stringify({ type: 'track', event: 'Quiz', messageId: `m${i}`, anonymousId: `a${i}`, timestamp: `2026-03-02T10:0${i}:00.000Z`, properties: { score: i } })}\n`,
).join('');
const TWEETS = `window.YTD.tweets.part0 = ${JSON.stringify([
  {
    tweet: {
      id_str: '1900000000000000001',
      created_at: 'Mon Mar 02 10:00:00 +0000 2026',
      full_text: 'Good tea',
      lang: 'en',
    },
  },
])}`;

function put(folder: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    const whole = join(folder, path);
    mkdirSync(join(whole, '..'), { recursive: true });
    writeFileSync(whole, content);
  }
}

test('a folder of downloads becomes its files; an export inside it stays one; what nobody knows is listed', async () => {
  const dir = freshDir();
  const downloads = join(dir, 'Downloads');
  put(downloads, {
    'access.log': LOG,
    'orders.csv': ORDERS,
    'photo.png': '\u0089PNG not really',
    'catalogue.csv': CATALOGUE,
    'x-archive/data/tweets.js': TWEETS,
    'x-archive/data/manifest.js': 'window.__THAR_CONFIG = {}',
    'deep/er/orders_2.csv': ORDERS,
    '.hidden/secret.csv': ORDERS,
  });
  const engine = await openEngine(join(dir, 'data'));
  const { files, notRead } = await engine.call('imports.expand', { files: [downloads] });
  expect(files.map(({ file, name }) => [file.slice(downloads.length), name])).toEqual([
    ['/access.log', 'access.log'],
    ['/deep/er/orders_2.csv', 'orders_2.csv'],
    ['/orders.csv', 'orders.csv'],
    ['/x-archive', 'x-archive'],
  ]);
  expect(notRead.map(({ member }) => member)).toEqual(['catalogue.csv', 'photo.png']);
});

test('a table that nobody could name is offered by itself when it is all there is, and listed once otherwise', async () => {
  const dir = freshDir();
  const [alone, beside, inside] = [join(dir, 'alone'), join(dir, 'beside'), join(dir, 'inside')];
  put(alone, { 'catalogue.csv': CATALOGUE });
  put(beside, { 'catalogue.csv': CATALOGUE, 'photo.png': '\u0089PNG not really' });
  put(inside, { 'fields/catalogue.csv': CATALOGUE, 'orders.csv': ORDERS });
  const engine = await openEngine(join(dir, 'data'));
  const expand = (folder: string) => engine.call('imports.expand', { files: [folder] });
  expect(await expand(alone)).toEqual({
    files: [{ file: join(alone, 'catalogue.csv'), name: 'catalogue.csv' }],
    notRead: [],
  });
  const heap = await expand(beside);
  expect(heap.files).toEqual([{ file: beside, name: 'beside' }]);
  expect(heap.notRead.map(({ member }) => member)).toEqual(['catalogue.csv', 'photo.png']);
  const nested = await expand(inside);
  expect(nested.files.map(({ name }) => name)).toEqual(['orders.csv']);
  expect(nested.notRead.map(({ member }) => member)).toEqual(['catalogue.csv']);
});

test('one file of tracked events among others does not make a folder an export of them, and tables are read one by one', async () => {
  const dir = freshDir();
  const [heap, shop, alone] = [join(dir, 'heap'), join(dir, 'shop'), join(dir, 'alone')];
  put(heap, { 'app-events.jsonl': EVENTS, 'access.log': LOG, 'orders.csv': ORDERS });
  const reviews = 'Review text,Rating,Date\nGood tea,5,2026-03-01\nCold,1,2026-03-02\n';
  put(shop, { 'reviews.csv': reviews, 'reviews_2.csv': reviews });
  put(alone, { 'a/1.jsonl': EVENTS, 'b/2.jsonl': EVENTS });
  const engine = await openEngine(join(dir, 'data'));
  const names = async (folder: string) =>
    (await engine.call('imports.expand', { files: [folder] })).files.map(({ name }) => name);
  expect(await names(heap)).toEqual(['access.log', 'app-events.jsonl', 'orders.csv']);
  expect(await names(shop)).toEqual(['reviews.csv', 'reviews_2.csv']);
  expect(await names(alone)).toEqual(['alone']);
});

test('one export as a folder, a file, and a folder of rotated logs stay as they are', async () => {
  const dir = freshDir();
  put(dir, {
    'x/data/tweets.js': TWEETS,
    'x/data/account.js': 'window.YTD.account.part0 = []',
    'logs/access.log': LOG,
    'logs/access.log.1': LOG,
    'orders.csv': ORDERS,
    'nothing/readme.bin': 'what',
  });
  const engine = await openEngine(join(dir, 'data'));
  const given = ['x', 'logs', 'orders.csv', 'nothing'].map((name) => join(dir, name));
  const { files } = await engine.call('imports.expand', { files: given });
  expect(files.map(({ file }) => file)).toEqual(given);
});

test('a path that is not allowed, or leads out of an upload, is refused', async () => {
  const dir = freshDir();
  put(join(dir, 'inbox/0123456789abcdef0123456789abcdef'), { 'Downloads/orders.csv': ORDERS, 'Downloads/a.log': LOG });
  put(dir, { 'secret.csv': ORDERS });
  const engine = await openEngine(join(dir, 'data'), { allowPaths: false, inboxDir: join(dir, 'inbox') });
  const upload = 'upload:0123456789abcdef0123456789abcdef';
  const { files } = await engine.call('imports.expand', { files: [upload] });
  expect(files.map(({ file }) => file)).toEqual([`${upload}/a.log`, `${upload}/orders.csv`]);
  const [seen] = await engine.call('imports.inspect', { files: [`${upload}/orders.csv`] });
  expect(seen?.format).toBe('table-file');
  for (const file of [
    join(dir, 'secret.csv'),
    `${upload}/../../../secret.csv`,
    `${upload}/./orders.csv`,
    `${upload}//a.log`,
  ])
    expect((await engine.call('imports.inspect', { files: [file] }))[0]?.problem, file).toBe('file-not-allowed');
});

test('a file of a heap that cannot be imported is passed over and told; the others are in', async () => {
  const dir = freshDir();
  put(dir, { 'a.csv': ORDERS, 'unknown.csv': 'one,two\nx,y\nz,w\n', 'b.log': LOG });
  const engine = await openEngine(join(dir, 'data'));
  const sources = ['a.csv', 'unknown.csv', 'b.log'].map((name) => ({ file: join(dir, name) }));
  const job = await finished(engine, () => engine.call('imports.start', { sources }));
  expect(job).toMatchObject({ state: 'done', passedOver: [{ file: 'unknown.csv' }] });
  expect(
    (await engine.call('imports.list', {})).filter(({ state }) => state === 'ready').map(({ file }) => file),
  ).toEqual(['b.log', 'a.csv']);
  const alone = await finished(engine, () => engine.call('imports.start', { sources: sources.slice(1, 2) }));
  expect(alone.state).toBe('failed');
});

test('parts of one export come in order, and those that are not there are told', async () => {
  const dir = freshDir();
  const part = (number: string) => join(dir, `takeout-20250301T000000Z-${number}.zip`);
  for (const number of ['010', '002', '001']) writeFileSync(part(number), 'PK not really');
  const engine = await openEngine(join(dir, 'data'));
  const { files, notRead } = await engine.call('imports.expand', { files: [part('010'), part('002'), part('001')] });
  expect(files.map(({ name }) => name.slice(-7, -4))).toEqual(['001', '002', '010']);
  expect(notRead.map(({ member }) => member.slice(-7, -4))).toEqual(['003', '004', '005', '006', '007', '008', '009']);
});
