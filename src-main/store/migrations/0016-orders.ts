import type { Migration } from '../migration.ts';
import { moveOrders } from '../orders/move.ts';

/** Orders live in columns, as events do (docs/decisions/0018-orders-in-columns.md), not in rows. */
export const orders: Migration = {
  number: 16,
  name: 'orders',
  sql: `
    -- A segment holds up to some 65,000 orders of one partition (a hash of the order's key modulo the number of partitions),
    -- so that all versions of an order lie in one partition.
    CREATE TABLE order_segments (
      id INTEGER PRIMARY KEY,
      partition INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      lines INTEGER NOT NULL,
      units INTEGER NOT NULL,
      last_id INTEGER NOT NULL,
      -- Orders that count, and when the first and the last of them were.
      current_rows INTEGER NOT NULL,
      from_ms REAL,
      to_ms REAL
    ) STRICT;
    CREATE INDEX order_segments_partition ON order_segments (partition, id);
    -- As in event_columns. Columns item, quantity and price have an entry for each line of an order, text one for each
    -- UTF-16 unit of its number and of the number it gives of its other part.
    CREATE TABLE order_columns (
      segment_id INTEGER NOT NULL REFERENCES order_segments (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      width INTEGER NOT NULL,
      base REAL NOT NULL,
      scale REAL NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (segment_id, name)
    ) STRICT;
    CREATE TABLE order_segment_runs (
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      segment_id INTEGER NOT NULL REFERENCES order_segments (id) ON DELETE CASCADE,
      PRIMARY KEY (run_id, segment_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX order_segment_runs_segment ON order_segment_runs (segment_id);
    -- Currencies and channels.
    CREATE TABLE order_words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    -- Shops and kinds of file within which an order's number is unique.
    CREATE TABLE order_scopes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  `,
  after(db) {
    moveOrders(db);
    db.exec('DROP TABLE order_lines; DROP TABLE orders');
  },
};
