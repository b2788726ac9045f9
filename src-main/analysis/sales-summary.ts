import * as z from 'zod';
import type { Unit } from '../../shared/results.ts';
import { defineAnalysis } from './analysis.ts';
import { buyersOf, mainCurrency, revenueOf, saleFilter } from './base/orders.ts';

/** Key figures of sales. */
export const salesSummary = defineAnalysis({
  id: 'sales-summary',
  title: 'Sales at a glance',
  question: 'How much is sold, to how many, and do they come back?',
  definition:
    'Counts paid orders; refunded, cancelled and open ones are left out. Money is in the currency most orders are in; orders in another currency count as orders but not as money. Repeat rate is the share of buyers who bought on two or more days of the period.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params: z.strictObject({}),
  version: 1,
  run({ orders }, _params, context) {
    const isSale = saleFilter(orders, context);
    const revenue = revenueOf(orders);
    const main = mainCurrency(orders);
    let n = 0;
    let inMain = 0;
    let sum = 0;
    for (let i = 0; i < orders.length; i++) {
      if (!isSale(i)) continue;
      n++;
      sum += revenue(i);
      if (orders.currency[i] === main) inMain++;
    }
    const buyers = [...buyersOf(orders, context).values()];
    const people = buyers.length;
    const repeat = buyers.filter((buyer) => buyer.days > 1).length;
    const row = (key: string, value: number | null, unit: Unit) => ({ key, cells: [key, value, unit], people });
    return {
      kind: 'table',
      columns: [
        { id: 'figure', label: 'Figure', type: 'text' },
        { id: 'value', label: 'Value', type: 'number' },
        { id: 'unit', label: 'Unit', type: 'text' },
      ],
      rows: [
        row('orders', n, 'count'),
        row('revenue', n > 0 ? sum : null, 'money'),
        row('average-order', inMain > 0 ? sum / inMain : null, 'money'),
        row('buyers', people, 'people'),
        row('repeat-rate', people > 0 ? repeat / people : null, 'share'),
      ],
      total: 5,
      n,
      people,
    };
  },
});
