import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { itemsByPerson, pairCounts, selectSales } from './base/orders.ts';

const params = z.strictObject({
  /** Whom to suggest to; 0 = somebody unknown: the popular items. */
  person: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(100).default(10),
});

/** What to offer one person next. */
export const suggestions = defineAnalysis({
  id: 'suggestions',
  title: 'What to offer next',
  question: 'What would this customer like, and why?',
  definition:
    'Items that people who bought the same things also bought (item-based collaborative filtering, Sarwar et al. 2001): an item’s score is the sum of its cosine similarities to what this person bought; things already bought are left out. The reason is the own purchase that adds most, and “people” is how many bought both. Without purchases of their own the most popular items are shown and it says so.',
  area: 'customers',
  purpose: 'personalisation',
  reads: ['orders'],
  params,
  version: 1,
  run({ orders }, { person, limit }, context) {
    const size = orders.items + 1;
    const bought = itemsByPerson(orders, context);
    const { single, pairs, baskets } = pairCounts(
      [...bought.values()].map((items) => [...items.keys()]),
      size,
    );
    const own = [...(bought.get(person)?.keys() ?? [])];
    const scored: { item: number; score: number; because: number; both: number }[] = [];
    for (let item = 1; item < size; item++) {
      if ((single[item] as number) === 0 || own.includes(item)) continue;
      let score = 0;
      let best = { because: 0, both: single[item] as number, part: 0 };
      for (const mine of own) {
        const both = pairs.get(Math.min(mine, item) * size + Math.max(mine, item)) ?? 0;
        const part = both / Math.sqrt((single[mine] as number) * (single[item] as number));
        score += part;
        if (part > best.part) best = { because: mine, both, part };
      }
      if (own.length === 0) score = (single[item] as number) / baskets;
      if (score > 0) scored.push({ item, score, because: best.because, both: best.both });
    }
    scored.sort((a, b) => b.score - a.score || a.item - b.item);
    return {
      kind: 'table',
      columns: [
        { id: 'item', label: 'Offer', type: 'item' },
        {
          id: 'score',
          label: own.length > 0 ? 'Similarity' : 'Share of buyers',
          type: 'number',
          unit: own.length > 0 ? 'score' : 'share',
        },
        { id: 'because', label: 'Because of', type: 'item' },
        {
          id: 'people',
          label: own.length > 0 ? 'People who bought both' : 'People who bought it',
          type: 'number',
          unit: 'people',
        },
        { id: 'basis', label: 'Basis', type: 'text' },
      ],
      rows: scored.slice(0, limit).map(({ item, score, because, both }) => ({
        key: String(item),
        cells: [item, score, because, both, own.length > 0 ? 'own purchases' : 'popular with everybody'],
        people: both,
      })),
      total: scored.length,
      n: baskets,
      people: baskets,
    };
  },
  rows({ orders }, { person }, context, key) {
    const item = parseIdKey(key);
    const known = itemsByPerson(orders, context).has(person);
    // What a suggestion rests on: the person's own purchases, or else everybody's of that item.
    const has = (i: number) => orders.lineItem.subarray(orders.lineStart[i], orders.lineStart[i + 1]).includes(item);
    const wanted = known ? (i: number) => item > 0 && orders.buyer[i] === person : has;
    return { table: 'orders', indices: selectSales(orders, context, wanted) };
  },
});
