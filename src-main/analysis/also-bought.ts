import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { itemsByPerson, pairCounts, selectSales } from './base/orders.ts';

const params = z.strictObject({
  /** Only rules that begin with this item. */
  item: z.number().int().min(1).optional(),
  limit: z.number().int().min(1).max(1000).default(50),
  /** People who must have bought both. */
  support: z.number().int().min(2).max(10_000).default(5),
});

/** Items bought by the same people. */
export const alsoBought = defineAnalysis({
  id: 'also-bought',
  title: 'Bought by the same people',
  question: 'Which things go together?',
  definition:
    'For every two items: people who bought both, at any time in the period. Confidence is the share of buyers of the first who also bought the second. Lift compares that with the share among all buyers: 2 means twice as often as by chance (Brin et al. 1997). Pairs bought by fewer people than the support limit are not shown (Agrawal & Srikant 1994). Ranked by lift, weighed down where the support is thin.',
  area: 'customers',
  purpose: 'personalisation',
  reads: ['orders'],
  params,
  version: 1,
  run({ orders }, { item, limit, support }, context) {
    const size = orders.items + 1;
    const bought = itemsByPerson(orders, context);
    const { single, pairs, baskets } = pairCounts(
      [...bought.values()].map((items) => [...items.keys()]),
      size,
    );
    const rules: { from: number; to: number; both: number; lift: number }[] = [];
    for (const [pair, both] of pairs) {
      if (both < support) continue;
      const a = Math.floor(pair / size);
      const b = pair % size;
      const lift = (both * baskets) / ((single[a] as number) * (single[b] as number));
      if (item === undefined || item === a) rules.push({ from: a, to: b, both, lift });
      if (item === undefined || item === b) rules.push({ from: b, to: a, both, lift });
    }
    // Lift of rare pairs is noisy: shrink it towards 1 as if five more people had behaved by chance.
    const strength = ({ both, lift }: { both: number; lift: number }) => (both * lift + 5) / (both + 5);
    rules.sort((a, b) => strength(b) - strength(a) || b.both - a.both || a.from - b.from || a.to - b.to);
    return {
      kind: 'table',
      columns: [
        { id: 'item', label: 'Who bought this', type: 'item' },
        { id: 'also', label: 'also bought', type: 'item' },
        { id: 'people', label: 'People who bought both', type: 'number', unit: 'people' },
        { id: 'confidence', label: 'Share of its buyers', type: 'number', unit: 'share', isPart: true },
        { id: 'lift', label: 'Times as often as by chance', type: 'number', unit: 'ratio' },
      ],
      rows: rules.slice(0, limit).map(({ from, to, both, lift }) => ({
        key: `${from}:${to}`,
        cells: [from, to, both, both / (single[from] as number), lift],
        people: both,
      })),
      total: rules.length,
      n: baskets,
      people: baskets,
    };
  },
  rows({ orders }, _params, context, key) {
    const [a, b] = key.split(':').map(Number);
    const bought = itemsByPerson(orders, context);
    const people = new Set(
      [...bought].filter(([, items]) => items.has(a ?? 0) && items.has(b ?? 0)).map(([person]) => person),
    );
    const has = (i: number) => {
      const lines = orders.lineItem.subarray(orders.lineStart[i], orders.lineStart[i + 1]);
      return people.has(orders.buyer[i] as number) && (lines.includes(a ?? 0) || lines.includes(b ?? 0));
    };
    return { table: 'orders', indices: selectSales(orders, context, has) };
  },
});
