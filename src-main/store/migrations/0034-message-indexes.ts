import type { Migration } from '../migration.ts';

/**
 * How many messages count, how many of them are read, from when they are and whether a hit of the full-text index counts is
 * asked again and again. By these indexes a million answer without a look at their texts; versions that do not count are few.
 */
export const messageIndexes: Migration = {
  number: 34,
  name: 'message-indexes',
  sql: `
    CREATE INDEX messages_old ON messages (current) WHERE current = 0;
    CREATE INDEX messages_at ON messages (at_ms) WHERE current = 1;
    CREATE INDEX message_readings_version ON message_readings (version);
  `,
};
