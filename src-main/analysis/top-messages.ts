import * as z from 'zod';
import { NETWORKS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';

/** Messages by engagement. */
export const topMessages = defineAnalysis({
  id: 'top-messages',
  title: 'What got the most response',
  question: 'Which posts do people like, share and answer?',
  definition:
    'Engagement is likes + shares + replies, as far as the export tells them. Views are shown where they are known.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({
    whose: z.enum(['own', 'others']).default('own'),
    limit: z.number().int().min(1).max(1000).default(25),
  }),
  version: 1,
  run({ messages }, { whose, limit }, context) {
    const { from, to } = messagesInRange(messages, context);
    const own = whose === 'own' ? 1 : 0;
    const people = new PeopleCounter();
    const found: { i: number; engagement: number }[] = [];
    for (let i = from; i < to; i++) {
      if (messages.own[i] !== own) continue;
      people.add(messages.author[i] as number);
      found.push({
        i,
        engagement: (messages.likes[i] as number) + (messages.shares[i] as number) + (messages.replies[i] as number),
      });
    }
    found.sort((a, b) => b.engagement - a.engagement || b.i - a.i);
    return {
      kind: 'table',
      columns: [
        { id: 'text', label: 'Message', type: 'message' },
        { id: 'at', label: 'Date', type: 'time' },
        { id: 'network', label: 'Network', type: 'text' },
        { id: 'engagement', label: 'Engagement', type: 'number', unit: 'count' },
        { id: 'likes', label: 'Likes', type: 'number', unit: 'count' },
        { id: 'shares', label: 'Shares', type: 'number', unit: 'count' },
        { id: 'replies', label: 'Replies', type: 'number', unit: 'count' },
        { id: 'views', label: 'Views', type: 'number', unit: 'count' },
      ],
      rows: found.slice(0, limit).map(({ i, engagement }) => ({
        key: String(messages.id[i]),
        cells: [
          messages.id[i] as number,
          messages.at[i] as number,
          NETWORKS[messages.network[i] as number] ?? '',
          engagement,
          messages.likes[i] as number,
          messages.shares[i] as number,
          messages.replies[i] as number,
          messages.views[i] as number,
        ],
        // A message by somebody else is about one person; one's own posts are about nobody.
        people: own === 1 ? 0 : 1,
      })),
      total: found.length,
      n: found.length,
      people: people.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const id = Number(key);
    return { table: 'messages', indices: selectMessages(messages, context, (i) => messages.id[i] === id) };
  },
});
