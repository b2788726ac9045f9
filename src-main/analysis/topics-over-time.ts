import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { countMessages, type MessageLines, messagesBehind } from './base/message-series.ts';
import { messagesInRange } from './base/messages.ts';
import { topIds } from './base/scan.ts';

/** Topics with a line of their own. */
const OWN_LINES = 6;

function linesOf(messages: MessageColumns, context: RunContext): MessageLines {
  const { from, to } = messagesInRange(messages, context);
  const sizes = new Uint32Array(messages.topics.length);
  const counts = (i: number) => messages.own[i] === 0 && messages.apart[i] === 0 && (messages.topic[i] as number) > 0;
  for (let i = from; i < to; i++)
    if (counts(i)) sizes[messages.topic[i] as number] = (sizes[messages.topic[i] as number] as number) + 1;
  const largest = topIds(sizes, OWN_LINES, 0);
  const lineOfTopic = messages.topics.map((_, topic) => largest.indexOf(topic));
  return {
    ids: largest.map((topic) => `topic-${topic}`),
    labels: largest.map((topic) => messages.topics[topic] as string),
    lineOf: (i) => (counts(i) ? (lineOfTopic[messages.topic[i] as number] as number) : -1),
  };
}

/** The largest topics over time. */
export const topicsOverTime = defineAnalysis({
  id: 'topics-over-time',
  title: 'Topics over time',
  question: 'When was which topic talked about?',
  definition: 'Messages by others of the six largest topics in these dates, by the date they were written.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto') }),
  version: 1,
  run: ({ messages }, { bucket }, context) => countMessages(messages, context, bucket, linesOf(messages, context)),
  rows: ({ messages }, { bucket }, context, key) =>
    messagesBehind(messages, context, bucket, linesOf(messages, context), key),
});
