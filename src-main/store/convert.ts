import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import { listStepBackups } from './backups.ts';
import { chooseCipher, openFile, rawKey } from './cipher.ts';
import { schemaVersion } from './migrate.ts';
import { STORE_FILE, storeError, storeFile } from './open.ts';
import { blank, shred } from './shred.ts';
import { all } from './sql.ts';

/** What a store is to become: encrypted, or readable. */
export type Conversion = 'seal' | 'unseal';

const NEXT = `${STORE_FILE}.next`;
/** Where the key of a copy is set; stays empty. */
const SCRATCH = `${STORE_FILE}.scratch`;
const SNAPSHOT = `${STORE_FILE}.snapshot`;

/**
 * Removes what a conversion left that was cut off. Never overwrites: another program may be at it, and then only fails. What
 * is left is a copy of a store that is still there.
 */
export function sweep(dataDir: string): void {
  for (const name of [NEXT, SCRATCH])
    for (const end of ['', '-journal']) rmSync(join(dataDir, name + end), { force: true });
}

/** Closed to every other connection, also of other programs, until this one closes; its log is emptied and gone. */
function attachAlone(db: Database.Database, file: string, key: Uint8Array | null): void {
  const given = key ? rawKey(key) : Buffer.alloc(0);
  try {
    db.prepare('ATTACH ? AS old KEY ?').run(file, given);
  } finally {
    given.fill(0);
  }
  db.pragma('old.locking_mode = EXCLUSIVE');
  // Refused while anybody else has the store open.
  if (db.pragma('old.journal_mode = DELETE', { simple: true }) !== 'delete') throw new AppError('store-locked');
  // A write takes the lock that is then kept.
  db.pragma(`old.user_version = ${String(db.pragma('old.user_version', { simple: true }))}`);
}

const shapeOf = (db: Database.Database, schema: string): string =>
  JSON.stringify(all(db, `SELECT type, name, tbl_name, sql FROM ${schema}.sqlite_schema ORDER BY name`));

function checkCopy(file: string, key: Uint8Array | null, version: number, shape: string): void {
  const copy = openFile(file, key, { readonly: true });
  try {
    const whole = copy.pragma('quick_check(1)', { simple: true }) === 'ok';
    if (!whole || schemaVersion(copy) !== version || shapeOf(copy, 'main') !== shape)
      throw new AppError('store-damaged');
  } finally {
    copy.close();
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
 * Makes an encrypted store of one in clear, or the other way round: a whole copy is written beside it, checked, and put in its
 * place by one renaming, so that a crash at any point leaves either. Nobody else may have the store open (`store-locked`).
 * Needs as much free room as the store takes (`disk-full`). Must not be called for a store that is already so. `patienceMs`: how
 * long others may still take to close it.
 */
export function convertStore(dataDir: string, to: Conversion, key: Uint8Array, patienceMs = 10_000): void {
  const file = storeFile(dataDir);
  const [oldKey, newKey] = to === 'seal' ? [null, key] : [key, null];
  // A copy is encrypted by the key of the connection's own database, whatever the attached one is.
  const db = openFile(join(dataDir, SCRATCH), newKey, { timeout: patienceMs });
  let open = true;
  const release = () => {
    if (open) db.close();
    open = false;
  };
  try {
    chooseCipher(db);
    db.pragma('temp_store = MEMORY');
    attachAlone(db, file, oldKey);
    const version = db.pragma('old.user_version', { simple: true }) as number;
    const shape = shapeOf(db, 'old');
    db.prepare('VACUUM old INTO ?').run(join(dataDir, NEXT));
    checkCopy(join(dataDir, NEXT), newKey, version, shape);
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
