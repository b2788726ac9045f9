import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { PairTable } from './base/pair-table.ts';
import { findPaths } from './base/paths.ts';
import { newestFirst, topIds } from './base/scan.ts';

/** Calls back for every return A → B → A: both pages, the person, the row of the return. */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (a: number, b: number, who: number, row: number) => void,
): void {
  const { count, start, page, row, person } = findPaths(events, context);
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let e = (start[v] as number) + 2; e < end; e++)
      if (page[e] === page[e - 2])
        found(page[e] as number, page[e - 1] as number, person[v] as number, row[e] as number);
  }
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
    const table = new PairTable();
    let n = 0;
    let everybody = 0;
    let current = 0;
    walk(events, context, (a, b, who) => {
      n++;
      if (who !== current) everybody++;
      current = who;
      table.add(a, b, who, who);
    });
    const { a, b, times, people } = table;
    const sorted = topIds(times.subarray(0, table.size), table.size, 0).sort(
      (x, y) =>
        (times[y] as number) - (times[x] as number) ||
        (a[x] as number) - (a[y] as number) ||
        (b[x] as number) - (b[y] as number),
    );
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'and-back', label: 'looked at, then back', type: 'page' },
        { id: 'returns', label: 'Returns', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: sorted.slice(0, limit).map((pair) => ({
        key: `${a[pair]}:${b[pair]}`,
        cells: [a[pair] as number, b[pair] as number, times[pair] as number, people[pair] as number],
        people: people[pair] as number,
      })),
      total: table.size,
      n,
      people: everybody,
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
