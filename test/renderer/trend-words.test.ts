import { expect, test } from 'vitest';
import type { SeriesResult, TableResult } from '../../shared/results.ts';
import { toChartData } from '../../src-renderer/charts/from-result.ts';
import { pointWords } from '../../src-renderer/charts/point-words.ts';
import { bandStretches, hasBands, highestBand } from '../../src-renderer/charts/range-bands.ts';
import { changeWords, spikeWords, weekdayWords, wordsByMark } from '../../src-renderer/pages/listening/trend-words.ts';

const EN = { locale: 'en-GB', zone: 'UTC', currency: 'EUR' };
const DAY = Date.UTC(2026, 4, 3);
const table = (columns: readonly string[], rows: TableResult['rows']): TableResult => ({
  kind: 'table',
  columns: columns.map((id) => ({ id, label: id, type: 'number' })),
  rows,
  total: rows.length,
  n: 1,
  people: 1,
});

test('a spike and lasting changes in words', () => {
  const spikes = table(
    ['at', 'messages', 'usual', 'most', 'authors', 'mood', 'topic'],
    [
      { key: '1', cells: [DAY, 84, 12.4, 21, 60, -0.4, 'parcel'], people: 60 },
      { key: '2', cells: [DAY, 9, 0.52, 3, 0, null, ''], people: 0 },
    ],
  );
  expect(spikeWords(spikes, EN).map(({ title, text }) => `${title}: ${text}`)).toEqual([
    '3 May 2026: 84 messages by 60 people (usual on such a day: 12, seldom more than 21) · net mood -0.4 · mostly about parcel',
    '3 May 2026: 9 messages (usual on such a day: 0.5, seldom more than 3)',
  ]);
  const changes = table(
    [
      'what',
      'from',
      'earliest',
      'latest',
      'daily-before',
      'daily-after',
      'share-before',
      'share-after',
      'messages',
      'authors',
    ],
    [
      { key: 'a', cells: ['amount', DAY, DAY, DAY, 12, 7.25, null, null, 300, 20], people: 20 },
      { key: 'b', cells: ['negative', DAY, DAY - 86_400_000, DAY, null, null, 0.21, 0.34, 1, 1], people: 1 },
    ],
  );
  expect(changeWords(changes, EN).map(({ title, text }) => `${title}: ${text}`)).toEqual([
    'Fewer messages since 3 May 2026: 12 → 7.3 on an average day, 300 messages since',
    'More of it negative since 3 May 2026: 21% → 34% of the scored messages, 1 negative message since · it began between 2 May 2026 and 3 May 2026 (95 %)',
  ]);
});

test('weekdays in a sentence: what stands out, or that nothing does', () => {
  const rows = (says: readonly string[]) =>
    table(
      ['weekday', 'says', 'factor'],
      says.map((word, i) => ({
        key: String(i),
        cells: [['Monday', 'Sunday'][i] ?? '', word, [1.43, 0.5][i] ?? 1],
        people: 9,
      })),
    );
  expect(weekdayWords(rows(['more', 'less']), EN)).toMatch(
    /^People write more on Mondays \(1\.43 times an average day\), and less on Sundays \(0\.5 times an average day\)\./,
  );
  expect(weekdayWords(rows(['alike', 'alike']), EN)).toMatch(/^No weekday stands out/);
});

test('words stand under their mark with their shares', () => {
  const found = wordsByMark(
    table(
      ['mark', 'word', 'messages', 'authors', 'share', 'usual'],
      [{ key: '1 parcel', cells: ['1', 'parcel', 31, 20, 0.37, 0.02], people: 20 }],
    ),
    EN,
  );
  expect(found.get('1')).toEqual([
    { key: '1 parcel', word: 'parcel', messages: 31, title: 'In 37% of these messages, 2% of the others' },
  ]);
});

const series = (length: number): SeriesResult => {
  const line = (id: string, of: (i: number) => number | null) => ({
    id,
    label: id,
    values: Array.from({ length }, (_, i) => of(i)),
    people: Array.from({ length }, () => 1),
  });
  return {
    kind: 'series',
    unit: 'count',
    x: { type: 'time', starts: Array.from({ length }, (_, i) => DAY + i * 86_400_000), bucket: 'day' },
    lines: [
      line('messages', () => 5),
      line('usual', () => 4),
      line('low', (i) => (i === 2 ? null : 1)),
      line('high', () => 9),
    ],
    incompleteLast: false,
    n: 1,
    people: 1,
  };
};
const WISHES = { only: ['messages', 'usual'], bands: { usual: { low: 'low', high: 'high' } } };

test('bounds become a band with gaps, are read out, and are given up where marks are joined', () => {
  const data = toChartData(series(5), null, EN, WISHES);
  expect(data.lines.map(({ id, band }) => [id, band !== undefined])).toEqual([
    ['messages', false],
    ['usual', true],
  ]);
  const band = data.lines[1]?.band;
  expect(band && bandStretches(band)).toEqual([
    [0, 1],
    [3, 4],
  ]);
  expect(highestBand(data)).toBe(9);
  expect(pointWords(data, 1, 0, EN).lines).toContain('95 of 100: 1 to 9');
  expect(pointWords(data, 1, 2, EN).lines.join()).not.toContain('95 of 100');
  const joined = toChartData(series(3000), null, EN, WISHES);
  expect(hasBands(joined)).toBe(false);
  expect(joined.notes.join()).toContain('Ranges are shown for single marks only');
  expect(hasBands(toChartData(series(3), null, EN, { bands: { usual: { low: 'low', high: 'none' } } }))).toBe(false);
});
