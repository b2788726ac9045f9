import * as z from 'zod';
import { type MessageColumns, READ_BIT } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { groupTable, type MessageGroups } from './base/halves.ts';
import { selectMessages } from './base/messages.ts';
import { INTENTS, type Intent } from './lexicons/intent-cues.ts';

const counts = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && ((messages.intents[i] as number) & READ_BIT) !== 0;

const groupsOf = (messages: MessageColumns): MessageGroups => ({
  names: INTENTS,
  counts: (i) => counts(messages, i),
  each(i, has) {
    const bits = messages.intents[i] as number;
    for (let intent = 0; intent < INTENTS.length; intent++) if ((bits & (1 << intent)) !== 0) has(intent);
  },
});

/** What people want. */
export const needs = defineAnalysis({
  id: 'needs',
  title: 'What people want',
  question: 'Which questions, wishes, complaints and plans do people write about, and which of them grow?',
  definition:
    'Messages by others that ask, wish, complain, praise, plan to buy, plan to leave or compare; one message can do several. Found by cue words in seven languages with the reach of negations (see docs/models/intents.md). Change compares the share in the later half of the dates with the earlier half (log odds, Benjamini-Hochberg at 5 %).',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 2,
  run: ({ messages }, _params, context) => groupTable(messages, context, groupsOf(messages), 'What'),
  rows({ messages }, _params, context, key) {
    const bit = 1 << INTENTS.indexOf(key as Intent);
    const known = INTENTS.includes(key as Intent);
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => known && counts(messages, i) && ((messages.intents[i] as number) & bit) !== 0,
      ),
    };
  },
});
