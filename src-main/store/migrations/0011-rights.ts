import type { Migration } from '../migration.ts';

/** Requests of people about their data, and whom later imports must leave out. */
export const rights: Migration = {
  number: 11,
  name: 'rights',
  sql: `
    -- Fingerprints of the keyed identifier hashes of people who were erased. keep = 1: their rows may come in again, without them.
    CREATE TABLE suppressed (
      mark BLOB PRIMARY KEY,
      kind TEXT NOT NULL,
      scope TEXT NOT NULL,
      keep INTEGER NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE import_runs ADD COLUMN suppressed INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE requests (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      law TEXT NOT NULL,
      channel TEXT NOT NULL,
      received_ms INTEGER NOT NULL,
      confirm_by_ms INTEGER,
      due_ms INTEGER NOT NULL,
      extended INTEGER NOT NULL DEFAULT 0,
      -- Null before the person is found, and again once they are erased.
      person_id INTEGER,
      -- Fingerprint of one of their identifiers: recognises the same person's next request after erasure, too.
      subject BLOB,
      identity TEXT NOT NULL DEFAULT 'open' CHECK (identity IN ('open', 'confirmed', 'failed')),
      identity_note TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
      closed_ms INTEGER
    ) STRICT;
    CREATE INDEX requests_person ON requests (person_id);
    CREATE INDEX requests_subject ON requests (subject);
  `,
};
