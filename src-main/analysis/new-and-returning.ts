import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_FLAGS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { IS_ACT } from './base/scan.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './base/session-table.ts';

const GROUPS = ['new', 'returning'];

/**
 * Whether somebody acted before the first act of a visit, within the chosen dates or earlier: 0 or 1. Rows of a person
 * lie together in time order; between two acts there are only the files that a page loads.
 */
function grouping({ person, kind, flags }: EventColumns, context: RunContext): SessionGrouping {
  // What was before is asked of the whole person: a segment leaves it in.
  const hidden = (context.bots ? 0 : EVENT_FLAGS.bot) | EVENT_FLAGS.own;
  return {
    size: GROUPS.length,
    idOf(row) {
      const who = person[row];
      for (let i = row - 1; i >= 0 && person[i] === who && who !== 0; i--)
        if (IS_ACT[kind[i] as number] === 1 && ((flags[i] as number) & hidden) === 0) return 1;
      return 0;
    },
  };
}

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
