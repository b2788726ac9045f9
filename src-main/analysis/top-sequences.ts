import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { findPaths, type Paths } from './base/paths.ts';
import { frequentSequences, frequentStretches } from './base/prefix-span.ts';
import { newestFirst } from './base/scan.ts';
import { countVisitors, findSessions } from './base/sessions.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(500).default(50),
  longest: z.number().int().min(2).max(5).default(4),
  /** Whether other pages may come in between. */
  gaps: z.boolean().default(false),
  /** Fewest visits; 0 = one in a hundred, at least two. */
  support: z.number().int().min(0).max(1_000_000).default(0),
});
type Params = z.output<typeof params>;

function sequencesOf(events: EventColumns, context: RunContext, { limit, longest, gaps, support }: Params) {
  const { count } = findSessions(events, context);
  const limits = { support: support > 0 ? support : Math.max(2, Math.ceil(count / 100)), longest, most: limit };
  return gaps
    ? frequentSequences(findPaths(events, context), { ...limits, gaps })
    : frequentStretches(events, context, limits);
}

/** Entry of a visit at which a sequence begins; −1 when it is not in it. */
function placeIn(paths: Paths, visit: number, pages: readonly number[], gaps: boolean): number {
  const end = paths.start[visit + 1] as number;
  for (let start = paths.start[visit] as number; start < end; start++) {
    let k = 0;
    for (let e = start; e < end && k < pages.length; e++) {
      if (paths.page[e] === pages[k]) k++;
      else if (k === 0 || !gaps) break;
    }
    if (k === pages.length) return start;
  }
  return -1;
}

const rowsOf = (events: EventColumns, paths: Paths, pages: readonly number[], gaps: boolean): Uint32Array => {
  const rows: number[] = [];
  for (let v = 0; v < paths.count; v++) {
    const place = placeIn(paths, v, pages, gaps);
    if (place >= 0) rows.push(paths.row[place] as number);
  }
  return newestFirst(events.at, Uint32Array.from(rows));
};

/** Sequences of pages that many visits have in common. */
export const topSequences = defineAnalysis({
  id: 'top-sequences',
  title: 'Common sequences',
  question: 'Which pages do people visit one after the other, again and again?',
  definition:
    'Sequences of two to four pages or events that at least one visit in a hundred goes through (PrefixSpan, Pei et al. 2004), each visit counted once. Without gaps the pages follow each other directly; with gaps others may come in between. The same page twice in a row is one step.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 2,
  run({ events }, chosen, context) {
    const { sequences, total, isAll } = sequencesOf(events, context, chosen);
    const sessions = findSessions(events, context);
    const width = Math.max(2, ...sequences.map(({ pages }) => pages.length));
    return {
      kind: 'table',
      columns: [
        ...Array.from({ length: width }, (_, i) => ({
          id: `page-${i + 1}`,
          label: `Page ${i + 1}`,
          type: 'page' as const,
        })),
        { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share of visits', type: 'number', unit: 'share', isPart: true },
      ],
      rows: sequences.map(({ pages, visits, people }) => ({
        key: pages.join('>'),
        cells: [...Array.from({ length: width }, (_, i) => pages[i] ?? null), visits, people, visits / sessions.count],
        people,
      })),
      total,
      ...(isAll ? {} : { totalIsLeast: true }),
      n: sessions.count,
      people: countVisitors(events, sessions),
    };
  },
  rows({ events }, chosen, context, key) {
    if (!/^\d+(>\d+)+$/.test(key)) return { table: 'events', indices: new Uint32Array() };
    const pages = key.split('>').map(Number);
    return { table: 'events', indices: rowsOf(events, findPaths(events, context), pages, chosen.gaps) };
  },
});
