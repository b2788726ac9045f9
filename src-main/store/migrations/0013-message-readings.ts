import type { Migration } from '../migration.ts';

/**
 * What reading messages gave: wants, aspects, topics. All of it can be worked out again from the texts, and goes with them: a
 * message that is removed takes its reading along, one whose text changes is read anew.
 */
export const messageReadings: Migration = {
  number: 13,
  name: 'message-readings',
  sql: `
    CREATE TABLE message_readings (
      message_id INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      intents INTEGER NOT NULL,
      apart INTEGER NOT NULL,
      fingerprint INTEGER NOT NULL,
      -- 0 = no topic
      topic_id INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX message_readings_fingerprint ON message_readings (fingerprint) WHERE fingerprint > 0;
    CREATE TRIGGER messages_reading_update AFTER UPDATE OF text ON messages BEGIN
      DELETE FROM message_readings WHERE message_id = old.id;
    END;

    CREATE TABLE aspect_groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE message_aspects (
      message_id INTEGER NOT NULL REFERENCES message_readings (message_id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      group_id INTEGER NOT NULL REFERENCES aspect_groups (id),
      category TEXT NOT NULL,
      polarity INTEGER NOT NULL,
      PRIMARY KEY (message_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX message_aspects_group ON message_aspects (group_id);
    -- The names come from texts: none outlives the last message that used it.
    CREATE TRIGGER message_aspects_delete AFTER DELETE ON message_aspects BEGIN
      DELETE FROM aspect_groups WHERE id = old.group_id
        AND NOT EXISTS (SELECT 1 FROM message_aspects WHERE group_id = old.group_id);
    END;

    CREATE TABLE topics (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      label TEXT NOT NULL,
      -- The owner's: a name ('' = none), the topic it belongs to (0 = itself), whether it is shown.
      own_name TEXT NOT NULL DEFAULT '',
      merged_into INTEGER NOT NULL DEFAULT 0,
      hidden INTEGER NOT NULL DEFAULT 0,
      -- JSON: stem → weight; what the topic is known again by.
      signature TEXT NOT NULL
    ) STRICT;
  `,
};
