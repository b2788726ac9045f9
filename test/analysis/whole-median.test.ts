import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianOf } from '../../src-main/analysis/base/scan.ts';
import { wholeMedian } from '../../src-main/analysis/base/whole-median.ts';

// Many equal ones, some of few digits, some of as many as there can be.
const whole = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 1_800_000 }),
  fc.integer({ min: 0, max: 0x7fff_ffff }),
  fc.integer({ min: 0, max: 20 }).map((n) => n << 11),
);

test('the median of whole numbers is that of any numbers', () => {
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 300 }), fc.nat(300), fc.nat(300), (values, a, b) => {
      const numbers = Int32Array.from(values);
      const [from, to] = [Math.min(a, b, values.length), Math.min(Math.max(a, b), values.length)];
      expect(wholeMedian(numbers, from, to)).toBe(medianOf(numbers.subarray(from, to)));
      expect([...numbers]).toEqual(values);
    }),
    { numRuns: 1000 },
  );
});
