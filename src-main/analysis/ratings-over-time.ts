import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';
import { zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('month') });
/** A mean of fewer ratings is no mean. */
const FEWEST = 3;

/** Mean rating per bucket. */
export const ratingsOverTime = defineAnalysis({
  id: 'ratings-over-time',
  title: 'Ratings over time',
  question: 'How many stars do reviews give?',
  definition:
    'Mean of the stars (1 to 5) of the reviews by others in each period; periods with fewer than three reviews are left empty.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params,
  version: 2,
  run({ messages }, { bucket }, context) {
    const buckets = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(buckets.edges);
    const sums = zeros(buckets.count);
    const counts = zeros(buckets.count);
    const people = sums.map(() => new PeopleCounter());
    const everyone = new PeopleCounter();
    const { from, to } = messagesInRange(messages, context);
    let n = 0;
    for (let i = from; i < to; i++) {
      const rating = messages.rating[i] as number;
      if (Number.isNaN(rating) || messages.own[i] === 1) continue;
      const b = bucketOf(messages.at[i] as number);
      sums[b] = (sums[b] as number) + rating;
      counts[b] = (counts[b] as number) + 1;
      people[b]?.add(messages.author[i] as number);
      everyone.add(messages.author[i] as number);
      n++;
    }
    const values = sums.map((sum, b) => ((counts[b] as number) >= FEWEST ? sum / (counts[b] as number) : null));
    const line = { id: 'rating', label: 'Mean rating', values, people: people.map((counter) => counter.count) };
    return timeSeries(context, buckets, 'stars', [line], n, everyone.count);
  },
  rows({ messages }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(edges);
    const b = bucketOf(parsePointKey(key)?.startMs ?? Number.NaN);
    const wanted = (i: number) =>
      b >= 0 &&
      messages.own[i] === 0 &&
      !Number.isNaN(messages.rating[i] as number) &&
      bucketOf(messages.at[i] as number) === b;
    return { table: 'messages', indices: selectMessages(messages, context, wanted) };
  },
});
