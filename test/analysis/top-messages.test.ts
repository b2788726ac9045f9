import { expect, test } from 'vitest';
import { topMessages } from '../../src-main/analysis/top-messages.ts';
import { messageColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

const messages = messageColumns([
  { at: at(0), own: true, likes: 5, shares: 1, replies: 1, views: 900 },
  { at: at(1), own: true, likes: 9 },
  { at: at(2), author: 4, network: 'reddit', likes: 2, replies: 3 },
  { at: at(3), author: 0, network: 'reddit', likes: 1 },
  { at: at(20), own: true, likes: 99 },
]);

test('top-messages: own posts by likes, shares and replies together', () => {
  const result = runTable(topMessages, { messages }, {});
  expect(result.rows.map((row) => row.cells)).toEqual([
    [2, at(1), 'x', 9, 9, 0, 0, 0],
    [1, at(0), 'x', 7, 5, 1, 1, 900],
  ]);
  expect(result.rows.map((row) => row.people)).toEqual([0, 0]);
  expect(result).toMatchObject({ total: 2, n: 2 });
});

test('top-messages: a message by somebody else is about one person, known or not', () => {
  const result = runTable(topMessages, { messages }, { whose: 'others' });
  expect(result.rows.map(({ key, cells, people }) => [key, cells[3], people])).toEqual([
    ['3', 5, 1],
    ['4', 1, 1],
  ]);
  expect(result.people).toBe(1);
});

test('top-messages: of equals the newer one comes first', () => {
  const equal = messageColumns([
    { at: at(0), own: true },
    { at: at(1), own: true },
  ]);
  expect(runTable(topMessages, { messages: equal }, {}).rows.map((row) => row.key)).toEqual(['2', '1']);
});

test('top-messages: the row behind is the message', () => {
  expect(rowsBehind(topMessages, { messages }, {}, '3').map((i) => messages.id[i])).toEqual([3]);
});
