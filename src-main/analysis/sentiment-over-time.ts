import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { countMessages, type MessageLines, messagesBehind } from './base/message-series.ts';
import { moodOf } from './base/messages.ts';

const UNSCORED = 'unscored';
const params = z.strictObject({ bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto') });
const linesOf = (messages: MessageColumns): MessageLines => ({
  ids: ['negative', 'neutral', 'positive', UNSCORED],
  labels: ['Negative', 'Neutral', 'Positive', 'Not scored'],
  lineOf(i) {
    if (messages.own[i] === 1 || messages.apart[i] !== 0) return -1;
    const mood = moodOf(messages.sentiment[i] as number);
    return mood < 0 ? 3 : mood;
  },
});

/** Moods per bucket. */
export const sentimentOverTime = defineAnalysis({
  id: 'sentiment-over-time',
  title: 'Mood over time',
  question: 'Do people sound happier or less happy than before?',
  definition:
    'Each message by others counts as negative (score −0.05 or lower), positive (0.05 or higher) or neutral. Scores come from models learnt from labelled tweets in Arabic, English, French, German, Hindi, Italian, Portuguese and Spanish; elsewhere from emoji alone. Other messages are not scored, and shown as such. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params,
  version: 3,
  run: ({ messages }, { bucket }, context) => countMessages(messages, context, bucket, linesOf(messages)),
  rows: ({ messages }, { bucket }, context, key) => messagesBehind(messages, context, bucket, linesOf(messages), key),
});
