import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { countDays, isCounted } from './base/message-days.ts';
import { messagesInRange, moodOf, PeopleCounter, selectMessages } from './base/messages.ts';
import { type Buckets, bucketFinder, bucketsOf } from './base/series.ts';
import { findSpikes, type Spike } from './base/spike-days.ts';

/** What was said on the days of the spikes, and how many people wrote at all. */
function countSteps(messages: MessageColumns, context: RunContext, buckets: Buckets, spikes: readonly Spike[]) {
  const bucketOf = bucketFinder(buckets.edges);
  const { from, to } = messagesInRange(messages, context);
  const newStep = () => ({
    negative: 0,
    positive: 0,
    scored: 0,
    topics: new Map<number, number>(),
    people: new PeopleCounter(),
  });
  const steps = new Map(spikes.map(({ bucket }) => [bucket, newStep()]));
  const everyone = new PeopleCounter();
  for (let i = from; i < to; i++) {
    if (!isCounted(messages, i)) continue;
    everyone.add(messages.author[i] as number);
    const step = steps.get(bucketOf(messages.at[i] as number));
    if (!step) continue;
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
    'Days with more messages by others than what is usual makes likely: the level between two lasting changes, times what the weekday has of it (see “Amount of messages”), with the probability of so many or more (negative binomial), all days judged together at a false-discovery rate of 1 % (Benjamini & Hochberg 1995). It takes three weeks to know what is usual. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 2,
  run({ messages }, _params, context) {
    const days = countDays(messages, context);
    const { buckets } = days;
    const spikes = findSpikes(days);
    const { steps, everyone } = countSteps(messages, context, buckets, spikes);
    return {
      kind: 'table',
      columns: [
        { id: 'at', label: 'From', type: 'time' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'usual', label: 'Usual', type: 'number', unit: 'ratio' },
        { id: 'most', label: 'Usually at most (95 %)', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
        { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
        { id: 'topic', label: 'Mostly about', type: 'text' },
      ],
      rows: spikes.reverse().flatMap(({ bucket, messages: said, expected, most }) => {
        const step = steps.get(bucket);
        if (!step) return [];
        return {
          key: String(buckets.edges[bucket]),
          cells: [
            buckets.edges[bucket] as number,
            said,
            expected,
            most,
            step.people.count,
            step.scored > 0 ? (step.positive - step.negative) / step.scored : null,
            messages.topics[topOf(step.topics)] ?? '',
          ],
          people: step.people.count,
        };
      }),
      total: spikes.length,
      n: days.counts.reduce((sum, count) => sum + count, 0),
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
        (i) => b >= 0 && isCounted(messages, i) && bucketOf(messages.at[i] as number) === b,
      ),
    };
  },
});
