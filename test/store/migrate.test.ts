import Database from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { checkContiguous, latestVersion, migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import type { Migration } from '../../src-main/store/migration.ts';
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : 'another error';
  }
  return 'none';
};
const step = (number: number, sql: string): Migration => ({ number, name: `step-${number}`, sql });
const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

test('the real migrations are numbered 1, 2, 3 … and bring an empty store to the newest version', () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, i) => i + 1));
  const db = new Database(':memory:');
  expect(migrate(db)).toBe(MIGRATIONS.length);
  expect(schemaVersion(db)).toBe(latestVersion());
});

test('a gap or a repeated number is refused before anything is done', () => {
  expect(codeOf(() => checkContiguous([step(1, ''), step(3, '')]))).toBe('internal');
  expect(codeOf(() => checkContiguous([step(1, ''), step(1, '')]))).toBe('internal');
  const db = new Database(':memory:');
  expect(codeOf(() => migrate(db, { steps: [step(1, 'CREATE TABLE a (x)'), step(3, '')] }))).toBe('internal');
  expect(tables(db)).toEqual([]);
});

test('a store of a newer program is refused and left alone', () => {
  const db = new Database(':memory:');
  db.pragma('user_version = 999');
  expect(codeOf(() => migrate(db))).toBe('store-from-the-future');
  expect(schemaVersion(db)).toBe(999);
  expect(tables(db)).toEqual([]);
});

describe('a backup is made', () => {
  const backUps = (from: number, steps: readonly Migration[]) => {
    const db = new Database(':memory:');
    migrate(db, { steps, target: from });
    const seen: number[] = [];
    migrate(db, { steps, backUp: () => seen.push(schemaVersion(db)) });
    return seen;
  };
  const steps = [step(1, 'CREATE TABLE a (x)'), step(2, 'CREATE TABLE b (x)'), step(3, 'CREATE TABLE c (x)')];

  test('once, before the first step', () => expect(backUps(1, steps)).toEqual([1]));
  test('not of an empty store', () => expect(backUps(0, steps)).toEqual([]));
  test('not when there is nothing to do', () => expect(backUps(3, steps)).toEqual([]));
  test('and a failing backup stops everything', () => {
    const db = new Database(':memory:');
    migrate(db, { steps, target: 1 });
    const fail = () => {
      throw new AppError('disk-full');
    };
    expect(codeOf(() => migrate(db, { steps, backUp: fail }))).toBe('disk-full');
    expect(schemaVersion(db)).toBe(1);
  });
});

test('a failing step leaves the last good one, and the next attempt goes on from there', () => {
  const db = new Database(':memory:');
  const good = step(1, 'CREATE TABLE a (x)');
  // Fails after it has made a table: all of it must be gone.
  const bad = step(2, 'CREATE TABLE b (x); CREATE TABLE a (x)');
  expect(codeOf(() => migrate(db, { steps: [good, bad, step(3, 'CREATE TABLE c (x)')] }))).toBe('migration-failed');
  expect(schemaVersion(db)).toBe(1);
  expect(tables(db)).toEqual(['a']);
  migrate(db, { steps: [good, step(2, 'CREATE TABLE b (x)'), step(3, 'CREATE TABLE c (x)')] });
  expect(tables(db)).toEqual(['a', 'b', 'c']);
});

test('data work that fails undoes the step too', () => {
  const db = new Database(':memory:');
  const after = () => {
    throw new RangeError('no');
  };
  expect(codeOf(() => migrate(db, { steps: [{ ...step(1, 'CREATE TABLE a (x)'), after }] }))).toBe('migration-failed');
  expect(tables(db)).toEqual([]);
});
