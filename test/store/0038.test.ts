import { expect, test } from 'vitest';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { aRun } from './stored.ts';

function addMessage(db: WriteDb, runId: number, id: number): void {
  run(
    db,
    `INSERT INTO messages (id, run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, ?, 4, x'01', 'x', ?, 'post', 0, 'words', 'en', 1, 0, 0, 0)`,
    id,
    runId,
    `k${id}`,
  );
  run(db, "INSERT INTO message_text (rowid, text) VALUES (?, 'words')", id);
}

/** How often each block has changed, of those that have. */
const changes = (db: WriteDb) =>
  Object.fromEntries(
    all<{ block: number; changes: number }>(db, 'SELECT block, changes FROM message_changes').map((row) => [
      row.block,
      row.changes,
    ]),
  );

test('migration 38 leaves what is there, all of which is loaded though none of it has been counted', () => {
  const db = openMemory(37);
  const runId = aRun(db);
  for (const id of [1, 1023, 1024, 5000]) addMessage(db, runId, id);
  migrate(db, { target: 38 });
  expect(schemaVersion(db)).toBe(38);
  expect(changes(db)).toEqual({});
  migrate(db);
  const loaded = loadMessages(db);
  expect([...loaded.columns.id]).toEqual([1, 1023, 1024, 5000]);
  addMessage(db, runId, 5001);
  run(db, 'DELETE FROM messages WHERE id = 1023');
  expect(changes(db)).toEqual({ 0: 1, 4: 1 });
  expect([...loadMessages(db, loaded).columns.id]).toEqual([1, 1024, 5000, 5001]);
});

test('each change of what columns are made of is counted for its messages, whatever a statement does about conflicts', () => {
  const db = openMemory();
  const runId = aRun(db);
  for (const id of [7, 2000]) addMessage(db, runId, id);
  expect(changes(db)).toEqual({ 0: 1, 1: 1 });
  const step = (sql: string): Record<string, number> => {
    const before = changes(db);
    db.exec(sql);
    const now = Object.entries(changes(db)).map(([block, count]) => [block, count - (before[block] ?? 0)] as const);
    return Object.fromEntries(now.filter(([, more]) => more > 0));
  };
  expect(
    step('INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (2000, 1, 128, 0, 0)'),
  ).toEqual({ 1: 1 });
  expect(step('UPDATE OR IGNORE message_readings SET apart = 1')).toEqual({ 1: 2 });
  expect(step('INSERT OR REPLACE INTO own_scores VALUES (7, 0.5)')).toEqual({ 0: 1 });
  expect(step('INSERT OR REPLACE INTO own_scores VALUES (7, 0.6)')).toEqual({ 0: 1 });
  expect(step("INSERT INTO hashtags VALUES (1, 'sale'); INSERT INTO message_tags VALUES (2000, 1)")).toEqual({ 1: 1 });
  expect(step("UPDATE hashtags SET name = 'sales'")).toEqual({ [-1]: 1 });
  expect(
    step("INSERT INTO aspect_groups VALUES (1, 'mug'); INSERT INTO message_aspects VALUES (2000, 0, 1, '', 2)"),
  ).toEqual({ 1: 1 });
  const correction =
    "INSERT INTO message_corrections (network, key, author_id, what, found, polarity, name, category, dropped) VALUES ('x', 'k7', 0, 'mood', '', 2, '', '', 0)";
  expect(step(correction)).toEqual({ 0: 1 });
  expect(step("UPDATE message_corrections SET key = 'k2000'")).toEqual({ 0: 1, 1: 1 });
  expect(step('DELETE FROM message_corrections')).toEqual({ 1: 1 });
  expect(step("INSERT INTO own_words (word, polarity, category, name) VALUES ('mug', 2, 'goods', '')")).toEqual({
    [-1]: 1,
  });
  // Its score goes with it, and with a reading its aspects and hashtags.
  expect(step('DELETE FROM messages WHERE id = 7')).toEqual({ 0: 2 });
  expect(step('DELETE FROM message_readings')).toEqual({ 1: 3 });
});
