import { expect, test } from 'vitest';
import type { CampaignRow } from '../../shared/model.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { saveCampaign } from '../../src-main/store/tables/campaigns.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun } from './stored.ts';

const ad = (key: string, clicks: number, spend: number): CampaignRow => ({
  type: 'campaign',
  line: 1,
  key,
  network: 'google-ads',
  name: 'Spring',
  fromMs: 0,
  toMs: 86_400_000,
  currency: 'EUR',
  spend,
  impressions: 1000,
  clicks,
  conversions: 0,
});

test('migration 9 lets the newest version of each ad count', () => {
  const db = openMemory(8);
  const [first, second] = [aRun(db), aRun(db)];
  saveCampaign(db, first, ad('a', 50, 20));
  saveCampaign(db, first, ad('b', 5, 2));
  saveCampaign(db, second, ad('a', 40, 16));
  // As the rule of the larger counts had left it.
  run(db, 'UPDATE campaigns SET current = (run_id = ?)', first);
  migrate(db, { target: 9 });
  expect(schemaVersion(db)).toBe(9);
  expect(all(db, 'SELECT key, clicks FROM campaigns WHERE current = 1 ORDER BY key')).toEqual([
    { key: 'a', clicks: 40 },
    { key: 'b', clicks: 5 },
  ]);
});

test('an ad that was corrected downwards counts as corrected; undo brings back what was said before', () => {
  const db = openMemory();
  const counted = () => all(db, 'SELECT clicks, spend FROM campaigns WHERE current = 1');
  const [first, second] = [aRun(db), aRun(db)];
  expect(saveCampaign(db, first, ad('a', 50, 20))).toBe('kept');
  expect(saveCampaign(db, second, ad('a', 40, 16))).toBe('updated');
  expect(counted()).toEqual([{ clicks: 40, spend: 16 }]);
  removeRecords(db, second);
  expect(counted()).toEqual([{ clicks: 50, spend: 20 }]);
});
