import { rmSync } from 'node:fs';
import type Database from 'better-sqlite3-multiple-ciphers';
import { chooseCipher, openFile } from './cipher.ts';
import { attachOld, copyOld } from './copy.ts';

/**
 * Writes a whole, compact copy of a store, without free pages and as encrypted as it is, as it was when it began. Yields the
 * share that is done, 0 to 1; left early, the file must be thrown away. The file must not exist.
 */
export function* wholeCopy(file: string, { store, key }: { store: string; key: Uint8Array | null }): Generator<number> {
  const db = openFile(file, key);
  try {
    chooseCipher(db);
    // Never in a file, which would be in clear.
    db.pragma('temp_store = MEMORY');
    attachOld(db, store, key);
    yield* copyOld(db);
  } finally {
    db.close();
  }
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
