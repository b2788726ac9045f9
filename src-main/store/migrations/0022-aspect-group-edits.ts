import type { Migration } from '../migration.ts';

/**
 * What the owner made of things that are liked or disliked: a name, what they are counted with, whether they are shown. Kept
 * by the thing's name, not by a number: it holds for what comes later, and after a file is removed and comes again.
 */
export const aspectGroupEdits: Migration = {
  number: 22,
  name: 'aspect-group-edits',
  sql: `
    CREATE TABLE aspect_group_edits (
      name TEXT PRIMARY KEY,
      -- '' = its own.
      own_name TEXT NOT NULL,
      -- The thing it is counted with; '' = by itself.
      merged_into TEXT NOT NULL,
      hidden INTEGER NOT NULL
    ) STRICT;
  `,
};
