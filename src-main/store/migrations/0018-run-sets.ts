import type { Migration } from '../migration.ts';

/** Parts of one export (a set of zips) that were imported together are one import: they are undone together. */
export const runSets: Migration = {
  number: 18,
  name: 'run-sets',
  sql: `
    -- The run of the set's first part; NULL for that one itself and for runs that stand alone.
    ALTER TABLE import_runs ADD COLUMN part_of INTEGER REFERENCES import_runs (id);
    CREATE INDEX import_runs_part_of ON import_runs (part_of) WHERE part_of IS NOT NULL;
  `,
};
