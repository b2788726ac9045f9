import type { Migration } from '../migration.ts';

const VERSION = `
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      line INTEGER NOT NULL,
      current INTEGER NOT NULL DEFAULT 1,
      content_hash BLOB NOT NULL`;

/** Figures of other tools, the catalogue, more counts of posts and ads, and how a file's open questions were answered. */
export const figures: Migration = {
  number: 5,
  name: 'figures',
  sql: `
    ALTER TABLE import_runs ADD COLUMN choices TEXT;
    -- How the file was read, and a digest of all of it: the very same file read the same way needs no reading again.
    ALTER TABLE import_runs ADD COLUMN read_as TEXT;
    ALTER TABLE import_runs ADD COLUMN whole_digest BLOB;
    -- The run that brought what this one would have brought again.
    ALTER TABLE import_runs ADD COLUMN same_as INTEGER REFERENCES import_runs (id);
    CREATE INDEX import_runs_same ON import_runs (same_as);
    CREATE INDEX import_runs_sha256 ON import_runs (file_sha256);
    ALTER TABLE messages ADD COLUMN reach INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE messages ADD COLUMN saves INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE messages ADD COLUMN clicks INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE campaigns ADD COLUMN ad_group TEXT NOT NULL DEFAULT '';
    ALTER TABLE campaigns ADD COLUMN ad TEXT NOT NULL DEFAULT '';
    ALTER TABLE campaigns ADD COLUMN reach INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE campaigns ADD COLUMN revenue REAL NOT NULL DEFAULT 0;

    -- A folder whose new files are offered for import, and the files that are not to be offered again.
    CREATE TABLE watch (id INTEGER PRIMARY KEY CHECK (id = 1), folder TEXT NOT NULL) STRICT;
    CREATE TABLE watch_ignored (fingerprint BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

    CREATE TABLE figures (${VERSION},
      -- Network and account, and below it metric, dimension, item and period: together what the figure is about.
      scope TEXT NOT NULL,
      key TEXT NOT NULL,
      network TEXT NOT NULL,
      account TEXT NOT NULL,
      metric TEXT NOT NULL,
      dimension TEXT NOT NULL,
      item TEXT NOT NULL,
      from_ms INTEGER NOT NULL,
      to_ms INTEGER NOT NULL,
      value REAL NOT NULL,
      currency TEXT NOT NULL,
      UNIQUE (scope, key, run_id)
    ) STRICT;
    CREATE INDEX figures_run ON figures (run_id);
    CREATE TABLE products (${VERSION},
      scope TEXT NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      sku TEXT NOT NULL,
      category TEXT NOT NULL,
      price REAL,
      currency TEXT NOT NULL,
      stock REAL,
      active INTEGER NOT NULL,
      UNIQUE (scope, key, run_id)
    ) STRICT;
    CREATE INDEX products_run ON products (run_id);
  `,
};
