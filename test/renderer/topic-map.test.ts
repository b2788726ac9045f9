import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { bubblesOf, MAP_HEIGHT } from '../../src-renderer/pages/listening/topic-map.ts';

const table = (counts: readonly number[]): TableResult => ({
  kind: 'table',
  columns: ['name', 'messages', 'authors', 'share', 'mood', 'trend'].map((id) => ({ id, label: id, type: 'number' })),
  rows: [...counts.keys(), -1].map((i) => ({
    key: i < 0 ? 'other' : `t${i}`,
    cells: [i < 0 ? 'other' : `t${i}`, counts[i] ?? 50, 9, 0.1, i === 1 ? null : -0.5, 'steady'],
    people: 9,
  })),
  total: counts.length + 1,
  n: 1,
  people: 9,
});

test('only topics with a place are drawn; their area goes with their messages', () => {
  const [a, b, ...rest] = bubblesOf(table([400, 100]), [
    { name: 't0', x: -1, y: 0 },
    { name: 't1', x: 1, y: 0 },
  ]);
  expect(rest).toEqual([]);
  expect(a).toMatchObject({ name: 't0', rank: 1, messages: 400, people: 9, mood: -0.5 });
  expect(b).toMatchObject({ name: 't1', rank: 2, mood: null });
  expect((a?.x ?? 0) < (b?.x ?? 0)).toBe(true);
  expect(bubblesOf(table([]), [])).toEqual([]);
});

test('bubbles stay inside and do not lie upon each other, even where all topics are alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(-1, 0, 0.5)), {
        minLength: 1,
        maxLength: 24,
      }),
      (given) => {
        const sorted = given.map(([count]) => count).sort((x, y) => y - x);
        const places = given.map(([, x], i) => ({ name: `t${i}`, x, y: x / 2 }));
        const bubbles = bubblesOf(table(sorted), places);
        expect(bubblesOf(table(sorted), places)).toEqual(bubbles);
        bubbles.forEach((a, i) => {
          expect(a.x - a.radius).toBeGreaterThanOrEqual(0);
          expect(a.x + a.radius).toBeLessThanOrEqual(100);
          expect(a.y - a.radius).toBeGreaterThanOrEqual(0);
          expect(a.y + a.radius).toBeLessThanOrEqual(MAP_HEIGHT);
          for (const b of bubbles.slice(i + 1))
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.radius + b.radius - 1);
        });
      },
    ),
    { numRuns: 40 },
  );
});
