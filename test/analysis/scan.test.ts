import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { kindMask, medianOf, topIds, VIEW } from '../../src-main/analysis/base/scan.ts';
import { ScopeReader } from '../../src-main/analysis/base/scope.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf } from './run.ts';

/** All rows a reader finds. */
function readAll(reader: ScopeReader): number[] {
  const found: number[] = [];
  for (let count = reader.read(); count >= 0; count = reader.read()) found.push(...reader.rows.subarray(0, count));
  return found;
}

test('rows in scope are found across blocks, in order, whatever the flags and kinds', () => {
  // More than two blocks of 4,096 rows, with every kind and every mix of flags.
  const events = eventColumns(
    Array.from({ length: 9_000 }, (_, i) => ({ at: at(-1) + i * 150_000, kind: EVENT_KINDS[i % 7] ?? 'view' })),
  );
  events.flags.forEach((_, i) => {
    events.flags[i] = (i * 31) % 16;
  });
  for (const bots of [false, true]) {
    const context = contextOf({ bots });
    const wanted = Array.from(events.at, (_, i) => i).filter((i) => {
      const when = events.at[i] as number;
      const flags = events.flags[i] as number;
      const hidden = (flags & 2) !== 0 || (!bots && (flags & 1) !== 0);
      return events.kind[i] === VIEW && !hidden && when >= context.range.fromMs && when < context.range.toMs;
    });
    expect(wanted.length).toBeGreaterThan(100);
    expect(readAll(new ScopeReader(events, context, kindMask(VIEW)))).toEqual(wanted);
  }
});

test('no rows, and a kind the mask does not know, give nothing', () => {
  expect(readAll(new ScopeReader(eventColumns([]), contextOf(), kindMask(VIEW)))).toEqual([]);
  expect(readAll(new ScopeReader(eventColumns([{ at: at(1) }]), contextOf(), new Uint8Array(0)))).toEqual([]);
});

test('the median is that of the sorted numbers', () => {
  expect(medianOf([])).toBeNull();
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      const pair = [sorted[middle] as number, sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)] as number] as const;
      expect(medianOf(values)).toBe((pair[0] + pair[1]) / 2);
    }),
    { numRuns: 500 },
  );
});

test('the largest counts come first, ties by id, none that is 0', () => {
  expect(topIds([9, 2, 5, 0, 5], 10)).toEqual([2, 4, 1]);
  expect(topIds([9, 2, 5, 0, 5], 2, 0)).toEqual([0, 2]);
});
