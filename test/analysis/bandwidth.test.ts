import { expect, test } from 'vitest';
import { bandwidth } from '../../src-main/analysis/bandwidth.ts';
import { bandwidthOverTime } from '../../src-main/analysis/bandwidth-over-time.ts';
import { eventColumns } from './columns.ts';
import { at, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), page: '/', sizeBytes: 100 },
  { person: 1, at: at(0, 1), page: '/big.jpg', kind: 'asset', sizeBytes: 5000 },
  { person: 2, at: at(1), page: '/big.jpg', kind: 'asset', sizeBytes: 3000 },
  { person: 2, at: at(1), page: '/gone', kind: 'missing', sizeBytes: 50 },
  { person: 2, at: at(1), page: '/', sizeBytes: 0 },
  { person: 0, at: at(1), page: '/', sizeBytes: 300 },
  { person: 3, at: at(1), page: '/', sizeBytes: 900, bot: true },
]);

test('bandwidth: pages and files by what they sent; answers without a size do not count', () => {
  const table = runTable(bandwidth, { events }, {});
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    [events.pageId('/big.jpg'), 8000, 2, 4000, 8000 / 8450, 2],
    [events.pageId('/'), 400, 2, 200, 400 / 8450, 1],
    [events.pageId('/gone'), 50, 1, 50, 50 / 8450, 1],
  ]);
  expect(table).toMatchObject({ n: 5, people: 2, total: 3 });
  expect(rowsBehind(bandwidth, { events }, {}, String(events.pageId('/')))).toHaveLength(2);
});

test('bandwidth-over-time: what was asked for, and what came besides', () => {
  const series = runSeries(bandwidthOverTime, { events }, { bucket: 'day' });
  const { pages, others } = linesOf(series);
  expect([pages?.slice(0, 2), others?.slice(0, 2)]).toEqual([
    [100, 300],
    [5000, 3050],
  ]);
  expect(series.unit).toBe('bytes');
});
