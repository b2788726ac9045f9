import { DAY_MS } from '../../shared/time.ts';

/** Days the sample covers: eighteen months. */
export const SAMPLE_DAYS = 548;

/** The story's dates, as day numbers from the first day. */
export interface Calendar {
  startMs: number;
  endMs: number;
  campaign: { fromMs: number; toMs: number };
  flaw: { fromMs: number; toMs: number };
}

/** Lays the story out so that it ends at the day before `endMs` (a UTC midnight). */
export function makeCalendar(endMs: number): Calendar {
  const endDay = Math.floor(endMs / DAY_MS) * DAY_MS;
  const startMs = endDay - SAMPLE_DAYS * DAY_MS;
  const day = (n: number) => startMs + n * DAY_MS;
  return {
    startMs,
    endMs: endDay,
    campaign: { fromMs: day(300), toMs: day(321) },
    // Grows within the last quarter, which the program shows first.
    flaw: { fromMs: day(478), toMs: day(542) },
  };
}

const MONTH_WEIGHTS = [0.85, 0.85, 0.9, 0.95, 1, 0.9, 0.8, 0.8, 1, 1.1, 1.5, 1.8] as const;
const WEEKDAY_WEIGHTS = [1.15, 1, 0.95, 0.95, 1, 1.05, 1.2] as const;
const HOUR_WEIGHTS = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 11, 10, 9, 9, 10, 11, 12, 14, 15, 13, 9, 4] as const;

/** How busy a day is: season × weekday × slow growth × campaign. */
export function dayWeight(calendar: Calendar, dayMs: number): number {
  const date = new Date(dayMs);
  const growth = 0.8 + 0.4 * ((dayMs - calendar.startMs) / (calendar.endMs - calendar.startMs));
  const lift = isWithin(calendar.campaign, dayMs) ? 1.6 : 1;
  return (MONTH_WEIGHTS[date.getUTCMonth()] as number) * (WEEKDAY_WEIGHTS[date.getUTCDay()] as number) * growth * lift;
}

export const isWithin = ({ fromMs, toMs }: { fromMs: number; toMs: number }, atMs: number): boolean =>
  atMs >= fromMs && atMs < toMs;

/** A moment of a day, more often in the evening; whole seconds. */
export function timeOfDay(random: { weighted(weights: readonly number[]): number; below(n: number): number }): number {
  return random.weighted(HOUR_WEIGHTS) * 3_600_000 + random.below(3600) * 1000;
}
