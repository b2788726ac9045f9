import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { countPeople, LONGEST_PATH } from './base/paths.ts';
import { newestFirst, topIds } from './base/scan.ts';
import { findSessions, type Sessions } from './base/sessions.ts';

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

/** The ways of visits that have one. Entries of way w are start[w] .. start[w + 1]: at most one per step, and one for where it begins. */
interface Ways {
  count: number;
  start: Int32Array;
  person: Uint32Array;
  page: Uint32Array;
  /** Row at which each entry was first seen; empty unless asked for. */
  row: Uint32Array;
}

/** Reads the entries of one visit after the other into room that is used again: the same page twice in a row is one. */
class VisitReader {
  length = 0;
  readonly page = new Uint32Array(LONGEST_PATH);
  readonly row = new Uint32Array(LONGEST_PATH);
  readonly #pages: Uint32Array;
  readonly #acts: Uint32Array;

  constructor(events: EventColumns, { acts }: Sessions) {
    this.#pages = events.page;
    this.#acts = acts;
  }

  read(from: number, to: number): void {
    const acts = this.#acts;
    const pages = this.#pages;
    let length = 0;
    let before = -1;
    for (let a = from; a < to && length < LONGEST_PATH; a++) {
      const row = acts[a] as number;
      const id = pages[row] as number;
      if (id === before) continue;
      this.page[length] = id;
      this.row[length] = row;
      length++;
      before = id;
    }
    this.length = length;
  }

  /** Entry at which a way begins: forward the first time the page is seen, backward the last; −1 = never. */
  begin(page: number | null, backward: boolean): number {
    if (page === null) return backward ? this.length - 1 : 0;
    const last = this.length - 1;
    for (let k = 0; k <= last; k++) {
      const e = backward ? last - k : k;
      if (this.page[e] === page) return e;
    }
    return -1;
  }
}

/** Ways from the start of visits, which need no search: nothing beyond the last step asked for matters. Writes into `room`. */
function waysFromStart(events: EventColumns, sessions: Sessions, depth: number, room: Omit<Ways, 'count'>): Ways {
  const pages = events.page;
  const { acts, start: begins, count } = sessions;
  const { start, person, page, row: rows } = room;
  const withRows = rows.length > 0;
  let entries = 0;
  for (let v = 0; v < count; v++) {
    const from = begins[v] as number;
    const to = begins[v + 1] as number;
    person[v] = events.person[acts[from] as number] as number;
    start[v] = entries;
    const end = entries + depth + 1;
    let before = -1;
    for (let a = from; a < to && entries < end; a++) {
      const row = acts[a] as number;
      const id = pages[row] as number;
      if (id === before) continue;
      if (id === END) break;
      page[entries] = id;
      if (withRows) rows[entries] = row;
      entries++;
      before = id;
    }
  }
  start[count] = entries;
  return { ...room, count };
}

function waysOf(
  events: EventColumns,
  { page, direction, depth }: Params,
  context: RunContext,
  withRows: boolean,
): Ways {
  const sessions = findSessions(events, context);
  const reader = new VisitReader(events, sessions);
  const wanted = page === undefined ? null : events.pageId(page);
  const backward = direction === 'backward';
  const step = backward ? -1 : 1;
  const [start, person] = [new Int32Array(sessions.count + 1), new Uint32Array(sessions.count)];
  // No way has more entries than its visit has acts.
  const pages = new Uint32Array(sessions.acts.length);
  const rows = new Uint32Array(withRows ? sessions.acts.length : 0);
  if (wanted === null && !backward)
    return waysFromStart(events, sessions, depth, { start, person, page: pages, row: rows });
  let count = 0;
  let entries = 0;
  for (let v = 0; v < sessions.count && wanted !== 0; v++) {
    const from = sessions.start[v] as number;
    reader.read(from, sessions.start[v + 1] as number);
    const begin = reader.begin(wanted, backward);
    if (begin < 0) continue;
    person[count] = events.person[sessions.acts[from] as number] as number;
    start[count++] = entries;
    for (let k = 0, e = begin; k <= depth && e >= 0 && e < reader.length; k++, e += step) {
      const id = reader.page[e] as number;
      if (id === END) break;
      pages[entries] = id;
      if (withRows) rows[entries] = reader.row[e] as number;
      entries++;
    }
  }
  start[count] = entries;
  return { count, start, person: person.subarray(0, count), page: pages, row: rows };
}

const END_NODE = 0;
const OTHERS_NODE = 1;

/** What stands alone at each step: END, OTHERS, and the most common pages. */
interface Steps {
  /** Pages per step, in `nodeOf`. */
  size: number;
  /** Node of a page at a step: nodeOf[step × size + page]. */
  nodeOf: Uint8Array;
  /** What each node of a step is. */
  nodes: number[][];
}

