import * as z from 'zod';
import { type MessageColumns, READ_BIT } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { groupTable, type MessageGroups } from './base/halves.ts';
import { selectMessages } from './base/messages.ts';

/** What is said of messages without a topic. */
const OTHER = 'other';

const counts = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && ((messages.intents[i] as number) & READ_BIT) !== 0;

const groupsOf = (messages: MessageColumns): MessageGroups => ({
  names: [OTHER, ...messages.topics.slice(1)],
  counts: (i) => counts(messages, i),
  each: (i, has) => has(messages.topic[i] as number),
});

/** What messages are about. */
export const topicsFound = defineAnalysis({
  id: 'topics-found',
  title: 'Topics',
  question: 'What do people write about, and which topics are new, growing or fading?',
  definition:
    'Each message by others has one topic or "other". Topics are found in the words that stand together in messages, named by their phrases, and known again in new data by their words; names, merges and hidden topics are the owner’s. Hidden ones count as "other". Change compares the share in the later half of the dates with the earlier half (log odds, Benjamini-Hochberg at 5 %).',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 2,
  run: ({ messages }, _params, context) => groupTable(messages, context, groupsOf(messages), 'Topic'),
  rows({ messages }, _params, context, key) {
    const topic = key === OTHER ? 0 : messages.topics.indexOf(key, 1);
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => topic >= 0 && counts(messages, i) && messages.topic[i] === topic,
      ),
    };
  },
});
