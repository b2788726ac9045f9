import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { COUNT_READ, COUNT_READ_OLD, countUnread } from '../../src-main/store/tables/readings.ts';
import { findMessages, HITS } from '../../src-main/store/tables/message-search.ts';
import { countRecords } from '../../src-main/store/tables/records.ts';
import { dataRanges } from '../../src-main/services/app.ts';
import { aRun } from './stored.ts';

/** A message, and its reading of a version where there is one. */
function add(db: WriteDb, runId: number, key: string, current: number, version: number | null): void {
  const { lastInsertRowid: id } = run(
    db,
    `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views, current)
     VALUES (?, 4, x'01', 'x', ?, 'post', 0, 'words', 'en', 1, 0, 0, 0, ?)`,
    runId,
    key,
    current,
  );
  if (version === null) return;
  run(
    db,
    'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (?, ?, 128, 0, 0)',
    id,
    version,
  );
}

test('migration 34 leaves what is there, and counts it by indexes', () => {
  const db = openMemory(33);
  const runId = aRun(db);
  add(db, runId, 'a', 1, 2);
  add(db, runId, 'b', 1, null);
  migrate(db, { target: 34 });
  expect(schemaVersion(db)).toBe(34);
  expect([countRecords(db, 'messages'), countUnread(db, 2), countUnread(db, 3)]).toEqual([2, 1, 2]);
  const planOf = (query: string) =>
    all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${query}`, 2).map(({ detail }) => detail);
  expect(planOf(COUNT_READ).join()).toContain('COVERING INDEX message_readings_version (version<?)');
  expect(planOf(COUNT_READ_OLD)[0]).toContain('INDEX messages_old');
  const hits = all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${HITS}`, 'words', 3).map(({ detail }) => detail);
  expect(hits.join()).toContain('COVERING INDEX messages_old (current=? AND rowid=?)');
});

test('first and last instant are those of the messages that count; undated ones and old versions have no part', () => {
  const db = openMemory();
  const runId = aRun(db);
  expect(dataRanges(db).messages).toBeNull();
  for (const [key, current, at] of [
    ['a', 0, 1],
    ['b', 1, 5],
    ['c', 1, null],
    ['d', 1, 9],
    ['e', 0, 99],
  ] as const) {
    add(db, runId, key, current, null);
    run(db, 'UPDATE messages SET at_ms = ? WHERE key = ?', at, key);
  }
  expect(dataRanges(db).messages).toEqual({ fromMs: 5, toMs: 10 });
});

test('law: hits are the newest messages that count and hold the word, newest first, however many are asked for', () => {
  const message = fc.record({ current: fc.nat({ max: 1 }), holds: fc.boolean() });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (messages, most) => {
      const db = openMemory();
      const runId = aRun(db);
      messages.forEach(({ current, holds }, i) => {
        add(db, runId, String(i), current, null);
        run(db, 'INSERT INTO message_text (rowid, text) VALUES (?, ?)', i + 1, holds ? 'the word' : 'nothing');
      });
      const expected = messages.flatMap(({ current, holds }, i) => (current === 1 && holds ? [i + 1] : []));
      expect([...findMessages(db, 'word', [], most)]).toEqual(expected.reverse().slice(0, most));
      db.close();
    }),
    { numRuns: 30 },
  );
});

test('law: what is unread is what counts and has no reading of this version', () => {
  const message = fc.record({ current: fc.nat({ max: 1 }), version: fc.constantFrom(null, -1, 0, 1, 2, 3) });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
      const db = openMemory();
      const runId = aRun(db);
      messages.forEach(({ current, version }, i) => {
        add(db, runId, String(i), current, version);
      });
      const unread = messages.filter(({ current, version }) => current === 1 && (version ?? -9) < 2);
      expect(countUnread(db, 2)).toBe(unread.length);
      expect(countRecords(db, 'messages')).toBe(number(db, 'SELECT count(*) FROM messages WHERE current = 1'));
      db.close();
    }),
    { numRuns: 30 },
  );
});
