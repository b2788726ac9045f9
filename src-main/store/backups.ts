import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteDb } from './open.ts';

const BACKUP = /^before-version-\d+\.backup\.db$/;

/** Copies of the store made before an update, by file name. */
export const listStepBackups = (dataDir: string): string[] => readdirSync(dataDir).filter((name) => BACKUP.test(name));

/** Deletes them; answers how many there were. */
export function deleteStepBackups(dataDir: string): number {
  const names = listStepBackups(dataDir);
  for (const name of names) rmSync(join(dataDir, name), { force: true });
  return names.length;
}

/** Moves everything into the store and cuts the write-ahead log to nothing. False while a reader stands in its way. */
export function emptyLog(db: WriteDb): boolean {
  const [answer] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return answer?.busy === 0;
}
