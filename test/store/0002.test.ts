import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';

/** A store of version 1 with a run in it, brought to version 2. */
function fromVersion1(): WriteDb {
  const db = openMemory(1);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (7, 'shop.csv', 12, 'table', 'ready', 99)",
  );
  run(db, "INSERT INTO run_basis VALUES (7, 'marketing', 'consent')");
  run(db, "UPDATE counters SET value = 3 WHERE name = 'revision'");
  migrate(db, { target: 2 });
  return db;
}

test('migration 2 keeps what version 1 held', () => {
  const db = fromVersion1();
  expect(schemaVersion(db)).toBe(2);
  expect(all(db, 'SELECT id, file_name, size_bytes, state, started_ms FROM import_runs')).toEqual([
    { id: 7, file_name: 'shop.csv', size_bytes: 12, state: 'ready', started_ms: 99 },
  ]);
  expect(all(db, 'SELECT * FROM run_basis')).toEqual([{ run_id: 7, purpose: 'marketing', basis: 'consent' }]);
  expect(all(db, 'SELECT value FROM counters')).toEqual([{ value: 3 }]);
});

test('migration 2 makes people: an identifier is somebody’s, a hash is there once, the vault goes with it', () => {
  const db = fromVersion1();
  const hash = Uint8Array.of(1, 2, 3);
  const insert = 'INSERT INTO identifiers (id, hash, kind, scope, person_id) VALUES (?, ?, ?, ?, ?)';
  expect(() => run(db, insert, 1, hash, 'email', '', 1)).toThrow();
  run(db, 'INSERT INTO people (id) VALUES (1)');
  run(db, insert, 1, hash, 'email', '', 1);
  expect(() => run(db, insert, 2, hash, 'email', '', 1)).toThrow();
  run(db, 'INSERT INTO vault VALUES (1, ?)', Uint8Array.of(9));
  run(db, 'INSERT INTO sightings VALUES (7, 1)');
  expect(() => run(db, 'INSERT INTO sightings VALUES (8, 1)')).toThrow();
  expect(() => run(db, 'DELETE FROM import_runs WHERE id = 7')).toThrow();
  run(db, 'DELETE FROM sightings');
  run(db, 'DELETE FROM identifiers');
  expect(all(db, 'SELECT * FROM vault')).toEqual([]);
});
