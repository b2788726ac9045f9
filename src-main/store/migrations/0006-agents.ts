import type { Migration } from '../migration.ts';

/** Major version of a browser; what a robot comes for, and which rule found it to be one. '' for agents of earlier imports. */
export const agents: Migration = {
  number: 6,
  name: 'agents',
  sql: `
    ALTER TABLE agents ADD COLUMN major TEXT NOT NULL DEFAULT '';
    ALTER TABLE agents ADD COLUMN bot_class TEXT NOT NULL DEFAULT '';
    ALTER TABLE agents ADD COLUMN bot_rule TEXT NOT NULL DEFAULT '';
  `,
};
