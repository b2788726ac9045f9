import type { Migration } from '../migration.ts';

/**
 * Goals may ask for properties of the event: a list as JSON, '' = none. A page can be a goal several times over, each with
 * other properties; those that were there ask for none.
 */
export const goalProperties: Migration = {
  number: 37,
  name: 'goal-properties',
  sql: `
    ALTER TABLE kept_goals RENAME TO kept_goals_before;
    CREATE TABLE kept_goals (
      id INTEGER PRIMARY KEY,
      page TEXT NOT NULL,
      properties TEXT NOT NULL DEFAULT '',
      UNIQUE (page, properties)
    ) STRICT;
    INSERT INTO kept_goals (id, page) SELECT id, page FROM kept_goals_before ORDER BY id;
    DROP TABLE kept_goals_before;
  `,
};
