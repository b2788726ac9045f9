import { expect, test, vi } from 'vitest';
import type { SeriesResult } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import { toChartData } from '../../src-renderer/charts/from-result.ts';
import { pointWords } from '../../src-renderer/charts/point-words.ts';
import { openView, periodOf, viewNow } from '../../src-renderer/app/views.ts';
import { startOfDate, usePeriod } from '../../src-renderer/state/period.ts';
import { chooseSegment, useActiveSegment } from '../../src-renderer/state/segments.ts';

const locale = { locale: 'en-GB', zone: 'Europe/Berlin', currency: 'EUR', demo: false };
const first = startOfDate(locale.zone, '2024-03-25');
const seriesOf = (bucket: 'day' | 'week', starts: number[]): SeriesResult => ({
  kind: 'series',
  unit: 'visits',
  x: { type: 'time', starts, bucket },
  lines: [{ id: 'visits', label: 'Visits', values: starts.map((_, i) => i), people: starts.map((_, i) => i) }],
  incompleteLast: false,
  n: 1,
  people: 1,
});
const days = ['2024-03-30', '2024-03-31', '2024-04-01'].map((date) => startOfDate(locale.zone, date));
const noted = (date: string, text: string) => ({ atMs: startOfDate(locale.zone, date), text });

test('a note stands at the mark of its day, also on a day of 23 hours, and notes of other days do not show', () => {
  const happened = [
    noted('2024-03-31', 'Clock changed'),
    noted('2024-04-01', 'New prices'),
    noted('2023-01-01', 'Old'),
  ];
  const data = toChartData(seriesOf('day', days), null, locale, {}, happened);
  expect(data.flags?.map(({ index, text }) => [index, text])).toEqual([
    [1, 'Clock changed'],
    [2, 'New prices'],
  ]);
  expect(data.flags?.[0]?.day).toBe('31 Mar 2024');
  expect(pointWords(data, 0, 1, locale).title).toMatch(/31 Mar.* · Clock changed$/);
  expect(pointWords(data, 0, 0, locale).title).not.toContain('Clock');
});

test('in a step of weeks a note stands at its week, and where marks are joined at the joined one', () => {
  const weekly = toChartData(seriesOf('week', [first, days[2] ?? 0]), null, locale, {}, [noted('2024-03-31', 'A')]);
  expect(weekly.flags?.map(({ index }) => index)).toEqual([0]);
  const many = Array.from({ length: 5000 }, (_, i) => Date.UTC(2000, 0, 1) + i * DAY_MS);
  const utc = { ...locale, zone: 'UTC' };
  const at = (index: number) => ({ atMs: many[index] ?? 0, text: String(index) });
  const thinned = toChartData(seriesOf('day', many), null, utc, {}, [at(0), at(4999)]);
  expect(thinned.flags?.map(({ index }) => index)).toEqual([0, thinned.axis.length - 1]);
});

test('a kept view holds dates, robots and segment, and brings them back; dates nobody knows are left alone', () => {
  const before = usePeriod.getState();
  chooseSegment('Phones');
  usePeriod.setState({ preset: 'days-7', compare: false, bots: true });
  const view = viewNow({ from: '2025-01-01', to: '2025-01-07' });
  expect(view).toMatchObject({ preset: 'days-7', from: '2025-01-01', compare: false, bots: true, segment: 'Phones' });
  chooseSegment(null);
  usePeriod.setState(before);
  const place = { hash: '' };
  vi.stubGlobal('location', place);
  openView({ ...view, path: '/activity', query: { part: 'funnels' } });
  expect(usePeriod.getState()).toMatchObject({ preset: 'days-7', compare: false, bots: true });
  expect(useActiveSegment.getState().active).toBe('Phones');
  expect(place.hash).toBe('#/activity?part=funnels');
  vi.unstubAllGlobals();
  expect(periodOf({ ...view, preset: 'moon-phase' })).toBeNull();
});
