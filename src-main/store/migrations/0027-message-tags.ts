import type { Migration } from '../migration.ts';

/** Hashtags of messages. Found when messages are read, they go with the reading. */
export const messageTags: Migration = {
  number: 27,
  name: 'message-tags',
  sql: `
    CREATE TABLE hashtags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE message_tags (
      message_id INTEGER NOT NULL REFERENCES message_readings (message_id) ON DELETE CASCADE,
      tag_id INTEGER NOT NULL REFERENCES hashtags (id),
      PRIMARY KEY (message_id, tag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX message_tags_tag ON message_tags (tag_id);
    -- The names come from texts: none outlives the last message that used it.
    CREATE TRIGGER message_tags_delete AFTER DELETE ON message_tags BEGIN
      DELETE FROM hashtags WHERE id = old.tag_id AND NOT EXISTS (SELECT 1 FROM message_tags WHERE tag_id = old.tag_id);
    END;
  `,
};
