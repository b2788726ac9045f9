import { rmSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3-multiple-ciphers';
import { makePrivate, openFile } from './cipher.ts';
import type { WriteDb } from './open.ts';
import { run } from './sql.ts';

/** Writes a whole, compact copy of the store, without free pages and as encrypted as it is; answers its size in bytes. The file must not exist. */
export function snapshot(db: WriteDb, file: string): number {
  // An empty file may be there.
  makePrivate(file);
  run(db, 'VACUUM INTO ?', file);
  return statSync(file).size;
}

/** Whether a file is a whole store that this program can read the schema of. */
export function isStore(file: string, key: Uint8Array | null): boolean {
  let db: Database.Database | null = null;
  try {
    db = openFile(file, key, { readonly: true });
    return db.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

export const discard = (file: string): void => rmSync(file, { force: true });
