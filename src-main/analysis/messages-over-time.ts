import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { NETWORKS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { countMessages, type MessageLines, messagesBehind } from './base/message-series.ts';
import { messagesInRange } from './base/messages.ts';
import { topIds } from './base/scan.ts';

const params = z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto') });
/** Networks with a line of their own; the rest is "other". */
const OWN_LINES = 4;

/** One line for the business's own posts, one per large network, one for the rest. */
function linesOf(messages: MessageColumns, context: RunContext): MessageLines {
  const { from, to } = messagesInRange(messages, context);
  const counts = new Uint32Array(NETWORKS.length);
  let own = 0;
  for (let i = from; i < to; i++) {
    if (messages.own[i] === 1) own++;
    else counts[messages.network[i] as number] = (counts[messages.network[i] as number] as number) + 1;
  }
  const largest = topIds(counts, OWN_LINES, 0);
  const more = topIds(counts, NETWORKS.length, 0).length > largest.length;
  const ids = [
    ...largest.map((network) => NETWORKS[network] as string),
    ...(more ? ['rest'] : []),
    ...(own > 0 ? ['own'] : []),
  ];
  const labels = ids.map((id) =>
    id === 'own' ? 'Your own posts' : id === 'rest' ? 'Other networks' : id === 'other' ? 'Reviews and other' : id,
  );
  const lineOfNetwork = NETWORKS.map((_, network) =>
    largest.includes(network) ? largest.indexOf(network) : more ? largest.length : -1,
  );
  const ownLine = own > 0 ? ids.length - 1 : -1;
  return {
    ids,
    labels,
    lineOf: (i) => (messages.own[i] === 1 ? ownLine : (lineOfNetwork[messages.network[i] as number] ?? -1)),
  };
}

/** Messages per bucket and network. */
export const messagesOverTime = defineAnalysis({
  id: 'messages-over-time',
  title: 'Messages over time',
  question: 'How much is said, and where?',
  definition:
    'Posts, comments, mentions and reviews by the date they were written, per network; your own posts are a line of their own. Undated messages are not shown.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params,
  version: 1,
  run: ({ messages }, { bucket }, context) => countMessages(messages, context, bucket, linesOf(messages, context)),
  rows: ({ messages }, { bucket }, context, key) =>
    messagesBehind(messages, context, bucket, linesOf(messages, context), key),
});
