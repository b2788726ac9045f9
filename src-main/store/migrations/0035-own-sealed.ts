import type { Migration } from '../migration.ts';

/**
 * Addresses and ids of one's own staff are no longer kept in clear: `value` becomes a keyed digest, `shown` its masked form,
 * `sealed` the value under a key that only the writer has. What is there is sealed when the keys are next at hand
 * (services/own-sealed.ts), for a migration has none; until then `sealed` is NULL. Pages and pseudonyms stay as they are.
 */
export const ownSealed: Migration = {
  number: 35,
  name: 'own-sealed',
  sql: `
    ALTER TABLE own_rules ADD COLUMN shown TEXT NOT NULL DEFAULT '';
    ALTER TABLE own_rules ADD COLUMN sealed BLOB;
  `,
};
