import type { OrderColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { dayFinder } from './zone.ts';

const PAID = 1;

/** Code of the currency most orders are in; money in other currencies is never added to it. */
export function mainCurrency(orders: OrderColumns): number {
  const counts = new Uint32Array(256);
  for (const code of orders.currency) counts[code] = (counts[code] as number) + 1;
  let best = 0;
  for (let code = 1; code < 256; code++) if ((counts[code] as number) > (counts[best] as number)) best = code;
  return best;
}

/** Whether order i is a sale of the period: paid, dated inside. */
export function saleFilter(orders: OrderColumns, { range }: RunContext): (i: number) => boolean {
  return (i) =>
    orders.status[i] === PAID && (orders.at[i] as number) >= range.fromMs && (orders.at[i] as number) < range.toMs;
}

/** Revenue of order i in the main currency; 0 for orders in another one. */
export function revenueOf(orders: OrderColumns): (i: number) => number {
  const main = mainCurrency(orders);
  return (i) => (orders.currency[i] === main ? (orders.total[i] as number) : 0);
}

/** What one buyer did in the period. */
export interface Buyer {
  person: number;
  orders: number;
  revenue: number;
  /** Distinct local days with a purchase. */
  days: number;
  firstMs: number;
  lastMs: number;
}

/** All known buyers of the period, by person id. */
export function buyersOf(orders: OrderColumns, context: RunContext): Map<number, Buyer> {
  const isSale = saleFilter(orders, context);
  const revenue = revenueOf(orders);
  const dayOf = dayFinder(context.zone, context.range);
  const buyers = new Map<number, Buyer & { lastDay: number }>();
  for (let i = 0; i < orders.length; i++) {
    const person = orders.buyer[i] as number;
    if (person === 0 || !isSale(i)) continue;
    const at = orders.at[i] as number;
    const day = dayOf(at);
    const buyer = buyers.get(person);
    if (!buyer) {
      buyers.set(person, { person, orders: 1, revenue: revenue(i), days: 1, firstMs: at, lastMs: at, lastDay: day });
      continue;
    }
    // Orders lie in time order, so a day already seen is the last one seen.
    if (day !== buyer.lastDay) buyer.days++;
    buyer.lastDay = day;
    buyer.orders++;
    buyer.revenue += revenue(i);
    buyer.lastMs = at;
  }
  return buyers;
}

/** Row numbers of the period's sales that fulfil the condition, newest first. */
export function selectSales(orders: OrderColumns, context: RunContext, wanted: (i: number) => boolean): Uint32Array {
  const isSale = saleFilter(orders, context);
  const found: number[] = [];
  for (let i = orders.length - 1; i >= 0; i--) if (isSale(i) && wanted(i)) found.push(i);
  return Uint32Array.from(found);
}

/** Items each person bought in the period, with the number of orders they are in. */
export function itemsByPerson(orders: OrderColumns, context: RunContext): Map<number, Map<number, number>> {
  const isSale = saleFilter(orders, context);
  const bought = new Map<number, Map<number, number>>();
  for (let i = 0; i < orders.length; i++) {
    const person = orders.buyer[i] as number;
    if (person === 0 || !isSale(i)) continue;
    const items = bought.get(person) ?? new Map<number, number>();
    for (let line = orders.lineStart[i] as number; line < (orders.lineStart[i + 1] as number); line++) {
      const item = orders.lineItem[line] as number;
      if (item > 0) items.set(item, (items.get(item) ?? 0) + 1);
    }
    if (items.size > 0) bought.set(person, items);
  }
  return bought;
}

/** How many people have both items, for every pair, and how many have each. Pairs are numbered a × size + b with a < b. */
export function pairCounts(
  baskets: Iterable<readonly number[]>,
  size: number,
): { single: Uint32Array; pairs: Map<number, number>; baskets: number } {
  const single = new Uint32Array(size);
  const pairs = new Map<number, number>();
  let count = 0;
  for (const basket of baskets) {
    count++;
    const items = [...basket].sort((a, b) => a - b);
    items.forEach((a, x) => {
      single[a] = (single[a] as number) + 1;
      for (let y = x + 1; y < items.length; y++) {
        const pair = a * size + (items[y] as number);
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    });
  }
  return { single, pairs, baskets: count };
}
