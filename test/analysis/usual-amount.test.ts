import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeast, countRange } from '../../src-main/analysis/base/count-range.ts';
import { shareChanges } from '../../src-main/analysis/base/share-changes.ts';
import { changePlaces, placeRange } from '../../src-main/analysis/base/stretches.ts';
import { usualAmount } from '../../src-main/analysis/base/usual-amount.ts';
import { ordinaryDays, sixTail, weeklyRhythm } from '../../src-main/analysis/base/weekly-rhythm.ts';

const course = (days: number, of: (day: number) => number) => Array.from({ length: days }, (_, day) => of(day));
const weekday = (day: number) => day % 7;

test('ranges and tails of counts are those of the tables', () => {
  // Poisson with mean 4: P(0) 0.0183, P(≤ 1) 0.0916, P(≤ 7) 0.9489, P(≤ 8) 0.9786.
  expect(countRange({ mean: 4, variance: 4 })).toEqual({ low: 1, high: 8 });
  expect(atLeast({ mean: 4, variance: 4 }, 9)).toBeCloseTo(0.0214, 4);
  expect(atLeast({ mean: 4, variance: 4 }, 2)).toBeCloseTo(1 - 0.0916, 4);
  // Negative binomial of size 4 and p ½: P(k) = C(k + 3, k) / 2^(k + 4); P(≤ 10) = 0.97131, P(≤ 11) = 0.98242.
  expect(countRange({ mean: 4, variance: 8 })).toEqual({ low: 0, high: 11 });
  expect(atLeast({ mean: 4, variance: 8 }, 11)).toBeCloseTo(0.02869, 5);
  expect(countRange({ mean: 0, variance: 0 })).toEqual({ low: 0, high: 0 });
  expect(atLeast({ mean: 0, variance: 0 }, 1)).toBe(0);
  // 5 % and 1 % points of F with 6 and 10, and with 6 and 30 degrees of freedom.
  for (const [f, freedom, p] of [
    [3.217, 10, 0.05],
    [5.386, 10, 0.01],
    [2.421, 30, 0.05],
    [3.473, 30, 0.01],
  ] as const)
    expect(Math.abs(sixTail(f, freedom) / p - 1)).toBeLessThan(0.003);
});

test('large counts keep to the normal distribution, and more variance never makes a range narrower', () => {
  const { low, high } = countRange({ mean: 1e5, variance: 1e5 });
  expect(Math.abs((low - 1e5) / Math.sqrt(1e5) + 1.96)).toBeLessThan(0.02);
  expect(Math.abs((high - 1e5) / Math.sqrt(1e5) - 1.96)).toBeLessThan(0.02);
  fc.assert(
    fc.property(
      fc.double({ min: 20, max: 500, noNaN: true }),
      fc.double({ min: 1, max: 20, noNaN: true }),
      (mean, by) => {
        const one = countRange({ mean, variance: mean });
        const more = countRange({ mean, variance: mean * by });
        expect(more.high).toBeGreaterThanOrEqual(one.high);
        expect(more.low).toBeLessThanOrEqual(one.low);
        const p = atLeast({ mean, variance: mean * by }, more.high + 1);
        expect(p).toBeLessThanOrEqual(0.0251);
      },
    ),
    { numRuns: 60 },
  );
});

/** Sum of squares about the mean. */
const squaresOf = (values: readonly number[]) => (from: number, to: number) => {
  const part = values.slice(from, to);
  const mean = part.reduce((a, b) => a + b, 0) / part.length;
  return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

test('the cut into levels is the best of all cuts', () => {
  const costOf = (places: readonly number[], n: number, penalty: number, cost: (a: number, b: number) => number) =>
    [0, ...places].reduce((sum, from, k) => sum + cost(from, places[k] ?? n), 0) + penalty * places.length;
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 13 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 30 }),
      (values, least, penalty) => {
        const n = values.length;
        const cost = squaresOf(values);
        let best = Number.POSITIVE_INFINITY;
        for (let cut = 0; cut < 1 << (n - 1); cut++) {
          const places = Array.from({ length: n - 1 }, (_, i) => i + 1).filter((at) => cut & (1 << (at - 1)));
          if ([0, ...places].some((from, k) => (places[k] ?? n) - from < least)) continue;
          best = Math.min(best, costOf(places, n, penalty, cost));
        }
        const found = changePlaces(n, least, penalty, cost);
        expect([0, ...found].every((from, k) => (found[k] ?? n) - from >= least)).toBe(true);
        expect(costOf(found, n, penalty, cost)).toBeCloseTo(best, 9);
      },
    ),
    { numRuns: 80 },
  );
});

