import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketIndex, DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { bucketFinder, bucketsOf, timeSeries } from '../../src-main/analysis/base/series.ts';
import { at, contextOf } from './run.ts';

test('days follow the clock of the business, also when it changes', () => {
  // The clock goes forward in Berlin on Sunday, 31 March 2024, and back on Sunday, 27 October.
  const range = { fromMs: Date.UTC(2024, 2, 30), toMs: Date.UTC(2024, 3, 2) };
  const { edges, count } = bucketsOf(contextOf({ zone: 'Europe/Berlin', range }), 'day');
  expect(count).toBe(4);
  const lengths = Array.from(edges.subarray(1), (edge, i) => (edge - (edges[i] as number)) / HOUR_MS);
  expect(lengths).toEqual([24, 23, 24, 24]);
});

test('a period far too long for the size asked for gets a larger size, and one beyond all bounds is refused', () => {
  const years = (count: number) => ({ fromMs: at(0), toMs: at(0) + count * 365 * DAY_MS });
  expect(bucketsOf(contextOf({ range: years(0.05) }), 'minute').bucket).toBe('minute');
  expect(bucketsOf(contextOf({ range: years(2) }), 'minute').bucket).toBe('hour');
  expect(bucketsOf(contextOf({ range: years(2) }), 'hour').bucket).toBe('hour');
  expect(bucketsOf(contextOf({ range: years(4000) }), 'day').bucket).toBe('year');
  expect(bucketsOf(contextOf({ range: years(20) }), 'hour').bucket).toBe('day');
  expect(() => bucketsOf(contextOf({ range: { fromMs: -8e15, toMs: 8e15 } }), 'hour')).toThrow('invalid-input');
});

test('finding the bucket by the one before agrees with finding it anew', () => {
  const context = contextOf({ zone: 'America/New_York' });
  const { edges } = bucketsOf(context, 'day');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: at(-2), max: at(16) })), (instants) => {
      const find = bucketFinder(edges);
      for (const instant of [...instants, ...edges]) expect(find(instant)).toBe(bucketIndex(edges, instant));
    }),
  );
  expect(bucketFinder(edges)(Number.NaN)).toBe(-1);
});

test('the bucket is right wherever the edges lie, and for instants in any order', () => {
  const ascending = fc
    .uniqueArray(fc.integer({ min: at(0), max: at(40) }), { minLength: 2, maxLength: 60 })
    .map((edges) => Float64Array.from(edges).sort());
  fc.assert(
    fc.property(ascending, fc.array(fc.double({ min: at(-1), max: at(41), noNaN: true })), (edges, instants) => {
      const find = bucketFinder(edges);
      const near = [...edges].flatMap((edge) => [edge - 1, edge - 0.25, edge, edge + 1]);
      for (const instant of [...instants, ...near]) expect(find(instant)).toBe(bucketIndex(edges, instant));
    }),
  );
});

test('the last bucket is incomplete when the data or the period ends inside it', () => {
  const incomplete = (toMs: number, dataEndMs: number) => {
    const context = contextOf({ range: { fromMs: at(0), toMs }, dataEndMs });
    return timeSeries(context, bucketsOf(context, 'day'), 'count', [], 0, 0).incompleteLast;
  };
  expect(incomplete(at(2), at(2))).toBe(false);
  expect(incomplete(at(2), at(5))).toBe(false);
  expect(incomplete(at(2), at(1, 23))).toBe(true);
  expect(incomplete(at(1, 23), at(5))).toBe(true);
});
