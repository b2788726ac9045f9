import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { makeZip } from '../import/zip-maker.ts';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const LAYOUT = "this_profile's_activity_across_facebook";
const posts = (from: number, count: number) =>
  JSON.stringify(
    Array.from({ length: count }, (_, i) => ({
      timestamp: 1_700_000_000 + (from + i) * 3600,
      data: [{ post: `Post ${from + i}` }],
      title: 'x',
    })),
  );
const NAME = 'facebook-hazelbakery-2025-06-01-AbCdEfGh';

function threeParts(dir: string): string[] {
  return [0, 1, 2].map((part) => {
    const path = join(dir, `${NAME}-${part + 1}.zip`);
    const member = { name: `${LAYOUT}/posts/profile_posts_${part + 1}.json`, data: posts(part * 10, 5 + part) };
    writeFileSync(path, makeZip([member]));
    return path;
  });
}

const setsOf = async (engine: Engine) =>
  (await engine.call('imports.list', {})).map(({ file, state, kept, set }) => [
    file.slice(-6),
    state,
    kept,
    set?.id ?? null,
  ]);

test('the parts of one export are offered and imported as one, and go with one undo', async () => {
  const dir = freshDir();
  const files = threeParts(dir);
  const other = join(dir, 'profile_posts_1.json');
  writeFileSync(other, posts(500, 3));
  const engine = await openEngine(join(dir, 'data'));
  const offered = await engine.call('imports.expand', { files: [other, ...files] });
  expect(new Set(offered.files.map(({ set }) => set)).size).toBe(2);
  expect(offered.files.filter(({ set }) => set !== undefined)).toHaveLength(3);

  await importFiles(engine, [other]);
  const before = await contentsOf(engine);
  await importFiles(engine, files);
  const first = (await engine.call('imports.list', {})).find(({ file }) => file.endsWith('-1.zip'))?.id ?? 0;
  expect(await setsOf(engine)).toEqual([
    ['-3.zip', 'ready', 7, first],
    ['-2.zip', 'ready', 6, first],
    ['-1.zip', 'ready', 5, first],
    ['1.json', 'ready', 3, null],
  ]);
  // Whichever part it is asked of.
  await finished(engine, () => engine.call('imports.undo', { run: first + 1 }));
  expect(await contentsOf(engine)).toEqual(before);
  expect((await setsOf(engine)).map(([, state]) => state)).toEqual(['undone', 'undone', 'undone', 'ready']);
});

test('a part that comes later, or of another export, is an import of its own', async () => {
  const dir = freshDir();
  const [first = '', second = ''] = threeParts(dir);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [first]);
  await importFiles(engine, [second]);
  const another = join(dir, 'facebook-hazelbakery-2026-06-01-XyXyXyXy-2.zip');
  const data = posts(900, 2);
  writeFileSync(another, makeZip([{ name: `${LAYOUT}/posts/profile_posts_1.json`, data }]));
  await importFiles(engine, [another]);
  expect((await setsOf(engine)).map(([, , , set]) => set)).toEqual([null, null, null]);
});

test('a part that cannot be read is passed over; the others still are one import', async () => {
  const dir = freshDir();
  const files = threeParts(dir);
  writeFileSync(files[0] ?? '', 'PK not really');
  const engine = await openEngine(join(dir, 'data'));
  const sources = files.map((file) => ({ file }));
  const job = await finished(engine, () => engine.call('imports.start', { sources }));
  expect(job).toMatchObject({ state: 'done', passedOver: [{ file: `${NAME}-1.zip` }] });
  const ready = (await engine.call('imports.list', {})).filter(({ state }) => state === 'ready');
  expect(new Set(ready.map(({ set }) => set?.id)).size).toBe(1);
  await finished(engine, () => engine.call('imports.undo', { run: ready[0]?.id ?? 0 }));
  expect((await contentsOf(engine)).messages).toBe(0);
});
