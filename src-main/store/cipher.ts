import { chmodSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';

/** First bytes of every SQLite file in clear. */
const CLEAR_HEADER = Buffer.from('SQLite format 3\0', 'latin1');

/** Whether a file is no store in clear: an encrypted one, or damaged. One that is missing or empty will be in clear. */
export function isSealedFile(file: string): boolean {
  const head = Buffer.alloc(CLEAR_HEADER.length);
  try {
    const handle = openSync(file, 'r');
    try {
      return readSync(handle, head, 0, head.length, 0) > 0 && !head.equals(CLEAR_HEADER);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The cipher's form of a key that is used as it is; to be overwritten after use. */
export const rawKey = (key: Uint8Array): Buffer => Buffer.concat([Buffer.from('raw:', 'latin1'), key]);

const keys = new WeakMap<Database.Database, Uint8Array>();

/** Key that a connection was opened with; null for one in clear. */
export const keyOf = (db: Database.Database): Uint8Array | null => keys.get(db) ?? null;

/** Chooses the cipher for what this connection encrypts; changes nothing for a file in clear. */
export function chooseCipher(db: Database.Database): void {
  // AEGIS-256 (draft-irtf-cfrg-aegis-aead): every page with a nonce and tag of its own, bound to its number.
  db.pragma("cipher = 'aegis'");
}

const PRIVATE = 0o600;

/**
 * Lets nobody but this user read a file of the store, which is made empty if it is not there: the folder, too, may have been
 * made by others, and open to all. SQLite gives its log the same rights. Means nothing on Windows.
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'a', PRIVATE));
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, PRIVATE);
  } catch {
    // A disk without rights, or somebody else's file: whether it can be written to, SQLite says itself.
  }
}

/** Opens a database file; with a key of 32 bytes as an encrypted one. A wrong key shows only at the first read. */
export function openFile(file: string, key: Uint8Array | null, options: Database.Options = {}): Database.Database {
  if (!options.readonly && file !== ':memory:') makePrivate(file);
  const db = new Database(file, options);
  if (!key) return db;
  const given = rawKey(key);
  try {
    chooseCipher(db);
    db.key(given);
    keys.set(db, key);
    return db;
  } catch (error) {
    db.close();
    throw error;
  } finally {
    given.fill(0);
  }
}
