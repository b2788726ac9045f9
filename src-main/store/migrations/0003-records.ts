import type { Migration } from '../migration.ts';

const version = (fields: string, key: string) => `
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      line INTEGER NOT NULL,
      -- 1 = the version that counts; older versions stay so that undo can bring them back.
      current INTEGER NOT NULL DEFAULT 1,
      content_hash BLOB NOT NULL,
      ${fields},
      UNIQUE (${key}, run_id)`;

/** Messages, orders, campaigns: one row per natural key and import run, the newest of them current. */
export const records: Migration = {
  number: 3,
  name: 'records',
  sql: `
    CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    CREATE TABLE messages (${version(
      `network TEXT NOT NULL,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      at_ms INTEGER,
      author_id INTEGER NOT NULL DEFAULT 0,
      own INTEGER NOT NULL,
      text TEXT NOT NULL,
      language TEXT NOT NULL,
      rating REAL,
      likes INTEGER NOT NULL,
      shares INTEGER NOT NULL,
      replies INTEGER NOT NULL,
      views INTEGER NOT NULL,
      reply_to_key TEXT,
      url TEXT,
      item_id INTEGER NOT NULL DEFAULT 0,
      sentiment REAL,
      sentiment_version INTEGER NOT NULL DEFAULT 0`,
      'network, key',
    )}
    ) STRICT;
    CREATE INDEX messages_run ON messages (run_id);
    CREATE INDEX messages_author ON messages (author_id);

    CREATE TABLE orders (${version(
      `scope TEXT NOT NULL,
      key TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      buyer_id INTEGER NOT NULL DEFAULT 0,
      currency TEXT NOT NULL,
      total REAL NOT NULL,
      status TEXT NOT NULL,
      channel TEXT NOT NULL`,
      'scope, key',
    )}
    ) STRICT;
    CREATE INDEX orders_run ON orders (run_id);
    CREATE INDEX orders_buyer ON orders (buyer_id);
    CREATE TABLE order_lines (
      order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      item_id INTEGER NOT NULL REFERENCES items (id),
      quantity REAL NOT NULL,
      unit_price REAL NOT NULL,
      PRIMARY KEY (order_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX order_lines_item ON order_lines (item_id);

    CREATE TABLE campaigns (${version(
      `network TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL,
      currency TEXT NOT NULL,
      spend REAL NOT NULL,
      impressions INTEGER NOT NULL,
      clicks INTEGER NOT NULL,
      conversions REAL NOT NULL`,
      'network, key',
    )}
    ) STRICT;
    CREATE INDEX campaigns_run ON campaigns (run_id);

    -- Runs that brought exactly what another run had brought before: undoing the first must leave the row.
    CREATE TABLE repeats (
      record TEXT NOT NULL,
      record_id INTEGER NOT NULL,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      line INTEGER NOT NULL,
      PRIMARY KEY (record, record_id, run_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX repeats_run ON repeats (run_id);
  `,
};
