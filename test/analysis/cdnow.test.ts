import { expect, test } from 'vitest';
import { DAY_MS } from '../../shared/time.ts';
import { buyersOf } from '../../src-main/analysis/base/orders.ts';
import { rfmSegments } from '../../src-main/analysis/rfm-segments.ts';
import { salesSummary } from '../../src-main/analysis/sales-summary.ts';
import { orderColumns } from './columns.ts';
import { linesOfFile, realFile } from './real-data.ts';
import { contextOf, figures, rowsBehind, runTable } from './run.ts';

const file = realFile('customers', 'cdnow-orders', 'CDNOW_master.txt');
const all = { fromMs: Date.UTC(1997, 0, 1), toMs: Date.UTC(1998, 6, 1) };
const context = contextOf({ range: all, dataEndMs: all.toMs });

/** Customer, date as written, dollars: the file's own words. */
const purchases = () =>
  linesOfFile(file ?? '')
    .filter((line) => /\d/.test(line))
    .map((line) => {
      const [customer = '', date = '', , dollars = ''] = line.trim().split(/\s+/);
      return { customer, date, dollars: Number(dollars) };
    });
const read = () => {
  const rows = purchases();
  const columns = orderColumns(
    rows.map(({ customer, date, dollars }) => ({
      at: Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))),
      buyer: Number(customer),
      total: dollars,
      currency: 'USD',
    })),
  );
  return { rows, columns };
};

test.runIf(file)('CDNOW: as many customers and purchases as Fader and Hardie publish, and the file’s own sum', () => {
  const { rows, columns } = read();
  const found = figures(runTable(salesSummary, { orders: columns }, {}, context));
  expect(found).toMatchObject({ orders: 69_659, buyers: 23_570 });
  expect(found.revenue).toBeCloseTo(
    rows.reduce((sum, row) => sum + row.dollars, 0),
    2,
  );
});

test.runIf(file)('CDNOW: purchase days and recency of every customer are those of the dates as written', () => {
  const { rows, columns } = read();
  const dates = new Map<number, Set<string>>();
  for (const { customer, date } of rows) {
    const own = dates.get(Number(customer)) ?? new Set();
    dates.set(Number(customer), own.add(date));
  }
  const buyers = buyersOf(columns, context);
  expect(buyers.size).toBe(dates.size);
  let wrong = 0;
  for (const [person, days] of dates) {
    const buyer = buyers.get(person);
    const last = [...days].sort().at(-1) ?? '';
    if (buyer?.days !== days.size) wrong++;
    if (new Date(buyer?.lastMs ?? 0).toISOString().slice(0, 10).replaceAll('-', '') !== last) wrong++;
  }
  expect(wrong).toBe(0);
});

test.runIf(file)('CDNOW: every customer is in one segment, and champions come back more often than the rest', () => {
  const { columns } = read();
  const result = runTable(rfmSegments, { orders: columns }, {}, context);
  expect(result.rows.reduce((sum, row) => sum + row.people, 0)).toBe(23_570);
  const days = Object.fromEntries(result.rows.map((row) => [row.key, Number(row.cells[6])]));
  expect(days.champions).toBeGreaterThan(days.hibernating as number);
  const rows = rowsBehind(rfmSegments, { orders: columns }, {}, 'champions', context);
  const latest = Math.max(...rows.map((i) => columns.at[i] as number));
  expect(latest).toBeGreaterThan(all.toMs - 30 * DAY_MS);
});
