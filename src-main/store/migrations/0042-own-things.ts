import type { Migration } from '../migration.ts';

/** Counts the blocks of the messages that name a thing: their columns are made of it. */
const named = (row: 'old' | 'new'): string => `
      INSERT INTO message_changes SELECT message_id >> 10, count(*) FROM message_aspects
      WHERE group_id = (SELECT id FROM aspect_groups WHERE name = ${row}.found) GROUP BY message_id >> 10
      ON CONFLICT (block) DO UPDATE SET changes = changes + excluded.changes;`;

/**
 * What corrections of things teach for all other messages, and how well the topics hang together. Where something was corrected
 * before, learning begins anew at the next start: its effect on what was held back was not yet worked out.
 */
export const ownThings: Migration = {
  number: 42,
  name: 'own-things',
  sql: `
    -- What a thing counts as where nobody corrected it. Learnt of corrections by several people's texts; made anew with them.
    CREATE TABLE own_things (
      found TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      category TEXT NOT NULL,
      -- 1 = no aspect at all; both others are then ''.
      dropped INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER own_things_changes_insert AFTER INSERT ON own_things BEGIN ${named('new')} END;
    CREATE TRIGGER own_things_changes_update AFTER UPDATE ON own_things BEGIN ${named('old')} ${named('new')} END;
    CREATE TRIGGER own_things_changes_delete AFTER DELETE ON own_things BEGIN ${named('old')} END;

    -- Mean NPMI of the words of the topics over the texts they were found in, -1..1; share of different words among them all.
    -- NULL = not known: found before this was kept, or too few words.
    ALTER TABLE topic_models ADD COLUMN coherence REAL;
    ALTER TABLE topic_models ADD COLUMN diversity REAL;
    -- Texts that the topics were found in; 0 = found before this was kept.
    ALTER TABLE topic_models ADD COLUMN texts INTEGER NOT NULL DEFAULT 0;

    UPDATE counters SET value = 0 WHERE name = 'read-version'
      AND (EXISTS (SELECT 1 FROM message_corrections) OR EXISTS (SELECT 1 FROM own_words));
  `,
};
