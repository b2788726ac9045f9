import type { Migration } from '../migration.ts';

/**
 * Rules for what nothing may use any more, because its basis has ended: purpose 'ended', and then `months` may be 0, at once.
 * SQLite cannot change a CHECK, so the table is made anew.
 */
export const endedRules: Migration = {
  number: 39,
  name: 'ended-rules',
  sql: `
    CREATE TABLE retention_rules_new (
      run_id INTEGER NOT NULL,
      format TEXT NOT NULL,
      purpose TEXT NOT NULL,
      months INTEGER NOT NULL CHECK (months >= 1 OR (months = 0 AND purpose = 'ended')),
      PRIMARY KEY (run_id, format, purpose)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO retention_rules_new SELECT run_id, format, purpose, months FROM retention_rules;
    DROP TABLE retention_rules;
    ALTER TABLE retention_rules_new RENAME TO retention_rules;
  `,
};