test('the place of a clear change is sure, that of a faint one is not', () => {
  const clear = course(60, (day) => (day < 30 ? 0 : 50) + (day % 2));
  const faint = course(60, (day) => (day < 30 ? 4 : 5) + 2 * (day % 2));
  expect(placeRange(0, 60, 5, 1, squaresOf(clear))).toEqual({ earliest: 30, latest: 30 });
  const { earliest, latest } = placeRange(0, 60, 5, 4, squaresOf(faint));
  expect(latest - earliest).toBeGreaterThan(5);
  expect(earliest).toBeLessThanOrEqual(30);
  expect(latest).toBeGreaterThanOrEqual(30);
});

test('a week of 14, five times 7 and none: twice, once and none of an average day', () => {
  const { weekdays, isReal } = weeklyRhythm(
    course(42, (day) => [14, 7, 7, 7, 7, 7, 0][day % 7] as number),
    weekday,
  );
  expect(weekdays.map(({ factor }) => factor)).toEqual([2, 1, 1, 1, 1, 1, 0]);
  expect(weekdays.map(({ stands }) => stands)).toEqual([true, false, false, false, false, false, true]);
  expect(isReal).toBe(true);
  expect(
    weeklyRhythm(
      course(42, () => 7),
      weekday,
    ),
  ).toMatchObject({ isReal: false });
  expect(
    weeklyRhythm(
      course(27, (day) => day % 7),
      weekday,
    ),
  ).toMatchObject({ isReal: false, p: 1 });
});

test('one loud day neither makes a rhythm nor is it like its like', () => {
  const counts = course(56, (day) => (day === 23 ? 90 : 6));
  expect(weeklyRhythm(counts, weekday).isReal).toBe(false);
  expect([...ordinaryDays(counts)].flatMap((is, day) => (is === 1 ? [] : [day]))).toEqual([23]);
});

test('five a day, from the fortieth day on ten: one change, and each level is expected on its days', () => {
  const usual = usualAmount(
    course(84, (day) => (day < 42 ? 5 : 10)),
    weekday,
  );
  expect(usual?.changes).toEqual(
    [{ at: 42, earliest: 42, latest: 42, before: 5, after: 10, until: 84 }].map((change) =>
      expect.objectContaining({ at: change.at, before: 5, after: 10, until: 84 }),
    ),
  );
  expect(usual?.dispersion).toBe(1);
  // Five a day over 210 messages: variance 5 + 25 / 210.
  expect(usual?.over(3, 4)).toEqual({ mean: 5, variance: 5 + 25 / 210 });
  expect(usual?.over(41, 43).mean).toBeCloseTo(15, 9);
});

test('a loud week changes the level, five loud days do not, and what the weekday has is no change', () => {
  const days = (loud: number) =>
    course(84, (day) => (day >= 40 && day < 40 + loud ? 40 : ([9, 6, 6, 6, 6, 6, 3][day % 7] as number)));
  expect(usualAmount(days(5), weekday)?.changes).toEqual([]);
  expect(usualAmount(days(5), weekday)?.over(42, 43).mean).toBeCloseTo(9, 6);
  expect(usualAmount(days(21), weekday)?.changes.map(({ at }) => at)).toEqual([40, 61]);
  expect(
    usualAmount(
      course(20, () => 5),
      weekday,
    ),
  ).toBeNull();
  expect(
    usualAmount(
      course(60, () => 0),
      weekday,
    ),
  ).toBeNull();
});

test('one in ten, from the sixtieth day on five in ten: one change of the share; the number of messages makes none', () => {
  const found = shareChanges(
    course(120, (day) => (day < 60 ? 1 : 5)),
    course(120, () => 10),
  );
  expect(found).toMatchObject([{ at: 60, before: 0.1, after: 0.5, until: 120 }]);
  expect(
    shareChanges(
      course(120, (day) => (day < 60 ? 1 : 3)),
      course(120, (day) => (day < 60 ? 10 : 30)),
    ),
  ).toEqual([]);
  expect(shareChanges([3, 0, 2], [4, 5, 6])).toEqual([]);
  expect(shareChanges([], [])).toEqual([]);
});
