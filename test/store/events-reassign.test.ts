import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countEventsOf, readEventsOf } from '../../src-main/store/events/of-person.ts';
import { reassignPeople } from '../../src-main/store/events/reassign.ts';
import { removeRun } from '../../src-main/store/events/remove.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { bring, line, linesArb, loaded } from './events-model.ts';

const plain = (db: ReturnType<typeof openMemory>) =>
  loaded(db)
    .map(({ person, at, page }) => `${at} ${person} ${page}`)
    .sort();

test('hits go to another person, and the same file for that person is recognised', () => {
  const db = openMemory();
  bring(db, [line(0, 5, 1, 1), line(1000, 5, 2, 2), line(2000, 6, 3, 3)]);
  expect(reassignPeople(db, new Set([5]), 6)).toBe(2);
  expect(loaded(db).map(({ person }) => person)).toEqual([6, 6, 6]);
  expect([countEventsOf(db, 5), countEventsOf(db, 6)]).toEqual([0, 3]);
  const again = bring(db, [line(0, 6, 1, 1), line(1000, 6, 2, 2), line(2000, 6, 3, 3)]);
  expect(loaded(db)).toHaveLength(3);
  expect(removeRun(db, again.run)).toBe(0);
});

test('hits of nobody stay as hits', () => {
  const db = openMemory();
  const { run } = bring(db, [line(0, 5, 1, 1), line(1000, 21, 2, 2)]);
  expect(reassignPeople(db, new Set([5, 0]), 0)).toBe(1);
  expect(plain(db)).toHaveLength(2);
  expect(countEventsOf(db, 5)).toBe(0);
  bring(db, [line(0, 0, 1, 1)]);
  expect(loaded(db)).toHaveLength(2);
  // One of the two is held by the second file, too.
  expect(removeRun(db, run)).toBe(1);
});

test('law: nothing is lost, only the person changes, and everybody else stays as they were', () => {
  fc.assert(
    fc.property(linesArb(40), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 6 }), (lines, from, to) => {
      const db = openMemory();
      bring(db, lines);
      const expected = loaded(db)
        .map(({ person, at, page }) => `${at} ${person === from ? to : person} ${page}`)
        .sort();
      const moved = reassignPeople(db, new Set([from]), to);
      expect(plain(db)).toEqual(expected);
      if (from !== to) expect(countEventsOf(db, from)).toBe(0);
      expect(moved).toBeLessThanOrEqual(lines.length);
      const { rows, block } = readEventsOf(db, to);
      expect(rows).toBe(countEventsOf(db, to));
      expect([...block.person]).toEqual(Array.from({ length: rows }, () => to));
    }),
    { numRuns: 60 },
  );
});
