import type { Migration } from '../migration.ts';

/** What was handed out, when and to whom, so that no later file can be subtracted from it; and the budget of noisy figures. */
export const exportLog: Migration = {
  number: 23,
  name: 'exports',
  sql: `
    -- Nothing here is about a person. Never deleted: what is out is out.
    CREATE TABLE exports (
      id INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      -- Kind of file.
      kind TEXT NOT NULL,
      recipient TEXT NOT NULL,
      -- JSON: dates, robots, segment.
      filter TEXT NOT NULL,
      -- Imports up to this one were in it.
      last_run INTEGER NOT NULL,
      -- Thousandths of epsilon that noisy figures used up; 0 = a file without noise.
      milli_epsilon INTEGER NOT NULL CHECK (milli_epsilon >= 0),
      -- Of the file.
      sha256 BLOB NOT NULL
    ) STRICT;
    CREATE TABLE export_parts (
      export_id INTEGER NOT NULL REFERENCES exports (id),
      analysis TEXT NOT NULL,
      -- SHA-256 of the figures as they were handed out.
      figures BLOB NOT NULL,
      PRIMARY KEY (export_id, analysis)
    ) STRICT, WITHOUT ROWID;
    -- How much stood behind it: rows about people that might be used for the purpose, under the filter.
    CREATE TABLE export_scopes (
      export_id INTEGER NOT NULL REFERENCES exports (id),
      purpose TEXT NOT NULL,
      record TEXT NOT NULL CHECK (record IN ('events', 'orders', 'messages')),
      rows INTEGER NOT NULL,
      people INTEGER NOT NULL,
      PRIMARY KEY (export_id, purpose, record)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE noise_budget (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      milli_epsilon INTEGER NOT NULL CHECK (milli_epsilon >= 0)
    ) STRICT;
  `,
};