function stepsOf({ count, start, page }: Ways, size: number, { depth, width }: Params): Steps {
  const counts = new Uint32Array((depth + 1) * size);
  for (let w = 0; w < count; w++) {
    const from = start[w] as number;
    const to = start[w + 1] as number;
    for (let e = from; e < to; e++) {
      const cell = (e - from) * size + (page[e] as number);
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  const nodeOf = new Uint8Array((depth + 1) * size).fill(OTHERS_NODE);
  const nodes = Array.from({ length: depth + 1 }, (_, k) => {
    const list = [END, OTHERS, ...topIds(counts.subarray(k * size, (k + 1) * size), width)];
    for (let node = 2; node < list.length; node++) nodeOf[k * size + (list[node] as number)] = node;
    return list;
  });
  return { size, nodeOf, nodes };
}

interface Link {
  distance: number;
  from: number;
  to: number;
  visits: number;
  people: number;
}

/** Calls back for every link a way takes: its way, step, both nodes. A visit that has ended takes none further. */
function eachLink(
  ways: Ways,
  { size, nodeOf }: Steps,
  depth: number,
  found: (way: number, distance: number, from: number, to: number) => void,
): void {
  const { count, start, page } = ways;
  for (let w = 0; w < count; w++) {
    const first = start[w] as number;
    const length = (start[w + 1] as number) - first;
    if (length === 0) continue;
    let from = nodeOf[page[first] as number] as number;
    const steps = Math.min(depth, length);
    for (let k = 0; k < steps; k++) {
      const next = k + 1;
      const to = next < length ? (nodeOf[next * size + (page[first + next] as number)] as number) : END_NODE;
      found(w, k, from, to);
      from = to;
    }
  }
}

function linksOf(ways: Ways, steps: Steps, { depth, width }: Params): Link[] {
  // Nodes of a step: END, OTHERS and those that stand alone.
  const span = width + 2;
  const size = depth * span * span;
  const [visits, people, last] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  eachLink(ways, steps, depth, (way, distance, from, to) => {
    const link = (distance * span + from) * span + to;
    visits[link] = (visits[link] as number) + 1;
    const who = ways.person[way] as number;
    // A sum of what is 0 or 1: where another person begins is never guessed right.
    people[link] = (people[link] as number) + Number(last[link] !== who);
    last[link] = who;
  });
  return Array.from(visits, (count, link): Link => {
    const distance = Math.floor(link / (span * span));
    const from = Math.floor(link / span) % span;
    return {
      distance,
      from: steps.nodes[distance]?.[from] ?? END,
      to: steps.nodes[distance + 1]?.[link % span] ?? END,
      visits: count,
      people: people[link] as number,
    };
  }).filter((link) => link.visits > 0);
}

function flowOf(events: EventColumns, chosen: Params, context: RunContext, withRows = false) {
  const ways = waysOf(events, chosen, context, withRows);
  return { ways, steps: stepsOf(ways, events.pages + 1, chosen) };
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
    const { ways, steps } = flowOf(events, chosen, context);
    const found = linksOf(ways, steps, chosen).sort(
      (a, b) => a.distance - b.distance || b.visits - a.visits || a.from - b.from || a.to - b.to,
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
      rows: found.map(({ distance, from, to, visits, people }) => ({
        key: `${distance}:${from}:${to}`,
        cells: [distance + 1, nodeCell(from), nodeCell(to, chosen.direction), visits, people, visits / ways.count],
        people,
      })),
      total: found.length,
      n: ways.count,
      people: countPeople(ways),
    };
  },
  rows({ events }, chosen, context, key) {
    const match = /^(\d+):(-?\d+):(-?\d+)$/.exec(key);
    const wanted = match?.slice(1).map(Number) ?? [];
    const { ways, steps } = flowOf(events, chosen, context, true);
    const rows: number[] = [];
    eachLink(ways, steps, chosen.depth, (way, distance, from, to) => {
      if (distance !== wanted[0] || steps.nodes[distance]?.[from] !== wanted[1]) return;
      if (steps.nodes[distance + 1]?.[to] === wanted[2])
        rows.push(ways.row[(ways.start[way] as number) + distance] as number);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});

/** A node as a cell: an id of the dictionary of pages, or a word for what is none. */
function nodeCell(node: number, direction: Params['direction'] = 'forward'): number | string {
  if (node === OTHERS) return '(other pages)';
  return node === END ? (direction === 'forward' ? '(visit ends)' : '(visit begins)') : node;
}
