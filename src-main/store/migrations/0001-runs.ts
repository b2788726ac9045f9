import type { Migration } from '../migration.ts';

/** Settings, import runs and what they could not read, remembered mappings, jobs, audit log. */
export const runs: Migration = {
  number: 1,
  name: 'runs',
  sql: `
    CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
    CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO counters VALUES ('revision', 0);

    CREATE TABLE import_runs (
      id INTEGER PRIMARY KEY,
      file_name TEXT NOT NULL,
      file_sha256 BLOB,
      size_bytes INTEGER NOT NULL,
      format TEXT NOT NULL,
      mapping TEXT,
      state TEXT NOT NULL CHECK (state IN ('running', 'ready', 'undone', 'failed', 'cancelled')),
      started_ms INTEGER NOT NULL,
      finished_ms INTEGER,
      kept INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0,
      from_ms REAL,
      to_ms REAL,
      sample INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE run_basis (
      run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
      purpose TEXT NOT NULL,
      basis TEXT NOT NULL,
      PRIMARY KEY (run_id, purpose)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rejections (
      run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
      line INTEGER NOT NULL,
      code TEXT NOT NULL,
      field TEXT NOT NULL
    ) STRICT;
    CREATE INDEX rejections_run ON rejections (run_id, line);
    CREATE TABLE rejection_counts (
      run_id INTEGER NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
      code TEXT NOT NULL,
      rows INTEGER NOT NULL,
      PRIMARY KEY (run_id, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mappings (signature TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE jobs (id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      action TEXT NOT NULL,
      facts TEXT NOT NULL,
      previous BLOB NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END;
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit log is append-only'); END;
  `,
};
