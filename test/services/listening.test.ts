import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
});
