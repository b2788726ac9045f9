import type { Migration } from '../migration.ts';

/**
 * From and until which instant the bases of an import hold: of a contract, of a campaign. NULL = no limit. An import without
 * a row has none.
 */
export const basisDates: Migration = {
  number: 36,
  name: 'basis-dates',
  sql: `
    CREATE TABLE run_basis_dates (
      run_id INTEGER PRIMARY KEY REFERENCES import_runs (id) ON DELETE CASCADE,
      from_ms INTEGER,
      until_ms INTEGER,
      CHECK (from_ms IS NOT NULL OR until_ms IS NOT NULL),
      CHECK (from_ms IS NULL OR until_ms IS NULL OR from_ms < until_ms)
    ) STRICT;
  `,
};
