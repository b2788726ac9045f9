import { DAY_MS } from '../../shared/time.ts';
import { type DayReader, daysIn, monthAndDay } from './local-days.ts';

/** Days of a list, in the order of the list: with their own year, or with the month and day only. */
type Written = { day: number } | { month: number; dayOfMonth: number } | null;

function written(text: string, read: DayReader): Written {
  const day = read(text);
  if (day !== null) return { day };
  const found = monthAndDay(text);
  return found && { month: found.month, dayOfMonth: found.day };
}

const isYearless = (one: Written): one is { month: number; dayOfMonth: number } => one !== null && 'month' in one;

/** Place in the year, for comparing days of unknown years. */
const place = ({ month, dayOfMonth }: { month: number; dayOfMonth: number }): number => month * 31 + dayOfMonth;

/** Half a year in places. */
const HALF_YEAR = 186;

/** The local day, or null where the year has no such day (29 February). */
function dayIn(year: number, { month, dayOfMonth }: { month: number; dayOfMonth: number }): number | null {
  const at = Date.UTC(year, month - 1, dayOfMonth);
  return new Date(at).getUTCDate() === dayOfMonth ? at : null;
}

/**
 * Year of the newest day: as the user says, else so that no day lies after the last day that the file's name tells.
 * Null when neither says: it is never taken from the clock.
 */
export function newestYear(
  newest: { month: number; dayOfMonth: number },
  chosen: number | undefined,
  fileName: string,
): number | null {
  if (chosen !== undefined) return chosen;
  const last = daysIn(fileName).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(last)) return null;
  const year = new Date(last).getUTCFullYear();
  const at = dayIn(year, newest);
  return at !== null && at > last + DAY_MS ? year - 1 : year;
}

/**
 * Days of a list that may have no year. The list runs forwards or backwards in time; where December follows on January
 * (or January on December) the year changes. Null per day that cannot be known.
 */
export function daysOfList(
  texts: readonly string[],
  read: DayReader,
  { chosen, fileName }: { chosen: number | undefined; fileName: string },
): (number | null)[] {
  const all = texts.map((text) => written(text, read));
  const known = all.flatMap((one, i) => (isYearless(one) ? [{ i, one }] : []));
  const days = all.map((one) => (one && 'day' in one ? one.day : null));
  if (known.length === 0) return days;
  // Most steps of a list go one way, however it turns at the end of a year.
  let forwards = 0;
  for (let k = 1; k < known.length; k++) {
    const step = place((known[k] as (typeof known)[number]).one) - place((known[k - 1] as (typeof known)[number]).one);
    forwards += Math.sign(step) * (Math.abs(step) > HALF_YEAR ? -1 : 1);
  }
  const newestFirst = forwards < 0 ? known : known.reverse();
  const first = newestFirst[0] as (typeof known)[number];
  const newest = newestYear(first.one, chosen, fileName);
  if (newest === null) return days;
  let year = newest;
  let before = place(first.one);
  for (const { i, one } of newestFirst) {
    // Going back in time, a much later place in the year is one of the year before; small steps are only disorder.
    if (place(one) > before + HALF_YEAR) year--;
    else if (place(one) < before - HALF_YEAR && year < newest) year++;
    before = place(one);
    days[i] = dayIn(year, one);
  }
  return days;
}
