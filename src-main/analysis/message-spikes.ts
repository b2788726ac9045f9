import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { stands, twoSided } from './base/growth.ts';
import { messagesInRange, moodOf, PeopleCounter, selectMessages } from './base/messages.ts';
import { type Buckets, bucketFinder, bucketsOf } from './base/series.ts';

/** Steps before a step that say what is usual, and the fewest that can. */
const BEFORE = 28;
const FEWEST_BEFORE = 10;
/** A spike has at least this many messages: twice nothing is nothing. */
const FEWEST_MESSAGES = 5;
const FALSE_SHARE = 0.01;

const counted = (messages: MessageColumns, i: number): boolean => messages.own[i] === 0 && messages.apart[i] === 0;

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};
/** Makes counts of any size vary alike (Anscombe 1948). */
const evened = (count: number): number => 2 * Math.sqrt(count + 0.375);

interface Usual {
  expected: number;
  z: number;
}

/** What is usual before step b, and by how many deviations it is passed; null while too little is known. */
function usualAt(counts: readonly number[], b: number): Usual | null {
  const before = counts.slice(Math.max(0, b - BEFORE), b);
  if (before.length < FEWEST_BEFORE) return null;
  const middle = medianOf(before.map(evened));
  // Busy and quiet days vary more than chance alone: the spread seen, where it is larger (median absolute deviation).
  const spread = Math.max(1, 1.4826 * medianOf(before.map((count) => Math.abs(evened(count) - middle))));
  return { expected: medianOf(before), z: (evened(counts[b] as number) - middle) / spread };
}

function countSteps(messages: MessageColumns, context: RunContext, buckets: Buckets) {
  const bucketOf = bucketFinder(buckets.edges);
  const { from, to } = messagesInRange(messages, context);
  const steps = Array.from({ length: buckets.count }, () => ({
    messages: 0,
    negative: 0,
    positive: 0,
    scored: 0,
    topics: new Map<number, number>(),
    people: new PeopleCounter(),
  }));
  const everyone = new PeopleCounter();
  for (let i = from; i < to; i++) {
    if (!counted(messages, i)) continue;
    const step = steps[bucketOf(messages.at[i] as number)];
    if (!step) continue;
    step.messages++;
    everyone.add(messages.author[i] as number);
    step.people.add(messages.author[i] as number);
    const mood = moodOf(messages.sentiment[i] as number);
    if (mood >= 0) step.scored++;
    if (mood === 0) step.negative++;
    if (mood === 2) step.positive++;
    const topic = messages.topic[i] as number;
    if (topic > 0) step.topics.set(topic, (step.topics.get(topic) ?? 0) + 1);
  }
  return { steps, everyone };
}

const topOf = (topics: ReadonlyMap<number, number>): number =>
  [...topics].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? 0;

/** Days on which much more is said than usual. */
export const messageSpikes = defineAnalysis({
  id: 'message-spikes',
  title: 'Unusual days',
  question: 'On which days was much more said than usual, and about what?',
  definition:
    'Days with more messages by others than the 28 days before let expect (median; deviation by the median absolute deviation of evened counts, Anscombe 1948), judged together at a false-discovery rate of 1 %. The first ten days of the period cannot be judged. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 1,
  run({ messages }, _params, context) {
    const buckets = bucketsOf(context, 'day');
    const { steps, everyone } = countSteps(messages, context, buckets);
    const counts = steps.map((step) => step.messages);
    const judged = counts.flatMap((_, b) => {
      const usual = usualAt(counts, b);
      return usual ? [{ b, ...usual }] : [];
    });
    const sure = stands(
      judged.map(({ z: deviation }) => twoSided(deviation)),
      FALSE_SHARE,
    );
    const spikes = judged.filter(
      ({ b, z: deviation }, i) => sure[i] && deviation > 0 && (counts[b] as number) >= FEWEST_MESSAGES,
    );
    return {
      kind: 'table',
      columns: [
        { id: 'at', label: 'From', type: 'time' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'usual', label: 'Usual', type: 'number', unit: 'ratio' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
        { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
        { id: 'topic', label: 'Mostly about', type: 'text' },
      ],
      rows: spikes.reverse().map(({ b, expected }) => {
        const step = steps[b] as (typeof steps)[0];
        return {
          key: String(buckets.edges[b]),
          cells: [
            buckets.edges[b] as number,
            step.messages,
            expected,
            step.people.count,
            step.scored > 0 ? (step.positive - step.negative) / step.scored : null,
            messages.topics[topOf(step.topics)] ?? '',
          ],
          people: step.people.count,
        };
      }),
      total: spikes.length,
      n: counts.reduce((sum, count) => sum + count, 0),
      people: everyone.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const bucketOf = bucketFinder(bucketsOf(context, 'day').edges);
    const b = /^-?\d+$/.test(key) ? bucketOf(Number(key)) : -1;
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => b >= 0 && counted(messages, i) && bucketOf(messages.at[i] as number) === b,
      ),
    };
  },
});
