import type { Migration } from '../migration.ts';

/** Hits and events live in columnar segments (see docs/decisions/0002-events-in-columns.md), not in rows. */
export const events: Migration = {
  number: 4,
  name: 'events',
  sql: `
    CREATE TABLE pages (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE sources (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, name TEXT NOT NULL, channel INTEGER NOT NULL) STRICT;
    CREATE TABLE agents (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, browser TEXT NOT NULL, os TEXT NOT NULL, device INTEGER NOT NULL, bot INTEGER NOT NULL) STRICT;

    -- The order in which runs brought events: the first to bring a hit holds it, later ones repeat it.
    CREATE TABLE event_runs (
      seq INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL UNIQUE REFERENCES import_runs (id)
    ) STRICT;
    -- A segment holds up to some 100,000 events of one partition (person id modulo the number of partitions),
    -- by person, then time, then arrival. The segments of one chain follow each other in that order;
    -- chains are numbered by age, and where two hold the same person and instant the older one comes first.
    CREATE TABLE event_segments (
      id INTEGER PRIMARY KEY,
      partition INTEGER NOT NULL,
      chain INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      people INTEGER NOT NULL,
      first_person INTEGER NOT NULL,
      last_person INTEGER NOT NULL,
      from_ms REAL NOT NULL,
      to_ms REAL NOT NULL
    ) STRICT;
    CREATE INDEX event_segments_partition ON event_segments (partition, chain, id);
    CREATE TABLE segment_runs (
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      segment_id INTEGER NOT NULL REFERENCES event_segments (id) ON DELETE CASCADE,
      rows INTEGER NOT NULL,
      PRIMARY KEY (run_id, segment_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX segment_runs_segment ON segment_runs (segment_id);
    -- width = bytes a value takes in data (0 = every value is base); value = base + scale * stored number.
    CREATE TABLE event_columns (
      segment_id INTEGER NOT NULL REFERENCES event_segments (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      width INTEGER NOT NULL,
      base REAL NOT NULL,
      scale REAL NOT NULL,
      data BLOB NOT NULL,
      PRIMARY KEY (segment_id, name)
    ) STRICT;
    -- Keys of every hit a run brought (keys) or found there already (repeats: key and line), by hour:
    -- how the same log is recognised under another name.
    CREATE TABLE event_keys (
      hour INTEGER NOT NULL,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      part INTEGER NOT NULL,
      keys BLOB NOT NULL,
      repeats BLOB NOT NULL,
      PRIMARY KEY (hour, run_id, part)
    ) STRICT;
    CREATE INDEX event_keys_run ON event_keys (run_id, hour);
  `,
};
