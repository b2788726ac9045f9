import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { differ } from './base/bits.ts';
import { rowOfEntry } from './base/path-runs.ts';
import { newestFirst, topIds } from './base/scan.ts';
import { eachWay, eachWayBlock, stepOf, WAY_BLOCK, WAY_END } from './base/ways.ts';

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
const END = WAY_END;

const END_NODE = 0;
const OTHERS_NODE = 1;

/** What stands alone at each step: END, OTHERS, and the most common pages. */
interface Steps {
  /** Visits that have a way, and people they are of. */
  ways: number;
  people: number;
  /** Pages per step, in `nodeOf`. */
  size: number;
  /** Node of a page at a step: nodeOf[step × size + page]. */
  nodeOf: Uint8Array;
  /** What each node of a step is. */
  nodes: number[][];
}

/** Counts visits that have a way, and what stands alone at each step of the ways. */
function stepsOf(events: EventColumns, chosen: Params, context: RunContext): Steps {
  const { depth, width } = chosen;
  const size = events.pages + 1;
  const counts = new Uint32Array((depth + 1) * size);
  let [ways, people, last] = [0, 0, 0];
  eachWayBlock(events, chosen, context, ({ count, person, page }) => {
    ways += count;
    for (let j = 0; j < count; j++) {
      const who = person[j] as number;
      people += differ(who, last);
      last = who;
    }
    for (let k = 0; k <= depth; k++)
      for (let j = k * WAY_BLOCK; j < k * WAY_BLOCK + count; j++) {
        const cell = k * size + (page[j] as number);
        counts[cell] = (counts[cell] as number) + 1;
      }
  });
  const nodeOf = new Uint8Array((depth + 1) * size).fill(OTHERS_NODE);
  const nodes = Array.from({ length: depth + 1 }, (_, k) => {
    const list = [END, OTHERS, ...topIds(counts.subarray(k * size, (k + 1) * size), width)];
    nodeOf[k * size + END] = END_NODE;
    for (let node = 2; node < list.length; node++) nodeOf[k * size + (list[node] as number)] = node;
    return list;
  });
  return { ways, people, size, nodeOf, nodes };
}

interface Link {
  distance: number;
  from: number;
  to: number;
  visits: number;
  people: number;
}

function linksOf(events: EventColumns, chosen: Params, context: RunContext, steps: Steps): Link[] {
  const { depth, width } = chosen;
  // Nodes of a step: END, OTHERS and those that stand alone.
  const span = width + 2;
  const size = depth * span * span;
  const [visits, people, last] = [new Uint32Array(size), new Uint32Array(size), new Int32Array(size)];
  const { nodeOf, size: pages } = steps;
  const nodes = new Int32Array(WAY_BLOCK);
  eachWayBlock(events, chosen, context, ({ count, person, page }) => {
    for (let j = 0; j < count; j++) nodes[j] = nodeOf[page[j] as number] as number;
    for (let k = 0; k < depth; k++) {
      const links = k * span * span;
      const [pagesBefore, waysBefore] = [(k + 1) * pages, (k + 1) * WAY_BLOCK];
      for (let j = 0; j < count; j++) {
        const to = nodeOf[pagesBefore + (page[waysBefore + j] as number)] as number;
        const link = links + Math.imul(nodes[j] as number, span) + to;
        const who = person[j] as number;
        nodes[j] = to;
        visits[link] = (visits[link] as number) + 1;
        people[link] = (people[link] as number) + differ(last[link] as number, who);
        last[link] = who;
      }
    }
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
  }).filter(({ visits, from }) => visits > 0 && from !== END);
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
    const steps = stepsOf(events, chosen, context);
    const found = linksOf(events, chosen, context, steps).sort(
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
        { id: 'share', label: 'Share of visits', type: 'number', unit: 'share', isPart: true },
      ],
      rows: found.map(({ distance, from, to, visits, people }) => ({
        key: `${distance}:${from}:${to}`,
        cells: [distance + 1, nodeCell(from), nodeCell(to, chosen.direction), visits, people, visits / steps.ways],
        people,
      })),
      total: found.length,
      n: steps.ways,
      people: steps.people,
    };
  },
  rows({ events }, chosen, context, key) {
    const match = /^(\d+):(-?\d+):(-?\d+)$/.exec(key);
    const steps = stepsOf(events, chosen, context);
    const [distance, from, to] = match?.slice(1).map(Number) ?? [];
    if (distance === undefined || distance >= chosen.depth) return { table: 'events', indices: new Uint32Array() };
    const nodeAt = (k: number, page: number) => steps.nodes[k]?.[steps.nodeOf[k * steps.size + page] as number];
    const step = stepOf(chosen);
    const rows: number[] = [];
    eachWay(events, chosen, context, (run, visit, begin, length) => {
      if (distance >= length) return;
      const entry = begin + step * distance;
      const next = distance + 1 < length ? (run.page[entry + step] as number) : END;
      if (nodeAt(distance, run.page[entry] as number) === from && nodeAt(distance + 1, next) === to)
        rows.push(rowOfEntry(events, run, visit, entry));
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});

/** A node as a cell: an id of the dictionary of pages, or a word for what is none. */
function nodeCell(node: number, direction: Params['direction'] = 'forward'): number | string {
  if (node === OTHERS) return '(other pages)';
  return node === END ? (direction === 'forward' ? '(visit ends)' : '(visit begins)') : node;
}
