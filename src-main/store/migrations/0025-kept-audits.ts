import type { Migration } from '../migration.ts';

/** The last audit, the one before, and the key they are signed with: in the store, so that its encryption covers them. */
export const keptAudits: Migration = {
  number: 25,
  name: 'kept-audits',
  sql: `
    CREATE TABLE kept_audits (
      name TEXT PRIMARY KEY,
      -- A signed report, or a private key in PEM.
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
