import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { differ } from './base/bits.ts';
import { PairTable } from './base/pair-table.ts';
import { eachPathRun, type PathRun, rowOfEntry } from './base/path-runs.ts';
import { newestFirst } from './base/scan.ts';

/** Entries looked at together. */
const BLOCK = 4096;

/** Calls back for every return A → B → A: the visit, and the entry of the return. */
function walk(
  events: EventColumns,
  context: RunContext,
  found: (run: PathRun, visit: number, entry: number) => void,
): void {
  const entries = new Int32Array(BLOCK);
  eachPathRun(events, context, (run) => {
    const { from, to, start, page } = run;
    const end = start[to] as number;
    let visit = from;
    for (let block = (start[from] as number) + 2; block < end; block += BLOCK) {
      const blockEnd = Math.min(end, block + BLOCK);
      let count = 0;
      // Written down always, and written over by the next where it is no return: whether it is nobody guesses right.
      for (let e = block; e < blockEnd; e++) {
        entries[count] = e;
        count += 1 - differ(page[e] as number, page[e - 2] as number);
      }
      for (let k = 0; k < count; k++) {
        const entry = entries[k] as number;
        while ((start[visit + 1] as number) <= entry) visit++;
        if (entry - 2 >= (start[visit] as number)) found(run, visit, entry);
      }
    }
  });
}

/** Pages people go back from to where they were. */
export const loops = defineAnalysis({
  id: 'loops',
  title: 'There and back',
  question: 'From which pages do people turn back to the page before?',
  definition:
    'A return is a page, another page, and the first page again, one after the other in one visit; the same page twice in a row is one step. Lists have many; a page people often turn back from may not be what they expected.',
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
    walk(events, context, ({ page, person }, visit, entry) => {
      const who = person[visit] as number;
      n++;
      if (who !== current) everybody++;
      current = who;
      table.add(page[entry] as number, page[entry - 1] as number, who, who);
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
    walk(events, context, (run, visit, entry) => {
      if (key === `${run.page[entry]}:${run.page[entry - 1]}`) rows.push(rowOfEntry(events, run, visit, entry));
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
