import type { Migration } from '../migration.ts';

/** How long data is kept, by source and purpose, and the counts that are left of what went. */
export const retention: Migration = {
  number: 14,
  name: 'retention',
  sql: `
    -- The source is one import (run_id > 0), every import of a format (run_id = 0), or every import (format = '' too).
    CREATE TABLE retention_rules (
      run_id INTEGER NOT NULL,
      format TEXT NOT NULL,
      -- A purpose, or 'all' for those that have no rule of their own for this source.
      purpose TEXT NOT NULL,
      months INTEGER NOT NULL CHECK (months >= 1),
      PRIMARY KEY (run_id, format, purpose)
    ) STRICT, WITHOUT ROWID;
    -- Rows that went, counted by month, where enough people stood behind them. Nothing here is about a person.
    CREATE TABLE retained_counts (
      month TEXT NOT NULL,
      format TEXT NOT NULL,
      record TEXT NOT NULL,
      currency TEXT NOT NULL,
      rows INTEGER NOT NULL,
      total REAL NOT NULL,
      PRIMARY KEY (month, format, record, currency)
    ) STRICT, WITHOUT ROWID;
  `,
};
