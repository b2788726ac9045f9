import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableResult } from '../../shared/results.ts';
import { openReader } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

/** What a small shop is told. */
export const TEXTS = [
  'The burger was sick',
  'Great coffee and lovely staff',
  'The basket infuser looks nice',
  'I hate how late the parcel came',
  'Gluten free cakes here',
  'It opens at nine',
];
/** The texts as a file of comments, each by somebody else. */
export const csv = (texts: readonly string[], from = 0) =>
  `Comment ID,Date,Author,Comment,Likes\n${texts
    .map((text, i) => `c-${from + i},2026-03-0${1 + (i % 9)}T10:00:00Z,@fan_${from + i},"${text}",1`)
    .join('\n')}\n`;

/** Waits until nothing reads any more. */
export async function settled(engine: Engine): Promise<void> {
  for (;;) {
    const jobs = await engine.call('jobs.list', {});
    if (!jobs.some(({ state }) => state === 'running' || state === 'waiting')) return;
    await sleep(5);
  }
}
/** A store with a comment by somebody else for each text. */
export async function shop(texts: readonly string[] = TEXTS) {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
  const file = join(dir, 'comments.csv');
  writeFileSync(file, csv(texts));
  await importFiles(engine, [file]);
  await settled(engine);
  const idOf = (text: string): number => {
    const db = openReader(data);
    try {
      return all<{ id: number }>(db, 'SELECT id FROM messages WHERE text = ? AND current = 1', text)[0]?.id ?? 0;
    } finally {
      db.close();
    }
  };
  return { dir, data, engine, file, idOf };
}
/** An analysis of all there is, as a table. */
export const tableOf = async (engine: Engine, id: string) =>
  (await engine.call('analyses.run', { id, params: {}, filter: ALL })).result as TableResult;
