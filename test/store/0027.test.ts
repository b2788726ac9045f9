import { expect, test } from 'vitest';
import { READ_BIT } from '../../shared/columns.ts';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, saveReading } from './stored.ts';

const add = (db: WriteDb, runId: number, key: string) =>
  run(
    db,
    `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, 4, x'01', 'x', ?, 'post', 0, '#cake', 'en', 1, 0, 0, 0)`,
    runId,
    key,
  );
/** The same in a store in which the index of texts is written by the statement that saves. */
const addIndexed = (db: WriteDb, runId: number, key: string) => {
  const { lastInsertRowid } = add(db, runId, key);
  run(db, 'INSERT INTO message_text (rowid, text) VALUES (?, ?)', lastInsertRowid, '#cake');
};
const reading = (tags: readonly string[]) => ({ intents: READ_BIT, apart: 0, fingerprint: 0, aspects: [], tags });
const tagsIn = (db: WriteDb) => {
  const { tagStart, tagCount, tags } = loadMessages(db).columns;
  return [...tagStart].map((start, i) =>
    [...tags.tag.subarray(start, start + (tagCount[i] as number))].map((tag) => tags.names[tag]),
  );
};

test('migration 27 keeps readings; there are no hashtags until messages are read again', () => {
  const db = openMemory(26);
  const runId = aRun(db);
  add(db, runId, 'a');
  run(
    db,
    'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (1, 1, ?, 0, 0)',
    READ_BIT,
  );
  migrate(db, { target: 27 });
  expect(schemaVersion(db)).toBe(27);
  migrate(db);
  expect([...loadMessages(db).columns.intents]).toEqual([READ_BIT]);
  expect(tagsIn(db)).toEqual([[]]);
});

test('hashtags go with their message, a new reading takes their place, and no name outlives its last use', () => {
  const db = openMemory();
  const first = aRun(db);
  addIndexed(db, first, 'a');
  const second = aRun(db);
  addIndexed(db, second, 'b');
  addIndexed(db, second, 'c');
  saveReading(db, 1, 1, reading(['cake', 'vegan']));
  saveReading(db, 2, 1, reading([]));
  saveReading(db, 3, 1, reading(['vegan']));
  expect(tagsIn(db)).toEqual([['cake', 'vegan'], [], ['vegan']]);
  saveReading(db, 1, 2, reading(['pie']));
  expect(tagsIn(db)).toEqual([['pie'], [], ['vegan']]);
  expect(all(db, 'SELECT name FROM hashtags ORDER BY name')).toEqual([{ name: 'pie' }, { name: 'vegan' }]);
  removeRecords(db, first);
  expect(all(db, 'SELECT name FROM hashtags')).toEqual([{ name: 'vegan' }]);
  run(db, "UPDATE messages SET text = '' WHERE key = 'c'");
  expect(all(db, 'SELECT name FROM hashtags')).toEqual([]);
});
