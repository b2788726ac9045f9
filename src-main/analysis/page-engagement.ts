import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { medianOf, newestFirst, topIds, VIEW } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Calls back for every page view in a visit: its row, time until the next act (NaN for the last one). */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (row: number, stayMs: number, isFirst: boolean) => void,
): void {
  const { at, kind } = events;
  const { acts, start, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) {
    const begin = start[s] as number;
    const end = start[s + 1] as number;
    for (let a = begin; a < end; a++) {
      const row = acts[a] as number;
      if (kind[row] !== VIEW) continue;
      const stayMs = a + 1 < end ? (at[acts[a + 1] as number] as number) - (at[row] as number) : Number.NaN;
      found(row, stayMs, a === begin);
    }
  }
}

/** Counts per page: views, visits begun and ended on it, people. */
function countPages(events: EventColumns, context: RunContext) {
  const column = () => new Uint32Array(events.pages + 1);
  const [views, exits, entries, people, seen] = [column(), column(), column(), column(), column()];
  let n = 0;
  let allPeople = 0;
  let current = 0;
  walk(events, context, (row, stayMs, isFirst) => {
    const id = events.page[row] as number;
    const who = events.person[row] as number;
    n++;
    views[id] = (views[id] as number) + 1;
    if (isFirst) entries[id] = (entries[id] as number) + 1;
    if (Number.isNaN(stayMs)) exits[id] = (exits[id] as number) + 1;
    if (who !== current) allPeople++;
    current = who;
    if (seen[id] === who) return;
    seen[id] = who;
    people[id] = (people[id] as number) + 1;
  });
  return { views, exits, entries, people, n, allPeople };
}

/** Median stay on each of the pages given, in ms; null where nobody went on from it. */
function medianStays(
  events: EventColumns,
  context: RunContext,
  ids: readonly number[],
  { views, exits }: ReturnType<typeof countPages>,
): (number | null)[] {
  const placeOf = new Int32Array(events.pages + 1).fill(-1);
  const stays = ids.map((id, place) => {
    placeOf[id] = place;
    return new Float64Array((views[id] as number) - (exits[id] as number));
  });
  const filled = new Uint32Array(ids.length);
  walk(events, context, (row, stayMs) => {
    const place = placeOf[events.page[row] as number] as number;
    if (place < 0 || Number.isNaN(stayMs)) return;
    const at = filled[place] as number;
    (stays[place] as Float64Array)[at] = stayMs;
    filled[place] = at + 1;
  });
  return stays.map(medianOf);
}

/** Time on pages, and how often visits end on them. */
export const pageEngagement = defineAnalysis({
  id: 'page-engagement',
  title: 'Time on pages',
  question: 'Which pages hold people, and on which do they leave?',
  definition:
    'Time on a page is the time to the next act of the same visit (median). It is unknown for the last page of a visit, which is left out of it: nothing tells a log when somebody stops reading. Exit rate: views of the page that were the last act of their visit.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const counts = countPages(events, context);
    const { views, exits, entries, people, n, allPeople } = counts;
    const ids = topIds(views, limit);
    const stays = medianStays(events, context, ids, counts);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'views', label: 'Page views', type: 'number', unit: 'count' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'time', label: 'Time on page (median)', type: 'number', unit: 'ms' },
        { id: 'entries', label: 'Visits begun here', type: 'number', unit: 'visits' },
        { id: 'exit-rate', label: 'Exit rate', type: 'number', unit: 'share' },
      ],
      rows: ids.map((id, place) => ({
        key: String(id),
        cells: [
          id,
          views[id] as number,
          people[id] as number,
          stays[place] as number | null,
          entries[id] as number,
          (exits[id] as number) / (views[id] as number),
        ],
        people: people[id] as number,
      })),
      total: views.reduce((sum, count, id) => sum + (id > 0 && count > 0 ? 1 : 0), 0),
      n,
      people: allPeople,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const found: number[] = [];
    walk(events, context, (row) => {
      if (wanted > 0 && events.page[row] === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
