import { rmSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3-multiple-ciphers';
import { openFile } from './cipher.ts';
import { removePeople } from './events/remove.ts';
import { closeStore, openWriter, type WriteDb } from './open.ts';
import { run } from './sql.ts';
import { removePerson, removePersonRecords } from './tables/erase.ts';

/** Writes a whole, compact copy of the store, without free pages and as encrypted as it is; answers its size in bytes. The file must not exist. */
export function snapshot(db: WriteDb, file: string): number {
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

/** Opens a restored store and erases everyone whose identifier hashes `isErased` knows; answers how many. */
export function eraseAgain(dataDir: string, key: Uint8Array | null, isErased: (hash: Uint8Array) => boolean): number {
  const db = openWriter(dataDir, key);
  try {
    const found = new Set<number>();
    for (const { hash, person_id } of db.prepare('SELECT hash, person_id FROM identifiers').iterate() as Iterable<{
      hash: Uint8Array;
      person_id: number;
    }>)
      if (isErased(hash)) found.add(person_id);
    db.transaction(() => {
      for (const person of found) {
        removePeople(db, new Set([person]));
        removePersonRecords(db, person);
        removePerson(db, person);
      }
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
    return found.size;
  } finally {
    closeStore(db);
  }
}

export const discard = (file: string): void => rmSync(file, { force: true });
