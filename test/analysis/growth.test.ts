import { expect, test } from 'vitest';
import { logOddsZ, stands, trendsOf, twoSided, wilson } from '../../src-main/analysis/base/growth.ts';

test('normal tail, Wilson interval and log odds by hand', () => {
  expect(twoSided(1.959964)).toBeCloseTo(0.05, 5);
  expect(twoSided(0)).toBeCloseTo(1, 5);
  const { low, high } = wilson(1, 10) ?? { low: 0, high: 0 };
  expect([low, high].map((x) => Number(x.toFixed(4)))).toEqual([0.0179, 0.4042]);
  expect(wilson(0, 0)).toBeNull();
  expect(logOddsZ({ count: 10, all: 100 }, { count: 10, all: 100 })).toBe(0);
});

test('of many p values only those stand that the false-discovery rate allows', () => {
  expect(stands([0.001, 0.02, 0.04, 0.5])).toEqual([true, true, false, false]);
  expect(stands([0.03, 0.04, 0.05])).toEqual([true, true, true]);
  expect(stands([])).toEqual([]);
});

test('new, growing, fading, steady, too few to tell', () => {
  const change = (early: number, late: number) => ({
    early: { count: early, all: 1000 },
    late: { count: late, all: 1000 },
  });
  expect(trendsOf([change(0, 40), change(20, 80), change(80, 20), change(50, 55), change(1, 2)])).toEqual([
    'new',
    'growing',
    'fading',
    'steady',
    'too-few',
  ]);
});
