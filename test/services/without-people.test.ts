import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Result } from '../../shared/results.ts';
import { closeStore, openReader } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { filesWithTraces, PLANTED, writePlanted } from './planted.ts';
import { ALL, finished, freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Two who name each other, an address, and a handle. */
const MORE = `Review ID,Date,Rating,Review,Author,Author email
r8,2026-03-05T10:00:00Z,4,"Lovely. Ask Ben Oak or write to ben@example.com, I live at 12 Baker Street",Cleo Ash,cleo@example.com
r9,2026-03-05T11:00:00Z,2,"Sad. Cleo and @cleo_ash told me so",Ben Oak,ben@example.com
`;
/** Of the other people in the files, and the address of the log. */
const OTHERS = [
  'Baker Street',
  'cleo_ash',
  'ben@example.com',
  'Ben Oak',
  'ben_o',
  'cleo@example.com',
  'Cleo Ash',
  '7700 900111',
  '203.0.113.77',
];

async function withoutPeople(engine: Engine, files: readonly string[]) {
  const sources = files.map((file) => ({ file, choices: { withoutPeople: true as const } }));
  return finished(engine, () => engine.call('imports.start', { sources }));
}

async function opened(dir: string): Promise<Engine> {
  // A key of the system's: with it readable values would be kept, if there were any.
  const engine = openCoreHere(dir, { osKey: new Uint8Array(32).fill(7) });
  await engine.call('settings.save', { zone: 'UTC' });
  return engine;
}

function tracesOfOthers(dir: string): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name));
    const text = `${name}\n${bytes.toString('latin1')}\n${bytes.toString('utf16le')}`.toLowerCase();
    return OTHERS.filter((trace) => text.includes(trace.toLowerCase())).map((trace) => `${name}: ${trace}`);
  });
}

const rowsIn = (dir: string, table: string): number => {
  const db = openReader(dir);
  try {
    return number(db, `SELECT count(*) FROM ${table}`);
  } finally {
    closeStore(db);
  }
};

async function run(engine: Engine, id: string): Promise<Result> {
  const { result } = await engine.call('analyses.run', { id, params: {}, filter: ALL, compare: false });
  return result;
}

