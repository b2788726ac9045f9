import type { Migration } from '../migration.ts';

/**
 * How long people may be used for a purpose: from and until an instant, and for how many days a consent holds. NULL = no
 * limit. A purpose without a row has none.
 */
export const purposeLimits: Migration = {
  number: 32,
  name: 'purpose-limits',
  sql: `
    CREATE TABLE purpose_limits (
      purpose TEXT PRIMARY KEY,
      from_ms INTEGER,
      until_ms INTEGER,
      consent_days INTEGER
    ) STRICT, WITHOUT ROWID;
  `,
};
