import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const INTERNAL = CHANNELS.indexOf('internal');
// A visit that begins with a click on the own site has lost its source: it counts as direct.
const grouping = (events: EventColumns): SessionGrouping => ({
  size: events.sources + 1,
  idOf: (row) => {
    const source = events.source[row] as number;
    return events.channelOfSource[source] === INTERNAL ? 0 : source;
  },
});

/** Sites that visits come from. */
export const topSources = defineAnalysis({
  id: 'top-sources',
  title: 'Where visitors come from',
  question: 'Which sites send visitors?',
  definition:
    'The referrer of the first act of each visit. Visits without one are direct: typed, bookmarked, from an app, or the browser did not say. Referrers from the own site are no source.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      zeroCounts: true,
      label: 'Source',
      type: 'source',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
