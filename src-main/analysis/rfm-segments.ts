import * as z from 'zod';
import type { OrderColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { type Buyer, buyersOf, selectSales } from './base/orders.ts';
import { medianOf } from './base/scan.ts';
import { dayFinder } from './base/zone.ts';

/** Segments by recency score, mean of frequency and money score, and purchase days; the first rule that fits wins. */
const RULES: readonly { id: string; label: string; fits(recency: number, value: number, days: number): boolean }[] = [
  { id: 'champions', label: 'Champions', fits: (r, v) => r >= 4 && v >= 4 },
  // Before loyal: one large order does not make a regular.
  { id: 'new', label: 'New', fits: (r, _v, days) => r === 5 && days === 1 },
  { id: 'loyal', label: 'Loyal', fits: (r, v) => r >= 3 && v >= 3 },
  { id: 'promising', label: 'Promising', fits: (r) => r >= 4 },
  { id: 'need-attention', label: 'Need attention', fits: (r, v) => r === 3 && v < 3 },
  { id: 'cannot-lose', label: 'Cannot lose', fits: (r, v) => r <= 1 && v >= 4 },
  { id: 'at-risk', label: 'At risk', fits: (_, v) => v >= 3 },
  { id: 'hibernating', label: 'Hibernating', fits: () => true },
];

/** Scores 1 to 5 by rank in fifths; equal values get the same score (that of the lowest rank among them). */
export function quintiles(values: readonly number[]): Uint8Array {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  const scores = new Uint8Array(values.length);
  order.forEach((i, rank) => {
    const before = rank > 0 ? (order[rank - 1] as number) : -1;
    const tied = before >= 0 && values[before] === values[i];
    scores[i] = tied ? (scores[before] as number) : 1 + Math.floor((rank * 5) / values.length);
  });
  return scores;
}

interface Segmented {
  buyers: Buyer[];
  /** Index into RULES per buyer. */
  segment: number[];
  recencyDays: number[];
}

function segmentsOf(orders: OrderColumns, context: RunContext): Segmented {
  const buyers = [...buyersOf(orders, context).values()].sort((a, b) => a.person - b.person);
  const dayOf = dayFinder(context.zone, context.range);
  const today = dayOf(Math.min(context.range.toMs, context.dataEndMs) - 1);
  const recencyDays = buyers.map((buyer) => today - dayOf(buyer.lastMs));
  const recency = quintiles(recencyDays.map((days) => -days));
  const frequency = quintiles(buyers.map((buyer) => buyer.days));
  const money = quintiles(buyers.map((buyer) => buyer.revenue));
  const segment = buyers.map(({ days }, i) => {
    const value = ((frequency[i] as number) + (money[i] as number)) / 2;
    return RULES.findIndex((rule) => rule.fits(recency[i] as number, value, days));
  });
  return { buyers, segment, recencyDays };
}

/** The segment of one buyer and what it rests on; null for somebody who bought nothing in the period. */
export function segmentOf(orders: OrderColumns, context: RunContext, person: number) {
  const { buyers, segment, recencyDays } = segmentsOf(orders, context);
  const at = buyers.findIndex((buyer) => buyer.person === person);
  const buyer = buyers[at];
  const rule = RULES[segment[at] ?? -1];
  if (!buyer || !rule) return null;
  return { label: rule.label, recencyDays: recencyDays[at] as number, days: buyer.days, revenue: buyer.revenue };
}

/** Who is in a segment, by id of person; `all` = every buyer of the period. */
export function buyersInSegment(orders: OrderColumns, context: RunContext, id: string): number[] {
  const { buyers, segment } = segmentsOf(orders, context);
  return buyers.filter((_, i) => id === 'all' || RULES[segment[i] as number]?.id === id).map(({ person }) => person);
}

/** Buyers by recency, frequency and money. */
export const rfmSegments = defineAnalysis({
  id: 'rfm-segments',
  title: 'Buyers by habit',
  question: 'Who are the best customers, who is new, who is slipping away?',
  definition:
    'RFM (Hughes 1994): each buyer gets a score from 1 to 5 for recency (days since the last purchase), frequency (distinct days with a purchase) and money (revenue), by fifths of all buyers. Champions: recency 4–5, frequency and money 4–5 on average. New: bought lately, and on one day only. Loyal: both 3 or more. Promising: bought lately. Need attention: in the middle. At risk: valuable but not seen lately. Cannot lose: most valuable, longest gone. Hibernating: the rest.',
  area: 'customers',
  purpose: 'service',
  reads: ['orders'],
  params: z.strictObject({}),
  version: 1,
  run({ orders }, _params, context) {
    const { buyers, segment, recencyDays } = segmentsOf(orders, context);
    const revenue = buyers.reduce((sum, buyer) => sum + buyer.revenue, 0);
    const rows = RULES.flatMap(({ id, label }, rule) => {
      const members = buyers.flatMap((buyer, i) =>
        segment[i] === rule ? [{ buyer, recency: recencyDays[i] as number }] : [],
      );
      if (members.length === 0) return [];
      const money = members.reduce((sum, { buyer }) => sum + buyer.revenue, 0);
      const cells = [
        label,
        members.length,
        members.length / buyers.length,
        money,
        revenue > 0 ? money / revenue : null,
        medianOf(members.map((member) => member.recency)),
        medianOf(members.map((member) => member.buyer.days)),
      ];
      return [{ key: id, cells, people: members.length }];
    });
    return {
      kind: 'table',
      columns: [
        { id: 'segment', label: 'Segment', type: 'text' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share of buyers', type: 'number', unit: 'share', isPart: true },
        { id: 'revenue', label: 'Revenue', type: 'number', unit: 'money' },
        { id: 'revenue-share', label: 'Share of revenue', type: 'number', unit: 'share', isPart: true },
        { id: 'recency', label: 'Median days since last purchase', type: 'number', unit: 'days' },
        { id: 'frequency', label: 'Median purchase days', type: 'number', unit: 'days' },
      ],
      rows,
      total: rows.length,
      n: buyers.length,
      people: buyers.length,
    };
  },
  rows({ orders }, _params, context, key) {
    const { buyers, segment } = segmentsOf(orders, context);
    const rule = RULES.findIndex((entry) => entry.id === key);
    const members = new Set(buyers.filter((_, i) => segment[i] === rule).map((buyer) => buyer.person));
    return { table: 'orders', indices: selectSales(orders, context, (i) => members.has(orders.buyer[i] as number)) };
  },
});
