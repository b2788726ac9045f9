import { expect, test } from 'vitest';
import { messageChanges } from '../../src-main/analysis/message-changes.ts';
import { messageSpikes } from '../../src-main/analysis/message-spikes.ts';
import { messageVolume } from '../../src-main/analysis/message-volume.ts';
import { messageWeekdays } from '../../src-main/analysis/message-weekdays.ts';
import { negativeShare } from '../../src-main/analysis/negative-share.ts';
import { messageColumns } from './columns.ts';
import { at, contextOf, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

test('negative-share: the share of each week with its Wilson range and level; weeks without scores are gaps', () => {
  const messages = messageColumns([
    ...Array.from({ length: 10 }, (_, i) => ({ at: at(1), author: i + 1, sentiment: i === 0 ? -0.5 : 0.5 })),
    { at: at(1), own: true, sentiment: -0.9 },
    { at: at(1), apart: 1, sentiment: -0.9 },
    { at: at(8), author: 1, sentiment: null },
  ]);
  const result = runSeries(negativeShare, { messages }, { bucket: 'week' });
  const lines = linesOf(result);
  expect(lines['negative']).toEqual([0.1, null]);
  expect(lines['low']?.[0]).toBeCloseTo(0.0179, 4);
  expect(lines['high']?.[0]).toBeCloseTo(0.4042, 4);
  expect(lines['level']).toEqual([0.1, 0.1]);
  expect(result).toMatchObject({ n: 10, people: 10 });
  expect(rowsBehind(negativeShare, { messages }, { bucket: 'week' }, `negative@${at(0)}`)).toHaveLength(10);
});

const DAYS = 84;
const context = contextOf({ range: { fromMs: at(0), toMs: at(DAYS) }, dataEndMs: at(DAYS) });
const shortOf = (length: number) => contextOf({ range: { fromMs: at(0), toMs: at(length) }, dataEndMs: at(length) });
/** So many messages a day; the first `negative` of them negative. */
const days = (counts: readonly number[], negative: (day: number) => number = () => 1000) =>
  messageColumns(
    counts.flatMap((count, day) =>
      Array.from({ length: count }, (_, k) => ({
        at: at(day, 10),
        author: k + 1,
        sentiment: k < negative(day) ? -0.5 : 0.5,
        topic: 'Late parcels',
      })),
    ),
  );
const course = (of: (day: number) => number, length = DAYS) => Array.from({ length }, (_, day) => of(day));
/** Two on an average day, on Mondays twice that, none on Sundays. */
const weekly = (day: number) => [14, 7, 7, 7, 7, 7, 0][day % 7] as number;

test('message-spikes: a day far above what is usual on its weekday, with its topic and mood', () => {
  const messages = days(course((day) => (day === 37 ? 40 : weekly(day))));
  const result = runTable(messageSpikes, { messages }, {}, context);
  // 14 on Mondays is no spike. On Thursdays 7 are usual: P(≤ 12) = 0.9730, P(≤ 13) = 0.9872.
  expect(result.rows.map(({ cells }) => cells.slice(0, 1))).toEqual([[at(37)]]);
  const [, said, usual, most, people, mood, topic] = result.rows[0]?.cells ?? [];
  expect([said, people, mood, topic, most]).toEqual([40, 40, -1, 'Late parcels', 13]);
  expect(usual).toBeCloseTo(7, 6);
  expect(rowsBehind(messageSpikes, { messages }, {}, String(at(37)), context)).toHaveLength(40);
});

test('message-spikes: ordinary ups and downs are none, nor is a day of which the like is not known', () => {
  expect(runTable(messageSpikes, { messages: days(course((d) => 5 + (d % 5))) }, {}, context).rows).toEqual([]);
  expect(runTable(messageSpikes, { messages: days([1, 1, 90]) }, {}, shortOf(3)).rows).toEqual([]);
  expect(runTable(messageSpikes, { messages: days([]) }, {}, context)).toMatchObject({ rows: [], n: 0 });
});

test('message-volume: what was said beside what is usual, by day and by week, with 95 % ranges', () => {
  const messages = days(course((day) => (day === 37 ? 40 : weekly(day))));
  const byDay = linesOf(runSeries(messageVolume, { messages }, { bucket: 'day' }, context));
  expect(byDay['messages']?.slice(35, 42)).toEqual([14, 7, 40, 7, 7, 7, 0]);
  expect(byDay['usual']?.slice(35, 42).map((value) => Number(value?.toFixed(6)))).toEqual([14, 7, 7, 7, 7, 7, 0]);
  // Poisson with mean 7: P(≤ 2) 0.0296, P(≤ 1) 0.0073; with the little that the level is unsure, 2 and 13.
  expect([byDay['low']?.[37], byDay['high']?.[37]]).toEqual([2, 13]);
  const byWeek = linesOf(runSeries(messageVolume, { messages }, { bucket: 'week' }, context));
  expect(byWeek['messages']?.slice(4, 7)).toEqual([49, 82, 49]);
  expect(byWeek['usual']?.[5]).toBeCloseTo(49, 6);
  expect(byWeek['high']?.[5]).toBeLessThan(82);
  expect(rowsBehind(messageVolume, { messages }, { bucket: 'day' }, `usual@${at(37)}`, context)).toHaveLength(40);
});

test('message-volume: too few days for what is usual leave the messages alone; a week that is not over has no range', () => {
  const few = runSeries(messageVolume, { messages: days([2, 3, 1]) }, { bucket: 'day' }, shortOf(3));
  expect(few.lines.map(({ id }) => id)).toEqual(['messages']);
  const cut = contextOf({ range: { fromMs: at(0), toMs: at(DAYS) }, dataEndMs: at(80, 11) });
  const { usual } = linesOf(runSeries(messageVolume, { messages: days(course(() => 4, 81)) }, { bucket: 'week' }, cut));
  expect(usual?.slice(-3)).toEqual([28, 28, null]);
});

test('message-weekdays: what each weekday has of an average day, and which of it is no chance', () => {
  const messages = days(course(weekly));
  const { rows, n } = runTable(messageWeekdays, { messages }, {}, context);
  expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    ['Monday', 'more', 2],
    ...['Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((name) => [name, 'alike', 1]),
    ['Sunday', 'less', 0],
  ]);
  expect([rows[0]?.cells[5], n]).toEqual([168, 588]);
  expect(rowsBehind(messageWeekdays, { messages }, {}, '0', context)).toHaveLength(168);
  expect(rowsBehind(messageWeekdays, { messages }, {}, 'x', context)).toEqual([]);
  expect(runTable(messageWeekdays, { messages: days(course(weekly, 27)) }, {}, shortOf(27)).rows).toEqual([]);
});

