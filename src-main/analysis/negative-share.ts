import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { wilson } from './base/growth.ts';
import { parsePointKey } from './base/keys.ts';
import { countDays } from './base/message-days.ts';
import { messagesInRange, moodOf, PeopleCounter, selectMessages } from './base/messages.ts';
import { type Buckets, bucketFinder, bucketsOf, timeSeries } from './base/series.ts';
import { shareChanges } from './base/share-changes.ts';
import { ordinaryMoods } from './base/spike-days.ts';

const isScored = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && moodOf(messages.sentiment[i] as number) >= 0;

/** The share that each step's level has between two lasting changes; null where nothing is known. */
function levelsOf(messages: MessageColumns, context: RunContext, buckets: Buckets): (number | null)[] {
  const days = countDays(messages, context);
  const levels: (number | null)[] = Array.from({ length: buckets.count }, () => null);
  const { negative, scored: ordinary } = ordinaryMoods(days);
  const begins = [0, ...shareChanges(negative, ordinary).map(({ at }) => at)];
  const bucketOf = bucketFinder(buckets.edges);
  const sum = (values: readonly number[], from: number, to: number) =>
    values.slice(from, to).reduce((a, b) => a + b, 0);
  begins.forEach((from, k) => {
    const to = begins[k + 1] ?? days.counts.length;
    const scored = sum(ordinary, from, to);
    // A step in which the level changes shows the later one.
    for (let day = from; day < to && scored > 0; day++)
      levels[bucketOf(days.buckets.edges[days.first + day] as number)] = sum(negative, from, to) / scored;
  });
  return levels;
}

/** How large the share of negative messages is, and how sure that is. */
export const negativeShare = defineAnalysis({
  id: 'negative-share',
  title: 'Share of negative messages',
  question: 'Does the mood really change, or is it chance?',
  definition:
    'Negative messages among the scored ones by others, per step, with the range in which the true share lies in 95 of 100 cases (Wilson 1927). Where the ranges of two steps overlap widely, the difference may be chance. The level is the share between two lasting changes (see “Lasting changes”). Passed-on messages, word-for-word repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto') }),
  version: 2,
  run({ messages }, { bucket }, context) {
    const buckets = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(buckets.edges);
    const { from, to } = messagesInRange(messages, context);
    const negative = new Uint32Array(buckets.count);
    const scored = new Uint32Array(buckets.count);
    const people = Array.from({ length: buckets.count }, () => new PeopleCounter());
    const everyone = new PeopleCounter();
    let n = 0;
    for (let i = from; i < to; i++) {
      if (!isScored(messages, i)) continue;
      const b = bucketOf(messages.at[i] as number);
      n++;
      scored[b] = (scored[b] as number) + 1;
      if (moodOf(messages.sentiment[i] as number) === 0) negative[b] = (negative[b] as number) + 1;
      people[b]?.add(messages.author[i] as number);
      everyone.add(messages.author[i] as number);
    }
    const bands = Array.from(scored, (all, b) => wilson(negative[b] as number, all));
    const counts = people.map(({ count }) => count);
    const line = (id: string, label: string, values: (number | null)[]) => ({ id, label, values, people: counts });
    const lines = [
      line(
        'negative',
        'Negative',
        Array.from(scored, (all, b) => (all > 0 ? (negative[b] as number) / all : null)),
      ),
      line(
        'low',
        'At least (95 %)',
        bands.map((band) => band?.low ?? null),
      ),
      line(
        'high',
        'At most (95 %)',
        bands.map((band) => band?.high ?? null),
      ),
      line('level', 'Level', levelsOf(messages, context, buckets)),
    ];
    return timeSeries(context, buckets, 'share', lines, n, everyone.count);
  },
  rows({ messages }, { bucket }, context, key) {
    const point = parsePointKey(key);
    const bucketOf = bucketFinder(bucketsOf(context, bucket).edges);
    const b = point ? bucketOf(point.startMs) : -1;
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => b >= 0 && isScored(messages, i) && bucketOf(messages.at[i] as number) === b,
      ),
    };
  },
});
