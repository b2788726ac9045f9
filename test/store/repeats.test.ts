import { expect, test } from 'vitest';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import {
  FIRST_SAME,
  firstSame,
  listFingerprints,
  listOriginals,
  LOST_REPEATS,
} from '../../src-main/store/tables/repeats.ts';
import { aRun } from './stored.ts';

test('what a message repeats is found by the index: without it, reading a million messages would not end', () => {
  const db = openMemory();
  const plan = all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${FIRST_SAME}`, 1, '[2]').map(({ detail }) => detail);
  expect(plan.join('\n')).toContain('INDEX message_readings_fingerprint (fingerprint=? AND rowid<?)');
  // The first that the index gives is the answer: a text that many post is not gathered anew for each of them.
  expect(plan.join('\n')).not.toContain('B-TREE');
});

test('repeats whose original is gone are found by indexes and readings: each message would be a page to fetch', () => {
  const db = openMemory();
  const plan = all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${LOST_REPEATS}`).map(({ detail }) => detail);
  expect(plan.join('\n')).toContain('COVERING INDEX message_readings_repeats (repeat_of>?)');
  expect(plan.filter((line) => line.includes('messages')).join('\n')).toBe(
    'SEARCH messages USING COVERING INDEX messages_old (current=?)',
  );
});

test('the first earlier message of the same fingerprint; 0 is none, and later ones do not count', () => {
  const db = openMemory();
  const runId = aRun(db);
  for (const [id, fingerprint] of [
    [1, 7],
    [2, 0],
    [3, 7],
    [4, 0],
    [5, 7],
  ] as const) {
    run(
      db,
      `INSERT INTO messages (id, run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
       VALUES (?, ?, 4, x'01', 'x', ?, 'post', 0, 'words', 'en', 1, 0, 0, 0)`,
      id,
      runId,
      String(id),
    );
    run(
      db,
      'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (?, 2, 128, 0, ?)',
      id,
      fingerprint,
    );
  }
  const before = (id: number) => [...firstSame(db, [7, 8, 0], id)];
  expect([1, 3, 5].map(before)).toEqual([[], [[7, 1]], [[7, 1]]]);
  expect(listFingerprints(db, 2, 4)).toEqual([{ id: 3, fingerprint: 7 }]);
  run(db, 'UPDATE messages SET current = 0 WHERE id = 1');
  expect(before(5)).toEqual([[7, 3]]);
  expect(listFingerprints(db, 1, 5).map(({ id }) => id)).toEqual([3, 5]);
  expect(listOriginals(db, [1, 5, 99])).toEqual([
    { id: 5, text: 'words', language: 'en', author: 0, run: runId, own: 0 },
  ]);
});
