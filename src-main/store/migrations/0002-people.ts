import type { Migration } from '../migration.ts';

/** People as pseudonyms: keyed hashes for joining, clear values only in the vault, consents with their history. */
export const people: Migration = {
  number: 2,
  name: 'people',
  sql: `
    CREATE TABLE people (
      id INTEGER PRIMARY KEY,
      restricted INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE identifiers (
      id INTEGER PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      scope TEXT NOT NULL,
      person_id INTEGER NOT NULL REFERENCES people (id)
    ) STRICT;
    CREATE INDEX identifiers_person ON identifiers (person_id);
    -- Which run brought which identifier: a person lives as long as one run still holds one of theirs.
    CREATE TABLE sightings (
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      identifier_id INTEGER NOT NULL REFERENCES identifiers (id),
      PRIMARY KEY (run_id, identifier_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sightings_identifier ON sightings (identifier_id);
    CREATE TABLE vault (
      identifier_id INTEGER PRIMARY KEY REFERENCES identifiers (id) ON DELETE CASCADE,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE consents (
      id INTEGER PRIMARY KEY,
      person_id INTEGER NOT NULL REFERENCES people (id),
      purpose TEXT NOT NULL,
      state TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      wording TEXT NOT NULL,
      run_id INTEGER REFERENCES import_runs (id),
      line INTEGER,
      UNIQUE (person_id, purpose, at_ms, state, run_id)
    ) STRICT;
    CREATE INDEX consents_person ON consents (person_id, purpose, at_ms);
    CREATE INDEX consents_run ON consents (run_id);
  `,
};
