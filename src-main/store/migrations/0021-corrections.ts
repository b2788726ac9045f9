import type { Migration } from '../migration.ts';

/**
 * What the owner corrected. What was read from a message stays as it is in its own tables: a correction lies over it, so that
 * taking it back leaves no trace. It is kept under the message's natural key and belongs to no import: the same message that
 * comes again has it again.
 */
export const corrections: Migration = {
  number: 21,
  name: 'corrections',
  sql: `
    CREATE TABLE message_corrections (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      network TEXT NOT NULL,
      key TEXT NOT NULL,
      -- The writer: erased, they take it along, even while the message is not here. 0 = unknown.
      author_id INTEGER NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('mood', 'aspect')),
      -- The group of an aspect as it was read; '' for a mood.
      found TEXT NOT NULL,
      -- 0 negative, 1 neutral, 2 positive; NULL = as it was read.
      polarity INTEGER CHECK (polarity IN (0, 1, 2)),
      -- '' = as they were read.
      name TEXT NOT NULL,
      category TEXT NOT NULL,
      -- 1 = no aspect at all.
      dropped INTEGER NOT NULL,
      UNIQUE (network, key, what, found)
    ) STRICT;
    CREATE INDEX message_corrections_author ON message_corrections (author_id);

    -- What words mean in this business; in lower case, one blank between two.
    CREATE TABLE own_words (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      word TEXT NOT NULL UNIQUE,
      polarity INTEGER CHECK (polarity IN (0, 1, 2)),
      category TEXT NOT NULL,
      name TEXT NOT NULL
    ) STRICT;

    -- Scores of messages that own words, or what was learnt from corrections, made another than the models gave.
    CREATE TABLE own_scores (
      message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      score REAL NOT NULL
    ) STRICT;
    CREATE TRIGGER messages_own_score_update AFTER UPDATE OF text ON messages BEGIN
      DELETE FROM own_scores WHERE message_id = old.id;
    END;
    -- What was learnt, as JSON. Made of words that several people used; made anew whenever somebody is erased.
    CREATE TABLE own_layers (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
  `,
};
