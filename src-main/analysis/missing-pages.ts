import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { rowsOfKind } from './base/kind-rows.ts';
import { MISSING, newestFirst, selectEvents, topIds } from './base/scan.ts';
import { tallyRows } from './base/tally.ts';

/** Addresses people asked for that are not there. */
export const missingPages = defineAnalysis({
  id: 'missing-pages',
  title: 'Pages not found',
  question: 'Which broken addresses do people run into?',
  definition: 'Requests answered with a status from 400 to 499, mostly 404 (not found). Robots are not counted.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const tally = tallyRows(events, context, rowsOfKind(events, MISSING), events.page, events.pages + 1);
    const ids = topIds(tally.rows, limit);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Address', type: 'page' },
        { id: 'hits', label: 'Requests', type: 'number', unit: 'count' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
      ],
      rows: ids.map((id) => ({
        key: String(id),
        cells: [id, tally.rows[id] as number, tally.people[id] as number],
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
        selectEvents(events, context, (i) => events.kind[i] === MISSING && events.page[i] === page),
      ),
    };
  },
});
