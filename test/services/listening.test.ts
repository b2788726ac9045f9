import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const TEXTS = [
  'Hazel bakery has lovely bread',
  'The Mill has lovely bread, better than Hazel',
  'The Mill was terrible today',
  'rain all day',
];

async function store() {
  const dir = freshDir();
  const path = join(dir, 'comments.csv');
  const rows = TEXTS.map((text, i) => `c-${i},2026-03-0${i + 1}T10:00:00Z,@fan_${i % 3},"${text}",${i}`);
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  const engine = await openEngine(join(dir, 'data'));
  const job = await importFiles(engine, [path]);
  return { engine, job };
}
const textsOf = ({ table }: { table: { columns: { id: string }[]; rows: { cells: unknown[] }[] } }) => {
  const at = table.columns.findIndex(({ id }) => id === 'text');
  return table.rows.map(({ cells }) => cells[at]);
};

test('a search lists what it finds, newest first, in the dates asked for; undo takes it out', async () => {
  const { engine } = await store();
  const found = await engine.call('listening.search', { query: 'hazel', filter: ALL });
  expect(textsOf(found)).toEqual([TEXTS[1], TEXTS[0]]);
  expect(found).toMatchObject({ capped: false, table: { n: 2 } });
  const range = { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 2, 2) };
  const first = await engine.call('listening.search', { query: 'hazel', filter: { range, bots: false } });
  expect(textsOf(first)).toEqual([TEXTS[0]]);
  await expect(engine.call('listening.search', { query: '"hazel', filter: ALL })).rejects.toMatchObject({
    code: 'invalid-input',
    facts: { field: 'query', problem: 'quote', at: 0 },
  });
  const [run] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: run?.id ?? 0 }));
  expect(textsOf(await engine.call('listening.search', { query: 'hazel', filter: ALL }))).toEqual([]);
});

