import { AD_COLUMNS } from '../ad-columns.ts';
import { AD_DROPS, AD_KEEPS, type AdReport, detectAds, parseAds } from '../ad-report.ts';
import type { Format } from '../format.ts';

const LANGUAGES = [
  ['campaign', 'cost', 'impr', 'clicks'],
  ['kampagne', 'kosten', 'impressionen', 'klicks'],
  ['campagne', 'cout', 'impressions', 'clics'],
  ['campana', 'coste', 'impresiones', 'clics'],
  ['campana', 'costo', 'impresiones', 'clics'],
  ['campagna', 'costo', 'impressioni', 'clic'],
  ['campagne', 'kosten', 'vertoningen', 'klikken'],
  ['campanha', 'custo', 'impressoes', 'cliques'],
  ['kampanj', 'kostnad', 'exponeringar', 'klick'],
] as const;
const REPORT: AdReport = {
  network: 'google-ads',
  title: 'Google Ads',
  // The cost and one of the counts; "Impr." is short in most languages.
  needs: LANGUAGES.flatMap(([campaign, cost, impressions, clicks]) =>
    [impressions, 'impr', clicks].map((count) => [campaign, cost, count]),
  ),
  never: ['campaign name', 'total spent', 'amount spent', ...AD_COLUMNS.from],
};

/** Report of Google Ads as CSV: two lines above the header, totals below the rows. */
export const googleAds: Format = {
  id: 'google-ads',
  title: 'Google Ads report',
  group: 'ads',
  about:
    'A report of Google Ads as CSV, of campaigns, ad groups or ads. With a segment by day, charts by day are exact.',
  yields: ['campaign'],
  keeps: AD_KEEPS,
  drops: AD_DROPS,
  needsMapping: false,
  detect: (head) => detectAds(REPORT, head),
  parse: (source, options) => parseAds(REPORT, source, options),
};
