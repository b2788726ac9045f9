import { AD_COLUMNS } from '../ad-columns.ts';
import { AD_DROPS, AD_KEEPS, type AdReport, detectAds, parseAds } from '../ad-report.ts';
import type { Format } from '../format.ts';

// "Amount spent (EUR)" in the languages of Ads Manager: no other network calls it that.
const SPENT = [
  'amount spent',
  'ausgegebener betrag',
  'montant depense',
  'importe gastado',
  'importo speso',
  'besteed bedrag',
  'valor usado',
  'spenderat belopp',
];
const REPORT: AdReport = {
  network: 'meta',
  title: 'Meta Ads',
  summaryFirst: true,
  // A report may be of campaigns, ad sets or ads.
  needs: [...AD_COLUMNS.campaign, ...AD_COLUMNS.group, ...AD_COLUMNS.ad].flatMap((name) =>
    SPENT.map((spent) => [name, spent]),
  ),
};

/** Report of Meta Ads Manager (Facebook and Instagram) as CSV, in any of its languages. */
export const metaAds: Format = {
  id: 'meta-ads',
  title: 'Meta Ads report',
  group: 'ads',
  about:
    'A report of Meta Ads Manager as CSV, for Facebook and Instagram. With a breakdown by day, charts by day are exact.',
  yields: ['campaign'],
  keeps: AD_KEEPS,
  drops: AD_DROPS,
  needsMapping: false,
  detect: (head) => detectAds(REPORT, head),
  parse: (source, options) => parseAds(REPORT, source, options),
};
