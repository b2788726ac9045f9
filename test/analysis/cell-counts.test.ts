import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/time.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { eachActBlock } from '../../src-main/analysis/base/act-blocks.ts';
import { MEASURES } from '../../src-main/analysis/base/cell-counts.ts';
import { dimensionOf } from '../../src-main/analysis/base/dimensions.ts';
import { byQuarter } from '../../src-main/analysis/base/quarters.ts';
import { VIEW } from '../../src-main/analysis/base/scan.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, runMatrix, runTable } from './run.ts';

type Columns = ReturnType<typeof eventColumns>;
type Counts = Record<(typeof MEASURES)[number], number>;

/** Every measure of each cell that has an act, by lists and sets. */
function naiveCells(events: Columns, context: RunContext, cellOf: (row: number) => string): Map<string, Counts> {
  const acts: { row: number; visit: number }[] = [];
  eachActBlock(events, context, ({ rows, visits, count }) => {
    for (let j = 0; j < count; j++) acts.push({ row: rows[j] as number, visit: visits[j] as number });
  });
  const cells = new Map<string, Counts>();
  for (const [cell, own] of Map.groupBy(acts, ({ row }) => cellOf(row))) {
    const inVisits = own.filter(({ visit }) => visit > 0);
    const sum = (column: ArrayLike<number>) => own.reduce((total, { row }) => total + (column[row] as number), 0);
    cells.set(cell, {
      visitors: new Set(inVisits.map(({ row }) => events.person[row])).size,
      visits: new Set(inVisits.map(({ visit }) => visit)).size,
      views: own.filter(({ row }) => events.kind[row] === VIEW).length,
      acts: own.length,
      value: sum(events.value),
      bytes: sum(events.sizeBytes),
    });
  }
  return cells;
}

const event = fc
  .tuple(anEvent(instants(-1, 4)), fc.constantFrom(0, 1, 1, 2, 3))
  .map(([one, person]) => ({ ...one, person }));
const rowsOf = fc.array(event, { maxLength: 150 });
const dimensions = fc.constantFrom('page', 'device', 'kind', 'hour', 'weekday', 'day', 'channel', 'agent', 'country');
/** Visits of a day and more come back to the same hour. */
const contexts = fc
  .constantFrom(30, 12 * 60, Number.POSITIVE_INFINITY)
  .map((idleMinutes) => contextOf({ sessionIdleMs: idleMinutes * 60_000, zone: 'Europe/Berlin' }));

test('a list counts every measure as sets of its acts, visits and people do', () => {
  fc.assert(
    fc.property(rowsOf, dimensions, contexts, (sketches, by, context) => {
      const events = eventColumns(sketches, KNOWN);
      const { idOf } = dimensionOf(events, context, by);
      const naive = naiveCells(events, context, (row) => String(idOf(row)));
      const found = runTable(explore, { events }, { by, measure: 'acts', limit: 1000 }, context);
      const seen = found.rows.map(({ key, cells }): [string, Counts] => [
        key,
        Object.fromEntries(MEASURES.map((measure, i) => [measure, cells[i + 1]])) as Counts,
      ]);
      expect(new Map(seen)).toEqual(naive);
      const all = naiveCells(events, context, () => 'all').get('all');
      expect([found.people, found.n]).toEqual([all?.visitors ?? 0, all?.acts ?? 0]);
    }),
    { numRuns: 150 },
  );
});

test('a grid counts a measure as sets of its acts, visits and people do', () => {
  fc.assert(
    fc.property(
      rowsOf,
      fc.tuple(dimensions, dimensions),
      fc.constantFrom(...MEASURES),
      contexts,
      (sketches, [by, across], measure, context) => {
        const events = eventColumns(sketches, KNOWN);
        const [down, aside] = [dimensionOf(events, context, by), dimensionOf(events, context, across)];
        const naive = naiveCells(events, context, (row) => `${down.idOf(row)} ${aside.idOf(row)}`);
        const grid = runMatrix(explore, { events }, { by, across, measure, limit: 1000, width: 60 }, context);
        const sorted = (numbers: number[]) => numbers.filter((n) => n !== 0).sort((a, b) => a - b);
        expect(sorted(grid.values.map(Number))).toEqual(sorted([...naive.values()].map((counts) => counts[measure])));
        // People are told of what is shown: rows and columns that have some of the measure.
        if (measure === 'acts')
          expect(sorted([...grid.people])).toEqual(sorted([...naive.values()].map(({ visitors }) => visitors)));
      },
    ),
    { numRuns: 200 },
  );
});

test('numbers of many instants are those of each by itself, whatever has been asked before', () => {
  const range = { fromMs: at(0) + 7 * 60_000, toMs: at(2) + 11 * 60_000 };
  // Changes within a quarter of an hour, and where none begins.
  const numberOf = (when: number) => (when >= range.fromMs && when < range.toMs ? Math.floor(when / HOUR_MS) % 24 : -1);
  fc.assert(
    fc.property(fc.array(fc.array(instants(-1, 3), { maxLength: 40 }), { maxLength: 5 }), (blocks) => {
      const finder = byQuarter(range, numberOf);
      for (const whens of blocks) {
        const numbers = new Int32Array(whens.length);
        finder.into(Float64Array.from(whens), Uint32Array.from(whens.keys()), whens.length, numbers);
        const inside = (_: unknown, j: number) =>
          (whens[j] as number) >= range.fromMs && (whens[j] as number) < range.toMs;
        expect([...numbers].filter(inside)).toEqual(whens.map(numberOf).filter(inside));
        expect(whens.map(finder)).toEqual(whens.map(numberOf));
      }
    }),
  );
});
