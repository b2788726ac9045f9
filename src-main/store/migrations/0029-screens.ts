import type { Migration } from '../migration.ts';

/** Screens and languages that events name by number, in columns that only segments with such values have. Hits of earlier imports have none. */
export const screens: Migration = {
  number: 29,
  name: 'screens',
  sql: `
    CREATE TABLE screens (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE interface_languages (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
  `,
};
