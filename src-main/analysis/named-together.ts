import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { selectMessages } from './base/messages.ts';
import { namingOf } from './mentions/naming.ts';
import { namedTogether as pairsNamed, namesBoth } from './mentions/together.ts';

const params = z.strictObject({
  /** Messages that must name both. */
  support: z.number().int().min(2).max(10_000).default(5),
  limit: z.number().int().min(1).max(1000).default(50),
});

/** Hashtags and things that people name in the same message. */
export const namedTogether = defineAnalysis({
  id: 'named-together',
  title: 'Named together',
  question: 'Which things and hashtags do people name in the same message more often than by chance?',
  definition:
    'Pairs of hashtags and of things that are liked or disliked, in messages by others. Expected is the number of messages with both if the two had nothing to do with each other; lift is how many times as many there are. A pair is shown when at least five messages (can be changed) name both and the log-likelihood (Dunning 1993) is more than chance makes, judged over all pairs (Benjamini-Hochberg at 1 %). The 80 things named most are looked at. A hashtag and a thing of the same name are no pair. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params,
  version: 1,
  run: ({ messages }, wishes, context) => pairsNamed(messages, context, namingOf(messages), wishes),
  rows({ messages }, _params, context, key) {
    return { table: 'messages', indices: selectMessages(messages, context, namesBoth(namingOf(messages), key)) };
  },
});
