import type { OrderRow } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';
import { contentHash, idOfItem, place, type Saved } from './records.ts';

/** Saves an order with its lines under its natural key (shop, order number). */
export function saveOrder(db: WriteDb, runId: number, row: OrderRow, buyer: number, scope: string): Saved {
  const { part = '', ref = '' } = row;
  const aside = part === '' && ref === '' ? [] : [part, ref];
  const content = contentHash([row.atMs, row.currency, row.total, row.status, row.channel, row.lines, buyer, ...aside]);
  const weight = part === 'items' ? 0 : 1;
  return place(db, 'orders', { key: [scope, row.key], runId, line: row.line, content, weight }, (current) => {
    const { lastInsertRowid } = run(
      db,
      'INSERT INTO orders (run_id, line, current, content_hash, scope, key, at_ms, buyer_id, currency, total, status, channel, part, ref) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      runId,
      row.line,
      current,
      content,
      scope,
      row.key,
      Math.round(row.atMs),
      buyer,
      row.currency,
      row.total,
      row.status,
      row.channel,
      part,
      ref,
    );
    const id = Number(lastInsertRowid);
    row.lines.forEach((line, position) => {
      const item = idOfItem(db, line.item || line.sku);
      if (item > 0)
        run(db, 'INSERT INTO order_lines VALUES (?, ?, ?, ?, ?)', id, position, item, line.quantity, line.unitPrice);
    });
    return id;
  });
}

/** A payment is made when something is ordered, or within these days of it. */
const NEAR_MS = 7 * 86_400_000;

/**
 * Ids of payments that belong to an order of another shop or file, by the number that one of them gives of the other:
 * one sale, which counts once, as the order. Numbers alone could meet by chance: currency and time must fit, too.
 */
export function listPaymentsOfOrders(db: ReadDb): number[] {
  if (!get(db, "SELECT 1 FROM orders WHERE part = 'payment' LIMIT 1")) return [];
  return all<{ id: number }>(
    db,
    `WITH scopes AS MATERIALIZED (SELECT DISTINCT scope FROM orders)
     SELECT p.id FROM orders p WHERE p.part = 'payment' AND p.current = 1 AND (
       EXISTS (
         SELECT 1 FROM scopes s JOIN orders o ON o.scope = s.scope AND o.key IN (p.ref, '#' || p.ref)
         WHERE p.ref <> '' AND s.scope <> p.scope AND o.current = 1 AND o.part <> 'payment'
           AND o.currency IN (p.currency, '') AND abs(o.at_ms - p.at_ms) <= :near
       ) OR EXISTS (
         SELECT 1 FROM orders o WHERE o.ref <> '' AND o.ref = p.key AND o.scope <> p.scope AND o.current = 1
           AND o.part <> 'payment' AND o.currency IN (p.currency, '') AND abs(o.at_ms - p.at_ms) <= :near
       )
     ) ORDER BY p.id`.replaceAll(':near', String(NEAR_MS)),
  ).map(({ id }) => id);
}
