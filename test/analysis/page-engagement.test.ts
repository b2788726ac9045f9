import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VIEW } from '../../src-main/analysis/base/scan.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { pageEngagement } from '../../src-main/analysis/page-engagement.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { contextOf, runTable } from './run.ts';

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** All of it, or a part that visits lie across the ends of. */
const periods = fc.oneof(
  fc.constant(contextOf().range),
  fc.tuple(instants(0, 1), instants(0, 1)).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
);

test('views, visitors, stays, entries and exits of each page are those of a list of its views', () => {
  fc.assert(
    fc.property(
      fc.array(anEvent(instants(0, 1)), { maxLength: 200 }),
      fc.boolean(),
      periods,
      (rows, areWhole, range) => {
        const events = eventColumns(rows, KNOWN);
        // Instants that are no whole ms: their stays are reckoned otherwise.
        if (!areWhole) for (let i = 0; i < events.length; i++) events.at[i] = (events.at[i] as number) + (i % 4) / 4;
        const { acts, start, count } = findSessions(events, contextOf({ range }));
        const views = Array.from({ length: count }, (_, visit) => {
          const own = [...acts.subarray(start[visit], start[visit + 1])];
          return own.map((row, k) => ({
            row,
            begins: k === 0,
            stay: k + 1 < own.length ? (events.at[own[k + 1] as number] as number) - (events.at[row] as number) : null,
          }));
        })
          .flat()
          .filter(({ row }) => events.kind[row] === VIEW);
        const expected = [...Map.groupBy(views, ({ row }) => events.page[row] as number)].map(([page, own]) => [
          page,
          own.length,
          new Set(own.map(({ row }) => events.person[row])).size,
          median(own.flatMap(({ stay }) => (stay === null ? [] : [stay]))),
          own.filter(({ begins }) => begins).length,
          own.filter(({ stay }) => stay === null).length / own.length,
        ]);
        const found = runTable(pageEngagement, { events }, {}, contextOf({ range }));
        expect(found.rows.map(({ cells }) => cells)).toEqual(
          expected.sort(([a = 0, n = 0], [b = 0, m = 0]) => Number(m) - Number(n) || Number(a) - Number(b)),
        );
        expect(found.n).toBe(views.length);
        expect(found.people).toBe(new Set(views.map(({ row }) => events.person[row])).size);
      },
    ),
    { numRuns: 200 },
  );
});

test('stays on either side of the end of a block are known, those at the end of a visit are not', () => {
  const { fromMs } = contextOf().range;
  // Visits of three views, a minute apart: 4096 is no multiple of three.
  const events = eventColumns(
    Array.from({ length: 12_000 }, (_, i) => ({
      person: 1 + Math.floor(i / 3),
      at: fromMs + (i % 3) * 60_000,
      page: '/',
    })),
  );
  expect(runTable(pageEngagement, { events }, {}).rows.map(({ cells }) => cells.slice(1))).toEqual([
    [12_000, 4000, 60_000, 4000, 1 / 3],
  ]);
});
