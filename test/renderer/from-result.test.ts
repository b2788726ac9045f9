import { describe, expect, it } from 'vitest';
import type { SeriesResult } from '../../shared/results.ts';
import { markKey } from '../../src-renderer/charts/chart-data.ts';
import { chartTable } from '../../src-renderer/charts/chart-table.ts';
import { courseOf, foldLines, toChartData } from '../../src-renderer/charts/from-result.ts';
import { scaleOf } from '../../src-renderer/charts/HeatMap.tsx';
import { pointWords } from '../../src-renderer/charts/point-words.ts';

const LOCALE = { locale: 'en-GB', zone: 'Europe/Berlin', currency: 'EUR' };
// Midnight in Berlin on three days over the change to summer time (30 March 2025).
const STARTS = ['2025-03-28T23:00Z', '2025-03-29T23:00Z', '2025-03-30T22:00Z'].map((at) => Date.parse(at));

const series = (over: Partial<SeriesResult> = {}): SeriesResult => ({
  kind: 'series',
  unit: 'count',
  x: { type: 'time', starts: STARTS, bucket: 'day' },
  lines: [{ id: 'visits', label: 'Visits', values: [3, null, 5], people: [2, 0, 4] }],
  incompleteLast: false,
  n: 8,
  people: 5,
  ...over,
});
const line = (id: string, values: (number | null)[]) => ({
  id,
  label: `Line ${id}`,
  values,
  people: values.map(() => 1),
});