test('message-changes: more messages since one day, more negative ones since another, newest first', () => {
  const messages = days(
    course((day) => (day < 42 ? 10 : 20)),
    (day) => (day < 42 ? 2 : day < 63 ? 4 : 14),
  );
  const { rows } = runTable(messageChanges, { messages }, {}, context);
  expect(rows.map(({ key }) => key)).toEqual([`negative@${at(63)}`, `amount@${at(42)}`]);
  expect(rows[0]?.cells.slice(0, 2)).toEqual(['negative', at(63)]);
  expect(rows[0]?.cells.slice(6)).toEqual([0.2, 0.7, 21 * 14, 14]);
  expect(rows[1]?.cells.slice(4)).toEqual([10, 20, null, null, 42 * 20, 20]);
  expect(rowsBehind(messageChanges, { messages }, {}, `negative@${at(63)}`, context)).toHaveLength(21 * 14);
  expect(rowsBehind(messageChanges, { messages }, {}, `amount@${at(42)}`, context)).toHaveLength(42 * 20);
  expect(rowsBehind(messageChanges, { messages }, {}, 'amount@1', context)).toEqual([]);
});

test('message-changes: one loud day in another mood is no lasting change, a lasting one that begins with such a day is', () => {
  const loud = course((day) => (day === 37 ? 60 : 10));
  const once = days(loud, (day) => (day === 37 ? 60 : 1));
  expect(runTable(messageChanges, { messages: once }, {}, context).rows).toEqual([]);
  expect(new Set(linesOf(runSeries(negativeShare, { messages: once }, { bucket: 'day' }, context))['level'])).toEqual(
    new Set([0.1]),
  );
  const lasting = days(loud, (day) => (day >= 37 ? 60 : 1));
  const { rows } = runTable(messageChanges, { messages: lasting }, {}, context);
  expect(rows.map(({ cells }) => [cells[0], ...cells.slice(6, 8)])).toEqual([['negative', 0.1, 1]]);
  expect(Math.abs(Number(rows[0]?.cells[1]) - at(37))).toBeLessThanOrEqual(86_400_000);
});

test('message-changes: what is steady has none, whatever the weekdays do', () => {
  expect(runTable(messageChanges, { messages: days(course(weekly)) }, {}, context).rows).toEqual([]);
  expect(runTable(messageChanges, { messages: days([]) }, {}, context).rows).toEqual([]);
});
