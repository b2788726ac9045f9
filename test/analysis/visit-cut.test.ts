import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutVisits, spansOf, type VisitColumns } from '../../src-main/analysis/base/visit-cut.ts';

const MINUTE_MS = 60_000;

/** An act: when it was, and whether it is a page view. */
interface Act {
  at: number;
  isView: boolean;
}

/** Visits as columns; the row of the i-th act of all visits is `rows[i]`, so that rows and acts are not the same numbers. */
function columnsOf(visits: readonly (readonly Act[])[]) {
  const flat = visits.flat();
  const rows = flat.map((_, i) => flat.length - 1 - i);
  const at = new Float64Array(flat.length);
  const isView = new Uint8Array(flat.length);
  for (const [i, act] of flat.entries()) {
    at[rows[i] as number] = act.at;
    isView[rows[i] as number] = Number(act.isView);
  }
  const start = [0];
  for (const visit of visits) start.push((start.at(-1) as number) + visit.length);
  const rowOf = (act: number) => rows[act] as number;
  const all: VisitColumns = {
    count: visits.length,
    first: Uint32Array.from(visits, (_, s) => rowOf(start[s] as number)),
    last: Uint32Array.from(visits, (_, s) => rowOf((start[s + 1] as number) - 1)),
    views: Uint32Array.from(visits, (visit) => visit.filter((act) => act.isView).length),
    acts: Uint32Array.from(rows),
    start: Int32Array.from(start),
  };
  const viewsIn = (from: number, to: number) =>
    rows.slice(from, to).reduce((sum, row) => sum + (isView[row] as number), 0);
  return { at, all, viewsIn };
}

/** What is left of visits as plain lists of rows, the plain way. */
function plainCut({ acts, start, count }: VisitColumns, at: Float64Array, fromMs: number, toMs: number): number[][] {
  const kept: number[][] = [];
  for (let s = 0; s < count; s++) {
    const rows = [...acts.subarray(start[s], start[s + 1])].filter(
      (row) => (at[row] as number) >= fromMs && (at[row] as number) < toMs,
    );
    if (rows.length > 0) kept.push(rows);
  }
  return kept;
}

// Whole five minutes, so that acts fall on the edges of periods and of quarters of an hour, and between them.
const instant = fc.integer({ min: -30, max: 60 }).map((n) => n * 5 * MINUTE_MS);
const act = fc.record({ at: instant, isView: fc.boolean() });
const visit = fc.array(act, { minLength: 1, maxLength: 8 }).map((acts) => acts.toSorted((a, b) => a.at - b.at));

test('visits of a period are what is left of each visit when its acts are filtered one by one', () => {
  fc.assert(
    fc.property(
      fc.array(visit, { minLength: 1, maxLength: 70 }),
      instant,
      instant,
      fc.constantFrom(0, 1000),
      (visits, a, b, many) => {
        const range = { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
        const { at, all, viewsIn } = columnsOf(visits);
        const wanted = plainCut(all, at, range.fromMs, range.toMs);
        const cut = cutVisits(at, { ...all, spans: spansOf(at, all) }, range, viewsIn);
        // Null says that the period holds them all.
        const { count, acts, start, first, last, views } = cut ?? all;
        expect(count).toBe(wanted.length);
        expect(Array.from({ length: count }, (_, s) => [...acts.subarray(start[s], start[s + 1])])).toEqual(wanted);
        expect([...first]).toEqual(wanted.map((rows) => rows[0]));
        expect([...last]).toEqual(wanted.map((rows) => rows.at(-1)));
        const stretches: number[][] = [];
        cut?.eachStretch((whole, from, to, fromAct, toAct) => {
          const { begin, end } = whole.spans;
          for (let s = from; s < to; s++)
            stretches.push([
              ...whole.acts.subarray(
                Math.max(fromAct, whole.start[s] as number),
                Math.min(toAct, whole.start[s + 1] as number),
              ),
            ]);
          for (const [k, rows] of stretches.slice(stretches.length - (to - from)).entries()) {
            const instants = rows.map((row) => Math.floor((at[row] as number) / (15 * MINUTE_MS)));
            expect(begin[from + k]).toBeLessThanOrEqual(Math.min(...instants));
            expect(end[from + k]).toBeGreaterThanOrEqual(Math.max(...instants));
          }
        }, many);
        expect(stretches).toEqual(cut ? wanted : []);
        const isView = new Map(visits.flat().map((one, i) => [all.acts[i] as number, one.isView]));
        expect([...views]).toEqual(wanted.map((rows) => rows.filter((row) => isView.get(row)).length));
      },
    ),
    { numRuns: 400 },
  );
});
