import { defineVisitsBy } from './base/visits-by.ts';

/** Visits by campaign. */
export const campaignVisits = defineVisitsBy({
  id: 'campaign-visits',
  title: 'Campaigns that bring visits',
  question: 'Which campaigns, newsletters and advertisements bring people?',
  definition:
    'Visits whose first act came with campaign marks in its address: source and campaign of utm_source and utm_campaign (else utm_medium), or the advertiser that a click id names. All other visits are left out, and the share is of those with marks. Posts and links without marks are among the sources.',
  grouping: ({ sources, source, campaignOfSource, siteOfSource }) => ({
    size: sources + 1,
    idOf(row) {
      const id = source[row] as number;
      return campaignOfSource[id] === 1 ? (siteOfSource[id] as number) : -1;
    },
  }),
  zeroCounts: () => false,
  label: 'Campaign',
  type: 'source',
});
