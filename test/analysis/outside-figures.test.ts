import { expect, test } from 'vitest';
import { outsideFigures } from '../../src-main/analysis/outside-figures.ts';
import { type FigureSketch, figureColumns } from './columns.ts';
import { at, contextOf, linesOf, rowsBehind, runSeries } from './run.ts';

const day = (n: number, value: number, more: Partial<FigureSketch> = {}): FigureSketch => ({
  from: at(n),
  to: at(n + 1),
  value,
  ...more,
});
const context = contextOf({ range: { fromMs: at(0), toMs: at(14) }, dataEndMs: at(14) });

test('outside-figures: counts are added up per bucket, a line per account', () => {
  const figures = figureColumns([
    day(0, 10),
    day(1, 5),
    day(7, 2),
    day(0, 100, { network: 'youtube' }),
    // Broken down, and of another kind: not counted again.
    day(0, 7, { dimension: 'country', item: 'DE' }),
    day(0, 7, { metric: 'likes' }),
  ]);
  const series = runSeries(outsideFigures, { figures }, { bucket: 'week' }, context);
  expect(linesOf(series)).toEqual({ instagram: [15, 2], youtube: [100, 0] });
  expect(series).toMatchObject({ unit: 'count', n: 4, people: 0 });
  const behind = rowsBehind(outsideFigures, { figures }, { bucket: 'week' }, `instagram@${at(0)}`, context);
  expect(behind.map((i) => figures.value[i])).toEqual([5, 10]);
});

test('outside-figures: accounts of one network have lines of their own', () => {
  const figures = figureColumns([day(0, 1, { account: 'Shop' }), day(0, 2, { account: 'Studio' })]);
  const { lines } = runSeries(outsideFigures, { figures }, { bucket: 'week' }, context);
  expect(lines.map(({ label, values }) => [label, values[0]])).toEqual([
    ['Shop', 1],
    ['Studio', 2],
  ]);
});

test('outside-figures: reach is the mean of the days, followers the last number, with gaps where nothing is known', () => {
  const figures = figureColumns([
    day(0, 100, { metric: 'reach' }),
    day(1, 300, { metric: 'reach' }),
    day(2, 50, { metric: 'followers' }),
    day(4, 55, { metric: 'followers' }),
  ]);
  const of = (metric: 'reach' | 'followers') =>
    linesOf(runSeries(outsideFigures, { figures }, { bucket: 'week', metric }, context)).instagram;
  expect(of('reach')).toEqual([200, null]);
  expect(of('followers')).toEqual([55, null]);
});

test('outside-figures: the newer of two overlapping exports counts', () => {
  const figures = figureColumns([{ from: at(0), to: at(14), value: 140, run: 1 }, day(1, 99, { run: 2 })]);
  const [first, second] = linesOf(runSeries(outsideFigures, { figures }, { bucket: 'week' }, context)).instagram ?? [];
  expect(first).toBeCloseTo(60 + 99);
  expect(second).toBeCloseTo(70);
});
