import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { COUNT_READ, COUNT_READ_OLD, countUnread } from '../../src-main/store/tables/readings.ts';
import { countRecords } from '../../src-main/store/tables/records.ts';
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
  expect(planOf(COUNT_READ).join()).toContain('COVERING INDEX message_readings_version (version>?)');
  expect(planOf(COUNT_READ_OLD)[0]).toContain('INDEX messages_old');
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
