import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { pageGroupsOf } from './base/content-groups.ts';
import { newestFirst, topIds, VIEW } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Calls back for every page view in a visit: group of the page, row, number of the visit, whether the visit begins with it. */
function walk(
  events: EventColumns,
  context: RunContext,
  ofPage: Uint16Array,
  found: (group: number, row: number, visit: number, isFirst: boolean) => void,
): void {
  const { kind, page } = events;
  const { acts, start, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) {
    const begin = start[s] as number;
    const end = start[s + 1] as number;
    for (let a = begin; a < end; a++) {
      const row = acts[a] as number;
      if (kind[row] === VIEW) found(ofPage[page[row] as number] as number, row, s, a === begin);
    }
  }
}

/** Page views, visitors and visits by groups of pages. */
export const contentGroups = defineAnalysis({
  id: 'content-groups',
  title: 'Groups of pages',
  question: 'Which parts of the site do people look at?',
  definition:
    'Page views of visits by the groups of pages that you made: each page belongs to the group with the longest pattern that fits it. A visit counts in every group it has a view in; begun here are visits whose first act is such a view.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const { names, ofPage } = pageGroupsOf(events, context);
    const column = () => new Uint32Array(names.length);
    const [views, people, visits, begun] = [column(), column(), column(), column()];
    const [seenBy, seenIn] = [column(), column()];
    const add = (counts: Uint32Array, group: number) => {
      counts[group] = (counts[group] as number) + 1;
    };
    let n = 0;
    let everybody = 0;
    let current = 0;
    walk(events, context, ofPage, (group, row, visit, isFirst) => {
      const who = events.person[row] as number;
      n++;
      if (who !== current) everybody++;
      current = who;
      add(views, group);
      if (isFirst) add(begun, group);
      if (seenIn[group] === visit + 1) return;
      seenIn[group] = visit + 1;
      add(visits, group);
      if (seenBy[group] === who) return;
      seenBy[group] = who;
      add(people, group);
    });
    // Without any group there is nothing to tell apart.
    const ids = names.length > 1 ? topIds(views, names.length, 0) : [];
    return {
      kind: 'table',
      columns: [
        { id: 'group', label: 'Group of pages', type: 'text' },
        { id: 'views', label: 'Page views', type: 'number', unit: 'count' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
        { id: 'begun', label: 'Visits begun here', type: 'number', unit: 'visits' },
        { id: 'share', label: 'Share of views', type: 'number', unit: 'share', isPart: true },
      ],
      rows: ids.map((group) => {
        const counts = [views, people, visits, begun].map((list) => list[group] as number);
        const name = names[group] ?? '';
        return { key: name, cells: [name, ...counts, (views[group] as number) / n], people: people[group] as number };
      }),
      total: ids.length,
      n,
      people: everybody,
    };
  },
  rows({ events }, _params, context, key) {
    const { names, ofPage } = pageGroupsOf(events, context);
    const wanted = names.length > 1 ? names.indexOf(key) : -1;
    const rows: number[] = [];
    walk(events, context, ofPage, (group, row) => {
      if (group === wanted) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
