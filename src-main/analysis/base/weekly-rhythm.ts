import { normalTail } from './tests.ts';
import { stands } from './growth.ts';
import { medianOf } from './scan.ts';

const WEEK = 7;
/** Fewest days from which a rhythm can be told: four weeks. */
export const FEWEST_DAYS = 28;
/** Weeks before and after that a day is compared with. */
const WEEKS_AROUND = 2;
/** Robust standard deviations from its like beyond which a day says nothing about what is usual. */
const FAR = 3.5;
/** Median absolute deviation of a normal distribution in standard deviations. */
const MAD = 1.4826;
/** What is left of a day's variance once the mean of its seven days, itself among them, is known. */
const LEFT = 6 / 7;
const SURE = 0.01;
const Z95 = 1.959964;

/** Day of the week of a day of a course, 0 = Monday. */
export type WeekdayOf = (day: number) => number;

/** How much of an average day a weekday has, with its 95 % range. `stands`: that is no chance, all weekdays judged together. */
export interface Weekday {
  factor: number;
  low: number;
  high: number;
  stands: boolean;
}

/** What a week looks like. `isReal` = the weekdays differ by more than chance makes (p below 1 %). */
export interface WeeklyRhythm {
  weekdays: Weekday[];
  isReal: boolean;
  p: number;
}

/** Counts of any size vary alike in this measure (Anscombe 1948). */
const evened = (count: number): number => 2 * Math.sqrt(count + 0.375);

/** 1 for each day that is like the same weekdays of two weeks before and after; 0 for one far from them. */
export function ordinaryDays(counts: readonly number[]): Uint8Array {
  const apart = counts.map((count, day) => {
    const like: number[] = [];
    for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
      const other = counts[day + week * WEEK];
      if (other !== undefined) like.push(evened(other));
    }
    return evened(count) - (medianOf(like) ?? 0);
  });
  const spread = Math.max(1, MAD * (medianOf(apart.map(Math.abs)) ?? 0));
  return Uint8Array.from(apart, (distance) => (Math.abs(distance) <= FAR * spread ? 1 : 0));
}

/** p value of at least f in the F distribution with 6 and `freedom` degrees of freedom (Abramowitz & Stegun 26.6.4). */
export function sixTail(f: number, freedom: number): number {
  const half = freedom / 2;
  const x = freedom / (freedom + 6 * f);
  const rest = 1 - x;
  return Math.min(1, x ** half * (1 + half * rest + (half * (half + 1) * rest * rest) / 2));
}

const NONE: WeeklyRhythm = {
  weekdays: Array.from({ length: WEEK }, () => ({ factor: 1, low: 1, high: 1, stands: false })),
  isReal: false,
  p: 1,
};

/** Counts per weekday beside what the mean of the seven days around lets expect: each such mean holds every weekday once. */
function besideTheirWeek(counts: readonly number[], weekdayOf: WeekdayOf) {
  const seen = Array.from({ length: WEEK }, () => 0);
  const level = Array.from({ length: WEEK }, () => 0);
  const days: { weekday: number; count: number; mean: number }[] = [];
  let sum = counts.slice(0, WEEK).reduce((a, b) => a + b, 0);
  for (let day = 3; day < counts.length - 3; day++) {
    if (day > 3) sum += (counts[day + 3] as number) - (counts[day - 4] as number);
    const weekday = weekdayOf(day);
    const count = counts[day] as number;
    seen[weekday] = (seen[weekday] as number) + count;
    level[weekday] = (level[weekday] as number) + sum / WEEK;
    days.push({ weekday, count, mean: sum / WEEK });
  }
  return { seen, level, days };
}

/**
 * What a week looks like: for each weekday its counts over the mean of the seven days around each (ratio to moving average, as in
 * Macaulay 1931), without days that are far from their like. Whether that is more than chance: chi-square over the dispersion
 * of the counts about it, by the F distribution (quasi-Poisson, McCullagh & Nelder 1989). Needs four weeks.
 */
export function weeklyRhythm(given: readonly number[], weekdayOf: WeekdayOf): WeeklyRhythm {
  if (given.length < FEWEST_DAYS) return NONE;
  const counts = replaceFarDays(given);
  const { seen, level, days } = besideTheirWeek(counts, weekdayOf);
  if (level.some((sum) => sum <= 0)) return NONE;
  const raw = seen.map((sum, weekday) => sum / (level[weekday] as number));
  const mean = raw.reduce((a, b) => a + b, 0) / WEEK;
  const factors = raw.map((factor) => factor / mean);
  const freedom = Math.max(1, days.length * LEFT - (WEEK - 1));
  const squares = days.reduce((sum, { weekday, count, mean: around }) => {
    const expected = around * (raw[weekday] as number);
    return expected > 0 ? sum + (count - expected) ** 2 / expected : sum;
  }, 0);
  const dispersion = Math.max(1, squares / freedom);
  const away = seen.map((sum, weekday) => sum - (level[weekday] as number));
  const square = away.reduce((sum, distance, weekday) => sum + distance ** 2 / (level[weekday] as number), 0);
  const p = sixTail(square / (WEEK - 1) / dispersion, freedom);
  const zs = away.map((distance, weekday) => distance / Math.sqrt(dispersion * LEFT * (level[weekday] as number)));
  const sure = stands(zs.map(normalTail));
  const weekdays = factors.map((factor, weekday) => {
    const spread = Math.exp(Z95 * Math.sqrt((dispersion * LEFT) / Math.max(1, seen[weekday] as number)));
    return { factor, low: factor / spread, high: factor * spread, stands: p < SURE && (sure[weekday] as boolean) };
  });
  return { weekdays, isReal: p < SURE, p };
}

/** Days far from their like stand for them: what is usual must not rest on what is not. */
function replaceFarDays(counts: readonly number[]): number[] {
  const ordinary = ordinaryDays(counts);
  return counts.map((count, day) => {
    if (ordinary[day] === 1) return count;
    const like: number[] = [];
    for (let week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
      const other = counts[day + week * WEEK];
      if (other !== undefined && week !== 0) like.push(other);
    }
    return medianOf(like) ?? count;
  });
}
