import type { Migration } from '../migration.ts';

/** Countries of people: of visitors by the address they came from, which is part of who they are; of others as exports tell. */
export const countries: Migration = {
  number: 20,
  name: 'countries',
  sql: `
    -- ISO 3166-1 alpha-2; '' = not known
    ALTER TABLE people ADD COLUMN country TEXT NOT NULL DEFAULT '';
    -- What an import says; the latest one counts, and undo takes it out again.
    CREATE TABLE person_countries (
      person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      country TEXT NOT NULL,
      PRIMARY KEY (person_id, run_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX person_countries_run ON person_countries (run_id);
  `,
};
