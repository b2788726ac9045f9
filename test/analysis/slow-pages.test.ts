import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slowPages } from '../../src-main/analysis/slow-pages.ts';
import { eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  ...[40, 10, 30, 20].map((tookMs, i) => ({ person: 1, at: at(0, i), page: '/quick', tookMs })),
  { person: 2, at: at(1), page: '/quick' },
  { person: 1, at: at(2), page: '/slow', tookMs: 100 },
  { person: 2, at: at(2), page: '/slow', tookMs: 9000 },
  { person: 2, at: at(3), page: '/slow', kind: 'failure', tookMs: 60_000 },
  { person: 3, at: at(2), page: '/slow', tookMs: 999_999, bot: true },
  { person: 2, at: at(3), page: '/style.css', kind: 'asset', tookMs: 5 },
  { person: 2, at: at(4), page: '/untold' },
  { person: 2, at: at(5), page: '/cached', tookMs: 0 },
]);

test('slow-pages: slowest first, by nearest rank; what was not timed is counted apart', () => {
  const table = runTable(slowPages, { events }, { least: 1 });
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    [events.pageId('/slow'), 60_000, 9000, 3, 0, 2],
    [events.pageId('/quick'), 40, 25, 4, 1, 1],
    [events.pageId('/cached'), 0, 0, 1, 0, 1],
  ]);
  expect(table).toMatchObject({ n: 8, people: 2, total: 3 });
  const behind = rowsBehind(slowPages, { events }, {}, String(events.pageId('/slow')));
  expect([...behind].map((i) => (events.tookMsPlus1[i] as number) - 1)).toEqual([60_000, 9000, 100]);
});

test('slow-pages: pages with too few timed answers are left out, and logs that tell nothing leave it empty', () => {
  expect(runTable(slowPages, { events }, { least: 4 }).rows.map(({ cells }) => cells[0])).toEqual([
    events.pageId('/quick'),
  ]);
  const none = eventColumns([{ person: 1, at: at(0), page: '/a' }]);
  expect(none.tookMsPlus1).toHaveLength(0);
  expect(runTable(slowPages, { events: none }, {})).toMatchObject({ rows: [], n: 0 });
});

test('slow-pages: 95 of 100 answers are within the time that is told, and not within a shorter one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (durations) => {
      const made = eventColumns(durations.map((tookMs, i) => ({ person: 1, at: at(0, 0, i), page: '/a', tookMs })));
      const p95 = Number(runTable(slowPages, { events: made }, { least: 1 }).rows[0]?.cells[1]);
      const within = (ms: number) => durations.filter((one) => one <= ms).length / durations.length;
      expect(within(p95)).toBeGreaterThanOrEqual(0.95);
      expect(within(p95 - 1)).toBeLessThan(0.95);
    }),
  );
});
