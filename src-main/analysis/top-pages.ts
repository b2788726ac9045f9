import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { kindMask, newestFirst, selectEvents, topIds, VIEW } from './base/scan.ts';
import { tallyEvents } from './base/tally.ts';

/** Pages by views. */
export const topPages = defineAnalysis({
  id: 'top-pages',
  title: 'Most viewed pages',
  question: 'Which pages do people look at?',
  definition:
    'A page view is a successful request for a page (or a page event); files a page loads, redirects, errors and robots are not. The share is of all page views in the period.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const tally = tallyEvents(events, context, events.page, events.pages + 1, kindMask(VIEW));
    const ids = topIds(tally.rows, limit);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'views', label: 'Page views', type: 'number', unit: 'count' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share of views', type: 'number', unit: 'share', isPart: true },
      ],
      rows: ids.map((id) => ({
        key: String(id),
        cells: [id, tally.rows[id] as number, tally.people[id] as number, (tally.rows[id] as number) / tally.n],
        people: tally.people[id] as number,
      })),
      total: tally.rows.reduce((sum, rows, id) => sum + (id > 0 && rows > 0 ? 1 : 0), 0),
      n: tally.n,
      people: tally.allPeople,
    };
  },
  rows({ events }, _params, context, key) {
    const page = Number(key);
    return {
      table: 'events',
      indices: newestFirst(
        events.at,
        selectEvents(events, context, (i) => events.kind[i] === VIEW && events.page[i] === page),
      ),
    };
  },
});
