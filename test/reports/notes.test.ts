import { expect, test } from 'vitest';
import type { SeriesResult } from '../../shared/results.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { makeFormats } from '../../src-main/reports/formats.ts';
import { noteMarks } from '../../src-main/reports/notes.ts';
import { stackedChart } from '../../src-main/reports/svg-stacked.ts';
import { lineChart } from '../../src-main/reports/svg-line.ts';

const formats = makeFormats({ locale: 'en-GB', zone: 'UTC' });
const MARCH_2 = Date.UTC(2026, 2, 2);
const series = (starts: number[]): SeriesResult => ({
  kind: 'series',
  unit: 'count',
  x: { type: 'time', starts, bucket: 'day' },
  lines: [{ id: 'a', label: 'A', values: starts.map((_, i) => i), people: starts.map(() => 1) }],
  incompleteLast: false,
  n: 10,
  people: 1,
});
const days = series([0, 1, 2, 3].map((day) => MARCH_2 + day * DAY_MS));
const range = { fromMs: MARCH_2 + 9 * HOUR_MS, toMs: MARCH_2 + 4 * DAY_MS };
const notes = [
  { atMs: MARCH_2 - DAY_MS, text: 'before' },
  { atMs: MARCH_2, text: 'first' },
  { atMs: MARCH_2 + 3 * DAY_MS, text: 'last' },
  { atMs: MARCH_2 + 3 * DAY_MS, text: 'last too' },
  { atMs: MARCH_2 + 4 * DAY_MS, text: 'after' },
];
const text = { id: 'c', title: 'T', description: 'D' };

test('notes stand at the bucket of their day, numbered as in the list; those of other dates are left out', () => {
  const marks = noteMarks(days, range, notes, formats);
  expect(marks).toEqual([
    { number: 1, index: 0, text: '2 Mar 2026: first' },
    { number: 2, index: 3, text: '5 Mar 2026: last' },
    { number: 3, index: 3, text: '5 Mar 2026: last too' },
  ]);
  // Weeks begin before the day that is noted, and a period may begin within it.
  const weeks = series([MARCH_2 - 3 * DAY_MS, MARCH_2 + 4 * DAY_MS]);
  expect(noteMarks(weeks, range, notes, formats).map(({ index }) => index)).toEqual([0, 0, 0]);
  const hours = series([MARCH_2 + 9 * HOUR_MS, MARCH_2 + 10 * HOUR_MS]);
  expect(noteMarks(hours, range, notes.slice(1, 2), formats).map(({ index }) => index)).toEqual([0]);
  expect(noteMarks({ kind: 'number', unit: 'count', value: 1, n: 1, people: 1 }, range, notes, formats)).toEqual([]);
});

test('each noted place has one line within the picture, with its numbers', () => {
  const marks = noteMarks(days, range, notes, formats);
  for (const chart of [lineChart(text, days, null, formats, marks), stackedChart(text, days, formats, marks)]) {
    const drawn = [
      ...chart.source.matchAll(/<g class="noted"><line class="line noted" x1="([\d.]+)"[^>]*\/><text[^>]*>([^<]*)</g),
    ];
    expect(drawn.map(([, , numbers]) => numbers)).toEqual(['1', '2, 3']);
    for (const [, x] of drawn) expect(Number(x) >= 56 && Number(x) <= 748).toBe(true);
  }
  expect(lineChart(text, days, null, formats).source).not.toContain('noted');
});
