import * as z from 'zod';
import type { OrderColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { buyersOf, selectSales } from './base/orders.ts';
import { zeros } from './base/scan.ts';
import { dayFinder } from './base/zone.ts';

/** Upper ends (exclusive) of groups of days since the last purchase, and labels of the groups of purchase days. */
const RECENCY = [31, 61, 91, 181, 366];
const ROWS = ['up to 30 days', '31–60 days', '61–90 days', '91–180 days', '181–365 days', 'longer'];
const COLUMNS = ['1', '2', '3', '4–5', '6–10', '11 and more'];
const FREQUENCY = [1, 2, 3, 5, 10];

const groupOf = (limits: readonly number[], fits: (limit: number) => boolean): number => {
  const found = limits.findIndex(fits);
  return found < 0 ? limits.length : found;
};

/** Cell of every buyer. */
function cellsOf(orders: OrderColumns, context: RunContext): Map<number, number> {
  const dayOf = dayFinder(context.zone, context.range);
  const today = dayOf(Math.min(context.range.toMs, context.dataEndMs) - 1);
  const cells = new Map<number, number>();
  for (const [person, { lastMs, days }] of buyersOf(orders, context)) {
    const row = groupOf(RECENCY, (limit) => today - dayOf(lastMs) < limit);
    const column = groupOf(FREQUENCY, (limit) => days <= limit);
    cells.set(person, row * COLUMNS.length + column);
  }
  return cells;
}

/** Buyers by how lately and how often they bought. */
export const rfmGrid = defineAnalysis({
  id: 'rfm-grid',
  title: 'Lately and often',
  question: 'How many buyers bought lately, how many often, and how many neither?',
  definition:
    'Buyers of the chosen dates by days since their last purchase (rows, counted back from the end of the dates) and distinct days with a purchase (columns). The same for everybody, whoever else bought: unlike scores, cells can be compared over time.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params: z.strictObject({}),
  version: 1,
  run({ orders }, _params, context) {
    const people = zeros(ROWS.length * COLUMNS.length);
    for (const cell of cellsOf(orders, context).values()) people[cell] = (people[cell] as number) + 1;
    return {
      kind: 'matrix',
      unit: 'people',
      rows: [...ROWS],
      columns: [...COLUMNS],
      values: [...people],
      people,
      n: people.reduce((a, b) => a + b, 0),
    };
  },
  rows({ orders }, _params, context, key) {
    const cell = parseCellKey(key);
    const cells = cellsOf(orders, context);
    const wanted = cell && cell.column < COLUMNS.length ? cell.row * COLUMNS.length + cell.column : -1;
    return {
      table: 'orders',
      indices: selectSales(orders, context, (i) => cells.get(orders.buyer[i] as number) === wanted),
    };
  },
});
