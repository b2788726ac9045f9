import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { findPaths, type Paths } from './base/paths.ts';
import { newestFirst, topIds } from './base/scan.ts';

const params = z.strictObject({
  /** Page or event to go on from (or back from); left out: the start (or end) of visits. */
  page: z.string().min(1).max(2000).optional(),
  direction: z.enum(['forward', 'backward']).default('forward'),
  depth: z.number().int().min(1).max(8).default(3),
  /** Most pages shown one by one at each step; the others are one together. */
  width: z.number().int().min(1).max(20).default(6),
});
type Params = z.output<typeof params>;

/** Stands for all pages of a step that are not shown one by one, and for the end (or start) of the visit. */
const OTHERS = -1;
const END = 0;

/** Entry of a visit at which its way begins; −1 when the page asked for is not in it. */
function wayOf({ start, page: pages }: Paths, visit: number, page: number | null, backward: boolean): number {
  const from = start[visit] as number;
  const to = (start[visit + 1] as number) - 1;
  const step = backward ? -1 : 1;
  if (page === null) return backward ? to : from;
  // Forward from the first time the page is seen, backward from the last.
  for (let e = backward ? to : from; e >= from && e <= to; e += step) if (pages[e] === page) return e;
  return -1;
}

interface Flow {
  paths: Paths;
  /** Entry at which the way of each visit begins; −1 = it has none. */
  ways: Int32Array;
  step: 1 | -1;
  /** Per step: 1 for every page shown one by one. */
  shown: Uint8Array[];
}

/** Page of a visit at a distance along its way: END beyond the visit. */
function pageAt({ paths, ways, step }: Flow, visit: number, distance: number): number {
  const e = (ways[visit] as number) + step * distance;
  return e < (paths.start[visit] as number) || e >= (paths.start[visit + 1] as number)
    ? END
    : (paths.page[e] as number);
}

function flowOf(events: EventColumns, { page, direction, depth, width }: Params, context: RunContext): Flow {
  const paths = findPaths(events, context);
  const wanted = page === undefined ? null : events.pageId(page);
  const backward = direction === 'backward';
  const ways = new Int32Array(paths.count).fill(-1);
  if (wanted !== 0) for (let v = 0; v < paths.count; v++) ways[v] = wayOf(paths, v, wanted, backward);
  const flow: Flow = { paths, ways, step: backward ? -1 : 1, shown: [] };
  for (let distance = 0; distance <= depth; distance++) {
    const counts = new Uint32Array(events.pages + 1);
    for (let v = 0; v < paths.count; v++) {
      if ((ways[v] as number) < 0) continue;
      const id = pageAt(flow, v, distance);
      counts[id] = (counts[id] as number) + 1;
    }
    const shown = new Uint8Array(events.pages + 1);
    for (const id of topIds(counts, width)) shown[id] = 1;
    flow.shown.push(shown);
  }
  return flow;
}

/** Node of a visit at a distance: a page, OTHERS, or END. */
function nodeAt(flow: Flow, visit: number, distance: number): number {
  const id = pageAt(flow, visit, distance);
  return id === END || flow.shown[distance]?.[id] === 1 ? id : OTHERS;
}

/** Calls back for every link a visit takes: distance, both nodes. A visit that has ended takes none further. */
function links(
  flow: Flow,
  depth: number,
  found: (visit: number, distance: number, from: number, to: number) => void,
): void {
  for (let v = 0; v < flow.paths.count; v++) {
    if ((flow.ways[v] as number) < 0) continue;
    let from = nodeAt(flow, v, 0);
    for (let distance = 0; distance < depth && from !== END; distance++) {
      const to = nodeAt(flow, v, distance + 1);
      found(v, distance, from, to);
      from = to;
    }
  }
}

/** What follows (or comes before) a page, step by step: the links of a Sankey diagram. */
export const pathFlow = defineAnalysis({
  id: 'path-flow',
  title: 'Ways through the site',
  question: 'Where do people go from here, and where did they come from?',
  definition:
    'Steps of visits from the first time a page is seen onward, or from the last time backward; without a page, from the start or end of visits. The same page twice in a row is one step. At each step the most common pages stand alone, the others together.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const flow = flowOf(events, chosen, context);
    const found = new Map<
      string,
      { distance: number; from: number; to: number; visits: number; people: number; last: number }
    >();
    links(flow, chosen.depth, (v, distance, from, to) => {
      const key = `${distance}:${from}:${to}`;
      const who = flow.paths.person[v] as number;
      const link = found.get(key) ?? { distance, from, to, visits: 0, people: 0, last: 0 };
      found.set(key, link);
      link.visits++;
      if (link.last !== who) link.people++;
      link.last = who;
    });
    const inside = flow.paths.person.filter((_, v) => (flow.ways[v] as number) >= 0);
    const sorted = [...found].sort(
      ([, a], [, b]) => a.distance - b.distance || b.visits - a.visits || a.from - b.from || a.to - b.to,
    );
    return {
      kind: 'table',
      columns: [
        { id: 'step', label: 'Step', type: 'number' },
        { id: 'from', label: 'From', type: 'page' },
        { id: 'to', label: 'To', type: 'page' },
        { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share of visits', type: 'number', unit: 'share' },
      ],
      rows: sorted.map(([key, { distance, from, to, visits, people }]) => ({
        key,
        cells: [distance + 1, nodeCell(from), nodeCell(to, chosen.direction), visits, people, visits / inside.length],
        people,
      })),
      total: found.size,
      n: inside.length,
      people: new Set(inside).size,
    };
  },
  rows({ events }, chosen, context, key) {
    const flow = flowOf(events, chosen, context);
    const rows: number[] = [];
    links(flow, chosen.depth, (v, distance, from, to) => {
      if (key === `${distance}:${from}:${to}`)
        rows.push(flow.paths.row[(flow.ways[v] as number) + flow.step * distance] as number);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});

/** A node as a cell: an id of the dictionary of pages, or a word for what is none. */
function nodeCell(node: number, direction: Params['direction'] = 'forward'): number | string {
  if (node === OTHERS) return '(other pages)';
  return node === END ? (direction === 'forward' ? '(visit ends)' : '(visit begins)') : node;
}
