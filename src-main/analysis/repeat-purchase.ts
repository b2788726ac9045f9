import * as z from 'zod';
import type { OrderColumns } from '../../shared/columns.ts';
import { zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { saleFilter } from './base/orders.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';

const MOST_PERIODS = 24;

/** Calls back once per buyer and period with a purchase: period of their first, periods since, first order there. */
function walk(
  orders: OrderColumns,
  context: RunContext,
  edges: Float64Array,
  found: (cohort: number, since: number, row: number) => void,
): void {
  const isSale = saleFilter(orders, context);
  const bucketOf = bucketFinder(edges);
  const known = new Map<number, { cohort: number; last: number }>();
  for (let i = 0; i < orders.length; i++) {
    const who = orders.buyer[i] as number;
    if (who === 0 || !isSale(i)) continue;
    const b = bucketOf(orders.at[i] as number);
    const buyer = known.get(who);
    if (!buyer) {
      known.set(who, { cohort: b, last: b });
      found(b, 0, i);
    } else if (b !== buyer.last) {
      // Orders lie in time order: a period already seen is the last one seen.
      buyer.last = b;
      found(buyer.cohort, b - buyer.cohort, i);
    }
  }
}

/** Cohorts by first purchase, and how many buy again. */
export const repeatPurchase = defineAnalysis({
  id: 'repeat-purchase',
  title: 'Who buys again',
  question: 'Of the people who first bought in one period, how many buy again later?',
  definition:
    'Buyers are grouped by the period of their first paid order in the chosen dates. Each cell is the share of the group that bought again that many periods later. Cells whose period is not over yet are left empty.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params: z.strictObject({ period: z.enum(['week', 'month']).default('month') }),
  version: 1,
  run({ orders }, { period }, context) {
    const { edges, count } = bucketsOf(context, period);
    const width = Math.min(count, MOST_PERIODS);
    const people = zeros(count * width);
    walk(orders, context, edges, (cohort, since) => {
      if (since < width) people[cohort * width + since] = (people[cohort * width + since] as number) + 1;
    });
    const end = Math.min(context.dataEndMs, context.range.toMs);
    const values = people.map((value, cell) => {
      const cohort = Math.floor(cell / width);
      const size = people[cohort * width] as number;
      const last = cohort + (cell % width);
      if (cell % width === 0) return size > 0 ? 1 : null;
      return last < count && (edges[last + 1] as number) <= end && size > 0 ? value / size : null;
    });
    return {
      kind: 'matrix',
      unit: 'share',
      isPart: true,
      rows: Array.from(edges.subarray(0, count), (at) =>
        new Date(at + zoneOffsetMs(context.zone, at)).toISOString().slice(0, 10),
      ),
      columns: Array.from({ length: width }, (_, since) => String(since)),
      values,
      people,
      n: people.reduce((sum, value, cell) => sum + (cell % width === 0 ? value : 0), 0),
    };
  },
  rows({ orders }, { period }, context, key) {
    const cell = parseCellKey(key);
    const rows: number[] = [];
    walk(orders, context, bucketsOf(context, period).edges, (cohort, since, row) => {
      if (cell && cohort === cell.row && since === cell.column) rows.push(row);
    });
    return { table: 'orders', indices: newestFirst(orders.at, Uint32Array.from(rows)) };
  },
});
