import type { Migration } from '../migration.ts';

/** Where the audit log ended when it was last written: a chain alone cannot show that its newest entries were cut off. */
export const auditHead: Migration = {
  number: 24,
  name: 'audit-head',
  sql: `
    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      seq INTEGER NOT NULL,
      hash BLOB NOT NULL
    ) STRICT;
    INSERT INTO audit_head (id, seq, hash) SELECT 1, seq, hash FROM audit ORDER BY seq DESC LIMIT 1;
  `,
};
