import type { Status } from '../../shared/contract/app.ts';
import { HOUR_MS, type Range } from '../../shared/time.ts';
import { type HourCount, hourCounts } from '../store/hour-counts.ts';
import type { ReadDb } from '../store/open.ts';
import { getCounter } from '../store/tables/counters.ts';

const DAY = 24;
/** With fewer rows nobody can say which of them are strays. */
const ENOUGH_ROWS = 20;
/** Strays are at most this share of the rows at one end, or two of them. */
const STRAY_SHARE = 0.01;
const STRAY_ROWS = 2;
/** A pause up to so long is none, nor is one up to this many times the longest within the bulk. */
const SHORT_PAUSE = 30 * DAY;
const TIMES_LONGEST = 2;
/** Rows after a pause go on from those before it when they lie on so many days. */
const DAYS_TO_GO_ON = 3;

/** How many entries at the start of `hours` may be strays by their number of rows alone. */
function outer(hours: readonly HourCount[], most: number): number {
  let rows = 0;
  let count = 0;
  for (const hour of hours) {
    rows += hour.rows;
    if (rows > most) break;
    count++;
  }
  return count;
}

/** Whether the first entries, up to the next pause, lie on enough days to be more than strays. */
function goesOn(hours: readonly HourCount[], pause: number): boolean {
  const days = new Set<number>();
  for (const [i, { hour }] of hours.entries()) {
    if (i > 0 && Math.abs(hour - (hours[i - 1] as HourCount).hour) > pause) break;
    days.add(Math.floor(hour / DAY));
    if (days.size >= DAYS_TO_GO_ON) return true;
  }
  return false;
}

/** How many of the entries, which lead away from the bulk, belong to it. */
function belonging(edge: HourCount, away: readonly HourCount[], pause: number): number {
  let last = edge.hour;
  for (const [i, { hour }] of away.entries()) {
    if (Math.abs(hour - last) > pause && !goesOn(away.slice(i), pause)) return i;
    last = hour;
  }
  return away.length;
}

/**
 * First and last hour of the bulk of some rows, given per hour (since 1970, ascending); null without rows. What lies beyond
 * is strays: at most 1 % of the rows at that end (or two rows), on fewer than three days, behind a pause of more than
 * 30 days that is over twice as long as any in the bulk. A clock that was wrong makes such rows, and so does a test order long
 * before the opening. Weekly orders, a pause every winter, or a shop that opens again are none of this.
 */
export function bulkOf(hours: readonly HourCount[]): { from: number; to: number } | null {
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return null;
  const total = hours.reduce((sum, { rows }) => sum + rows, 0);
  if (total < ENOUGH_ROWS) return { from: first.hour, to: last.hour };
  const most = Math.max(STRAY_ROWS, Math.floor(total * STRAY_SHARE));
  const start = outer(hours, most);
  const end = hours.length - outer(hours.toReversed(), most);
  const core = hours.slice(start, end);
  let longest = 0;
  for (let i = 1; i < core.length; i++)
    longest = Math.max(longest, (core[i] as HourCount).hour - (core[i - 1] as HourCount).hour);
  const pause = Math.max(SHORT_PAUSE, TIMES_LONGEST * longest);
  const before = hours.slice(0, start).reverse();
  const after = hours.slice(end);
  const earlier = belonging(core[0] as HourCount, before, pause);
  const later = belonging(core.at(-1) as HourCount, after, pause);
  return { from: (hours[start - earlier] as HourCount).hour, to: (hours[end - 1 + later] as HourCount).hour };
}

type Ranges = Status['ranges'];
const known = new WeakMap<ReadDb, { revision: number; fitting: Ranges }>();

/** Cuts a range to the hours of its bulk. */
function cut(range: Range | null, from: readonly HourCount[], to: readonly HourCount[]): Range | null {
  const [begins, ends] = [bulkOf(from), bulkOf(to)];
  if (!range || !begins || !ends || ends.to < begins.from) return range;
  return {
    fromMs: Math.max(range.fromMs, begins.from * HOUR_MS),
    toMs: Math.min(range.toMs, (ends.to + 1) * HOUR_MS),
  };
}

/** Where the bulk of each kind of row lies, within its whole range. Worked out once for each state of the store. */
export function fittingRanges(db: ReadDb, ranges: Ranges): Ranges {
  const revision = getCounter(db, 'revision');
  const last = known.get(db);
  if (last?.revision === revision) return last.fitting;
  const { messages, events, orders, campaigns, figures } = hourCounts(db);
  const fitting: Ranges = {
    messages: cut(ranges.messages, messages, messages),
    events: cut(ranges.events, events, events),
    orders: cut(ranges.orders, orders, orders),
    campaigns: cut(ranges.campaigns, campaigns.from, campaigns.to),
    figures: cut(ranges.figures, figures.from, figures.to),
  };
  known.set(db, { revision, fitting });
  return fitting;
}
