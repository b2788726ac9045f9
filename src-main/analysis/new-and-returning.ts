import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { actedBefore } from './base/acted-before.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const GROUPS = ['new', 'returning'];

const grouping = (events: EventColumns, context: RunContext): SessionGrouping => ({
  size: GROUPS.length,
  idOf: actedBefore(events, context),
});

/** Visits of people who came for the first time, and of those who had been there. */
export const newAndReturning = defineAnalysis({
  id: 'new-and-returning',
  title: 'New and returning',
  question: 'How many visits are of people who came for the first time?',
  definition:
    'A visit is new when its visitor did nothing before it in all that has been imported, also before the chosen dates; every other visit is returning. Who came for the first time and again in these dates is among the visitors of both. A log that forgets its visitors each month or day (a choice at its import) makes them new each time, and so does another device or a deleted cookie.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run: ({ events }, _params, context) =>
    sessionTable(events, context, {
      grouping: grouping(events, context),
      limit: GROUPS.length,
      zeroCounts: true,
      label: 'Visit',
      type: 'text',
      textOf: (id) => GROUPS[id] ?? '',
    }),
  rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events, context), key),
});
