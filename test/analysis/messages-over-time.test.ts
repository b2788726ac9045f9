import { expect, test } from 'vitest';
import { messagesOverTime } from '../../src-main/analysis/messages-over-time.ts';
import { ratingsOverTime } from '../../src-main/analysis/ratings-over-time.ts';
import { sentimentOverTime } from '../../src-main/analysis/sentiment-over-time.ts';
import { type MessageSketch, messageColumns } from './columns.ts';
import { at, contextOf, linesOf, rowsBehind, runSeries } from './run.ts';

const say = (network: MessageSketch['network'], days: readonly number[], more: Partial<MessageSketch> = {}) =>
  days.map((day, i) => ({ at: at(day), network: network ?? 'x', author: i + 1, ...more }));

test('messages-over-time: one line per large network, one for the rest, one for own posts', () => {
  const messages = messageColumns([
    ...say('x', [0, 0, 8, 8, 8]),
    ...say('facebook', [0, 0, 0, 8]),
    ...say('instagram', [0, 8, 8]),
    ...say('youtube', [0, 8]),
    ...say('reddit', [8]),
    ...say('mastodon', [8]),
    ...say('x', [0, 0], { own: true, author: 9 }),
    { at: null, network: 'x' },
  ]);
  const result = runSeries(messagesOverTime, { messages }, { bucket: 'week' });
  expect(linesOf(result)).toEqual({
    x: [2, 3],
    facebook: [3, 1],
    instagram: [1, 2],
    youtube: [1, 1],
    rest: [0, 2],
    own: [2, 0],
  });
  const people = Object.fromEntries(result.lines.map((line) => [line.id, line.people]));
  expect(people).toMatchObject({ x: [2, 3], rest: [0, 1], own: [0, 0] });
  expect(result.n).toBe(18);
  for (const { id, values } of result.lines)
    values.forEach((value, week) => {
      const key = `${id}@${at(7 * week)}`;
      expect(rowsBehind(messagesOverTime, { messages }, { bucket: 'week' }, key)).toHaveLength(value ?? -1);
    });
});

test('messages-over-time: few networks need no line for the rest', () => {
  const messages = messageColumns(say('x', [0]));
  expect(runSeries(messagesOverTime, { messages }, {}).lines.map((line) => line.id)).toEqual(['x']);
});

test('sentiment-over-time: moods per week; what is not scored is shown as such, what is kept apart not at all', () => {
  const mood = (day: number, sentiment: number | null, more: Partial<MessageSketch> = {}) => ({
    at: at(day),
    author: day + 1,
    sentiment,
    ...more,
  });
  const messages = messageColumns([
    mood(0, -0.05),
    mood(1, -0.04),
    mood(2, 0.05),
    mood(3, 0.9),
    mood(3, null),
    mood(8, -1),
    mood(8, 1, { own: true }),
    mood(8, 1, { apart: 1 }),
    mood(9, null, { apart: 3 }),
    mood(9, null),
  ]);
  const result = runSeries(sentimentOverTime, { messages }, { bucket: 'week' });
  expect(linesOf(result)).toEqual({ negative: [1, 1], neutral: [1, 0], positive: [2, 0], unscored: [1, 1] });
  expect(result).toMatchObject({ n: 7, people: 6, unit: 'count' });
  expect(rowsBehind(sentimentOverTime, { messages }, { bucket: 'week' }, `unscored@${at(0)}`)).toHaveLength(1);
  expect(rowsBehind(sentimentOverTime, { messages }, { bucket: 'week' }, `positive@${at(0)}`)).toHaveLength(2);
});

test('ratings-over-time: a mean of fewer than three ratings is no mean', () => {
  const messages = messageColumns([
    { at: at(0), rating: 5, author: 1 },
    { at: at(1), rating: 4, author: 1 },
    { at: at(2), rating: 1, author: 2 },
    { at: at(3), author: 4 },
    { at: at(8), rating: 5, author: 3 },
    { at: at(9), rating: 5, author: 3 },
  ]);
  const result = runSeries(ratingsOverTime, { messages }, { bucket: 'week' });
  expect(linesOf(result)).toEqual({ rating: [10 / 3, null] });
  expect(result.lines[0]?.people).toEqual([2, 1]);
  expect(result).toMatchObject({ n: 5, people: 3, unit: 'stars' });
  expect(rowsBehind(ratingsOverTime, { messages }, { bucket: 'week' }, `rating@${at(0)}`)).toHaveLength(3);
});

test('months are those of the calendar', () => {
  const range = { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 3, 1) };
  const messages = messageColumns(
    [Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)].map((time) => ({ at: time })),
  );
  const result = runSeries(messagesOverTime, { messages }, { bucket: 'month' }, contextOf({ range }));
  expect(linesOf(result)).toEqual({ x: [1, 1, 1] });
});
