import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { PeopleCounter } from './base/messages.ts';
import { mainCurrency, saleFilter, selectSales } from './base/orders.ts';
import { topIds } from './base/scan.ts';

/** Items by pieces sold. */
export const topItems = defineAnalysis({
  id: 'top-items',
  title: 'Best sellers',
  question: 'What sells most?',
  definition:
    'Pieces in paid orders. Revenue is pieces × price in the currency most orders are in, before discounts and shipping.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run({ orders }, { limit }, context) {
    const isSale = saleFilter(orders, context);
    const main = mainCurrency(orders);
    const pieces = new Float64Array(orders.items + 1);
    const revenue = new Float64Array(orders.items + 1);
    const buyers = new Map<number, PeopleCounter>();
    const everyone = new PeopleCounter();
    let n = 0;
    for (let i = 0; i < orders.length; i++) {
      if (!isSale(i)) continue;
      for (let line = orders.lineStart[i] as number; line < (orders.lineStart[i + 1] as number); line++) {
        const item = orders.lineItem[line] as number;
        const quantity = orders.lineQuantity[line] as number;
        n++;
        pieces[item] = (pieces[item] as number) + quantity;
        if (orders.currency[i] === main)
          revenue[item] = (revenue[item] as number) + quantity * (orders.linePrice[line] as number);
        const counter = buyers.get(item) ?? new PeopleCounter();
        counter.add(orders.buyer[i] as number);
        buyers.set(item, counter);
        everyone.add(orders.buyer[i] as number);
      }
    }
    return {
      kind: 'table',
      columns: [
        { id: 'item', label: 'Item', type: 'item' },
        { id: 'pieces', label: 'Pieces', type: 'number', unit: 'count' },
        { id: 'buyers', label: 'Buyers', type: 'number', unit: 'people' },
        { id: 'revenue', label: 'Revenue', type: 'number', unit: 'money' },
      ],
      rows: topIds(pieces, limit).map((item) => ({
        key: String(item),
        cells: [item, pieces[item] as number, buyers.get(item)?.count ?? 0, revenue[item] as number],
        people: buyers.get(item)?.count ?? 0,
      })),
      total: pieces.reduce((sum, value, id) => sum + (id > 0 && value > 0 ? 1 : 0), 0),
      n,
      people: everyone.count,
    };
  },
  rows({ orders }, _params, context, key) {
    const wanted = Number(key);
    const has = (i: number) => orders.lineItem.subarray(orders.lineStart[i], orders.lineStart[i + 1]).includes(wanted);
    return { table: 'orders', indices: selectSales(orders, context, has) };
  },
});
