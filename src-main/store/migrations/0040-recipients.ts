import type { Migration } from '../migration.ts';

/**
 * Whose data was in a list that was handed out, so that they can be told, and the recipient too (GDPR Art. 15(1)(c), 19); and
 * why a legitimate interest outweighs theirs, in the owner's words (Art. 5(2), 6(1)(f)).
 */
export const recipients: Migration = {
  number: 40,
  name: 'recipients',
  sql: `
    CREATE TABLE export_people (
      export_id INTEGER NOT NULL REFERENCES exports (id),
      person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
      PRIMARY KEY (export_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX export_people_person ON export_people (person_id);
    -- Every wording is kept: which one stood when something was done must be told.
    CREATE TABLE interests (
      id INTEGER PRIMARY KEY,
      purpose TEXT NOT NULL,
      text TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX interests_purpose ON interests (purpose, id);
  `,
};
