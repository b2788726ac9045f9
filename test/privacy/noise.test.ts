import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracy, clampedSum, laplaceNoise, type RandomBytes } from '../../src-main/privacy/noise.ts';

/** Bytes that look random and are the same each time (xorshift64*, Vigna 2016): the test has to be able to fail for a reason only. */
function bytesFrom(seed: bigint): RandomBytes {
  let state = seed;
  const next = () => {
    state ^= state >> 12n;
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    return BigInt.asUintN(64, state * 0x2545f4914f6cdd1dn);
  };
  return (size) => {
    const word = next();
    return Uint8Array.from({ length: size }, (_, i) => Number((word >> BigInt(8 * i)) & 0xffn));
  };
}

const chance = (x: number, q: number) => ((1 - q) / (1 + q)) * q ** Math.abs(x);
const DRAWS = 40_000;

function histogram(milliEpsilon: number, most: number, seed: bigint): Map<number, number> {
  const random = bytesFrom(seed);
  const counts = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const x = laplaceNoise(milliEpsilon, most, random);
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  return counts;
}

describe('noise', () => {
  it.each([
    [1000, 1],
    [300, 1],
    [1000, 5],
    [2500, 1],
  ])('is the two-sided geometric distribution: ε %i/1000, most %i', (milliEpsilon, most) => {
    const q = Math.exp(-milliEpsilon / (1000 * most));
    const counts = histogram(milliEpsilon, most, 88_172_645_463_325_252n);
    for (let x = -6; x <= 6; x++) {
      const expected = DRAWS * chance(x, q);
      // Five standard deviations of a binomial count.
      const room = 5 * Math.sqrt(expected * (1 - expected / DRAWS)) + 1;
      expect(Math.abs((counts.get(x) ?? 0) - expected), `${x}`).toBeLessThan(room);
    }
  });

  it('keeps the promise on stores that differ by one person: no answer is e^ε times likelier from one than from the other', () => {
    const [milliEpsilon, most] = [500, 3];
    // The same clamped figure with and without one person who adds the most there is.
    const people = [1, 1, 1, 1, 2, 2, 3];
    const figure = (rows: readonly number[]) => clampedSum(rows, () => 1, most);
    const [without, withOne] = [figure(people), figure([...people, 9, 9, 9, 9, 9])];
    expect(withOne - without).toBe(most);
    const counts = histogram(milliEpsilon, most, 12_345_678_987_654_321n);
    const bound = Math.exp(milliEpsilon / 1000);
    for (let answer = without - 8; answer <= withOne + 8; answer++) {
      const p = counts.get(answer - without) ?? 0;
      const r = counts.get(answer - withOne) ?? 0;
      if (Math.min(p, r) < 400) continue;
      // Drawn, so with room for the chance of the draw.
      expect(Math.max(p / r, r / p)).toBeLessThan(bound * (1 + 5 * Math.sqrt(1 / p + 1 / r)));
    }
    // Worked out, so without any.
    const q = Math.exp(-milliEpsilon / (1000 * most));
    for (let answer = -60; answer <= 60; answer++)
      expect(chance(answer, q) / chance(answer - most, q)).toBeLessThanOrEqual(bound * (1 + 1e-12));
  });

  it('stays within the accuracy that is printed, 19 times in 20', () => {
    for (const [milliEpsilon, most] of [
      [1000, 1],
      [200, 1],
      [700, 40],
    ] as const) {
      const q = Math.exp(-milliEpsilon / (1000 * most));
      const m = accuracy(milliEpsilon, most);
      const outside = (at: number) => (2 * q ** (at + 1)) / (1 + q);
      expect(outside(m)).toBeLessThanOrEqual(0.05 + 1e-12);
      if (m > 0) expect(outside(m - 1)).toBeGreaterThan(0.05);
      const random = bytesFrom(424_242n);
      let within = 0;
      for (let i = 0; i < 4000; i++) if (Math.abs(laplaceNoise(milliEpsilon, most, random)) <= m) within++;
      expect(within / 4000).toBeGreaterThan(0.935);
    }
  });

  it('comes from the bytes that it is given, and from nothing else', () => {
    const draw = (seed: bigint) => Array.from({ length: 50 }, () => laplaceNoise(100, 10, bytesFrom(seed)));
    const row = (seed: bigint) => {
      const random = bytesFrom(seed);
      return Array.from({ length: 50 }, () => laplaceNoise(100, 10, random));
    };
    expect(row(5n)).toEqual(row(5n));
    expect(row(5n)).not.toEqual(row(6n));
    expect(new Set(draw(7n)).size).toBe(1);
  });
});

describe('what one person adds', () => {
  it('is at most the most, whatever they do; nobody known adds nothing', () => {
    const rows = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -50, max: 200 })), { maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), fc.nat(5), (given, most, who) => {
        const sum = (list: typeof given) =>
          clampedSum(
            list.map(([person]) => person),
            (i) => list[i]?.[1] ?? 0,
            most,
          );
        const difference = sum(given) - sum(given.filter(([person]) => person !== who));
        expect(difference).toBeGreaterThanOrEqual(0);
        expect(difference).toBeLessThanOrEqual(who === 0 ? 0 : most);
      }),
    );
  });
});
