import { expect, test } from 'vitest';
import { topPosts } from '../../src-main/analysis/top-posts.ts';
import { messageColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

const messages = messageColumns([
  { at: at(0), own: true, views: 1000, reach: 800, likes: 5, shares: 1, replies: 1, saves: 2, clicks: 1 },
  { at: at(1), own: true, views: 200, likes: 16, saves: 4 },
  { at: at(2), own: true, reach: 5000, likes: 50, network: 'linkedin' },
  { at: at(3), own: true, views: 2, likes: 2 },
  { at: at(4), author: 4, views: 9999, likes: 99 },
  { at: at(5), own: true, kind: 'reply', views: 9999 },
  { at: at(20), own: true, views: 9999 },
]);
const order = (by: 'views' | 'reach' | 'engagement' | 'engagement-rate') =>
  runTable(topPosts, { messages }, { by }).rows.map(({ key }) => key);

test('top-posts: own posts with their counts, blank where the export does not say', () => {
  const result = runTable(topPosts, { messages }, { limit: 2 });
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    // 10 of 1000 views; 20 of 200.
    [1, at(0), 'x', 1000, 800, 10, 0.01, 5, 1, 1, 2, 1],
    [2, at(1), 'x', 200, null, 20, 0.1, 16, 0, 0, 4, null],
  ]);
  expect(result).toMatchObject({ total: 4, n: 4, people: 0 });
  expect(result.rows.map(({ people }) => people)).toEqual([0, 0]);
});

test('top-posts: ranked by views, reach, engagement or rate; a rate needs 100 views', () => {
  expect(order('views')).toEqual(['1', '2', '4', '3']);
  expect(order('reach')).toEqual(['3', '1', '2', '4']);
  expect(order('engagement')).toEqual(['3', '2', '1', '4']);
  expect(order('engagement-rate')).toEqual(['2', '3', '1']);
});

test('top-posts: the row behind is the post itself, never somebody else’s', () => {
  expect(rowsBehind(topPosts, { messages }, {}, '2')).toEqual([1]);
  expect(rowsBehind(topPosts, { messages }, {}, '5')).toEqual([]);
});