test('share of voice of kept searches; a query that cannot be read is not kept', async () => {
  const { engine } = await store();
  await engine.call('listening.saveSearch', { name: 'Us', kind: 'own', query: 'hazel' });
  await engine.call('listening.saveSearch', { name: 'The Mill', kind: 'competitor', query: '"the mill"' });
  await expect(
    engine.call('listening.saveSearch', { name: 'Bad', kind: 'other', query: '-bread' }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
  const { table } = await engine.call('listening.mentions', { filter: ALL });
  expect(table.rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    ['Us', 'own', 2, 2, 0.5],
    ['The Mill', 'competitor', 2, 2, 0.5],
  ]);
  expect(table).toMatchObject({ n: 3, people: 3 });
  const [us] = await engine.call('listening.searches', {});
  expect(await engine.call('listening.removeSearch', { search: us?.id ?? 0 })).toEqual({ removed: true });
  expect(await engine.call('listening.searches', {})).toHaveLength(1);
});

test('an adviser sees no single messages and no small groups', async () => {
  const { engine } = await store();
  await engine.call('listening.saveSearch', { name: 'Us', kind: 'own', query: 'hazel' });
  const { settings } = await engine.call('app.status', {});
  await engine.call('settings.save', { ...settings, workspaceKind: 'adviser' });
  await expect(engine.call('listening.search', { query: 'hazel', filter: ALL })).rejects.toMatchObject({
    code: 'too-few-people',
  });
  const { table } = await engine.call('listening.mentions', { filter: ALL });
  expect(table.rows).toEqual([]);
  await expect(engine.call('listening.togetherRows', { key: 'hazel + bread', filter: ALL })).rejects.toMatchObject({
    code: 'too-few-people',
  });
});

test('what is named with a kept search more often than by chance, and the messages with both', async () => {
  const dir = freshDir();
  const path = join(dir, 'comments.csv');
  const text = (i: number) =>
    i < 6 ? `Hazel again ${i} #brunch` : i < 12 ? `nothing much today ${i}` : `rain ${i} #rain`;
  const rows = Array.from({ length: 18 }, (_, i) => `c-${i},2026-03-02T10:00:00Z,@fan_${i},"${text(i)}",0`);
  writeFileSync(path, `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [path]);
  expect((await engine.call('listening.together', { filter: ALL })).table).toMatchObject({ rows: [], n: 0 });
  await engine.call('listening.saveSearch', { name: 'Us', kind: 'own', query: 'hazel' });
  await finished(engine, () => engine.call('listening.read', {}));
  const { table } = await engine.call('listening.together', { filter: ALL });
  expect(table.rows.map(({ cells }) => cells.slice(0, 6))).toEqual([['#brunch', 'Us', 6, 6, 2, 3]]);
  const key = table.rows[0]?.key ?? '';
  expect((await engine.call('listening.togetherRows', { key, filter: ALL })).table).toMatchObject({ n: 6, people: 6 });
  expect((await engine.call('listening.togetherRows', { key: 'x', filter: ALL })).table.n).toBe(0);
});

test('network, language, import and segment narrow every figure, the search and the mentions, and each says so', async () => {
  const dir = freshDir();
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [
    file(
      'comments.csv',
      'Comment ID,Date,Author,Comment,Likes\na,2026-03-01T10:00:00Z,@ann,"Hazel bakery has lovely bread and cakes",1\nb,2026-03-02T10:00:00Z,@bo,"Die Bäckerei Hazel hat wirklich sehr leckeres Brot",1\n',
    ),
    file(
      'more.csv',
      'Comment ID,Date,Author,Comment,Likes\nc,2026-03-03T10:00:00Z,@cy,"I was at Hazel bakery and the staff were rude",1\n',
    ),
  ]);
  await engine.call('listening.saveSearch', { name: 'Us', kind: 'own', query: 'hazel' });
  const facets = await engine.call('listening.facets', {});
  expect(facets.languages).toEqual(['de', 'en']);
  expect(facets.sources.map(({ file: name }) => name)).toEqual(['more.csv', 'comments.csv']);
  expect(facets.networks).toHaveLength(1);
  const counted = async (messages: object) => {
    const filter = { ...ALL, messages };
    const { result, narrowed } = await engine.call('analyses.run', { id: 'listening-summary', filter });
    const { table } = await engine.call('listening.mentions', { filter });
    const found = await engine.call('listening.search', { query: 'hazel', filter });
    expect(narrowed).toEqual({ messages: { networks: [], languages: [], runs: [], ...messages }, segment: false });
    return [result.n, table.n, found.table.n];
  };
  expect(await counted({ languages: ['de'] })).toEqual([1, 1, 1]);
  expect(await counted({ runs: [facets.sources[0]?.run ?? 0] })).toEqual([1, 1, 1]);
  expect(await counted({ languages: ['en'], networks: facets.networks })).toEqual([2, 2, 2]);
  expect(await counted({ languages: ['fr'] })).toEqual([0, 0, 0]);
  const rows = await engine.call('analyses.rows', {
    id: 'sentiment-over-time',
    params: { bucket: 'month' },
    filter: { ...ALL, messages: { languages: ['de'] } },
    key: `positive@${Date.UTC(2026, 2, 1)}`,
  });
  expect(textsOf(rows)).toEqual(['Die Bäckerei Hazel hat wirklich sehr leckeres Brot']);
  // Nobody here has visited the site: a segment of visitors wrote nothing.
  const segment = { field: 'page' as const, is: ['/'], in: 'person' as const };
  const reply = await engine.call('analyses.run', { id: 'listening-summary', filter: { ...ALL, segment } });
  expect([reply.result.n, reply.narrowed]).toEqual([0, { messages: null, segment: true }]);
  const needs = {
    id: 'needs-by-segment',
    params: { by: 'segments', segments: [{ name: 'Home', condition: segment }] },
  };
  expect((await engine.call('analyses.run', { ...needs, filter: ALL })).result.n).toBe(0);
});

test('a segment of visitors takes what they wrote, also when they visited before anybody wrote; with dates, as they acted in these', async () => {
  const dir = freshDir();
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(join(dir, name), `${lines.join('\n')}\n`);
    return join(dir, name);
  };
  const address = (i: number) => `p${i}@shop.example`;
  const people = Array.from({ length: 6 }, (_, i) => i);
  const visits = people.map((i) => `2026-02-01T10:0${i}:00Z,page_view,${address(i)},${i < 2 ? '/sale' : '/home'}`);
  const texts = [
    'Lovely tea and quick delivery',
    'The black tea tasted of nothing at all',
    'Please send more of the green one',
    'My parcel came late again',
    'Where can I buy the blue cups?',
    'Everybody in the shop was kind to us',
  ];
  const reviews = texts.map((text, i) => `2026-03-0${i + 1},${address(i)},${(i % 5) + 1},${text}`);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [
    write('events.csv', ['timestamp,event,user_email,page', ...visits]),
    write('reviews.csv', ['date,email,rating,review', ...reviews]),
  ]);
  while ((await engine.call('jobs.list', {})).some(({ state }) => state === 'running' || state === 'waiting'))
    await sleep(10);
  const segment = { field: 'page' as const, is: ['/sale'], in: 'person' as const };
  const march = { fromMs: Date.UTC(2026, 2, 1), toMs: Date.UTC(2026, 3, 1) };
  const needs = { by: 'segments', segments: [{ name: 'Sale', condition: segment }] };
  const asked = async (range: typeof march | null) => {
    const filter = { range, bots: false };
    const summary = await engine.call('analyses.run', { id: 'listening-summary', filter: { ...filter, segment } });
    const bySegment = await engine.call('analyses.run', { id: 'needs-by-segment', params: needs, filter });
    const found = await engine.call('listening.search', { query: 'tea', filter: { ...filter, segment } });
    return [summary.result.n, bySegment.result.n, textsOf(found)];
  };
  expect(await asked(null)).toEqual([2, 2, [texts[1], texts[0]]]);
  expect(await asked(march)).toEqual([0, 0, []]);
});

test('things are one group across languages; the owner’s names, merges and hidden ones hold for what comes later', async () => {
  const dir = freshDir();
  const file = (name: string, rows: readonly string[]) => {
    writeFileSync(join(dir, name), `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`);
    return join(dir, name);
  };
  const engine = await openEngine(join(dir, 'data'));
  const settle = async () => {
    while ((await engine.call('jobs.list', {})).some(({ state }) => state === 'running' || state === 'waiting'))
      await sleep(10);
  };
  await importFiles(engine, [
    file('a.csv', [
      'a,2026-03-01T10:00:00Z,@ann,"The quality of the tea is great and the staff are lovely",1',
      'b,2026-03-02T10:00:00Z,@bo,"La calidad del café es excelente y muy buena",1',
      'c,2026-03-03T10:00:00Z,@cy,"La qualité du thé est vraiment excellente",1',
    ]),
  ]);
  await settle();
  const liked = async () => {
    const { result } = await engine.call('analyses.run', { id: 'liked-disliked', filter: ALL });
    const rows = result.kind === 'table' ? result.rows : [];
    return new Map(rows.map(({ key, cells }) => [key, cells[2]]));
  };
  expect((await liked()).get('quality')).toBe(3);
  const things = await engine.call('listening.things', {});
  expect(things[0]).toEqual({ name: 'quality', ownName: '', mergedInto: '', hidden: false, named: 3 });
  const plain = { ownName: '', mergedInto: '', hidden: false };
  const before = await liked();
  await engine.call('listening.editThing', { ...plain, name: 'quality', ownName: 'How good it is' });
  await engine.call('listening.editThing', { ...plain, name: 'tea', mergedInto: 'coffee' });
  await engine.call('listening.editThing', { ...plain, name: 'staff', hidden: true });
  for (const wrong of [
    { ...plain, name: 'coffee', mergedInto: 'coffee' },
    { ...plain, name: 'coffee', mergedInto: 'staff' },
    { ...plain, name: 'staff', mergedInto: 'tea' },
  ])
    await expect(engine.call('listening.editThing', wrong)).rejects.toMatchObject({ code: 'invalid-input' });
  await importFiles(engine, [file('b.csv', ['d,2026-03-04T10:00:00Z,@di,"The quality of the staff is great",1'])]);
  await settle();
  const after = await liked();
  expect([after.get('How good it is'), after.get('quality'), after.get('staff')]).toEqual([4, undefined, undefined]);
  expect(after.get('coffee')).toBe((before.get('coffee') as number) + (before.get('tea') as number));
  const behind = await engine.call('analyses.rows', { id: 'liked-disliked', filter: ALL, key: 'How good it is' });
  expect(behind.table.n).toBe(4);
});

test('what a message is about, a product or a board, stands beside it', async () => {
  const dir = freshDir();
  const [reviews, comments] = [join(dir, 'reviews.csv'), join(dir, 'comments.csv')];
  writeFileSync(reviews, 'Review ID,Date,Reviewer,Rating,Review,Product\n1,2026-03-01,Ann,5,Good,Rye\n');
  writeFileSync(comments, 'Comment ID,Date,Author,Comment,Likes\nc,2026-03-02T10:00:00Z,@fan,Nice,0\n');
  const engine = await openEngine(join(dir, 'data'));
  const itemsOf = async () => {
    const { table } = await engine.call('listening.search', { query: 'good OR nice', filter: ALL });
    const at = table.columns.findIndex(({ label }) => label === 'About');
    return at < 0 ? null : table.rows.map(({ cells }) => cells[at]);
  };
  await importFiles(engine, [comments]);
  expect(await itemsOf()).toBeNull();
  await importFiles(engine, [reviews]);
  expect(await itemsOf()).toEqual([null, 'Rye']);
});
