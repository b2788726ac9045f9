import { expect, test } from 'vitest';
import { ordersOverTime } from '../../src-main/analysis/orders-over-time.ts';
import { salesSummary } from '../../src-main/analysis/sales-summary.ts';
import { topItems } from '../../src-main/analysis/top-items.ts';
import { orderColumns } from './columns.ts';
import { at, contextOf, figures, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

const orders = orderColumns([
  {
    at: at(0),
    buyer: 1,
    total: 30,
    lines: [
      [1, 2, 10],
      [2, 1, 10],
    ],
  },
  { at: at(0, 5), buyer: 1, total: 10, lines: [[1, 1, 10]] },
  { at: at(8), buyer: 2, total: 20, lines: [[1, 2, 10]] },
  { at: at(9), buyer: 2, total: 60, lines: [[3, 1, 60]], currency: 'USD' },
  { at: at(9), buyer: 0, total: 50, lines: [[2, 5, 10]] },
  { at: at(9), buyer: 3, total: 99, lines: [[1, 9, 11]], status: 'refunded' },
  { at: at(9), buyer: 3, total: 99, lines: [[1, 9, 11]], status: 'cancelled' },
  { at: at(9), buyer: 3, total: 99, lines: [[1, 9, 11]], status: 'open' },
]);

test('sales-summary: paid orders; money in the currency most orders are in', () => {
  const result = runTable(salesSummary, { orders }, {});
  expect(figures(result)).toEqual({
    orders: 5,
    revenue: 110,
    // Four orders in euros.
    'average-order': 27.5,
    buyers: 2,
    // Buyer 1 ordered twice, but on one day; buyer 2 on two days.
    'repeat-rate': 1 / 2,
  });
  expect(result).toMatchObject({ n: 5, people: 2 });
});

test('sales-summary: a day is a local day', () => {
  const late = orderColumns([
    { at: at(0, 22, 30), buyer: 1 },
    { at: at(0, 23, 30), buyer: 1 },
  ]);
  const repeat = (zone: string) =>
    figures(runTable(salesSummary, { orders: late }, {}, contextOf({ zone })))['repeat-rate'];
  expect(repeat('UTC')).toBe(0);
  expect(repeat('Europe/Berlin')).toBe(1);
});

test('orders-over-time: revenue and orders per week', () => {
  const weekly = (measure: 'revenue' | 'orders') => runSeries(ordersOverTime, { orders }, { bucket: 'week', measure });
  expect(linesOf(weekly('revenue'))).toEqual({ revenue: [40, 70] });
  expect(linesOf(weekly('orders'))).toEqual({ orders: [2, 3] });
  expect(weekly('orders').lines[0]?.people).toEqual([1, 1]);
  expect(weekly('revenue').unit).toBe('money');
  expect(rowsBehind(ordersOverTime, { orders }, { bucket: 'week' }, `revenue@${at(7)}`)).toHaveLength(3);
});

test('top-items: pieces, buyers and revenue per item', () => {
  const result = runTable(topItems, { orders }, {});
  expect(result.rows.map((row) => row.cells)).toEqual([
    [2, 6, 1, 60],
    [1, 5, 2, 50],
    // Sold in dollars only: pieces, but no revenue in euros.
    [3, 1, 1, 0],
  ]);
  // Six lines of five orders.
  expect(result).toMatchObject({ total: 3, n: 6, people: 2 });
  expect(rowsBehind(topItems, { orders }, {}, '1')).toHaveLength(3);
});

test('top-items: lines without an item are in no row and not in their number', () => {
  const nameless = orderColumns([{ at: at(0), lines: [0, 1] }]);
  const result = runTable(topItems, { orders: nameless }, {});
  expect(result.rows.map((row) => row.key)).toEqual(['1']);
  expect(result.total).toBe(1);
});
