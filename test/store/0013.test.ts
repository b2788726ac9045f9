import { expect, test } from 'vitest';
import { READ_BIT } from '../../shared/columns.ts';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { countUnread, editTopic, saveTopic, setTopic } from '../../src-main/store/tables/readings.ts';
import { firstSame } from '../../src-main/store/tables/repeats.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, saveReading } from './stored.ts';

const add = (db: WriteDb, runId: number, key: string, text = 'nice coffee') =>
  run(
    db,
    `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, 4, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
    runId,
    key,
    text,
  );
const reading = (group: string) => ({
  intents: READ_BIT | 2,
  apart: 0,
  fingerprint: 77,
  aspects: [{ group, category: 'drinks', polarity: 2 }],
});

test('migration 13 keeps messages; none of them has been read', () => {
  const db = openMemory(12);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'a.csv', 12, 'table-file', 'ready', 99)",
  );
  add(db, 1, 'a');
  migrate(db, { target: 13 });
  expect(schemaVersion(db)).toBe(13);
  expect(countUnread(db, 1)).toBe(1);
  // Columns are loaded from the newest form alone.
  migrate(db);
  expect([...loadMessages(db).columns.intents]).toEqual([0]);
});

test('readings go with their message, are read anew when the text changes, and leave no word behind', () => {
  const db = openMemory(16);
  const first = aRun(db);
  add(db, first, 'a');
  const second = aRun(db);
  add(db, second, 'b');
  // From 17 on an insert by hand would be missing in the index; columns are loaded from the newest form alone.
  migrate(db);
  saveReading(db, 1, 1, reading('coffee'));
  saveReading(db, 2, 1, reading('tea'));
  expect(countUnread(db, 1)).toBe(0);
  expect(countUnread(db, 2)).toBe(2);
  expect([firstSame(db, [77], 1), firstSame(db, [0, 77], 2)].map((found) => [...found])).toEqual([[], [[77, 1]]]);
  const columns = loadMessages(db).columns;
  expect(columns.aspects.groups).toEqual(['', 'coffee', 'tea']);
  expect([[...columns.aspectStart], [...columns.aspectCount]]).toEqual([
    [0, 1],
    [1, 1],
  ]);
  run(db, "UPDATE messages SET text = '' WHERE id = 2");
  expect(countUnread(db, 1)).toBe(1);
  expect(all(db, 'SELECT name FROM aspect_groups')).toEqual([{ name: 'coffee' }]);
  removeRecords(db, first);
  expect(number(db, 'SELECT count(*) FROM aspect_groups') + number(db, 'SELECT count(*) FROM message_readings')).toBe(
    0,
  );
});

test('the owner’s names, merges and hidden topics show in the columns, and a new reading leaves them', () => {
  const db = openMemory();
  const runId = aRun(db);
  for (const key of ['a', 'b', 'c', 'd']) add(db, runId, key);
  for (const id of [1, 2, 3, 4]) saveReading(db, id, 1, reading('coffee'));
  const ids = ['late, parcel', 'courier, box', 'spam, win'].map((label) => saveTopic(db, null, label, { [label]: 1 }));
  ids.forEach((topic, i) => {
    setTopic(db, i + 1, topic);
  });
  editTopic(db, ids[0] as number, 'Delivery', 0, false);
  editTopic(db, ids[1] as number, '', ids[0] as number, false);
  editTopic(db, ids[2] as number, '', 0, true);
  saveTopic(db, ids[0] as number, 'late, delivery', { late: 2 });
  saveReading(db, 1, 2, reading('tea'));
  const { topics, topic } = loadMessages(db).columns;
  expect(topics).toEqual(['', 'Delivery']);
  expect([...topic]).toEqual([1, 1, 0, 0]);
});
