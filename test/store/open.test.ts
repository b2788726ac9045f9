import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { latestVersion, migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { closeStore, openReader, openWriter, STORE_FILE } from '../../src-main/store/open.ts';
import { wholeCopy } from '../../src-main/store/snapshot.ts';
import { get, run } from '../../src-main/store/sql.ts';
import { bumpRevision, getCounter } from '../../src-main/store/tables/counters.ts';
import { aRun } from './stored.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'inglenook-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const file = () => join(dir, STORE_FILE);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : `another error: ${String(error)}`;
  }
  return 'none';
};

test('a new store is made in a folder that need not exist, for the owner only', () => {
  dir = join(dir, 'deeper', 'still');
  const db = openWriter(dir);
  expect(schemaVersion(db)).toBe(latestVersion());
  closeStore(db);
  if (process.platform !== 'win32') expect(statSync(dir).mode & 0o077).toBe(0);
});

test.skipIf(process.platform === 'win32')('no other user can read the store, whatever the folder allows', () => {
  chmodSync(dir, 0o755);
  const modes = () => readdirSync(dir).map((name) => (statSync(join(dir, name)).mode & 0o777).toString(8));
  closeStore(openWriter(dir));
  // As earlier versions left it.
  chmodSync(file(), 0o644);
  const db = openWriter(dir);
  bumpRevision(db);
  expect(readdirSync(dir)).toEqual(expect.arrayContaining([STORE_FILE, `${STORE_FILE}-wal`, `${STORE_FILE}-shm`]));
  for (const _ of wholeCopy(join(dir, 'copy.db'), { store: file(), key: null }));
  expect(new Set(modes())).toEqual(new Set(['600']));
  closeStore(db);
});

test('what was written is there after closing and opening again', () => {
  const first = openWriter(dir);
  aRun(first, 'kept.csv');
  closeStore(first);
  const second = openWriter(dir);
  expect(get(second, 'SELECT file_name FROM import_runs')).toEqual({ file_name: 'kept.csv' });
  closeStore(second);
});

test('foreign keys bind, and readers go on while the writer writes', () => {
  const writer = openWriter(dir);
  expect(writer.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
  const reader = openReader(dir);
  writer.exec('BEGIN IMMEDIATE');
  bumpRevision(writer);
  expect(getCounter(reader, 'revision')).toBe(0);
  writer.exec('COMMIT');
  expect(getCounter(reader, 'revision')).toBe(1);
  closeStore(reader);
  closeStore(writer);
});

test('a reader cannot write', () => {
  closeStore(openWriter(dir));
  const reader = openReader(dir);
  for (const sql of [
    'UPDATE counters SET value = 9',
    'DROP TABLE people',
    'CREATE TABLE x (y)',
    'PRAGMA user_version = 7',
  ])
    expect(() => reader.exec(sql), sql).toThrow();
  expect(schemaVersion(reader)).toBe(latestVersion());
  closeStore(reader);
});

test('an older store is copied before it is changed', () => {
  const old = new Database(file());
  migrate(old, { target: 2 });
  old.exec('INSERT INTO people (id) VALUES (42)');
  old.close();
  const db = openWriter(dir);
  expect(schemaVersion(db)).toBe(latestVersion());
  expect(get(db, 'SELECT id FROM people')).toEqual({ id: 42 });
  closeStore(db);
  const copy = new Database(join(dir, 'before-version-2.backup.db'), { readonly: true });
  expect(schemaVersion(copy)).toBe(2);
  expect(copy.prepare('SELECT id FROM people').all()).toEqual([{ id: 42 }]);
  copy.close();
});

test('opening a store of today makes no copy', () => {
  closeStore(openWriter(dir));
  closeStore(openWriter(dir));
  expect(readdirSync(dir).filter((name) => name.includes('backup'))).toEqual([]);
});

test('a file that is no database is damaged, and left as it is', () => {
  writeFileSync(file(), 'This is not a database, however long one looks at it. '.repeat(100));
  expect(codeOf(() => openWriter(dir))).toBe('store-damaged');
  expect(readFileSync(file(), 'utf8')).toContain('not a database');
});

test('a database with a damaged page is damaged', () => {
  const db = openWriter(dir);
  const run1 = aRun(db);
  for (let i = 0; i < 2000; i++) run(db, "INSERT INTO rejections VALUES (?, ?, 'bad-date', 'when it was')", run1, i);
  closeStore(db);
  const bytes = readFileSync(file());
  // Every page behind the first gets a stretch of noise: whichever the check reads, it finds it.
  for (let page = 4096; page < bytes.length; page += 4096) bytes.fill(0xa5, page, page + 200);
  writeFileSync(file(), bytes);
  expect(codeOf(() => openWriter(dir))).toBe('store-damaged');
});

test('a database that was cut off is damaged', () => {
  const db = openWriter(dir);
  const run1 = aRun(db);
  for (let i = 0; i < 2000; i++) run(db, "INSERT INTO rejections VALUES (?, ?, 'bad-date', 'when it was')", run1, i);
  closeStore(db);
  truncateSync(file(), Math.floor(statSync(file()).size / 2 / 4096) * 4096);
  expect(codeOf(() => openWriter(dir))).toBe('store-damaged');
});

test('a store of a newer program is refused and not copied', () => {
  const future = new Database(file());
  future.pragma('user_version = 999');
  future.close();
  expect(codeOf(() => openWriter(dir))).toBe('store-from-the-future');
  expect(readdirSync(dir).filter((name) => name.includes('backup'))).toEqual([]);
});

test('deleted values leave no bytes in the file', () => {
  const db = openWriter(dir);
  run(db, 'INSERT INTO mappings VALUES (?, ?)', 'signature', '{"canary":"k7Zq-canary-31"}');
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(readFileSync(file()).includes('k7Zq-canary-31')).toBe(true);
  run(db, 'DELETE FROM mappings');
  db.pragma('wal_checkpoint(TRUNCATE)');
  expect(readFileSync(file()).includes('k7Zq-canary-31')).toBe(false);
  closeStore(db);
});

test('a store that cannot be used is let go of', () => {
  writeFileSync(file(), 'This is not a database, however long one looks at it. '.repeat(100));
  expect(codeOf(() => openWriter(dir))).toBe('store-damaged');
  rmSync(file());
  closeStore(openWriter(dir));
  expect(readdirSync(dir).sort()).toEqual([STORE_FILE]);
});
