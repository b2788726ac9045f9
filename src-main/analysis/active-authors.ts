import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, moodOf, selectMessages } from './base/messages.ts';

/** Who writes most. */
export const activeAuthors = defineAnalysis({
  id: 'active-authors',
  title: 'Who writes most',
  question: 'Who talks about you most, and in which mood?',
  definition:
    'People (as pseudonyms) by number of messages, all of them; mean mood of those that are scored, from −1 to 1, without passed-on messages, repeats and spam.',
  area: 'listening',
  purpose: 'marketing',
  reads: ['messages'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(25) }),
  version: 2,
  run({ messages }, { limit }, context) {
    const { from, to } = messagesInRange(messages, context);
    const authors = new Map<number, { count: number; mood: number; scored: number; last: number }>();
    let n = 0;
    for (let i = from; i < to; i++) {
      const who = messages.author[i] as number;
      if (who === 0 || messages.own[i] === 1) continue;
      n++;
      const author = authors.get(who) ?? { count: 0, mood: 0, scored: 0, last: 0 };
      author.count++;
      author.last = messages.at[i] as number;
      const score = messages.sentiment[i] as number;
      if (messages.apart[i] === 0 && moodOf(score) >= 0) {
        author.mood += score;
        author.scored++;
      }
      authors.set(who, author);
    }
    const ranked = [...authors].sort(([a, x], [b, y]) => y.count - x.count || a - b);
    return {
      kind: 'table',
      columns: [
        { id: 'author', label: 'Person', type: 'person' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'mood', label: 'Mean mood', type: 'number', unit: 'score' },
        { id: 'last', label: 'Last seen', type: 'time' },
      ],
      rows: ranked.slice(0, limit).map(([who, { count, mood, scored, last }]) => ({
        key: String(who),
        cells: [who, count, scored > 0 ? mood / scored : null, last],
        people: 1,
      })),
      total: ranked.length,
      n,
      people: ranked.length,
    };
  },
  rows({ messages }, _params, context, key) {
    const who = Number(key);
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => messages.author[i] === who && messages.own[i] === 0),
    };
  },
});
