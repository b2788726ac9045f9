import type { ReadDb, WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';

/** Folder whose new files are offered for import; '' = none. */
export const getWatchFolder = (db: ReadDb): string =>
  get<{ folder: string }>(db, 'SELECT folder FROM watch WHERE id = 1')?.folder ?? '';

export function setWatchFolder(db: WriteDb, folder: string): void {
  run(db, 'INSERT INTO watch VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET folder = excluded.folder', folder);
}

/** Notes that a file is not to be offered again. */
export function ignoreWatched(db: WriteDb, fingerprint: Uint8Array): void {
  run(db, 'INSERT OR IGNORE INTO watch_ignored VALUES (?)', fingerprint);
}

export const isIgnored = (db: ReadDb, fingerprint: Uint8Array): boolean =>
  get(db, 'SELECT 1 FROM watch_ignored WHERE fingerprint = ?', fingerprint) !== undefined;
