import type { Migration } from '../migration.ts';

/**
 * How many messages count and how many of them are read is asked again and again while they are being read. By these indexes a
 * million are counted without looking at their texts; versions of messages that do not count are few.
 */
export const unreadCount: Migration = {
  number: 34,
  name: 'unread-count',
  sql: `
    CREATE INDEX messages_old ON messages (current) WHERE current = 0;
    CREATE INDEX message_readings_version ON message_readings (version);
  `,
};
