import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const grouping = (events: EventColumns): SessionGrouping => ({
  size: events.pages + 1,
  idOf: (row) => events.page[row] as number,
  by: 'last',
});

/** Pages on which visits end. */
export const exitPages = defineAnalysis({
  id: 'exit-pages',
  title: 'Exit pages',
  question: 'Where do visits end?',
  definition:
    'The page or event of the last act of each visit. Every visit ends somewhere: an exit is no fault by itself. Bounce rate: visits with that single page view.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run: ({ events }, { limit }, context) =>
    sessionTable(events, context, {
      grouping: grouping(events),
      limit,
      zeroCounts: false,
      label: 'Exit page',
      type: 'page',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
});