describe('a chart made from a series', () => {
  it('names days in the zone of the business, keeps gaps as gaps, and keys marks by their start', () => {
    const data = toChartData(series(), null, LOCALE);
    expect(data.axis).toEqual(['29 Mar', '30 Mar', '31 Mar']);
    expect(data.names[1]).toBe('Sun, 30 Mar 2025');
    expect(data.lines[0]?.values).toEqual([3, null, 5]);
    expect(data.lines[0]?.tone).toBe('accent');
    expect(markKey(data, data.lines[0] as never, 2)).toBe(`visits@${STARTS[2]}`);
  });

  it('draws the period before only beside a line that stands alone, as long as the present one', () => {
    const before = series({ lines: [line('visits', [1, 2, 3, 4])] });
    const alone = toChartData(series(), before, LOCALE);
    expect(alone.lines.map(({ id, before: is }) => [id, is])).toEqual([
      ['visits', undefined],
      ['visits:before', true],
    ]);
    expect(alone.lines[1]?.values).toEqual([1, 2, 3]);
    const coming = toChartData(series(), 'coming', LOCALE);
    expect(coming.lines.map(({ id }) => id)).toEqual(['visits', 'visits:before']);
    expect(coming.lines[1]?.values).toEqual([null, null, null]);
    expect(coming.lines[1]?.label).toContain('counting');
    expect(pointWords(coming, 0, 0, LOCALE).lines.join()).not.toContain('before');
    const two = series({ lines: [line('a', [1, 1, 1]), line('b', [2, 2, 2])] });
    expect(toChartData(two, two, LOCALE).lines.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(toChartData(two, two, LOCALE, { only: ['b'] }).lines.map(({ id }) => id)).toEqual(['b', 'b:before']);
  });

  it('has no comparison over categories, whose order says nothing', () => {
    const some = series({ x: { type: 'category', labels: ['a', 'b', 'c'] } });
    expect(toChartData(some, some, LOCALE).lines).toHaveLength(1);
  });

  it('says that the last period is not over', () => {
    expect(toChartData(series({ incompleteLast: true }), null, LOCALE).notes).toEqual([
      'The data ends before the last day does.',
    ]);
  });

  it('gives words to lines that are named by an id, and tones by meaning', () => {
    const moods = series({ lines: [{ ...line('negative', [1, 2, 3]), label: 'negative' }, line('x2', [1, 1, 1])] });
    const data = toChartData(moods, null, LOCALE, { tones: { negative: 'negative' } });
    expect(data.lines.map(({ label, tone }) => [label, tone])).toEqual([
      ['Negative', 'negative'],
      ['Line x2', 2],
    ]);
  });
});

describe('more than six lines', () => {
  const lines = Array.from({ length: 9 }, (_, i) => line(String(i), [i, i === 8 ? null : i, null]));

  it('are folded into "other" where numbers add up: nothing is lost, gaps stay gaps', () => {
    const folded = foldLines(lines, 'count');
    expect(folded.lines).toHaveLength(7);
    expect(folded.lines.at(-1)).toMatchObject({ id: 'other', label: 'Other (3)', values: [3, 3, null] });
    const total = (all: { values: (number | null)[] }[]) => all.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
    expect(total(folded.lines)).toBe(total(lines));
  });

  it('are left out and said where they do not add up, as people do not', () => {
    const folded = foldLines(lines, 'people');
    expect(folded.lines.map(({ id }) => id)).toEqual(['3', '4', '5', '6', '7', '8']);
    expect(folded.notes).toEqual(['3 smaller ones are not drawn; the table has them.']);
  });
});

describe('very long series', () => {
  const many = (unit: SeriesResult['unit']) => {
    const starts = Array.from({ length: 5000 }, (_, i) => i * 3_600_000);
    return toChartData(
      series({
        unit,
        x: { type: 'time', starts, bucket: 'hour' },
        lines: [
          line(
            'a',
            starts.map(() => 2),
          ),
        ],
      }),
      null,
      LOCALE,
    );
  };

  it('are joined to at most 2,000 marks: sums stay the same, means stay means', () => {
    const counts = many('count');
    expect(counts.axis.length).toBeLessThanOrEqual(2000);
    expect(counts.lines[0]?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(10_000);
    expect(new Set(many('score').lines[0]?.values)).toEqual(new Set([2]));
    expect(counts.notes).toEqual(['Each mark is the sum of 3 neighbours.']);
  });
});

describe('what a mark says', () => {
  it('value, change against the period before, people', () => {
    const before = series({ lines: [{ id: 'visits', label: 'Visits', values: [4, 4, 4], people: [4, 4, 4] }] });
    const data = toChartData(series(), before, LOCALE);
    expect(pointWords(data, 0, 0, LOCALE)).toEqual({
      title: 'Sat, 29 Mar 2025',
      lines: ['Visits: 3', '-25% against 4 before', '2 people'],
    });
    expect(pointWords(data, 0, 1, LOCALE).lines).toEqual(['Visits: no data']);
  });

  it('does not compare an unfinished period', () => {
    const data = toChartData(series({ incompleteLast: true }), series(), LOCALE);
    expect(pointWords(data, 0, 2, LOCALE).lines).toEqual(['Visits: 5', '4 people', 'not over yet']);
  });
});

describe('the table twin', () => {
  it('has every mark with its value and people', () => {
    const { columns, rows } = chartTable(toChartData(series(), null, LOCALE), LOCALE);
    expect(rows).toEqual([0, 1, 2]);
    expect(rows.map((row) => columns.map((column) => column.text(row)))).toEqual([
      ['Sat, 29 Mar 2025', '3', '2'],
      ['Sun, 30 Mar 2025', '–', '0'],
      ['Mon, 31 Mar 2025', '5', '4'],
    ]);
  });
});

describe('small pieces', () => {
  it('a sparkline leaves an unfinished last period out', () => {
    expect(courseOf(series({ incompleteLast: true }), 'visits')).toEqual([3, null]);
    expect(courseOf(undefined, 'visits')).toEqual([]);
  });

  it('a heat map of shares is scaled below the cohort itself', () => {
    expect(scaleOf({ unit: 'share', values: [1, 0.2, 1, null, 0.1] })).toBe(0.2);
    expect(scaleOf({ unit: 'visits', values: [1, 7, null] })).toBe(7);
    expect(scaleOf({ unit: 'visits', values: [null, 0] })).toBe(1);
  });
});
