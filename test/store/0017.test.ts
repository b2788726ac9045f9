import { expect, test } from 'vitest';
import type { MessageRow } from '../../shared/model.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { saveMessage } from '../../src-main/store/tables/messages.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun } from './stored.ts';

const aPost = (key: string, text: string): MessageRow => ({
  type: 'message',
  line: 1,
  key,
  network: 'x',
  kind: 'post',
  atMs: null,
  author: [],
  own: false,
  text,
  language: 'en',
  rating: null,
  likes: 0,
  shares: 0,
  replies: 0,
  views: 0,
  replyToKey: null,
  url: null,
  item: '',
});
const save = (db: WriteDb, runId: number, row: MessageRow) =>
  saveMessage(db, runId, { row, author: 0, sentiment: null, sentimentVersion: 0, language: 'en' });
/** Hits in the index as it was then; messages are searched in the newest form alone. */
const found = (db: WriteDb, match: string) =>
  all<{ rowid: number }>(
    db,
    'SELECT rowid FROM message_text WHERE message_text MATCH ? ORDER BY rowid DESC',
    match,
  ).map(({ rowid }) => rowid);

test('migration 17: what was found before is found still, and what comes is found once', () => {
  const db = openMemory(16);
  const first = aRun(db, 'first.csv');
  run(
    db,
    `INSERT INTO messages (run_id, line, current, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, 4, 1, x'01', 'x', 'a', 'post', 0, 'old coffee', 'en', 1, 0, 0, 0)`,
    first,
  );
  migrate(db, { target: 17 });
  expect(schemaVersion(db)).toBe(17);
  const second = aRun(db, 'second.csv');
  save(db, second, aPost('b', 'new coffee'));
  expect(found(db, '"coffee"')).toEqual([2, 1]);
  removeRecords(db, first);
  expect(found(db, '"coffee"')).toEqual([2]);
  removeRecords(db, second);
  run(db, "INSERT INTO message_text (message_text, rank) VALUES ('integrity-check', 1)");
  expect(all(db, "SELECT rowid FROM message_text WHERE message_text MATCH 'coffee'")).toEqual([]);
});
