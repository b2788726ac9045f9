import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { PeopleCounter } from './base/messages.ts';
import { revenueOf, saleFilter, selectSales } from './base/orders.ts';
import { zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({
  bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto'),
  measure: z.enum(['revenue', 'orders']).default('revenue'),
});

/** Revenue or orders per bucket. */
export const ordersOverTime = defineAnalysis({
  id: 'orders-over-time',
  title: 'Sales over time',
  question: 'When do people buy?',
  definition: 'Paid orders by the local date of the order. Revenue is in the currency most orders are in.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params,
  version: 1,
  run({ orders }, { bucket, measure }, context) {
    const buckets = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(buckets.edges);
    const isSale = saleFilter(orders, context);
    const revenue = revenueOf(orders);
    const values = zeros(buckets.count);
    const people = values.map(() => new PeopleCounter());
    const everyone = new PeopleCounter();
    let n = 0;
    for (let i = 0; i < orders.length; i++) {
      if (!isSale(i)) continue;
      const b = bucketOf(orders.at[i] as number);
      values[b] = (values[b] as number) + (measure === 'orders' ? 1 : revenue(i));
      people[b]?.add(orders.buyer[i] as number);
      everyone.add(orders.buyer[i] as number);
      n++;
    }
    const line = {
      id: measure,
      label: measure === 'orders' ? 'Orders' : 'Revenue',
      values,
      people: people.map((counter) => counter.count),
    };
    return timeSeries(context, buckets, measure === 'orders' ? 'count' : 'money', [line], n, everyone.count);
  },
  rows({ orders }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(edges);
    const b = bucketOf(parsePointKey(key)?.startMs ?? Number.NaN);
    return {
      table: 'orders',
      indices: selectSales(orders, context, (i) => b >= 0 && bucketOf(orders.at[i] as number) === b),
    };
  },
});
