import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { findMessages, listSearches, removeSearch, saveSearch } from '../../src-main/store/tables/message-search.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun } from './stored.ts';

const RUN =
  "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'a.csv', 12, 'table-file', 'ready', 99)";
const add = (db: WriteDb, runId: number, key: string, text: string, current = 1) =>
  run(
    db,
    `INSERT INTO messages (run_id, line, current, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, 4, ?, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
    runId,
    current,
    key,
    text,
  );
/** Hits in the index as it was then; messages are searched in the newest form alone. */
const found = (db: WriteDb, match: string) =>
  all<{ rowid: number }>(
    db,
    'SELECT rowid FROM message_text WHERE message_text MATCH ? ORDER BY rowid DESC',
    match,
  ).map(({ rowid }) => rowid);

test('migration 12 finds the words of messages that were there before', () => {
  const db = openMemory(11);
  run(db, RUN);
  add(db, 1, 'a', 'Café crème is lovely');
  migrate(db, { target: 12 });
  expect(schemaVersion(db)).toBe(12);
  expect(found(db, '"cafe"')).toEqual([1]);
  expect(found(db, '"tea"')).toEqual([]);
});

test('the index follows import, correction and undo in the same transaction', () => {
  const db = openMemory(16);
  const first = aRun(db);
  add(db, first, 'a', 'coffee and cake');
  const second = aRun(db);
  add(db, second, 'b', 'coffee to go');
  expect(found(db, '"coffee"')).toEqual([2, 1]);
  run(db, "UPDATE messages SET text = 'tea to go' WHERE id = 2");
  expect(found(db, '"coffee"')).toEqual([1]);
  expect(() =>
    db.transaction(() => {
      removeRecords(db, first);
      expect(found(db, '"coffee"')).toEqual([]);
      throw new RangeError('stop');
    })(),
  ).toThrow('stop');
  expect(found(db, '"coffee"')).toEqual([1]);
  removeRecords(db, first);
  removeRecords(db, second);
  expect(found(db, '"tea" OR "coffee"')).toEqual([]);
  run(db, "INSERT INTO message_text (message_text, rank) VALUES ('integrity-check', 1)");
});

test('words of what was erased are nowhere in the index', () => {
  const db = openMemory(16);
  add(db, aRun(db), 'a', 'quasimodo rang');
  run(db, "UPDATE messages SET text = '' WHERE id = 1");
  const blocks = all<{ block: Uint8Array }>(db, 'SELECT block FROM message_text_data');
  expect(blocks.some(({ block }) => Buffer.from(block).includes('quasimodo'))).toBe(false);
});

test('older versions are not found; saved searches are kept by name', () => {
  const db = openMemory(16);
  add(db, aRun(db), 'a', 'old coffee', 0);
  migrate(db);
  expect([...findMessages(db, '"coffee"', [], 100)]).toEqual([]);
  saveSearch(db, { name: 'Us', kind: 'own', query: 'hazel' });
  saveSearch(db, { name: 'Us', kind: 'own', query: 'hazel OR bakery' });
  expect(listSearches(db)).toEqual([{ id: 1, name: 'Us', kind: 'own', query: 'hazel OR bakery' }]);
  expect([removeSearch(db, 1), removeSearch(db, 1)]).toEqual([true, false]);
});
