import { appendFileSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 60_000 });

const LOG = Array.from({ length: 400 }, (_, i) =>
  i === 7
    ? 'not a line of a log\n'
    : `10.0.0.${i % 9} - - [02/Mar/2026:10:0${i % 6}:${String(i % 60).padStart(2, '0')} +0000] "GET /tea/${i} HTTP/1.1" 200 512 "-" "Firefox/140.0"\n`,
).join('');

const undo = (engine: Engine, run: number) => finished(engine, () => engine.call('imports.undo', { run }));
const runsOf = async (engine: Engine) =>
  (await engine.call('imports.list', {})).map(({ id, file, state, kept, duplicates, rejected }) => ({
    id,
    file,
    state,
    kept,
    duplicates,
    rejected,
  }));

test('the very same file is known without reading it again, under any name, and undoing either leaves the other', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  copyFileSync(file, join(dir, 'copy.log'));
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [file]);
  const once = await contentsOf(engine);
  await importFiles(engine, [join(dir, 'copy.log')]);
  expect(await contentsOf(engine)).toEqual(once);
  const [second, first] = await runsOf(engine);
  expect(first).toMatchObject({ file: 'access.log', kept: 399, duplicates: 0, rejected: 1 });
  expect(second).toMatchObject({ file: 'copy.log', kept: 0, duplicates: 399, rejected: 1 });
  expect((await engine.call('imports.rejections', { run: second?.id ?? 0 })).rows).toEqual([
    { code: 'not-this-format', line: 8, field: '' },
  ]);

  // The first goes: what both brought stays as long as the second is there.
  await undo(engine, first?.id ?? 0);
  expect(await contentsOf(engine)).toEqual(once);
  const left = (await runsOf(engine)).filter(({ state }) => state === 'ready');
  expect(left.map((run) => run.file)).toEqual(['copy.log']);
  expect((await runsOf(engine)).filter(({ state }) => state === 'undone').map((run) => run.file)).toEqual([
    'access.log',
  ]);
  await undo(engine, left[0]?.id ?? 0);
  expect((await contentsOf(engine)).events).toBe(0);
  expect((await contentsOf(engine)).people).toBe(0);
});

test('undoing the repeat leaves the first; a file that differs anywhere is read', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [file]);
  const once = await contentsOf(engine);
  await importFiles(engine, [file]);
  const [second] = await runsOf(engine);
  await undo(engine, second?.id ?? 0);
  expect(await contentsOf(engine)).toEqual(once);

  const other = join(dir, 'other.log');
  writeFileSync(other, LOG.replace('/tea/200 ', '/tee/200 '));
  await importFiles(engine, [other]);
  expect((await contentsOf(engine)).events).toBe(once.events + 1);
  appendFileSync(file, LOG.split('\n')[0]?.replace('/tea/0', '/tea/new').concat('\n') ?? '');
  await importFiles(engine, [file]);
  expect((await runsOf(engine))[0]).toMatchObject({ kept: 1, duplicates: 399 });
});

test('a file is read again once its people can be kept readable, and after a change of zone', async () => {
  const dir = freshDir();
  const file = join(dir, 'orders.csv');
  writeFileSync(file, 'order id,email,date,total\nA1,mara@example.com,2026-03-01 23:30,12.50\n');
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [file]);
  await engine.call('vault.setPassphrase', { passphrase: 'a quiet well-lit workroom' });
  await importFiles(engine, [file]);
  const { people } = await engine.call('privacy.people', { offset: 0, limit: 5 });
  const revealed = await engine.call('privacy.reveal', { person: people[0]?.person ?? 0 });
  expect(JSON.stringify(revealed)).toContain('mara@example.com');
});
