import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';

/** A store of version 3 with a message and an order in it, brought to version 4. */
function fromVersion3(): WriteDb {
  const db = openMemory(3);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (7, 'shop.csv', 12, 'table', 'ready', 99)",
  );
  run(db, "INSERT INTO items VALUES (1, 'Mug')");
  run(
    db,
    "INSERT INTO orders (id, run_id, line, content_hash, scope, key, at_ms, currency, total, status, channel) VALUES (1, 7, 3, x'00', 'shop', 'A', 5, 'EUR', 10, 'paid', 'web')",
  );
  run(db, 'INSERT INTO order_lines VALUES (1, 0, 1, 2, 5)');
  run(
    db,
    "INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views) VALUES (7, 4, x'01', 'x', 'm', 'post', 0, 'Hello', 'en', 1, 0, 0, 0)",
  );
  run(db, "INSERT INTO repeats VALUES ('messages', 1, 7, 9)");
  migrate(db, { target: 4 });
  return db;
}

test('migration 4 keeps records, their lines and repeats', () => {
  const db = fromVersion3();
  expect(schemaVersion(db)).toBe(4);
  expect(all(db, 'SELECT key, total, line FROM orders')).toEqual([{ key: 'A', total: 10, line: 3 }]);
  expect(all(db, 'SELECT item_id, quantity, unit_price FROM order_lines')).toEqual([
    { item_id: 1, quantity: 2, unit_price: 5 },
  ]);
  expect(all(db, 'SELECT key, text, likes, current FROM messages')).toEqual([
    { key: 'm', text: 'Hello', likes: 1, current: 1 },
  ]);
  expect(all(db, 'SELECT record, line FROM repeats')).toEqual([{ record: 'messages', line: 9 }]);
});

test('migration 4 makes the event store: columns go with their segment, a run stays while it holds events', () => {
  const db = fromVersion3();
  run(
    db,
    'INSERT INTO event_segments (id, partition, chain, rows, people, first_person, last_person, from_ms, to_ms) VALUES (1, 0, 0, 1, 1, 1, 1, 0, 1)',
  );
  run(db, "INSERT INTO event_columns VALUES (1, 'at', 8, 0, 1, x'00')");
  run(db, 'INSERT INTO segment_runs VALUES (7, 1, 1)');
  run(db, 'DELETE FROM event_segments');
  expect(all(db, 'SELECT * FROM event_columns')).toEqual([]);
  expect(all(db, 'SELECT * FROM segment_runs')).toEqual([]);
  run(db, 'INSERT INTO event_runs (run_id) VALUES (7)');
  expect(() => run(db, 'INSERT INTO event_runs (run_id) VALUES (7)')).toThrow();
});

test('a text has one id in each dictionary', () => {
  const db = fromVersion3();
  run(db, "INSERT INTO pages (text) VALUES ('/')");
  expect(() => run(db, "INSERT INTO pages (text) VALUES ('/')")).toThrow();
});
