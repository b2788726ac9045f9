import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';

/** A store of version 2 with a run and a person with consent in it, brought to version 3. */
function fromVersion2(): WriteDb {
  const db = openMemory(2);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (7, 'shop.csv', 12, 'table', 'ready', 99)",
  );
  run(db, 'INSERT INTO people (id, restricted) VALUES (5, 1)');
  run(db, "INSERT INTO identifiers (id, hash, kind, scope, person_id) VALUES (1, x'0102', 'email', '', 5)");
  run(
    db,
    "INSERT INTO consents (person_id, purpose, state, at_ms, wording, run_id, line) VALUES (5, 'marketing', 'granted', 10, 'Yes', 7, 2)",
  );
  migrate(db, { target: 3 });
  return db;
}

test('migration 3 keeps people and what they said', () => {
  const db = fromVersion2();
  expect(schemaVersion(db)).toBe(3);
  expect(all(db, 'SELECT * FROM people')).toEqual([{ id: 5, restricted: 1 }]);
  expect(all(db, 'SELECT kind, person_id FROM identifiers')).toEqual([{ kind: 'email', person_id: 5 }]);
  expect(all(db, 'SELECT person_id, purpose, state, at_ms, wording, run_id, line FROM consents')).toEqual([
    { person_id: 5, purpose: 'marketing', state: 'granted', at_ms: 10, wording: 'Yes', run_id: 7, line: 2 },
  ]);
});

const order =
  "INSERT INTO orders (id, run_id, line, content_hash, scope, key, at_ms, currency, total, status, channel) VALUES (?, ?, 1, x'00', 'shop', 'A', 0, 'EUR', 1, 'paid', '')";

test('migration 3 makes records: one version per key and run, its lines go with it', () => {
  const db = fromVersion2();
  run(db, order, 1, 7);
  expect(() => run(db, order, 2, 7)).toThrow();
  expect(() => run(db, order, 2, 8)).toThrow();
  run(db, "INSERT INTO items VALUES (1, 'Mug')");
  run(db, 'INSERT INTO order_lines VALUES (1, 0, 1, 2, 5)');
  expect(() => run(db, 'INSERT INTO order_lines VALUES (1, 1, 99, 2, 5)')).toThrow();
  run(db, 'DELETE FROM orders');
  expect(all(db, 'SELECT * FROM order_lines')).toEqual([]);
});

test('a new record counts until a newer version takes its place', () => {
  const db = fromVersion2();
  run(db, order, 1, 7);
  expect(all(db, 'SELECT current FROM orders')).toEqual([{ current: 1 }]);
});
