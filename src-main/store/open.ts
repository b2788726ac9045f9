import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import { once } from '../../shared/once.ts';
import { openFile } from './cipher.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { migrate, schemaVersion } from './migrate.ts';

export type { ReadDb, WriteDb };

export const STORE_FILE = 'inglenook.db';

/** Path of a workspace's store. */
export const storeFile = (dataDir: string): string => join(dataDir, STORE_FILE);

/** Opens the store for writing, checks it, backs it up before the first migration step, and migrates. `key`: of an encrypted one. */
export function openWriter(dataDir: string, key: Uint8Array | null = null): WriteDb {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = storeFile(dataDir);
  const existed = existsSync(file);
  let db: Database.Database | null = null;
  try {
    db = openFile(file, key, { timeout: 10_000 });
    prepareWriter(db, existed, (version) => copyFileSync(file, join(dataDir, `before-version-${version}.backup.db`)));
    return db as WriteDb;
  } catch (error) {
    // A store that cannot be used must not stay locked: its owner may want to move it.
    db?.close();
    throw storeError(error);
  }
}

function prepareWriter(db: Database.Database, existed: boolean, copy: (version: number) => void): void {
  db.pragma('journal_mode = WAL');
  setUp(db);
  db.pragma('secure_delete = ON');
  // Identifier hashes are random keys: with the readers' small cache every commit of an import would write most of the
  // index anew (2 M lines, 330,000 visitors: 9.5 s with 4 MB, 7 s with 24 or 40 MB). The writer sorts little.
  db.pragma('cache_size = -24000');
  // 80 MB: ten thousand new messages are taken in and read without a pause in which the log is moved into the store.
  db.pragma('wal_autocheckpoint = 20000');
  if (existed && schemaVersion(db) > 0) quickCheck(db);
  migrate(db, {
    backUp: () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      copy(schemaVersion(db));
    },
  });
}

/** Opens the store read-only, for a reader thread. */
export function openReader(dataDir: string, key: Uint8Array | null = null): ReadDb {
  const db = openFile(storeFile(dataDir), key, { readonly: true, timeout: 10_000 });
  setUp(db);
  db.pragma('query_only = ON');
  return db;
}

/** An empty store in memory, of the newest or the given version of the schema: for tests. */
export function openMemory(target?: number): WriteDb {
  if (target !== undefined) return migrated({ target }) as WriteDb;
  const db = new Database(newest());
  setUp(db);
  return db as WriteDb;
}

function migrated(options: { target?: number } = {}): Database.Database {
  const db = new Database(':memory:');
  setUp(db);
  migrate(db, options);
  return db;
}

/** All steps of the schema together take some 20 ms; property tests open thousands of stores. */
const newest = once(() => migrated().serialize());

function setUp(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  // A small cache makes SQLite's sorter faster (measured: design/libraries, trap 2), and bounds memory.
  db.pragma('cache_size = -4000');
  db.pragma('synchronous = NORMAL');
  db.pragma('temp_store = MEMORY');
  db.pragma('threads = 1');
}

function quickCheck(db: Database.Database): void {
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('store-damaged');
}

/** What a failure of the store means, as one of our errors; any other error as it is. */
export function storeError(error: unknown): Error {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return new AppError('store-damaged');
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return new AppError('store-locked');
  // The second is what the index of the write-ahead log says when it cannot grow.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return new AppError('disk-full');
  return error instanceof Error ? error : new AppError('internal');
}

/** Closes after letting SQLite refresh its statistics. */
export function closeStore(db: Database.Database): void {
  if (!db.readonly) db.pragma('optimize');
  db.close();
}

/** Moves what waits in the write-ahead log into the store while nobody waits, so that whoever writes next need not. */
export function emptyLog(db: WriteDb): void {
  if (db.open && !db.inTransaction) checkpoint(db, 'PASSIVE');
}

/** Moves what waits in the write-ahead log into the store, so that the log's room can be used again on a full disk. */
export const makeRoom = (db: WriteDb): void => checkpoint(db, 'RESTART');

/** What cannot be moved now waits on: it is as safe where it is. */
function checkpoint(db: WriteDb, how: 'PASSIVE' | 'RESTART'): void {
  try {
    db.pragma(`wal_checkpoint(${how})`);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
