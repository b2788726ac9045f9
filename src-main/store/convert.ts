import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import { emptyLog, listStepBackups } from './backups.ts';
import { chooseCipher, openFile } from './cipher.ts';
import { attachOld, copyOld } from './copy.ts';
import { STORE_FILE, storeError, storeFile, type WriteDb } from './open.ts';
import { blank, shred } from './shred.ts';
import { all, number } from './sql.ts';

/** What a store is to become: encrypted, or readable. */
export type Conversion = 'seal' | 'unseal';

/** Which state of a store's file was copied: any write to it changes this. */
export type Stamp = string;

/** How far the copying is: `share` 0 to 1 of all there is to do. */
export interface ConversionStep {
  stage: 'copying' | 'checking';
  share: number;
}

const NEXT = `${STORE_FILE}.next`;
const SNAPSHOT = `${STORE_FILE}.snapshot`;

/**
 * Removes what a conversion or a backup left that was cut off: whoever is erased later would still be in it. Never overwrites: another program may be at it, and then only fails. What
 * is left is a copy of a store that is still there.
 */
export function sweep(dataDir: string): void {
  for (const name of [NEXT, SNAPSHOT])
    for (const end of ['', '-journal']) rmSync(join(dataDir, name + end), { force: true });
}

function stampOf(dataDir: string): Stamp {
  const { ino, size, mtimeNs } = statSync(storeFile(dataDir), { bigint: true });
  return [ino, size, mtimeNs].join(' ');
}

/**
 * Keeps everybody, also other programs, from writing to a store, as long as the transaction that it opens on `db` lasts; all of
 * the store then lies in its own file. Null while somebody stands in the way: to be tried again.
 */
export function holdStill(db: WriteDb, dataDir: string): Stamp | null {
  db.pragma('busy_timeout = 50');
  try {
    if (!emptyLog(db)) return null;
    db.exec('BEGIN IMMEDIATE');
    if (!statSync(`${storeFile(dataDir)}-wal`, { throwIfNoEntry: false })?.size) return stampOf(dataDir);
    // Another program was quicker.
    db.exec('ROLLBACK');
    return null;
  } catch (error) {
    if (storeError(error) instanceof AppError) return null;
    throw error;
  } finally {
    db.pragma('busy_timeout = 10000');
  }
}

/** Closed to every other connection, also of other programs, until this one closes; its log is emptied and gone. */
function lockAlone(db: Database.Database): void {
  const version = () => number(db, 'PRAGMA old.data_version');
  const before = version();
  db.pragma('old.locking_mode = EXCLUSIVE');
  // Refused while anybody else has the store open.
  if (db.pragma('old.journal_mode = DELETE', { simple: true }) !== 'delete') throw new AppError('store-locked');
  // A write takes the lock that is then kept.
  db.pragma(`old.user_version = ${String(db.pragma('old.user_version', { simple: true }))}`);
  if (version() !== before) throw new AppError('store-locked');
}

const shapeOf = (db: Database.Database, schema: string): string =>
  JSON.stringify([
    db.pragma(`${schema}.user_version`, { simple: true }),
    all(db, `SELECT type, name, tbl_name, sql FROM ${schema}.sqlite_schema ORDER BY name`),
  ]);

/** Looks through a copy, one table after the other; yields the share that is done. */
function* checkCopy(file: string, key: Uint8Array | null, shape: string): Generator<number> {
  const copy = openFile(file, key, { readonly: true });
  try {
    if (shapeOf(copy, 'main') !== shape) throw new AppError('store-damaged');
    const tables = all<{ name: string }>(copy, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (const [i, { name }] of tables.entries()) {
      const found = copy.pragma(`quick_check("${name.replaceAll('"', '""')}")`, { simple: true });
      if (found !== 'ok') throw new AppError('store-damaged');
      yield (i + 1) / tables.length;
    }
  } finally {
    copy.close();
  }
}

const keysFor = (to: Conversion, key: Uint8Array) => ({
  oldKey: to === 'seal' ? null : key,
  newKey: to === 'seal' ? key : null,
});

/** Copying is the longer part. */
const COPYING = 0.85;

/**
 * Writes a whole copy of a store beside it, encrypted or in clear, and checks it. Yields often, and may be left at any time:
 * then the copy goes. Nobody may write to the store meanwhile, but it can be read. Needs as much free room as the store takes
 * (`disk-full`). Must not be called for a store that is already so.
 */
export function* copyStore(dataDir: string, to: Conversion, key: Uint8Array): Generator<ConversionStep> {
  const { oldKey, newKey } = keysFor(to, key);
  const file = join(dataDir, NEXT);
  sweep(dataDir);
  let done = false;
  let db: Database.Database | null = null;
  try {
    db = openFile(file, newKey);
    chooseCipher(db);
    // Never in a file, which would be in clear.
    db.pragma('temp_store = MEMORY');
    attachOld(db, storeFile(dataDir), oldKey);
    for (const share of copyOld(db)) yield { stage: 'copying', share: COPYING * share };
    const shape = shapeOf(db, 'old');
    db.close();
    for (const share of checkCopy(file, newKey, shape))
      yield { stage: 'checking', share: COPYING + (1 - COPYING) * share };
    done = true;
  } catch (error) {
    throw storeError(error);
  } finally {
    db?.close();
    if (!done) sweep(dataDir);
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

/** Puts the new file in the place of the old, in one step, and overwrites the old. `release` closes the old one. */
function swap(dataDir: string, release: () => void): void {
  const [next, file] = [join(dataDir, NEXT), storeFile(dataDir)];
  syncFile(next);
  if (process.platform === 'win32') {
    // There a file that is open cannot be replaced.
    release();
    renameSync(next, file);
    return;
  }
  const old = openSync(file, 'r+');
  try {
    renameSync(next, file);
    const folder = openSync(dataDir, constants.O_RDONLY);
    fsyncSync(folder);
    closeSync(folder);
    // Before the lock is let go: who waited for it must not find a store that is no longer the store.
    blank(old);
    release();
  } finally {
    // Last, as closing any handle of a file lets go of all locks this process has on it.
    release();
    closeSync(old);
  }
}

/**
 * Puts the copy that `copyStore` wrote in the place of the store, by one renaming, so that a crash at any point leaves either.
 * Throws `store-locked`, and leaves the store as it is, while anybody else has it open, or when it was written to since `stamp`
 * was taken. `patienceMs`: how long others may still take to close it.
 */
export function finishConversion(
  dataDir: string,
  to: Conversion,
  key: Uint8Array,
  stamp: Stamp,
  patienceMs = 10_000,
): void {
  const db = openFile(':memory:', null, { timeout: patienceMs });
  let open = true;
  const release = () => {
    if (open) db.close();
    open = false;
  };
  try {
    chooseCipher(db);
    if (stampOf(dataDir) !== stamp) throw new AppError('store-locked');
    attachOld(db, storeFile(dataDir), keysFor(to, key).oldKey);
    lockAlone(db);
    // Before the new one is in its place, so that from then on nothing in clear is left, whenever it is cut off.
    if (to === 'seal') for (const name of [SNAPSHOT, ...listStepBackups(dataDir)]) shred(join(dataDir, name));
    swap(dataDir, release);
  } catch (error) {
    throw storeError(error);
  } finally {
    release();
    sweep(dataDir);
  }
}
