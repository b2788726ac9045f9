import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourCounts } from '../../src-main/store/hour-counts.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { doAct, messageActs } from './message-acts.ts';

const HOUR_MS = 3_600_000;

/** Counted message by message. */
function plainHours(db: WriteDb): { hour: number; rows: number }[] {
  const found = new Map<number, number>();
  for (const { at } of all<{ at: number | null }>(db, 'SELECT at_ms AS at FROM messages WHERE current = 1'))
    if (at !== null) found.set(Math.floor(at / HOUR_MS), (found.get(Math.floor(at / HOUR_MS)) ?? 0) + 1);
  return [...found].sort(([a], [b]) => a - b).map(([hour, rows]) => ({ hour, rows }));
}

test('law: whatever happens to messages, those that count are counted by hour', () => {
  fc.assert(
    fc.property(messageActs, (acts) => {
      const db = openMemory();
      for (const { looks, ...act } of acts) {
        doAct(db, act);
        if (looks) expect(hourCounts(db).messages).toEqual(plainHours(db));
      }
      expect(hourCounts(db).messages).toEqual(plainHours(db));
      db.close();
    }),
    { numRuns: 20 },
  );
});

test('messages are counted anew where they have changed, and only there', () => {
  const db = openMemory();
  for (let a = 1; a < 6; a++) doAct(db, { act: 0, a, b: a });
  const first = hourCounts(db).messages;
  expect(first.length).toBeGreaterThan(0);
  db.exec("UPDATE counters SET value = value + 1 WHERE name = 'revision'");
  expect(hourCounts(db).messages).toBe(first);
  // Before 1970, too, hours are rounded down.
  db.exec('UPDATE messages SET at_ms = -1 WHERE id = (SELECT max(id) FROM messages WHERE current = 1)');
  const moved = hourCounts(db).messages;
  expect(moved[0]).toEqual({ hour: -1, rows: 1 });
  expect(moved).toEqual(plainHours(db));
  db.close();
});
