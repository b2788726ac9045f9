import type { Migration } from '../migration.ts';

/**
 * Properties of events: each set of names and values once, named by number in a column that only segments with such events
 * have. Beside them, per import and name, how often a property was kept or left out, and why. Earlier events have none.
 */
export const eventProperties: Migration = {
  number: 33,
  name: 'event-properties',
  sql: `
    CREATE TABLE property_sets (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE run_properties (
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      name TEXT NOT NULL,
      outcome TEXT NOT NULL,
      times INTEGER NOT NULL,
      PRIMARY KEY (run_id, name, outcome)
    ) STRICT, WITHOUT ROWID;
  `,
};
