import type { Migration } from '../migration.ts';

/**
 * Messages that nearly repeat another. `bands`: what such are found by, four numbers of 32 bits, NULL for short messages.
 * `repeat_of`: the message that a repeat repeats, so that it counts again once that one is gone; 0 = it is none.
 */
export const nearRepeats: Migration = {
  number: 28,
  name: 'near-repeats',
  sql: `
    ALTER TABLE message_readings ADD COLUMN bands BLOB;
    ALTER TABLE message_readings ADD COLUMN repeat_of INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX message_readings_repeats ON message_readings (repeat_of) WHERE repeat_of > 0;
  `,
};