/** Sum of a column of a table or of all lines of a series. */
async function total(engine: Engine, id: string, column: string): Promise<number> {
  const result = await run(engine, id);
  if (result.kind === 'table') {
    const at = result.columns.findIndex((one) => one.id === column);
    return result.rows.reduce((sum, { cells }) => sum + Number(cells[at]), 0);
  }
  if (result.kind !== 'series') throw new Error(`${id} is a ${result.kind}`);
  const line = result.lines.find((one) => one.id === column);
  return (line?.values ?? []).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** What is counted of pages, sales and moods. */
async function countsOf(engine: Engine) {
  const moods = await run(engine, 'sentiment-over-time');
  if (moods.kind !== 'series') throw new Error('a series was expected');
  const { people: _, ...rows } = (await engine.call('app.status', {})).counts;
  return {
    rows,
    views: await total(engine, 'top-pages', 'views'),
    pieces: await total(engine, 'top-items', 'pieces'),
    revenue: await total(engine, 'orders-over-time', 'revenue'),
    moods: moods.lines.map(({ id, values }) => [id, values]),
  };
}

/** Analyses that are about people answer that there is nobody. */
const ABOUT_PEOPLE = ['repeat-purchase', 'retention', 'rfm-segments', 'new-and-returning', 'active-authors'];

test('imported without people a store holds nobody, not a byte of anybody, and counts the same', async () => {
  const dir = freshDir();
  const files = writePlanted(join(dir, 'in'));
  const more = join(dir, 'in', 'more.csv');
  writeFileSync(more, MORE);
  files.push(more);
  const data = join(dir, 'without');
  const [normal, without] = [await opened(join(dir, 'with')), await opened(data)];
  await importFiles(normal, files);
  expect(filesWithTraces(join(dir, 'with')).length, 'the search finds what is there').toBeGreaterThan(2);
  expect(tracesOfOthers(join(dir, 'with')).length).toBeGreaterThan(2);
  expect((await withoutPeople(without, files)).state).toBe('done');
  expect(filesWithTraces(data)).toEqual([]);
  expect(tracesOfOthers(data)).toEqual([]);
  for (const table of ['people', 'identifiers', 'vault', 'consents']) expect(rowsIn(data, table), table).toBe(0);
  expect((await without.call('app.status', {})).counts.people).toBe(0);
  const counts = await countsOf(without);
  expect(counts).toEqual(await countsOf(normal));
  expect(counts).toMatchObject({ views: 15, pieces: 9, revenue: 100, rows: { messages: 7, events: 15, orders: 4 } });
  for (const id of ABOUT_PEOPLE) {
    const result = await run(without, id);
    expect(result, id).toMatchObject({ n: 0 });
    if (result.kind === 'table') expect(result.rows, id).toEqual([]);
    if (result.kind === 'matrix') expect(result.people, id).toEqual([0]);
  }
  const runs = await without.call('imports.list', {});
  expect(
    runs.map(({ file, kept, skipped, people, withoutPeople: told }) => [file, kept, skipped, people, told]),
  ).toEqual([
    ['more.csv', 2, 0, 0, true],
    ['access.log', 12, 0, 0, true],
    ['WhatsApp Chat with [name].txt', 3, 1, 0, true],
    // Two records of people and two consents.
    ['customers.csv', 0, 4, 0, true],
    ['events.csv', 3, 0, 0, true],
    ['reviews.csv', 2, 0, 0, true],
    // Four orders, and four consents that nobody is left to have given.
    ['orders_export.csv', 4, 4, 0, true],
  ]);
});

test('again without people adds nothing; with people it is refused until the first import is undone', async () => {
  const dir = freshDir();
  const files = writePlanted(join(dir, 'in'));
  const engine = await opened(join(dir, 'data'));
  await withoutPeople(engine, files);
  const before = await countsOf(engine);
  // One row more, so that the file is read again instead of being known as the same.
  const orders = files[0] as string;
  writeFileSync(orders, readFileSync(orders, 'utf8').replace(/\n$/, '\n\n'));
  await withoutPeople(engine, files);
  const { rows, ...figures } = await countsOf(engine);
  expect({ ...figures, rows: { ...rows, imports: before.rows.imports } }).toEqual(before);

  const [reviews] = files.filter((file) => file.endsWith('reviews.csv'));
  const file = reviews as string;
  const [seen] = await engine.call('imports.inspect', { files: [file] });
  expect(seen).toMatchObject({ alreadyImported: true, importedOtherwise: true });
  const [same] = await engine.call('imports.inspect', { files: [file], choices: { withoutPeople: true } });
  expect(same).toMatchObject({ alreadyImported: true, importedOtherwise: false });
  const refused = await finished(engine, () => engine.call('imports.start', { sources: [{ file }] }));
  expect(refused).toMatchObject({ state: 'failed', error: 'imported-otherwise' });
  for (const run of (await engine.call('imports.list', {})).filter((one) => one.file === 'reviews.csv'))
    await finished(engine, () => engine.call('imports.undo', { run: run.id }));
  await importFiles(engine, [file]);
  expect((await engine.call('app.status', {})).counts).toMatchObject({ messages: 5, people: 2 });
  const otherWay = await withoutPeople(engine, [file]);
  expect(otherWay).toMatchObject({ state: 'failed', error: 'imported-otherwise' });
});

test('who was erased stays out, also without people', async () => {
  const dir = freshDir();
  const files = writePlanted(join(dir, 'in')).filter((file) => /orders|reviews|events/.test(file));
  const engine = await opened(join(dir, 'data'));
  await importFiles(engine, files);
  const found = (await engine.call('rights.find', { value: PLANTED.email })).people;
  for (const { card } of found)
    await engine.call('rights.erase', { person: card.person, mode: 'erase', alsoKnownAs: [PLANTED.name, 'quenby_l'] });
  for (const run of await engine.call('imports.list', {}))
    await finished(engine, () => engine.call('imports.undo', { run: run.id }));
  await withoutPeople(engine, files);
  expect((await engine.call('app.status', {})).counts).toMatchObject({ people: 0, orders: 2, messages: 1, events: 2 });
  expect(filesWithTraces(join(dir, 'data'))).toEqual([]);
});

test('visits of one’s own staff stay out, and two people in the same second are two views', async () => {
  const dir = freshDir();
  const engine = await opened(join(dir, 'data'));
  await engine.call('own.add', { kind: 'address', value: '203.0.113.77' });
  const log = join(dir, 'access.log');
  const line = (ip: string, second: number) =>
    `${ip} - - [02/Mar/2026:10:00:${String(second).padStart(2, '0')} +0000] "GET /tea HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"\n`;
  writeFileSync(log, line('203.0.113.77', 1) + line('198.51.100.1', 2) + line('198.51.100.2', 2));
  await withoutPeople(engine, [log]);
  expect(await total(engine, 'top-pages', 'views')).toBe(2);
});
