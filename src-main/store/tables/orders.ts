import type { OrderRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { contentHash, idOfItem, place, type Saved } from './records.ts';

/** Saves an order with its lines under its natural key (shop, order number). */
export function saveOrder(db: WriteDb, runId: number, row: OrderRow, buyer: number, scope: string): Saved {
  const content = contentHash([row.atMs, row.currency, row.total, row.status, row.channel, row.lines, buyer]);
  return place(db, 'orders', { key: [scope, row.key], runId, line: row.line, content, weight: 0 }, (current) => {
    const { lastInsertRowid } = run(
      db,
      'INSERT INTO orders (run_id, line, current, content_hash, scope, key, at_ms, buyer_id, currency, total, status, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
