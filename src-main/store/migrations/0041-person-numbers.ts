import type { Migration } from '../migration.ts';

/**
 * Under which numbers backups hold a person, and which of them no backup may be opened by any more (decision 0030). Everybody
 * has their id as a number; here is what else is theirs. The largest number of a person is nobody else's, and new backups use
 * it. A trigger notes what goes, so that no way of removing people can forget to.
 */
export const personNumbers: Migration = {
  number: 41,
  name: 'person-numbers',
  sql: `
    CREATE TABLE person_numbers (
      -- 0 = the number is about to go over to somebody else.
      person_id INTEGER NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (person_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dropped_numbers (
      number INTEGER PRIMARY KEY,
      -- 1 = their figures stay, without them.
      keep INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER people_numbers_delete AFTER DELETE ON people
    WHEN NOT EXISTS (SELECT 1 FROM person_numbers WHERE person_id = 0 AND number = old.id) BEGIN
      INSERT INTO dropped_numbers (number, keep) VALUES (old.id, 0) ON CONFLICT (number) DO NOTHING;
      INSERT INTO dropped_numbers (number, keep) SELECT number, 0 FROM person_numbers WHERE person_id = old.id
        ON CONFLICT (number) DO NOTHING;
      DELETE FROM person_numbers WHERE person_id = old.id;
    END;
  `,
};
