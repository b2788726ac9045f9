import type { ProductRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { contentHash, place, type Saved } from './records.ts';

/** Saves a product of a catalogue under its key within the shop. */
export function saveProduct(db: WriteDb, runId: number, row: ProductRow): Saved {
  const content = contentHash([row.name, row.sku, row.category, row.price, row.currency, row.stock, row.active]);
  return place(db, 'products', { key: [row.scope, row.key], runId, line: row.line, content, weight: 0 }, (current) =>
    Number(
      run(
        db,
        `INSERT INTO products (run_id, line, current, content_hash, scope, key, name, sku, category, price, currency, stock, active)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        runId,
        row.line,
        current,
        content,
        row.scope,
        row.key,
        row.name,
        row.sku,
        row.category,
        row.price,
        row.currency,
        row.stock,
        row.active ? 1 : 0,
      ).lastInsertRowid,
    ),
  );
}
