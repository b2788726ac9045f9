import { expect, test } from 'vitest';
import { activeAuthors } from '../../src-main/analysis/active-authors.ts';
import { listeningSummary } from '../../src-main/analysis/listening-summary.ts';
import { messageLanguages } from '../../src-main/analysis/message-languages.ts';
import { messageColumns } from './columns.ts';
import { at, cellsByKey, contextOf, figures, rowsBehind, runTable } from './run.ts';

const messages = messageColumns([
  { at: at(0), author: 1, sentiment: 0.5, language: 'en', rating: 5 },
  { at: at(1), author: 1, sentiment: -0.5, language: 'en' },
  { at: at(2), author: 2, sentiment: 0.05, language: 'de', rating: 2 },
  { at: at(3), author: 2, sentiment: 0.04, language: 'en' },
  { at: at(4), author: 0, sentiment: null },
  { at: at(5), author: 9, sentiment: 0.9, own: true, rating: 5 },
  { at: null, author: 3, sentiment: 0.9 },
  { at: at(6), author: 0, sentiment: -0.9, apart: 1, language: 'en' },
  { at: at(6), author: 0, sentiment: null, apart: 3, language: 'en' },
]);

test('listening-summary: counts what others say; shares are of scored messages', () => {
  const result = runTable(listeningSummary, { messages }, {});
  expect(figures(result)).toEqual({
    // Repeats and spam are messages, but in no mood.
    messages: 7,
    authors: 2,
    'negative-share': 1 / 4,
    // 0.05 is the bound and counts as positive.
    'positive-share': 2 / 4,
    'average-rating': 3.5,
    'not-scored': 1 / 5,
    scored: 4,
  });
  expect(result.people).toBe(2);
});

test('listening-summary: the period is half open', () => {
  const count = (fromMs: number, toMs: number) =>
    figures(runTable(listeningSummary, { messages }, {}, contextOf({ range: { fromMs, toMs } }))).messages;
  expect(count(at(1), at(3))).toBe(2);
  expect(count(at(1), at(3) + 1)).toBe(3);
});

test('message-languages: counts by language, the unknown one named so', () => {
  const result = runTable(messageLanguages, { messages }, {});
  expect(cellsByKey(result)).toEqual({
    en: ['en', 5, 2, 5 / 7],
    de: ['de', 1, 1, 1 / 7],
    unknown: ['unknown', 1, 0, 1 / 7],
  });
  for (const row of result.rows)
    expect(rowsBehind(messageLanguages, { messages }, {}, row.key)).toHaveLength(Number(row.cells[1]));
});

test('active-authors: ranks known people by messages, with the mood of those that are scored', () => {
  const result = runTable(activeAuthors, { messages }, {});
  expect(result.rows.map(({ key, people }) => [key, people])).toEqual([
    ['1', 1],
    ['2', 1],
  ]);
  const [first, second] = result.rows.map((row) => row.cells);
  expect(first).toEqual([1, 2, 0, at(1)]);
  expect(second?.[2]).toBeCloseTo(0.045, 6);
  expect(result).toMatchObject({ total: 2, n: 4, people: 2 });
  expect(rowsBehind(activeAuthors, { messages }, {}, '1').map((i) => messages.id[i])).toEqual([2, 1]);
});

test('active-authors: repeats, passed-on messages and spam are messages, but in no mood', () => {
  const own = messageColumns([
    { at: at(0), author: 1, sentiment: 0.5 },
    ...[1, 2, 3, 4].map((apart) => ({ at: at(apart), author: 1, sentiment: -0.9, apart })),
    { at: at(5), author: 2, sentiment: -0.9, apart: 2 },
    { at: at(6), author: 2, sentiment: 0.7, own: true },
  ]);
  const result = runTable(activeAuthors, { messages: own }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    [1, 5, 0.5, at(4)],
    [2, 1, null, at(5)],
  ]);
  for (const row of result.rows)
    expect(rowsBehind(activeAuthors, { messages: own }, {}, row.key)).toHaveLength(Number(row.cells[1]));
});
