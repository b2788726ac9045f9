import type { Migration } from '../migration.ts';

/** An upsert: unlike INSERT OR IGNORE, no conflict clause of the statement that sets it off can turn it into something else. */
const count = (block: string, rows = `VALUES (${block}, 1)`): string =>
  `INSERT INTO message_changes ${rows} ON CONFLICT (block) DO UPDATE SET changes = changes + 1;`;

/** Counts what happens to the messages that rows of a table are about. */
const watched = (table: string, id: string): string => `
    CREATE TRIGGER ${table}_changes_insert AFTER INSERT ON ${table} BEGIN ${count(`new.${id} >> 10`)} END;
    CREATE TRIGGER ${table}_changes_update AFTER UPDATE ON ${table} BEGIN
      ${count(`old.${id} >> 10`)} ${count(`new.${id} >> 10`)}
    END;
    CREATE TRIGGER ${table}_changes_delete AFTER DELETE ON ${table} BEGIN ${count(`old.${id} >> 10`)} END;`;

/** Corrections know their message by its natural key. */
const corrected = (row: 'old' | 'new'): string =>
  count('', `SELECT id >> 10, 1 FROM messages WHERE network = ${row}.network AND key = ${row}.key`);

const allChanged = (on: string): string => `AFTER ${on} BEGIN ${count('-1')} END;`;

/**
 * How often each 1,024 messages (by id) have changed, with all that their columns are made of: who has loaded them knows which
 * to load again. Counts never fall, so one that is the same says that nothing was changed; triggers count, so no writer can
 * forget to. Block −1 = what all messages depend on.
 */
export const messageChanges: Migration = {
  number: 38,
  name: 'message-changes',
  sql: `
    CREATE TABLE message_changes (block INTEGER PRIMARY KEY, changes INTEGER NOT NULL) STRICT;
    ${watched('messages', 'id')}
    ${watched('message_readings', 'message_id')}
    ${watched('message_aspects', 'message_id')}
    ${watched('message_tags', 'message_id')}
    ${watched('own_scores', 'message_id')}
    CREATE TRIGGER message_corrections_changes_insert AFTER INSERT ON message_corrections BEGIN ${corrected('new')} END;
    CREATE TRIGGER message_corrections_changes_update AFTER UPDATE ON message_corrections BEGIN
      ${corrected('old')} ${corrected('new')}
    END;
    CREATE TRIGGER message_corrections_changes_delete AFTER DELETE ON message_corrections BEGIN ${corrected('old')} END;
    CREATE TRIGGER aspect_groups_changes ${allChanged('UPDATE ON aspect_groups')}
    CREATE TRIGGER hashtags_changes ${allChanged('UPDATE ON hashtags')}
    CREATE TRIGGER own_words_changes_insert ${allChanged('INSERT ON own_words')}
    CREATE TRIGGER own_words_changes_update ${allChanged('UPDATE ON own_words')}
    CREATE TRIGGER own_words_changes_delete ${allChanged('DELETE ON own_words')}
  `,
};
