import { CHANNELS } from '../../shared/model.ts';
import { defineVisitsBy } from './base/visits-by.ts';

const INTERNAL = CHANNELS.indexOf('internal');

/** Sites that visits come from. */
export const topSources = defineVisitsBy({
  id: 'top-sources',
  title: 'Where visitors come from',
  question: 'Which sites send visitors?',
  definition:
    'The site or campaign that brought the first act of each visit; all addresses of one site (Google’s, in every country) are one line. Visits without one are direct: typed, bookmarked, from an app, or the browser did not say. Referrers from the own site are no source.',
  // A visit that begins with a click on the own site has lost its source: it counts as direct.
  grouping: (events) => ({
    size: events.sources + 1,
    idOf: (row) => {
      const source = events.source[row] as number;
      return events.channelOfSource[source] === INTERNAL ? 0 : (events.siteOfSource[source] as number);
    },
  }),
  zeroCounts: () => true,
  label: 'Source',
  type: 'source',
});
