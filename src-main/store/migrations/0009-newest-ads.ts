import type { Migration } from '../migration.ts';

/** Of several versions of an ad's figures the one imported last counts; until now it was the one with the larger counts. */
export const newestAds: Migration = {
  number: 9,
  name: 'newest-ads',
  sql: `
    UPDATE campaigns SET current = (id = (
      SELECT v.id FROM campaigns v WHERE v.network = campaigns.network AND v.key = campaigns.key ORDER BY v.run_id DESC LIMIT 1
    ));
  `,
};
