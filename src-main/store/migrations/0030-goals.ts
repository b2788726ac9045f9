import type { Migration } from '../migration.ts';

/** Pages and events that the owner made goals, in the order in which they were. Nothing here is about a person. */
export const goals: Migration = {
  number: 30,
  name: 'goals',
  sql: 'CREATE TABLE kept_goals (id INTEGER PRIMARY KEY, page TEXT NOT NULL UNIQUE) STRICT;',
};
