import type { Migration } from '../migration.ts';

/**
 * A full-text index of messages (FTS5) that keeps no text of its own, and the owner's saved searches. Triggers keep the
 * index in the same transaction as the messages, so imports, undo and erasure cannot leave it behind; `secure-delete` takes
 * the words of what was erased out of the index at once instead of only marking them.
 */
export const messageSearch: Migration = {
  number: 12,
  name: 'message-search',
  sql: `
    CREATE VIRTUAL TABLE message_text USING fts5 (
      text,
      content = 'messages',
      content_rowid = 'id',
      tokenize = 'unicode61 remove_diacritics 2'
    );
    INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);
    INSERT INTO message_text (message_text) VALUES ('rebuild');
    CREATE TRIGGER messages_search_insert AFTER INSERT ON messages BEGIN
      INSERT INTO message_text (rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER messages_search_delete AFTER DELETE ON messages BEGIN
      INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', old.id, old.text);
    END;
    CREATE TRIGGER messages_search_update AFTER UPDATE OF text ON messages BEGIN
      INSERT INTO message_text (message_text, rowid, text) VALUES ('delete', old.id, old.text);
      INSERT INTO message_text (rowid, text) VALUES (new.id, new.text);
    END;

    -- The owner's searches: brands, products, competitors. They belong to no import: undo and import again leave them.
    CREATE TABLE saved_searches (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      -- 'own', 'product', 'competitor' or 'other'
      kind TEXT NOT NULL,
      query TEXT NOT NULL
    ) STRICT;
  `,
};
