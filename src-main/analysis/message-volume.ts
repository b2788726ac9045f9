import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { countRange } from './base/count-range.ts';
import { countMessages, type MessageLines, messagesBehind } from './base/message-series.ts';
import { countDays, isCounted, type MessageDays } from './base/message-days.ts';
import { bucketFinder, type Buckets, bucketsOf } from './base/series.ts';
import { type UsualAmount, usualAmount } from './base/usual-amount.ts';

const ID = 'messages';
const linesOf = (messages: MessageColumns): MessageLines => ({
  ids: [ID],
  labels: ['Messages'],
  lineOf: (i) => (isCounted(messages, i) ? 0 : -1),
});

/** What is usual for each step; null for a step of which not all that was said lies on days that are over. */
function bandsOf(
  { buckets: dayBuckets, first, counts }: MessageDays,
  usual: UsualAmount,
  buckets: Buckets,
  said: readonly (number | null)[],
) {
  const gaps = (): (number | null)[] => Array.from({ length: buckets.count }, () => null);
  const bands = { mean: gaps(), low: gaps(), high: gaps() };
  const bucketOf = bucketFinder(buckets.edges);
  const stepOf = (day: number) => bucketOf(dayBuckets.edges[first + day] as number);
  for (let from = 0, to = 0; from < counts.length; from = to) {
    const step = stepOf(from);
    let sum = 0;
    while (to < counts.length && stepOf(to) === step) sum += counts[to++] as number;
    const isOver = (dayBuckets.edges[first + to] as number) >= (buckets.edges[step + 1] as number);
    if (!isOver || sum !== said[step]) continue;
    const here = usual.over(from, to);
    const { low, high } = countRange(here);
    bands.mean[step] = here.mean;
    bands.low[step] = low;
    bands.high[step] = high;
  }
  return bands;
}

/** How many messages there are, and how many were to be expected. */
export const messageVolume = defineAnalysis({
  id: 'message-volume',
  title: 'Amount of messages',
  question: 'Is more or less said than usual?',
  definition:
    'Messages by others per step, beside what is usual: the level between two lasting changes, times what each weekday has of it where the weekdays really differ. Between the two bounds lie 95 of 100 such numbers (negative binomial, with the spread that the days have shown; McCullagh & Nelder 1989). A number outside is hardly chance. It takes three weeks to know what is usual. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto') }),
  version: 1,
  run({ messages }, { bucket }, context) {
    const counted = countMessages(messages, context, bucket, linesOf(messages));
    const days = countDays(messages, context);
    const usual = usualAmount(days.counts, days.weekdayOf);
    const buckets = bucketsOf(context, bucket);
    const [messagesLine] = counted.lines;
    if (!usual || !messagesLine) return counted;
    const bands = bandsOf(days, usual, buckets, messagesLine.values);
    const line = (id: string, label: string, values: (number | null)[]) => ({
      id,
      label,
      values,
      people: messagesLine.people,
    });
    return {
      ...counted,
      lines: [
        messagesLine,
        line('usual', 'Usual', bands.mean),
        line('low', 'Usually at least (95 %)', bands.low),
        line('high', 'Usually at most (95 %)', bands.high),
      ],
    };
  },
  rows: ({ messages }, { bucket }, context, key) =>
    messagesBehind(messages, context, bucket, linesOf(messages), key.replace(/^[^@]*/, ID)),
});
