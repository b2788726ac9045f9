import type { ExpectedCount } from './count-range.ts';
import { changePlaces, placeRange, type StretchCost } from './stretches.ts';
import { ordinaryDays, type WeekdayOf, type WeeklyRhythm, weeklyRhythm } from './weekly-rhythm.ts';

const WEEK = 7;
/** Fewest days that say what is usual: each weekday three times. */
export const FEWEST_FOR_USUAL = 21;

/** A stretch of days with one level. `daily`: on an average day of the week. */
interface Level {
  from: number;
  to: number;
  daily: number;
  /** Ordinary messages that the level rests on. */
  count: number;
}

/** A day from which on the level is another one, and between which days that lies in 95 of 100 cases. */
export interface LevelChange {
  at: number;
  earliest: number;
  latest: number;
  before: number;
  after: number;
  /** Days until the next change, or the end. */
  until: number;
}

/** What is usual in a course of daily counts: level by level, times what the weekday has of it. */
export interface UsualAmount {
  rhythm: WeeklyRhythm;
  changes: LevelChange[];
  /** How much more the counts vary than chance alone would make them; 1 = no more. */
  dispersion: number;
  /** What was to be expected on the days from..to (half-open) together. */
  over(from: number, to: number): ExpectedCount;
}

/** Sum of the values before each place; one longer than they are. */
export function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] as number) + (values[i] as number);
  return sums;
}

/** How far apart neighbouring parts of a course are, squared, by what chance makes; the farthest, which may be a change, left out. */
export function roughness(counts: readonly number[], shares: readonly number[], length: number): number {
  const parts: { count: number; share: number }[] = [];
  for (let end = counts.length; end >= length; end -= length) {
    const sum = (values: readonly number[]) => values.slice(end - length, end).reduce((a, b) => a + b, 0);
    parts.push({ count: sum(counts), share: sum(shares) });
  }
  const squares: number[] = [];
  for (let i = 1; i < parts.length; i++) {
    const a = parts[i - 1] as (typeof parts)[0];
    const b = parts[i] as (typeof parts)[0];
    const level = (a.count + b.count) / (a.share + b.share);
    if (level > 0 && a.share > 0 && b.share > 0)
      squares.push((a.count / a.share - b.count / b.share) ** 2 / (level * (1 / a.share + 1 / b.share)));
  }
  if (squares.length < 3) return 1;
  return (squares.reduce((a, b) => a + b, 0) - Math.max(...squares)) / (squares.length - 1);
}

/**
 * Learns from daily counts what is usual: the weekly rhythm (see weeklyRhythm), and the levels between lasting changes (PELT with
 * the likelihood of Poisson counts and a penalty of 3 ln n, Zhang & Siegmund 2007, times the dispersion). Days far from their
 * like have no say. null = fewer than three weeks, or nothing was said.
 */
export function usualAmount(counts: readonly number[], weekdayOf: WeekdayOf): UsualAmount | null {
  const n = counts.length;
  if (n < FEWEST_FOR_USUAL) return null;
  const rhythm = weeklyRhythm(counts, weekdayOf);
  const shareOf = (day: number) => (rhythm.isReal ? (rhythm.weekdays[weekdayOf(day)]?.factor ?? 1) : 1);
  const shares = counts.map((_, day) => shareOf(day));
  const ordinary = ordinaryDays(counts);
  const usedCounts = counts.map((count, day) => count * (ordinary[day] as number));
  const usedShares = shares.map((share, day) => share * (ordinary[day] as number));
  const countSums = runningSums(usedCounts);
  const shareSums = runningSums(usedShares);
  const within = (sums: Float64Array, from: number, to: number) => (sums[to] as number) - (sums[from] as number);
  if (within(countSums, 0, n) === 0) return null;
  const cost: StretchCost = (from, to) => {
    const count = within(countSums, from, to);
    return count === 0 ? 0 : -2 * count * Math.log(count / Math.max(1e-9, within(shareSums, from, to)));
  };
  const scale = Math.max(1, roughness(usedCounts, usedShares, 1), roughness(usedCounts, usedShares, WEEK));
  const places = changePlaces(n, WEEK, 3 * Math.log(n) * scale, cost);
  const levels = [0, ...places].map((from, k): Level => {
    const to = places[k] ?? n;
    const count = within(countSums, from, to);
    return { from, to, count, daily: count / Math.max(1e-9, within(shareSums, from, to)) };
  });
  const changes = levels.slice(1).map(({ from, to, daily }, k): LevelChange => {
    const earlier = levels[k] as Level;
    return {
      at: from,
      ...placeRange(earlier.from, to, WEEK, scale, cost),
      before: earlier.daily,
      after: daily,
      until: to,
    };
  });
  const dispersion = dispersionOf(usedCounts, usedShares, levels, rhythm.isReal);
  return { rhythm, changes, dispersion, over: expectation(levels, runningSums(shares), dispersion) };
}

/** Pearson's estimate (quasi-Poisson, McCullagh & Nelder 1989), never below what chance makes. */
function dispersionOf(
  counts: readonly number[],
  shares: readonly number[],
  levels: readonly Level[],
  hasRhythm: boolean,
): number {
  let squares = 0;
  let days = 0;
  for (const { from, to, daily } of levels)
    for (let day = from; day < to; day++) {
      const expected = daily * (shares[day] as number);
      if (expected <= 0) continue;
      squares += ((counts[day] as number) - expected) ** 2 / expected;
      days++;
    }
  return Math.max(1, squares / Math.max(1, days - levels.length - (hasRhythm ? WEEK - 1 : 0)));
}

/** Days vary by the dispersion; a level, which all of its days share, by what it rests on. */
const expectation =
  (levels: readonly Level[], shareSums: Float64Array, dispersion: number): UsualAmount['over'] =>
  (from, to) => {
    let mean = 0;
    let variance = 0;
    for (const level of levels) {
      const start = Math.max(from, level.from);
      const end = Math.min(to, level.to);
      if (start >= end) continue;
      const part = level.daily * ((shareSums[end] as number) - (shareSums[start] as number));
      mean += part;
      variance += dispersion * (part + (level.count > 0 ? (part * part) / level.count : 0));
    }
    return { mean, variance };
  };
