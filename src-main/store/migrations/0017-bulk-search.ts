import type { Migration } from '../migration.ts';

/**
 * New messages enter the full-text index many at a time, by the statement that saves them (see tables/messages.ts): a trigger
 * for each of them took four times as long. What is removed or changed still leaves the index by triggers.
 */
export const bulkSearch: Migration = {
  number: 17,
  name: 'bulk-search',
  sql: `
    DROP TRIGGER messages_search_insert;
    -- Each step of an import leaves a piece of index: merging them by eights instead of fours halves the rewriting.
    INSERT INTO message_text (message_text, rank) VALUES ('automerge', 8);
  `,
};
