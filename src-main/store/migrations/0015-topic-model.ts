import type { Migration } from '../migration.ts';

/** What topics were found with: new messages are given a topic by it, without finding all of them anew. */
export const topicModel: Migration = {
  number: 15,
  name: 'topic-model',
  sql: `
    CREATE TABLE topic_models (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      -- Messages that had been read when it was made: how old it is.
      readings INTEGER NOT NULL,
      -- JSON: ids of the topics; stems of the words.
      topics TEXT NOT NULL,
      stems TEXT NOT NULL,
      -- Float32: log share of each topic over that of "other"; one row per topic: log p(word | topic) over that in all texts.
      shares BLOB NOT NULL,
      lifts BLOB NOT NULL
    ) STRICT;
  `,
};
