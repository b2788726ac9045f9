import { expect, test } from 'vitest';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { REPEAT_OF, repeatOf } from '../../src-main/store/tables/repeats.ts';
import { aRun } from './stored.ts';

test('what a message repeats is found by the index: without it, reading a million messages would not end', () => {
  const db = openMemory();
  const plan = all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${REPEAT_OF}`, 1, 2).map(({ detail }) => detail);
  expect(plan[0]).toContain('INDEX message_readings_fingerprint (fingerprint=? AND rowid<?)');
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
  expect([1, 3, 5].map((id) => repeatOf(db, id, 7))).toEqual([0, 1, 1]);
  expect(repeatOf(db, 4, 0)).toBe(0);
  run(db, 'UPDATE messages SET current = 0 WHERE id = 1');
  expect(repeatOf(db, 5, 7)).toBe(3);
});
