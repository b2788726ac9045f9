import type { ReadDb } from '../db.ts';
import { listSaleChoices } from '../tables/sale-choices.ts';
import type { OrderBlock } from './block.ts';
import { listPaymentsOfOrders } from './payments.ts';
import { listAllSegments, readColumn, readColumns, type Segment } from './segments.ts';
import { scopesOf } from './words.ts';

/** Systems note a sale when it is ordered or paid, some by the day only: within a day of each other it can be the same one. */
const NEAR_MS = 86_400_000;
/** Scopes that are told apart in one pass; a business has a handful. */
const MOST_SCOPES = 32;

interface Sale {
  id: number;
  scope: number;
  atMs: number;
}

/** Orders of two systems that look like the same sales, one of each system in every pair. */
interface Twins {
  one: number;
  other: number;
  pairs: { one: number; other: number }[];
}

const NAMES = ['id', 'current', 'scope', 'currency', 'at', 'total', 'buyer'] as const;
type Block = Pick<OrderBlock, (typeof NAMES)[number]>;

/** Buyers of more than one system, as flags by person. Empty when all orders are of one system. */
function sharedBuyers(db: ReadDb, segments: readonly Segment[]): Uint8Array {
  const places = new Map<number, number>();
  let largest = 0;
  const seen = segments.map((segment) => {
    const scope = readColumn(db, segment, 'scope');
    const buyer = readColumn(db, segment, 'buyer');
    for (const one of scope) if (!places.has(one)) places.set(one, places.size);
    largest = buyer.reduce((most, one) => Math.max(most, one), largest);
    return { scope, buyer };
  });
  if (places.size < 2 || places.size > MOST_SCOPES) return new Uint8Array(0);
  const systems = new Uint32Array(largest + 1);
  for (const { scope, buyer } of seen)
    for (const [row, who] of buyer.entries())
      systems[who] = (systems[who] ?? 0) | (1 << (places.get(scope[row] ?? 0) ?? 0));
  // More than one bit is set.
  return Uint8Array.from(systems, (bits, who) => (who > 0 && (bits & (bits - 1)) !== 0 ? 1 : 0));
}

/** Sales that count, by buyer, currency and amount: what can be the same sale has these in common. */
function salesAlike(db: ReadDb, skipped: ReadonlySet<number>): Map<string, Sale[]> {
  const segments = listAllSegments(db);
  const shared = sharedBuyers(db, segments);
  const found = new Map<string, Sale[]>();
  if (!shared.includes(1)) return found;
  for (const segment of segments) {
    const block: Block = readColumns(db, segment, NAMES);
    for (let row = 0; row < segment.rows; row++) {
      const total = block.total[row] as number;
      const buyer = block.buyer[row] as number;
      if (block.current[row] === 0 || shared[buyer] !== 1 || !(total > 0)) continue;
      const sale = { id: block.id[row] as number, scope: block.scope[row] as number, atMs: block.at[row] as number };
      if (skipped.has(sale.id)) continue;
      const key = `${buyer} ${block.currency[row]} ${Math.round(total * 100)}`;
      const alike = found.get(key);
      if (alike) alike.push(sale);
      else found.set(key, [sale]);
    }
  }
  return found;
}

/** Pairs of two lists of sales in the order of time, each sale in one pair at most: as many as there can be. */
function pairUp(ones: readonly Sale[], others: readonly Sale[]): { one: number; other: number }[] {
  const pairs: { one: number; other: number }[] = [];
  for (let i = 0, j = 0; i < ones.length && j < others.length; ) {
    const [one, other] = [ones[i] as Sale, others[j] as Sale];
    if (Math.abs(one.atMs - other.atMs) <= NEAR_MS) {
      pairs.push({ one: one.id, other: other.id });
      i++;
      j++;
    } else if (one.atMs < other.atMs) i++;
    else j++;
  }
  return pairs;
}

const inTime = (sales: readonly Sale[]): Sale[] => sales.toSorted((a, b) => a.atMs - b.atMs || a.id - b.id);

/** Pairs of each two systems; every sale may be in one pair of each. `one` is the system that was met first. */
function twinsIn(alike: ReadonlyMap<string, readonly Sale[]>): Twins[] {
  const found = new Map<string, Twins>();
  for (const sales of alike.values()) {
    if (sales.length < 2) continue;
    const scopes = [...Map.groupBy(sales, ({ scope }) => scope)].sort(([a], [b]) => a - b);
    for (const [i, [one, ones]] of scopes.entries())
      for (const [other, others] of scopes.slice(i + 1)) {
        const pairs = pairUp(inTime(ones), inTime(others));
        if (pairs.length === 0) continue;
        const key = `${one} ${other}`;
        const known = found.get(key);
        if (known) known.pairs.push(...pairs);
        else found.set(key, { one, other, pairs });
      }
  }
  return [...found.values()];
}

/**
 * How many orders of two systems look like the same sales: same buyer, currency and amount, at most a day apart. Payments
 * that name their order are not among them. `one` and `other` are names of shops or kinds of file.
 */
export function listTwins(db: ReadDb): { one: string; other: string; sales: number }[] {
  const names = scopesOf(db);
  return twinsIn(salesAlike(db, new Set(listPaymentsOfOrders(db)))).map(({ one, other, pairs }) => ({
    one: names.get(one) ?? '',
    other: names.get(other) ?? '',
    sales: pairs.length,
  }));
}

/**
 * Ids of orders that do not count because the owner said so of their system and the other one has the same sale. Choices
 * are gone through one after the other, and only sales that still count stand for others: of each sale one always counts.
 */
export function listTwinsLeftOut(db: ReadDb, payments: readonly number[]): number[] {
  const choices = listSaleChoices(db);
  if (choices.length === 0) return [];
  const ids = new Map([...scopesOf(db)].map(([id, name]) => [name, id]));
  const alike = salesAlike(db, new Set(payments));
  const gone = new Set<number>();
  for (const { counted, leftOut } of choices) {
    const [kept, other] = [ids.get(counted), ids.get(leftOut)];
    if (kept === undefined || other === undefined) continue;
    for (const sales of alike.values()) {
      const left = sales.filter(({ id }) => !gone.has(id));
      const of = (scope: number) => inTime(left.filter((sale) => sale.scope === scope));
      for (const pair of pairUp(of(kept), of(other))) gone.add(pair.other);
    }
  }
  return [...gone].sort((a, b) => a - b);
}
