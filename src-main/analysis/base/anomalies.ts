import { medianOf } from './scan.ts';
import { changePlaces } from './stretches.ts';

/** A value beside what was to be expected there. */
export interface Unusual {
  index: number;
  value: number;
  expected: number;
  /** Distance from what was expected in robust standard deviations. */
  z: number;
}

const WEEK = 7;
/** Median absolute deviation of a normal distribution in standard deviations. */
const MAD = 1.4826;

const median = (values: readonly number[]): number => medianOf(values) ?? 0;

/** Median of the values around each place (as many before as after), which an outlier does not move. */
const runningMedian = (values: readonly number[], reach: number): number[] =>
  values.map((_, i) => median(values.slice(Math.max(0, i - reach), i + reach + 1)));

/**
 * What a daily course was to be expected at: a trend (running median over five weeks), and what is usual for the weekday
 * beside it (median), as in a robust seasonal decomposition (STL, Cleveland et al. 1990, with medians for loess).
 */
export function expectedCourse(values: readonly number[], weekdayOf: (i: number) => number): number[] {
  const trend = runningMedian(values, 2 * WEEK + 3);
  const beside = values.map((value, i) => value - (trend[i] as number));
  const ofWeekday = Array.from({ length: WEEK }, (_, day) => median(beside.filter((__, i) => weekdayOf(i) === day)));
  return trend.map((base, i) => Math.max(0, base + (ofWeekday[weekdayOf(i)] as number)));
}

/** Days that are further from the expected than `limit` robust standard deviations. Counts vary by chance alone: never less than Poisson's. */
export function unusualDays(values: readonly number[], weekdayOf: (i: number) => number, limit: number): Unusual[] {
  const expected = expectedCourse(values, weekdayOf);
  const rest = values.map((value, i) => value - (expected[i] as number));
  const spread = MAD * median(rest.map(Math.abs));
  return values.flatMap((value, index) => {
    const base = expected[index] as number;
    const z = (rest[index] as number) / Math.max(spread, Math.sqrt(base), 1);
    return Math.abs(z) >= limit ? [{ index, value, expected: base, z }] : [];
  });
}

/** Cost of one level for a stretch: sum of squared distances from its mean, from running sums. */
function costOf(sums: Float64Array, squares: Float64Array, from: number, to: number): number {
  const sum = (sums[to] as number) - (sums[from] as number);
  return (squares[to] as number) - (squares[from] as number) - (sum * sum) / (to - from);
}

/**
 * Places where the level of a course changes for good: the segmentation with the least squares plus a penalty per change
 * (PELT, Killick, Fearnhead & Eckley 2012; penalty 3 ln n times the variance of neighbours' differences). Stretches are
 * at least `least` long.
 */
export function changePoints(values: readonly number[], least: number): number[] {
  const n = values.length;
  if (n < 2 * least) return [];
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  values.forEach((value, i) => {
    sums[i + 1] = (sums[i] as number) + value;
    squares[i + 1] = (squares[i] as number) + value * value;
  });
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] as number)));
  const deviation = (MAD * median(steps)) / Math.SQRT2;
  const mean = (sums[n] as number) / n;
  const penalty = 3 * Math.log(n) * Math.max(deviation ** 2, mean, 1e-9);
  return changePlaces(n, least, penalty, (from, to) => costOf(sums, squares, from, to));
}
