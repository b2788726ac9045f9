import type { Migration } from '../migration.ts';

/**
 * By what visits of one's own staff are known, and which visitors were found by which rule. Their hits stay as they
 * are: taking a rule away counts them again.
 */
export const ownVisits: Migration = {
  number: 8,
  name: 'own-visits',
  sql: `
    CREATE TABLE own_rules (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      value TEXT NOT NULL,
      UNIQUE (kind, value)
    ) STRICT;
    CREATE TABLE own_people (
      person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      rule_id INTEGER NOT NULL REFERENCES own_rules (id) ON DELETE CASCADE,
      PRIMARY KEY (person_id, rule_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX own_people_rule ON own_people (rule_id);
  `,
};
