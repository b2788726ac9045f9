import { DAY_MS, MINUTE_MS, type Range } from '../../../shared/time.ts';
import { startOfDate } from '../../state/period.ts';

/** What counts as "now" while a day is played: the minutes that lead up to the moment. */
export const WINDOW_MINUTES = 30;

/** The local day of a date: 23, 24 or 25 hours. */
export function dayRange(zone: string, date: string): Range {
  const fromMs = startOfDate(zone, date);
  return { fromMs, toMs: startOfDate(zone, shiftDate(date, 1)) };
}

/** Minutes of a day. */
export const minutesOf = ({ fromMs, toMs }: Range): number => Math.round((toMs - fromMs) / MINUTE_MS);

/** The last `WINDOW_MINUTES` before minute `minute` of a day; never empty, never before the day began. */
export function windowAt(day: Range, minute: number): Range {
  const toMs = Math.min(day.toMs, day.fromMs + Math.max(1, minute) * MINUTE_MS);
  return { fromMs: Math.max(day.fromMs, toMs - WINDOW_MINUTES * MINUTE_MS), toMs };
}

/** The first minute at which something has happened, or 0. */
export const firstMinute = (values: readonly (number | null)[]): number =>
  Math.max(
    0,
    values.findIndex((value) => (value ?? 0) > 0),
  );

/** The local time of a minute, "14:35": days on which the clock is set tell the hour that it shows. */
export function clockAt(zone: string, day: Range, minute: number): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return minute * MINUTE_MS >= day.toMs - day.fromMs ? '24:00' : format.format(day.fromMs + minute * MINUTE_MS);
}

/** The date `days` later. */
export const shiftDate = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
