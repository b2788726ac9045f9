import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byQuarter, QUARTER_MS } from '../../src-main/analysis/base/quarters.ts';

const FROM_MS = Date.UTC(2001, 0, 1);
/** As many as are remembered. */
const QUARTERS = 1_000_000;
const quarterOf = (at: number) => Math.floor((at - FROM_MS) / QUARTER_MS);

test('the quarter of an hour of an instant is exact to the millionth of a second, as far as quarters are remembered', () => {
  const finder = byQuarter({ fromMs: FROM_MS, toMs: FROM_MS + QUARTERS * QUARTER_MS }, quarterOf);
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: 1, max: QUARTERS - 1 }),
          fc.constantFrom(-1, -0.001, -0.000_5, 0, 0.001, 1, 899_999),
        ),
        { minLength: 1, maxLength: 50 },
      ),
      (places) => {
        const whens = places.map(([quarter, byMs]) => FROM_MS + quarter * QUARTER_MS + byMs);
        const numbers = new Int32Array(whens.length);
        finder.into(Float64Array.from(whens), Uint32Array.from(whens.keys()), whens.length, numbers);
        expect([...numbers]).toEqual(whens.map(quarterOf));
      },
    ),
    { numRuns: 2000 },
  );
});
