import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { PairTable } from './base/pair-table.ts';
import { LONGEST_PATH } from './base/paths.ts';
import { newestFirst } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Calls back for every return A → B → A: both pages, the person, the row of the return. Paths as `findPaths` has them. */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (a: number, b: number, who: number, row: number) => void,
): void {
  const { page, person } = events;
  const { count, start, acts } = findSessions(events, context);
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    let before = -1;
    let last = -1;
    let length = 0;
    for (let a = start[v] as number; a < end && length < LONGEST_PATH; a++) {
      const row = acts[a] as number;
      const here = page[row] as number;
      // The same page twice in a row is one entry.
      if (here === last) continue;
      if (here === before) found(here, last, person[row] as number, row);
      before = last;
      last = here;
      length++;
    }
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
    const sorted = Array.from({ length: table.size }, (_, pair) => pair).sort(
      (x, y) => times(y) - times(x) || a(x) - a(y) || b(x) - b(y),
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
        key: `${a(pair)}:${b(pair)}`,
        cells: [a(pair), b(pair), times(pair), people(pair)],
        people: people(pair),
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
