import * as z from 'zod';
import type { TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis } from './analysis.ts';
import { eachBlockOfNobody } from './base/act-blocks.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { medianOf } from './base/scan.ts';
import { countVisitors, findSessions } from './base/sessions.ts';

const VIEW = EVENT_KINDS.indexOf('view');

/** Columns of every summary: one row per figure. */
const columns: TableResult['columns'] = [
  { id: 'figure', label: 'Figure', type: 'text' },
  { id: 'value', label: 'Value', type: 'number' },
  { id: 'unit', label: 'Unit', type: 'text' },
];

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
    const { count: visits, first, last, views: viewsOf } = sessions;
    const { at } = events;
    const people = countVisitors(events, sessions);
    let views = 0;
    let bounces = 0;
    const durations = new Float64Array(visits);
    let measured = 0;
    for (let s = 0; s < visits; s++) {
      const count = viewsOf[s] as number;
      const [from, to] = [first[s] as number, last[s] as number];
      views += count;
      if (from === to && count === 1) bounces++;
      if (from !== to) durations[measured++] = (at[to] as number) - (at[from] as number);
    }
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
        row('visit-duration', medianOf(durations.subarray(0, measured)), 'ms'),
        row('views-per-visit', share(views), 'ratio'),
      ],
      total: 6,
      n: visits,
      people,
    };
  },
});
