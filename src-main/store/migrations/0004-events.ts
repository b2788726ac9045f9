import type { Migration } from '../migration.ts';

/** Hits and events live in columnar segments (see docs/decisions/0002-events-in-columns.md), not in rows. */
export const events: Migration = {
  number: 4,
  name: 'events',
  sql: `
    CREATE TABLE pages (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE sources (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, name TEXT NOT NULL, channel INTEGER NOT NULL) STRICT;
    CREATE TABLE agents (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, browser TEXT NOT NULL, os TEXT NOT NULL, device INTEGER NOT NULL, bot INTEGER NOT NULL) STRICT;

    -- A segment holds up to some 100,000 events of one partition (person id modulo the number of partitions).
    CREATE TABLE event_segments (
      id INTEGER PRIMARY KEY,
      partition INTEGER NOT NULL,
      -- 0 = as written by a run; higher = merged.
      level INTEGER NOT NULL,
      -- Set while level = 0; merged segments hold several runs.
      run_id INTEGER REFERENCES import_runs (id),
      rows INTEGER NOT NULL,
      from_ms REAL NOT NULL,
      to_ms REAL NOT NULL
    ) STRICT;
    CREATE INDEX event_segments_partition ON event_segments (partition, level);
    CREATE INDEX event_segments_run ON event_segments (run_id);
    CREATE TABLE event_columns (
      segment_id INTEGER NOT NULL REFERENCES event_segments (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (segment_id, name)
    ) STRICT;
    -- Keys of every hit a run brought or repeated, by hour: how the same log is recognised under another name.
    CREATE TABLE event_keys (
      hour INTEGER NOT NULL,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      part INTEGER NOT NULL,
      keys BLOB NOT NULL,
      PRIMARY KEY (hour, run_id, part)
    ) STRICT;
    CREATE INDEX event_keys_run ON event_keys (run_id);
  `,
};
