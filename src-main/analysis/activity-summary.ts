import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import type { TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis } from './analysis.ts';
import { eachBlockOfNobody } from './base/act-blocks.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { differ } from './base/bits.ts';
import { medianOf } from './base/scan.ts';
import { borrowUnwritten } from './base/scratch.ts';
import { countVisitors, findSessions, type Sessions } from './base/sessions.ts';

const VIEW = EVENT_KINDS.indexOf('view');

/** Columns of every summary: one row per figure. */
const columns: TableResult['columns'] = [
  { id: 'figure', label: 'Figure', type: 'text' },
  { id: 'value', label: 'Value', type: 'number' },
  { id: 'unit', label: 'Unit', type: 'text' },
];

/** Sums over visits, and the durations of those with two acts or more. */
function sumsOf({ at }: EventColumns, { count, first, last, views: viewsOf }: Sessions) {
  let [views, bounces, measured] = [0, 0, 0];
  const durations = borrowUnwritten(Float64Array, count);
  for (let s = 0; s < count; s++) {
    const [from, to] = [first[s] as number, last[s] as number];
    const isLong = differ(from, to);
    views += viewsOf[s] as number;
    // A visit of one act has no more than one page view.
    bounces += (isLong ^ 1) & (viewsOf[s] as number);
    // Each is written down, and written over where it does not count: how long the next visit is nobody can guess.
    durations[measured] = (at[to] as number) - (at[from] as number);
    measured += isLong;
  }
  return { views, bounces, durations: durations.subarray(0, measured) };
}

/** Key figures of visits. */
export const activitySummary = defineAnalysis({
  id: 'activity-summary',
  title: 'Visits at a glance',
  question: 'How many people came, how often, and did they stay?',
  definition:
    'Visitors are distinct people seen in the period. A visit ends after 30 minutes without a page view or event (the idle time is a setting). Bounce rate is the share of visits with one page view and nothing else. Visit duration is the median time from first to last act of visits with at least two acts; a single view has no measurable duration. Page views of nobody known, as after an import without people, count as page views but are in no visit. Robots are not counted.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 2,
  run({ events }, _params, context) {
    const sessions = findSessions(events, context);
    const { count: visits } = sessions;
    const people = countVisitors(events, sessions);
    const { views, bounces, durations } = sumsOf(events, sessions);
    let nobodys = 0;
    eachBlockOfNobody(events, context, ({ rows, count }) => {
      for (let j = 0; j < count; j++) if (events.kind[rows[j] as number] === VIEW) nobodys++;
    });
    const share = (part: number) => (visits > 0 ? part / visits : null);
    const row = (key: string, value: number | null, unit: Unit) => ({ key, cells: [key, value, unit], people });
    return {
      kind: 'table',
      columns,
      rows: [
        row('visitors', people, 'people'),
        row('visits', visits, 'visits'),
        row('views', views + nobodys, 'count'),
        row('bounce-rate', share(bounces), 'share'),
        row('visit-duration', medianOf(durations), 'ms'),
        row('views-per-visit', share(views), 'ratio'),
      ],
      total: 6,
      n: visits,
      people,
    };
  },
});
