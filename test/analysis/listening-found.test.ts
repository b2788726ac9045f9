import { expect, test } from 'vitest';
import { likedDisliked } from '../../src-main/analysis/liked-disliked.ts';
import { needs } from '../../src-main/analysis/needs.ts';
import { topicsFound } from '../../src-main/analysis/topics-found.ts';
import { topicsOverTime } from '../../src-main/analysis/topics-over-time.ts';
import { messageColumns } from './columns.ts';
import { at, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

const messages = messageColumns([
  {
    at: at(0),
    author: 1,
    sentiment: 0.5,
    topic: 'Coffee',
    intents: ['praise'],
    aspects: [
      ['coffee', 2],
      ['staff', 0],
    ],
  },
  {
    at: at(1),
    author: 2,
    sentiment: -0.5,
    topic: 'Delivery',
    intents: ['complaint', 'churn'],
    aspects: [['delivery', 0]],
  },
  { at: at(2), author: 1, sentiment: 0, intents: ['question'], aspects: [['coffee', 1]] },
  { at: at(8), author: 3, topic: 'Coffee', intents: [], aspects: [['coffee', 2]] },
  // Left out: one's own post, a retweet, and what is outside the dates.
  { at: at(3), own: true, topic: 'Coffee', intents: ['praise'], aspects: [['coffee', 2]] },
  { at: at(4), author: 9, apart: 2, topic: 'Coffee', intents: ['praise'], aspects: [['coffee', 2]] },
  { at: at(30), author: 9, topic: 'Coffee', intents: ['praise'], aspects: [['coffee', 2]] },
]);

test('liked-disliked: things by how often they are named, with praise and blame', () => {
  const result = runTable(likedDisliked, { messages }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    ['coffee', 'general', 3, 2, 0, 2],
    ['delivery', 'general', 1, 0, 1, 1],
    ['staff', 'general', 1, 0, 1, 1],
  ]);
  expect(result).toMatchObject({ n: 4, people: 3, total: 3 });
  expect(runTable(likedDisliked, { messages }, { order: 'disliked' }).rows.map(({ key }) => key)).toEqual([
    'delivery',
    'staff',
  ]);
  expect(rowsBehind(likedDisliked, { messages }, {}, 'coffee').map((i) => messages.id[i])).toEqual([4, 3, 1]);
  expect(rowsBehind(likedDisliked, { messages }, {}, 'nothing')).toEqual([]);
});

test('needs: one message can want several things; shares are of the messages read', () => {
  const result = runTable(needs, { messages }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    ['question', 1, 1, 0.25, 0, 'too-few', 1],
    ['complaint', 1, 1, 0.25, -1, 'too-few', 1],
    ['praise', 1, 1, 0.25, 1, 'too-few', 1],
    ['churn', 1, 1, 0.25, -1, 'too-few', 1],
  ]);
  expect(result).toMatchObject({ n: 4, people: 3 });
  expect(rowsBehind(needs, { messages }, {}, 'churn').map((i) => messages.id[i])).toEqual([2]);
});

test('needs: what grew from the earlier to the later half of the dates is told', () => {
  const many = messageColumns(
    Array.from({ length: 400 }, (_, i) => ({
      at: at(i / 30),
      author: i + 1,
      intents: i >= 210 && i % 3 === 0 ? (['wish'] as const) : ([] as const),
    })),
  );
  expect(runTable(needs, { messages: many }, {}).rows.map(({ cells }) => [cells[0], cells[5]])).toEqual([
    ['wish', 'new'],
  ]);
});

test('topics-found: every message has a topic or is "other"', () => {
  const result = runTable(topicsFound, { messages }, {});
  expect(result.rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    ['Coffee', 2, 2, 0.5, 1],
    ['other', 1, 1, 0.25, 0],
    ['Delivery', 1, 1, 0.25, -1],
  ]);
  expect(rowsBehind(topicsFound, { messages }, {}, 'other').map((i) => messages.id[i])).toEqual([3]);
  expect(rowsBehind(topicsFound, { messages }, {}, 'Coffee').map((i) => messages.id[i])).toEqual([4, 1]);
});

test('topics-over-time: the largest topics by week', () => {
  const result = runSeries(topicsOverTime, { messages }, { bucket: 'week' });
  expect(result.lines.map(({ label }) => label)).toEqual(['Coffee', 'Delivery']);
  expect(Object.values(linesOf(result))).toEqual([
    [1, 1],
    [1, 0],
  ]);
  expect(rowsBehind(topicsOverTime, { messages }, { bucket: 'week' }, `topic-1@${at(7)}`)).toHaveLength(1);
});
