import * as z from 'zod';
import type { OrderColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { pairCounts, saleFilter, selectSales } from './base/orders.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  /** Orders that must hold both. */
  support: z.number().int().min(2).max(100_000).default(5),
});

/** Items of an order, each once. */
function basketOf({ lineStart, lineItem }: OrderColumns, i: number): number[] {
  return [...new Set(lineItem.subarray(lineStart[i], lineStart[i + 1]))].filter((item) => item > 0);
}

const basketsOf = (orders: OrderColumns, context: RunContext): { order: number; items: number[] }[] => {
  const isSale = saleFilter(orders, context);
  return Array.from({ length: orders.length }, (_, i) => i).flatMap((order) => {
    const items = isSale(order) ? basketOf(orders, order) : [];
    return items.length > 0 ? [{ order, items }] : [];
  });
};

/** Items bought in one order. */
export const baskets = defineAnalysis({
  id: 'baskets',
  title: 'In one basket',
  question: 'Which things are bought together in one order?',
  definition:
    'For every two items: orders that hold both, as a share of all orders (support) and of those with the first (confidence), and how many times as often that is as by chance (lift, Brin et al. 1997). Pairs in fewer orders than the support limit are not shown (Agrawal & Srikant 1994). Unlike “Bought by the same people” only one order counts, not all a person ever bought.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params,
  version: 1,
  run({ orders }, { limit, support }, context) {
    const size = orders.items + 1;
    const all = basketsOf(orders, context);
    const { single, pairs } = pairCounts(
      all.map(({ items }) => items),
      size,
    );
    const people = new Map<number, Set<number>>();
    const everybody = new Set<number>();
    for (const { order, items } of all) {
      const who = orders.buyer[order] as number;
      if (who > 0) everybody.add(who);
      for (const a of items)
        for (const b of items) {
          const pair = a * size + b;
          if (a >= b || (pairs.get(pair) ?? 0) < support) continue;
          const set = people.get(pair) ?? new Set();
          people.set(pair, who > 0 ? set.add(who) : set);
        }
    }
    const found = [...people.keys()].map((pair) => {
      const [a, b] = [Math.floor(pair / size), pair % size];
      const both = pairs.get(pair) as number;
      const lift = (both * all.length) / ((single[a] as number) * (single[b] as number));
      return { a, b, both, lift, people: people.get(pair)?.size ?? 0 };
    });
    found.sort((x, y) => y.lift * Math.log1p(y.both) - x.lift * Math.log1p(x.both) || x.a - y.a || x.b - y.b);
    return {
      kind: 'table',
      columns: [
        { id: 'item', label: 'Item', type: 'item' },
        { id: 'with', label: 'together with', type: 'item' },
        { id: 'orders', label: 'Orders with both', type: 'number', unit: 'count' },
        { id: 'support', label: 'Share of orders', type: 'number', unit: 'share', isPart: true },
        { id: 'confidence', label: 'Of orders with the first', type: 'number', unit: 'share', isPart: true },
        { id: 'lift', label: 'Times as often as by chance', type: 'number', unit: 'ratio' },
      ],
      rows: found.slice(0, limit).map(({ a, b, both, lift, people: buyers }) => ({
        key: `${a}:${b}`,
        cells: [a, b, both, both / all.length, both / (single[a] as number), lift],
        people: buyers,
      })),
      total: found.length,
      n: all.length,
      people: everybody.size,
    };
  },
  rows({ orders }, _params, context, key) {
    const [a = -1, b = -1] = /^\d+:\d+$/.test(key) ? key.split(':').map(Number) : [];
    const holds = (i: number) => {
      const items = basketOf(orders, i);
      return items.includes(a) && items.includes(b);
    };
    return { table: 'orders', indices: selectSales(orders, context, holds) };
  },
});
