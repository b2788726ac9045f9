import Database from 'better-sqlite3-multiple-ciphers';
import { expect, test } from 'vitest';
import { schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, get, run } from '../../src-main/store/sql.ts';

test('migration 1 makes an empty file a store: revision 0, runs, audit log', () => {
  expect(schemaVersion(new Database(':memory:'))).toBe(0);
  const db = openMemory(1);
  expect(schemaVersion(db)).toBe(1);
  expect(get(db, 'SELECT name, value FROM counters')).toEqual({ name: 'revision', value: 0 });
  expect(get(db, 'SELECT count(*) AS n FROM import_runs')).toEqual({ n: 0 });
});

test('the audit log takes entries and gives none back', () => {
  const db = openMemory(1);
  const empty = new Uint8Array(32);
  run(db, 'INSERT INTO audit VALUES (1, 0, ?, ?, ?, ?)', 'import', '{}', empty, empty);
  expect(() => run(db, "UPDATE audit SET action = 'other'")).toThrow();
  expect(() => run(db, 'DELETE FROM audit')).toThrow();
  expect(all(db, 'SELECT action FROM audit')).toEqual([{ action: 'import' }]);
});

test('there is one row of settings, and a run knows only the states there are', () => {
  const db = openMemory(1);
  run(db, "INSERT INTO settings VALUES (1, '{}')");
  expect(() => run(db, "INSERT INTO settings VALUES (2, '{}')")).toThrow();
  const insert =
    "INSERT INTO import_runs (file_name, size_bytes, format, state, started_ms) VALUES ('a', 1, 'table', ?, 0)";
  expect(() => run(db, insert, 'lost')).toThrow();
  expect(run(db, insert, 'running').changes).toBe(1);
});

test('what a run could not read goes with the run', () => {
  const db = openMemory(1);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'a', 1, 'table', 'ready', 0)",
  );
  run(db, "INSERT INTO rejections VALUES (1, 5, 'bad-date', 'at')");
  run(db, "INSERT INTO rejection_counts VALUES (1, 'bad-date', 1)");
  run(db, "INSERT INTO run_basis VALUES (1, 'service', 'none')");
  run(db, 'DELETE FROM import_runs');
  for (const table of ['rejections', 'rejection_counts', 'run_basis'])
    expect(all(db, `SELECT * FROM ${table}`)).toEqual([]);
});
