import type { ReadDb } from '../db.ts';
import { keyOf, type OrderBlock, PAYMENT, refOf, startsOf } from './block.ts';
import { listAllSegments, readColumn, readColumns, type Segment } from './segments.ts';

/** A payment is made when something is ordered, or within these days of it. */
const NEAR_MS = 7 * 86_400_000;

/** One sale as far as it can be compared; `currency` and `scope` are ids of the store. */
interface Sale {
  id: number;
  key: string;
  ref: string;
  scope: number;
  currency: number;
  atMs: number;
}

const NAMES = ['id', 'current', 'part', 'scope', 'currency', 'at', 'lines', 'keyUnits', 'refUnits', 'text'] as const;

/** Payments that count, or everything else that counts. */
function* salesOf(db: ReadDb, segments: readonly Segment[], payments: boolean): Generator<Sale> {
  for (const segment of segments) {
    const block: Pick<OrderBlock, (typeof NAMES)[number]> = readColumns(db, segment, NAMES);
    const starts = startsOf(block, segment.rows);
    for (let row = 0; row < segment.rows; row++) {
      if (block.current[row] === 0 || (block.part[row] === PAYMENT) !== payments) continue;
      yield {
        id: block.id[row] as number,
        key: keyOf(block, starts, row),
        ref: refOf(block, starts, row),
        scope: block.scope[row] as number,
        currency: block.currency[row] as number,
        atMs: block.at[row] as number,
      };
    }
  }
}

const fits = (payment: Sale, order: Sale): boolean =>
  order.scope !== payment.scope &&
  (order.currency === payment.currency || order.currency === 0) &&
  Math.abs(order.atMs - payment.atMs) <= NEAR_MS;

function note(map: Map<string, Sale[]>, key: string, sale: Sale): void {
  const known = map.get(key);
  if (known) known.push(sale);
  else map.set(key, [sale]);
}

/**
 * Ids of payments that belong to an order of another shop or file, by the number that one of them gives of the other:
 * one sale, which counts once, as the order. Numbers alone could meet by chance: currency and time must fit, too.
 */
export function listPaymentsOfOrders(db: ReadDb): number[] {
  const segments = listAllSegments(db);
  const holding = segments.filter((segment) => readColumn(db, segment, 'part').includes(PAYMENT));
  const byRef = new Map<string, Sale[]>();
  const byKey = new Map<string, Sale[]>();
  for (const payment of salesOf(db, holding, true)) {
    note(byKey, payment.key, payment);
    if (payment.ref === '') continue;
    note(byRef, payment.ref, payment);
    note(byRef, `#${payment.ref}`, payment);
  }
  if (byKey.size === 0) return [];
  const found = new Set<number>();
  for (const order of salesOf(db, segments, false)) {
    const named = [...(byRef.get(order.key) ?? []), ...(order.ref === '' ? [] : (byKey.get(order.ref) ?? []))];
    for (const payment of named) if (fits(payment, order)) found.add(payment.id);
  }
  return [...found].sort((a, b) => a - b);
}
