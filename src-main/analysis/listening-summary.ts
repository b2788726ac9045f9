import * as z from 'zod';
import type { Unit } from '../../shared/results.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, moodOf, PeopleCounter } from './base/messages.ts';

/** Key figures of what people say. */
export const listeningSummary = defineAnalysis({
  id: 'listening-summary',
  title: 'What people say at a glance',
  question: 'How much is said, by how many people, and in which mood?',
  definition:
    'Counts posts, comments, mentions and reviews by others; your own posts are left out. Mood is judged by models learnt from labelled tweets in Arabic, English, French, German, Hindi, Italian, Portuguese and Spanish, and from emoji in any language; other texts are counted as not scored and are in no share. Shares of moods are of scored messages, without passed-on ones, repeats and spam; so is the share not scored of those.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 3,
  run({ messages }, _params, context) {
    const { from, to } = messagesInRange(messages, context);
    const people = new PeopleCounter();
    const moods = [0, 0, 0];
    let n = 0;
    let heard = 0;
    let unscored = 0;
    let ratings = 0;
    let rated = 0;
    for (let i = from; i < to; i++) {
      if (messages.own[i] === 1) continue;
      n++;
      people.add(messages.author[i] as number);
      if (messages.apart[i] === 0) {
        heard++;
        const mood = moodOf(messages.sentiment[i] as number);
        if (mood < 0) unscored++;
        else moods[mood] = (moods[mood] as number) + 1;
      }
      const rating = messages.rating[i] as number;
      if (Number.isNaN(rating)) continue;
      ratings += rating;
      rated++;
    }
    const scored = heard - unscored;
    const share = (part: number | undefined, whole: number) => (whole > 0 ? (part ?? 0) / whole : null);
    const row = (key: string, value: number | null, unit: Unit) => ({
      key,
      cells: [key, value, unit],
      people: people.count,
    });
    return {
      kind: 'table',
      columns: [
        { id: 'figure', label: 'Figure', type: 'text' },
        { id: 'value', label: 'Value', type: 'number' },
        { id: 'unit', label: 'Unit', type: 'text' },
      ],
      rows: [
        row('messages', n, 'count'),
        row('authors', people.count, 'people'),
        row('negative-share', share(moods[0], scored), 'share'),
        row('positive-share', share(moods[2], scored), 'share'),
        row('average-rating', rated > 0 ? ratings / rated : null, 'stars'),
        row('not-scored', share(unscored, heard), 'share'),
        row('scored', scored, 'count'),
      ],
      total: 7,
      n,
      people: people.count,
    };
  },
});
