import { AD_COLUMNS } from '../ad-columns.ts';
import { AD_DROPS, AD_KEEPS, type AdReport, detectAds, parseAds } from '../ad-report.ts';
import type { Format } from '../format.ts';

const REPORT: AdReport = {
  network: 'linkedin',
  title: 'LinkedIn Ads',
  needs: [...AD_COLUMNS.campaign.slice(0, 1), 'campaign group name', 'ad name', 'creative name'].map((name) => [
    name,
    'total spent',
    'impressions',
  ]),
  utc: (head) => [...head.written, ...head.preamble.flat()].some((text) => /\(in UTC\)/i.test(text)),
};

/** Report of LinkedIn Campaign Manager as CSV (UTF-16 with tabs, lines on the report above the header). */
export const linkedinAds: Format = {
  id: 'linkedin-ads',
  title: 'LinkedIn Ads report',
  group: 'ads',
  about: 'A report of LinkedIn Campaign Manager as CSV. With a breakdown by day, charts by day are exact.',
  yields: ['campaign'],
  keeps: AD_KEEPS,
  drops: AD_DROPS,
  needsMapping: false,
  detect: (head) => detectAds(REPORT, head),
  parse: (source, options) => parseAds(REPORT, source, options),
};
