import { AD_COLUMNS } from '../ad-columns.ts';
import { AD_DROPS, AD_KEEPS, type AdReport, detectAds, parseAds } from '../ad-report.ts';
import type { Format } from '../format.ts';

const REPORT: AdReport = {
  network: 'tiktok',
  title: 'TikTok Ads',
  needs: [...AD_COLUMNS.campaign.slice(0, 1), 'ad group name', 'ad name'].map((name) => [name, 'cost', 'impressions']),
  never: ['amount spent', 'total spent', 'campaign', ...AD_COLUMNS.from],
};

/** Report of TikTok Ads Manager as CSV. */
export const tiktokAds: Format = {
  id: 'tiktok-ads',
  title: 'TikTok Ads report',
  group: 'ads',
  about:
    'A report of TikTok Ads Manager as CSV, of campaigns, ad groups or ads. With a dimension by day, charts by day are exact.',
  yields: ['campaign'],
  keeps: AD_KEEPS,
  drops: AD_DROPS,
  needsMapping: false,
  detect: (head) => detectAds(REPORT, head),
  parse: (source, options) => parseAds(REPORT, source, options),
};
