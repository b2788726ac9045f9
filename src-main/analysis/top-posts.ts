import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { MESSAGE_KINDS, NETWORKS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, selectMessages } from './base/messages.ts';

const POST = MESSAGE_KINDS.indexOf('post');
const MEASURES = ['views', 'reach', 'engagement', 'engagement-rate'] as const;

const engagementOf = ({ likes, shares, replies, saves, clicks }: MessageColumns, i: number): number =>
  [likes, shares, replies, saves, clicks].reduce((sum, column) => sum + (column[i] as number), 0);

/** Below so many views a rate says nothing: one like of two views is 50 %. */
const FEWEST_VIEWS = 100;

/** The business's own posts by how they did. */
export const topPosts = defineAnalysis({
  id: 'top-posts',
  title: 'Your posts',
  question: 'Which of your posts reach people, and which move them?',
  definition:
    'Your own posts as the networks count them. Engagement is likes + shares + comments + saves + clicks; the rate is engagement ÷ views (÷ reach where there are no views). Ranked by rate, only posts seen at least 100 times stand. Blank where an export does not say.',
  area: 'engagement',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({
    by: z.enum(MEASURES).default('views'),
    limit: z.number().int().min(1).max(1000).default(25),
  }),
  version: 1,
  run({ messages }, { by, limit }, context) {
    const { from, to } = messagesInRange(messages, context);
    const found: { i: number; seen: number; values: Record<(typeof MEASURES)[number], number> }[] = [];
    for (let i = from; i < to; i++) {
      if (messages.own[i] !== 1 || messages.kind[i] !== POST) continue;
      const views = messages.views[i] as number;
      const reach = messages.reach[i] as number;
      const engagement = engagementOf(messages, i);
      const seen = views > 0 ? views : reach;
      const rate = seen > 0 ? engagement / seen : 0;
      if (by === 'engagement-rate' && seen < FEWEST_VIEWS) continue;
      found.push({ i, seen, values: { views, reach, engagement, 'engagement-rate': rate } });
    }
    found.sort((a, b) => b.values[by] - a.values[by] || b.values.engagement - a.values.engagement || b.i - a.i);
    const known = (count: number) => (count > 0 ? count : null);
    return {
      kind: 'table',
      columns: [
        { id: 'text', label: 'Post', type: 'message' },
        { id: 'at', label: 'Date', type: 'time' },
        { id: 'network', label: 'Network', type: 'text' },
        { id: 'views', label: 'Views', type: 'number', unit: 'count' },
        { id: 'reach', label: 'Reach', type: 'number', unit: 'count' },
        { id: 'engagement', label: 'Engagement', type: 'number', unit: 'count' },
        { id: 'engagement-rate', label: 'Engagement rate', type: 'number', unit: 'share' },
        { id: 'likes', label: 'Likes', type: 'number', unit: 'count' },
        { id: 'replies', label: 'Comments', type: 'number', unit: 'count' },
        { id: 'shares', label: 'Shares', type: 'number', unit: 'count' },
        { id: 'saves', label: 'Saves', type: 'number', unit: 'count' },
        { id: 'clicks', label: 'Clicks', type: 'number', unit: 'count' },
      ],
      rows: found.slice(0, limit).map(({ i, seen, values }) => ({
        key: String(messages.id[i]),
        cells: [
          messages.id[i] as number,
          messages.at[i] as number,
          NETWORKS[messages.network[i] as number] ?? '',
          known(values.views),
          known(values.reach),
          values.engagement,
          seen > 0 ? values['engagement-rate'] : null,
          messages.likes[i] as number,
          messages.replies[i] as number,
          messages.shares[i] as number,
          known(messages.saves[i] as number),
          known(messages.clicks[i] as number),
        ],
        // One's own posts are about nobody.
        people: 0,
      })),
      total: found.length,
      n: found.length,
      people: 0,
    };
  },
  rows({ messages }, _params, context, key) {
    const id = Number(key);
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => messages.id[i] === id && messages.own[i] === 1),
    };
  },
});
