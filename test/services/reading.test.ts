import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const TEXTS = [
  'The parcel came late and the courier lost my delivery',
  'Lovely espresso, the barista makes great coffee',
  'Is the parcel with the courier? My delivery is late',
  'Great coffee again, the barista and the espresso are lovely',
];
/** Comments that differ by a word each, so that none repeats another. */
const csv = (from: number, to: number) => {
  const rows = Array.from({ length: to - from }, (_, k) => from + k).map(
    (i) =>
      `c-${i},2026-03-${String(1 + (i % 20)).padStart(2, '0')}T10:00:00Z,@fan_${i % 13},"${TEXTS[i % 4]} number${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10) % 10]}",1`,
  );
  return `Comment ID,Date,Author,Comment,Likes\n${rows.join('\n')}\n`;
};
const table = async (engine: Engine, id: string) =>
  (await engine.call('analyses.run', { id, params: {}, filter: ALL })).result as TableResult;
const read = (engine: Engine) => finished(engine, () => engine.call('listening.read', {}));

test('reads what is new, finds topics, and keeps what the owner made of them through new data and undo', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  const path = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  await importFiles(engine, [path('a.csv', csv(0, 80))]);
  expect(await engine.call('listening.status', {})).toEqual({ messages: 80, unread: 80 });
  expect((await table(engine, 'topics-found')).rows).toEqual([]);
  expect((await read(engine)).state).toBe('done');
  expect(await engine.call('listening.status', {})).toEqual({ messages: 80, unread: 0 });
  const liked = (await table(engine, 'liked-disliked')).rows.map(({ key }) => key);
  expect(liked).toContain('coffee');
  const asked = (await table(engine, 'needs')).rows.find(({ key }) => key === 'question');
  expect(asked?.cells[1]).toBe(20);

  const topics = await engine.call('listening.topics', {});
  const coffee = topics.find(({ label }) => /coffee|espresso|barista/.test(label));
  expect(coffee).toBeDefined();
  const edit = { topic: coffee?.id ?? 0, name: 'Our coffee', mergedInto: 0, hidden: false };
  await engine.call('listening.editTopic', edit);
  await expect(engine.call('listening.editTopic', { ...edit, mergedInto: edit.topic })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await importFiles(engine, [path('b.csv', csv(80, 100))]);
  expect((await engine.call('listening.status', {})).unread).toBe(20);
  await read(engine);
  const rows = (await table(engine, 'topics-found')).rows;
  const ours = rows.find(({ key }) => key === 'Our coffee');
  expect(ours?.cells[1]).toBeGreaterThan(0);

  const runs = await engine.call('imports.list', {});
  for (const run of runs) await engine.call('imports.undo', { run: run.id });
  expect(await engine.call('listening.status', {})).toEqual({ messages: 0, unread: 0 });
  expect((await table(engine, 'liked-disliked')).rows).toEqual([]);
  expect((await engine.call('listening.topics', {})).some(({ ownName }) => ownName === 'Our coffee')).toBe(true);
});
