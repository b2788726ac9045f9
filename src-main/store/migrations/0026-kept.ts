import type { Migration } from '../migration.ts';

/** What the owner keeps for later: segments, views, groups of pages, and notes on days. Nothing here is about a person. */
export const kept: Migration = {
  number: 26,
  name: 'kept',
  sql: `
    -- condition and view are JSON, checked when they are written and when they are read.
    CREATE TABLE saved_segments (name TEXT PRIMARY KEY, condition TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE saved_views (name TEXT PRIMARY KEY, view TEXT NOT NULL) STRICT, WITHOUT ROWID;
    -- A page belongs to one group: that of the longest pattern that fits it.
    CREATE TABLE content_groups (pattern TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE day_notes (id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  `,
};
