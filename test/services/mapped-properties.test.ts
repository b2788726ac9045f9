import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import type { Inspection, Mapping } from '../../shared/contract/imports.ts';
import { all } from '../../src-main/store/sql.ts';
import { closeStore, openReader } from '../../src-main/store/open.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir } from './rig.ts';

type Core = ReturnType<typeof openCoreHere>;

const NAMES = ['who', 'when', 'what', 'plan', 'Seats booked', 'contact', 'remark', 'unused'];
const ROWS = [
  ['u1', '2026-03-02T09:00:00Z', 'Signup', 'pro', 3, 'ada@mail.example', 'x', 'secret'],
  ['u2', '2026-03-02T09:10:00Z', 'Signup', 'free', 12.5, '+49 30 901820', 'x', 'secret'],
  ['u3', '2026-03-02T09:20:00Z', 'Signup', 'pro', 1, 'ada@mail.example', 'x', 'secret'],
  ['u3', '2026-03-02T09:30:00Z', '/pricing', 'pro', 1, 'ada@mail.example', 'x', 'secret'],
] as const;
const FIELDS = ['visitor', 'at', 'page', 'property:plan', 'property', 'property', 'property:note', 'ignore'];

const records = ROWS.map((row) => Object.fromEntries(NAMES.map((name, i) => [name, row[i]])));
const lines = (mark: string) => [NAMES, ...ROWS].map((cells) => cells.join(mark)).join('\n');
function workbook(): Uint8Array {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([NAMES, ...ROWS.map((row) => [...row])]), 'Events');
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}
const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({ columnData: NAMES.map((name, i) => ({ name, data: ROWS.map((row) => row[i]) })) }),
  );
const FILES: Readonly<Record<string, () => string | Uint8Array>> = {
  'events.csv': () => lines(','),
  'events.tsv': () => lines('\t'),
  'events.xlsx': workbook,
  'events.json': () => JSON.stringify({ events: records }),
  'events.ndjson': () => records.map((record) => JSON.stringify(record)).join('\n'),
  'events.parquet': parquet,
};

async function look(engine: Core, file: string, mapping?: Mapping): Promise<Inspection> {
  const [seen] = await engine.call('imports.inspect', { files: [file], ...(mapping ? { mapping } : {}) });
  if (!seen) throw new Error('nothing was answered');
  return seen;
}
const guessed = async (engine: Core, file: string): Promise<Mapping> => {
  const { mapping } = await look(engine, file);
  if (!mapping) throw new Error('no table');
  return { ...mapping.guess, type: 'event', fields: FIELDS };
};
const put = (dir: string, name: string): string => {
  const path = join(dir, name);
  writeFileSync(path, (FILES[name] as () => string | Uint8Array)());
  return path;
};
const told = (counts: readonly { name: string; outcome: string; times: number }[]) =>
  counts.map(({ name, outcome, times }) => `${name} ${outcome} ${times}`).sort();
const storedSets = (dataDir: string) => {
  const db = openReader(dataDir);
  const sets = all<{ text: string }>(db, 'SELECT text FROM property_sets ORDER BY id').map(({ text }) => text);
  closeStore(db);
  return sets;
};
const SETS = [
  '["Seats booked",3,"plan","pro"]',
  '["Seats booked",12.5,"plan","free"]',
  '["Seats booked",1,"plan","pro"]',
];
// What is personal stays so whatever the column is called; of the page view nothing is kept, and that is told.
const OUTCOMES = [
  'Seats booked kept 3',
  'Seats booked of-view 1',
  'contact of-view 1',
  'contact personal 3',
  'note free-text 3',
  'note of-view 1',
  'plan kept 3',
  'plan of-view 1',
];

test.each(Object.keys(FILES))(
  '%s: columns named properties are kept by the rules, the others nowhere',
  async (name) => {
    const dir = freshDir();
    const engine = openCoreHere(join(dir, 'data'));
    const file = put(dir, name);
    const mapping = await guessed(engine, file);
    expect(told((await look(engine, file, mapping)).properties)).toEqual(OUTCOMES);
    await finished(engine, () => engine.call('imports.start', { sources: [{ file, mapping }] }));
    const [run] = await engine.call('imports.list', {});
    expect(run).toMatchObject({ state: 'ready', kept: 4, rejected: 0 });
    expect(told(await engine.call('imports.properties', { run: run?.id ?? 0 }))).toEqual(OUTCOMES);
    const { result } = await engine.call('analyses.run', {
      id: 'property-breakdown',
      params: { event: 'Signup', property: 'plan' },
      filter: ALL,
    });
    expect(result.kind === 'table' ? result.rows.map(({ cells }) => cells.slice(0, 2)) : []).toEqual([
      ['pro', 2],
      ['free', 1],
    ]);
    await engine.close();
    expect(storedSets(join(dir, 'data'))).toEqual(SETS);
  },
);

test('properties go along in a mapping file, and are remembered for files with these headings', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  const file = put(dir, 'events.csv');
  const mapping = await guessed(engine, file);
  const { content } = await engine.call('imports.mappingExport', { file, mapping });
  const turned = join(dir, 'turned.csv');
  writeFileSync(turned, [NAMES, ...ROWS].map((cells) => [...cells].reverse().join(';')).join('\n'));
  const fitted = await engine.call('imports.mappingFit', { file: turned, content: JSON.stringify(content) });
  expect(fitted.fields).toEqual([...FIELDS].reverse());
  await finished(engine, () => engine.call('imports.start', { sources: [{ file, mapping }] }));
  const again = join(dir, 'again.csv');
  writeFileSync(again, `${NAMES.join(',')}\nu9,2026-03-05,Signup,team,2,,,\n`);
  const seen = await look(engine, again);
  expect(seen.mapping).toMatchObject({ remembered: true, guess: { fields: FIELDS } });
  expect(told(seen.properties)).toEqual(['Seats booked kept 1', 'plan kept 1']);
  await engine.close();
});
