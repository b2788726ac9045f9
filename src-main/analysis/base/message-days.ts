import type { MessageColumns } from '../../../shared/columns.ts';
import { DAY_MS, zoneOffsetMs } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { messagesInRange, moodOf } from './messages.ts';
import { zeros } from './scan.ts';
import { bucketFinder, type Buckets, bucketsOf } from './series.ts';
import type { WeekdayOf } from './weekly-rhythm.ts';

/** Whole days that are looked at; of longer periods the newest. */
const MOST_DAYS = 4000;

/** Messages of others that are not kept apart, by whole local days from the first one said. Day d is bucket `first + d`. */
export interface MessageDays {
  /** Days of the whole period. */
  buckets: Buckets;
  first: number;
  counts: number[];
  scored: number[];
  negative: number[];
  weekdayOf: WeekdayOf;
}

export const isCounted = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0;

/** Counts the messages of each day that is over. Before the first message nothing is known, so no day is counted. */
export function countDays(messages: MessageColumns, context: RunContext): MessageDays {
  const buckets = bucketsOf(context, 'day');
  const { edges, count } = buckets;
  const bucketOf = bucketFinder(edges);
  const { from, to } = messagesInRange(messages, context);
  const counts = zeros(count);
  const scored = zeros(count);
  const negative = zeros(count);
  const addTo = (values: number[], day: number) => {
    values[day] = (values[day] as number) + 1;
  };
  for (let i = from; i < to; i++) {
    if (!isCounted(messages, i)) continue;
    const day = bucketOf(messages.at[i] as number);
    addTo(counts, day);
    const mood = moodOf(messages.sentiment[i] as number);
    if (mood >= 0) addTo(scored, day);
    if (mood === 0) addTo(negative, day);
  }
  const end = Math.min(context.range.toMs, context.dataEndMs);
  const whole = buckets.bucket === 'day' ? counts.findLastIndex((_, day) => (edges[day + 1] as number) <= end) + 1 : 0;
  const begins = counts.findIndex((messagesThen) => messagesThen > 0);
  const first = Math.max(begins < 0 ? whole : begins, whole - MOST_DAYS);
  const days = (values: readonly number[]) => values.slice(first, Math.max(first, whole));
  return {
    buckets,
    first,
    counts: days(counts),
    scored: days(scored),
    negative: days(negative),
    weekdayOf: (day) => weekdayAt(edges[first + day] as number, context.zone),
  };
}

/** Day of the week of the local day that begins at an instant, 0 = Monday. Noon is asked for: a day may begin at one o'clock. */
function weekdayAt(startMs: number, zone: string): number {
  const noon = startMs + DAY_MS / 2;
  const day = Math.floor((noon + zoneOffsetMs(zone, noon)) / DAY_MS);
  return (((day + 3) % 7) + 7) % 7;
}
