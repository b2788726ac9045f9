import { atLeast, countRange } from './count-range.ts';
import { stands } from './growth.ts';
import type { MessageDays } from './message-days.ts';
import { usualAmount } from './usual-amount.ts';

/** A spike has at least this many messages: twice nothing is nothing. */
const FEWEST_MESSAGES = 5;
const FALSE_SHARE = 0.01;

export interface Spike {
  /** Which day of the period. */
  bucket: number;
  messages: number;
  expected: number;
  /** The most that such a day has in 97.5 of 100 cases. */
  most: number;
}

/** Days with more messages than what is usual makes likely, all days judged together. */
export function findSpikes({ counts, first, weekdayOf }: MessageDays): Spike[] {
  const usual = usualAmount(counts, weekdayOf);
  if (!usual) return [];
  const expected = counts.map((_, day) => usual.over(day, day + 1));
  const sure = stands(
    expected.map((here, day) => atLeast(here, counts[day] as number)),
    FALSE_SHARE,
  );
  return counts.flatMap((messages, day) => {
    const here = expected[day] as (typeof expected)[0];
    if (!sure[day] || messages < FEWEST_MESSAGES || messages <= here.mean) return [];
    return [{ bucket: first + day, messages, expected: here.mean, most: countRange(here).high }];
  });
}

/** Scored and negative messages by day, without the days of spikes: what one day brings is no lasting mood. */
export function ordinaryMoods(days: MessageDays): { negative: number[]; scored: number[] } {
  const loud = new Set(findSpikes(days).map(({ bucket }) => bucket - days.first));
  const without = (values: readonly number[]) => values.map((value, day) => (loud.has(day) ? 0 : value));
  return { negative: without(days.negative), scored: without(days.scored) };
}
