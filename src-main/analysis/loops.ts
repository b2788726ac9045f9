import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { findPaths } from './base/paths.ts';
import { newestFirst } from './base/scan.ts';

/** Calls back for every return A → B → A: both pages, the person, the row of the return. */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (a: number, b: number, who: number, row: number) => void,
): number {
  const paths = findPaths(events, context);
  for (let v = 0; v < paths.count; v++)
    for (let e = (paths.start[v] as number) + 2; e < (paths.start[v + 1] as number); e++) {
      const [a, b, c] = [paths.page[e - 2] as number, paths.page[e - 1] as number, paths.page[e] as number];
      if (a === c) found(a, b, paths.person[v] as number, paths.row[e] as number);
    }
  return paths.count;
}

/** Pages people go back from to where they were. */
export const loops = defineAnalysis({
  id: 'loops',
  title: 'There and back',
  question: 'From which pages do people turn back to the page before?',
  definition:
    'A return is a page, another page, and the first page again, one after the other in one visit. Lists have many; a page people often turn back from may not be what they expected.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const counts = new Map<string, { a: number; b: number; returns: number; people: Set<number> }>();
    const everybody = new Set<number>();
    let n = 0;
    walk(events, context, (a, b, who) => {
      n++;
      everybody.add(who);
      const key = `${a}:${b}`;
      const count = counts.get(key) ?? { a, b, returns: 0, people: new Set() };
      counts.set(key, count);
      count.returns++;
      count.people.add(who);
    });
    const sorted = [...counts].sort(([, x], [, y]) => y.returns - x.returns || x.a - y.a || x.b - y.b);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'and-back', label: 'looked at, then back', type: 'page' },
        { id: 'returns', label: 'Returns', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: sorted.slice(0, limit).map(([key, { a, b, returns, people }]) => ({
        key,
        cells: [a, b, returns, people.size],
        people: people.size,
      })),
      total: counts.size,
      n,
      people: everybody.size,
    };
  },
  rows({ events }, _params, context, key) {
    const rows: number[] = [];
    walk(events, context, (a, b, _who, row) => {
      if (key === `${a}:${b}`) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
