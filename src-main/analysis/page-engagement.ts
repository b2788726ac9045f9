import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, medianOf, newestFirst, outOfScope, topIds, VIEW } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Calls back for every page view in a visit: its row, time until the next act (NaN for the last one). */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (row: number, stayMs: number, isFirst: boolean) => void,
): void {
  const { at, kind, flags } = events;
  const hidden = outOfScope(context);
  const sessions = findSessions(events, context);
  for (let s = 0; s < sessions.count; s++) {
    const first = sessions.first[s] as number;
    const last = sessions.last[s] as number;
    let view = -1;
    for (let i = first; i <= last; i++) {
      if (IS_ACT[kind[i] as number] === 0 || ((flags[i] as number) & hidden) !== 0) continue;
      if (view >= 0) found(view, (at[i] as number) - (at[view] as number), view === first);
      view = kind[i] === VIEW ? i : -1;
    }
    if (view >= 0) found(view, Number.NaN, view === first);
  }
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
    const size = events.pages + 1;
    const views = new Uint32Array(size);
    const exits = new Uint32Array(size);
    const entries = new Uint32Array(size);
    const people = new Uint32Array(size);
    const seen = new Uint32Array(size);
    let n = 0;
    let allPeople = 0;
    let current = 0;
    const stays: number[][] = [];
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
    const ids = topIds(views, limit);
    for (const id of ids) stays[id] = [];
    walk(events, context, (row, stayMs) => {
      if (!Number.isNaN(stayMs)) stays[events.page[row] as number]?.push(stayMs);
    });
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
      rows: ids.map((id) => ({
        key: String(id),
        cells: [
          id,
          views[id] as number,
          people[id] as number,
          medianOf(stays[id] as number[]),
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
