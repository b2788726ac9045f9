import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import type { MatrixResult, TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock, eachActBlock } from './base/act-blocks.ts';
import {
  askedOfVisits,
  BASIC_MEASURES,
  CellCounts,
  type Counted,
  MEASURES,
  type Measure,
  RARE_MEASURES,
} from './base/cell-counts.ts';
import { maskOf } from './base/conditions.ts';
import { DIMENSIONS, type Dimension, dimensionOf } from './base/dimensions.ts';
import { Doers, peopleOf } from './base/doers.ts';
import { parseCellKey, parseIdKey } from './base/keys.ts';
import { raresOf } from './base/rare-measures.ts';
import { newestFirst, topIds } from './base/scan.ts';
import { countVisitors, findSessions } from './base/sessions.ts';
import { Turns } from './base/turns.ts';
import { factsOfVisits, type VisitFacts } from './base/visit-facts.ts';
import { eachActBlockOf, visitMaskOf } from './base/visit-mask.ts';
import { eachRunBlock, isMostlyWhole, knowsVisits, type Runs } from './base/visit-runs.ts';

const UNITS: Readonly<Record<Measure, Unit>> = {
  visitors: 'people',
  visits: 'visits',
  views: 'count',
  acts: 'count',
  value: 'money',
  bytes: 'bytes',
  bounces: 'visits',
  purchases: 'count',
  time: 'total-ms',
};
const LABELS: Readonly<Record<Measure, string>> = {
  visitors: 'Visitors',
  visits: 'Visits',
  views: 'Page views',
  acts: 'Acts',
  value: 'Value',
  bytes: 'Data sent',
  bounces: 'Bounces',
  purchases: 'Purchases',
  time: 'Time in visits',
};

/** A column of a list beside those that it always has. */
interface Further {
  id: string;
  label: string;
  unit: Unit;
  of: Counted;
  /** What the number is divided by, where it is a rate or a mean. */
  per?: Counted;
}
const own = (id: Measure): Further => ({ id, label: LABELS[id], unit: UNITS[id], of: id });
const FURTHER: Partial<Record<Measure, readonly Further[]>> = {
  bounces: [own('bounces'), { id: 'bounce-rate', label: 'Bounce rate', unit: 'share', of: 'bounces', per: 'visits' }],
  purchases: [
    own('purchases'),
    { id: 'converted', label: 'Visits with a purchase', unit: 'visits', of: 'converted' },
    { id: 'conversion-rate', label: 'Conversion rate', unit: 'share', of: 'converted', per: 'visits' },
  ],
  time: [own('time'), { id: 'time-per-visit', label: 'Time per visit', unit: 'ms', of: 'time', per: 'measured' }],
};

const params = z.strictObject({
  by: z.enum(DIMENSIONS).default('page'),
  /** Second dimension: the answer is a grid of one measure. */
  across: z.enum(DIMENSIONS).optional(),
  measure: z.enum(MEASURES).default('visitors'),
  where: conditionSchema.optional(),
  limit: z.number().int().min(1).max(1000).default(50),
  /** Most columns of a grid. */
  width: z.number().int().min(1).max(60).default(12),
});
type Params = z.output<typeof params>;

/** Calls back for the acts of the period that fulfil the condition, block by block. */
type Walk = (found: (block: ActBlock) => void) => void;

function walkOf(events: EventColumns, { where }: Params, context: RunContext): Walk {
  if (!where) return (found) => eachActBlock(events, context, found);
  const ofVisits = visitMaskOf(events, context, where);
  if (ofVisits) return (found) => eachActBlockOf(events, context, ofVisits, found);
  const mask = maskOf(events, context, where);
  return (found) => eachMasked(events, context, mask, found);
}

function eachMasked(
  events: EventColumns,
  context: RunContext,
  mask: Uint8Array,
  found: (block: ActBlock) => void,
): void {
  const kept: ActBlock = { rows: new Uint32Array(ACT_BLOCK), visits: new Int32Array(ACT_BLOCK), count: 0 };
  eachActBlock(events, context, ({ rows, visits, count }) => {
    let n = 0;
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      kept.rows[n] = i;
      kept.visits[n] = visits[j] as number;
      n += mask[i] as number;
    }
    kept.count = n;
    if (n > 0) found(kept);
  });
}

/** What is told of whole visits, where anything counted asks for it. */
function factsFor(events: EventColumns, context: RunContext, wanted: readonly Counted[]): VisitFacts | null {
  const asked = askedOfVisits(wanted);
  return asked.length > 0 ? factsOfVisits(events, context, asked) : null;
}

/** The cells of a grid of this many are counted in full; beyond it the rarest values would only cost memory. */
const MOST_CELLS = 4_000_000;
/** A grid of this many cells is counted as a whole: it stays in the processor's nearer caches. */
const SMALL_GRID = 4096;

const ids = () => new Int32Array(ACT_BLOCK);

/** What a list tells of each value: the basic measures, and what belongs to the chosen one. */
const listed = ({ measure }: Params): Further[] => [...BASIC_MEASURES.map(own), ...(FURTHER[measure] ?? [])];

const columnsOf = (dimension: Dimension, numbers: readonly Further[]): TableResult['columns'] => [
  { id: 'group', label: dimension.label, type: dimension.type },
  ...numbers.map(({ id, label, unit }) => ({ id, label, type: 'number' as const, unit })),
];

/** The numbers of a column by cell; null where there is nothing to divide by. */
function numbersOf(cells: CellCounts, { of, per }: Further): (id: number) => number | null {
  const sums = cells.of(of);
  if (!per) return (id) => sums[id] as number;
  const parts = cells.of(per);
  return (id) => ((parts[id] as number) > 0 ? (sums[id] as number) / (parts[id] as number) : null);
}

const nameOf = ({ type, textOf }: Dimension, id: number): number | string => (type === 'text' ? textOf(id) : id);

function table(events: EventColumns, chosen: Params, context: RunContext): TableResult {
  const dimension = dimensionOf(events, context, chosen.by);
  const columns = listed(chosen);
  const wanted = columns.flatMap(({ of, per }) => (per ? [of, per] : [of]));
  const walk = walkOf(events, chosen, context);
  const people = peopleOf(events, context);
  const cells = new CellCounts(dimension.size, events, people, wanted, factsFor(events, context, wanted));
  const turns = new Turns();
  const doers = chosen.where ? new Doers(people) : null;
  let n = 0;
  const idsOf = ids();
  const addBlock = (block: ActBlock): void => {
    n += block.count;
    dimension.idsInto(block.rows, block.count, idsOf, block.visits);
    turns.read(block, idsOf);
    doers?.read(turns.block);
    cells.add(block, turns, idsOf);
  };
  const rare = chosen.where ? null : raresOf(events, context, wanted);
  if (rare && knowsVisits(dimension) && isMostlyWhole(dimension, findSessions(events, context))) {
    const addRares = (before: number): void => {
      for (const [measure, acts] of rare)
        acts.eachBefore(before, (block) => {
          dimension.idsInto(block.rows, block.count, idsOf, block.visits);
          cells.addRareOf(measure, block, idsOf);
        });
    };
    const addRuns = (runs: Runs): void => {
      for (let j = 0; j < runs.count; j++) n += runs.acts[j] as number;
      cells.addRuns(runs, runs.down);
    };
    eachRunBlock(events, context, [dimension, dimension], true, addRuns, (block) => {
      // In the order of the acts: sums of fractions depend on it.
      addRares(block.rows[0] as number);
      addBlock(block);
    });
    addRares(Number.POSITIVE_INFINITY);
  } else walk(addBlock);
  const [counts, visitors] = [cells.of(chosen.measure), cells.of('visitors')];
  const all = columns.map((column) => numbersOf(cells, column));
  return {
    kind: 'table',
    columns: columnsOf(dimension, columns),
    rows: topIds(counts, chosen.limit, 0).map((id) => ({
      key: String(id),
      cells: [nameOf(dimension, id), ...all.map((numberOf) => numberOf(id))],
      people: visitors[id] as number,
    })),
    total: counts.filter((count) => count > 0).length,
    n,
    people: doers?.count ?? countVisitors(events, findSessions(events, context)),
  };
}

/** What does not add up from visit to visit. */
const RARE: readonly Counted[] = RARE_MEASURES;

/** What a cell of a grid tells: its measure, its people, and how many acts are behind it. */
const shownOf = ({ measure }: Params): Counted[] => [measure, 'visitors', 'acts'];

/** Calls back for what a grid is counted of: runs where each visit has few, or else acts. */
function walkCells(
  events: EventColumns,
  chosen: Params,
  context: RunContext,
  [down, across]: readonly [Dimension, Dimension],
  walk: Walk,
  addRuns: (runs: Runs) => void,
  addBlock: (block: ActBlock) => void,
): void {
  if (!chosen.where && !RARE.includes(chosen.measure) && knowsVisits(down) && knowsVisits(across))
    eachRunBlock(events, context, [down, across], chosen.measure === 'bytes', addRuns, addBlock);
  else walk(addBlock);
}

/** Values of both dimensions that a grid shows: those with the largest measure. */
function axesOf(events: EventColumns, chosen: Params, context: RunContext, walk: Walk) {
  const facts = factsFor(events, context, shownOf(chosen));
  const down = dimensionOf(events, context, chosen.by);
  const across = dimensionOf(events, context, chosen.across ?? chosen.by);
  const people = peopleOf(events, context);
  const [rows, columns] = [down, across].map(
    ({ size }) => new CellCounts(size, events, people, [chosen.measure], facts),
  ) as [CellCounts, CellCounts];
  // A grid that is small as a whole is counted in the same pass; of a large one only what is shown, in another.
  const whole =
    down.size * across.size <= SMALL_GRID
      ? new CellCounts(down.size * across.size, events, people, shownOf(chosen), facts)
      : null;
  const [downIds, acrossIds, cellIds] = [ids(), ids(), ids()];
  const turns = new Turns();
  const addBlock = (block: ActBlock): void => {
    down.idsInto(block.rows, block.count, downIds, block.visits);
    across.idsInto(block.rows, block.count, acrossIds, block.visits);
    if (whole)
      for (let j = 0; j < block.count; j++)
        cellIds[j] = (downIds[j] as number) * across.size + (acrossIds[j] as number);
    turns.read(block, downIds, acrossIds);
    rows.add(block, turns, downIds);
    columns.add(block, turns, acrossIds);
    whole?.add(block, turns, cellIds);
  };
  let cellsOfRuns = ids();
  const addRuns = (runs: Runs): void => {
    rows.addRuns(runs, runs.down);
    columns.addRuns(runs, runs.across);
    if (!whole) return;
    if (runs.count > cellsOfRuns.length) cellsOfRuns = new Int32Array(runs.visits.length);
    for (let j = 0; j < runs.count; j++)
      cellsOfRuns[j] = (runs.down[j] as number) * across.size + (runs.across[j] as number);
    whole.addRuns(runs, cellsOfRuns);
  };
  walkCells(events, chosen, context, [down, across], walk, addRuns, addBlock);
  const most = Math.min(chosen.limit, Math.floor(MOST_CELLS / chosen.width));
  return {
    down,
    across,
    whole,
    facts,
    rowIds: topIds(rows.of(chosen.measure), most, 0),
    columnIds: topIds(columns.of(chosen.measure), chosen.width, 0).sort((a, b) => a - b),
  };
}

const places = (ids: readonly number[], size: number): Int32Array => {
  const places = new Int32Array(size).fill(-1);
  ids.forEach((id, place) => {
    places[id] = place;
  });
  return places;
};

/** Counts the cells that are shown of a grid too large to be counted as a whole. */
function countShown(
  events: EventColumns,
  chosen: Params,
  context: RunContext,
  walk: Walk,
  { down, across, facts, rowIds, columnIds }: ReturnType<typeof axesOf>,
): CellCounts {
  const [rowAt, columnAt] = [places(rowIds, down.size), places(columnIds, across.size)];
  const width = columnIds.length;
  const cells = new CellCounts(rowIds.length * width, events, peopleOf(events, context), shownOf(chosen), facts);
  const [downIds, acrossIds] = [ids(), ids()];
  const turns = new Turns();
  const toCells = (count: number, down: Int32Array, across: Int32Array): void => {
    for (let j = 0; j < count; j++) {
      const [row, column] = [rowAt[down[j] as number] as number, columnAt[across[j] as number] as number];
      down[j] = row < 0 || column < 0 ? -1 : row * width + column;
    }
  };
  const addBlock = (block: ActBlock): void => {
    down.idsInto(block.rows, block.count, downIds, block.visits);
    across.idsInto(block.rows, block.count, acrossIds, block.visits);
    toCells(block.count, downIds, acrossIds);
    turns.read(block, downIds);
    cells.add(block, turns, downIds);
  };
  const addRuns = (runs: Runs): void => {
    toCells(runs.count, runs.down, runs.across);
    cells.addRuns(runs, runs.down);
  };
  walkCells(events, chosen, context, [down, across], walk, addRuns, addBlock);
  return cells;
}

function grid(events: EventColumns, chosen: Params, context: RunContext): MatrixResult {
  const walk = walkOf(events, chosen, context);
  const axes = axesOf(events, chosen, context, walk);
  const { down, across, whole, rowIds, columnIds } = axes;
  const counts = whole ?? countShown(events, chosen, context, walk, axes);
  const cellIds = whole
    ? rowIds.flatMap((row) => columnIds.map((column) => row * across.size + column))
    : Array.from(counts.of('acts').keys());
  const of = (measure: Measure) => {
    const column = counts.of(measure);
    return cellIds.map((cell) => column[cell] as number);
  };
  return {
    kind: 'matrix',
    unit: UNITS[chosen.measure],
    rows: rowIds.map((id) => String(nameOf(down, id))),
    columns: columnIds.map((id) => String(nameOf(across, id))),
    ...(down.type !== 'text' && { rowType: down.type }),
    ...(across.type !== 'text' && { columnType: across.type }),
    values: of(chosen.measure),
    people: of('visitors'),
    n: of('acts').reduce((a, b) => a + b, 0),
  };
}

function rowsBehind(events: EventColumns, chosen: Params, context: RunContext, key: string): number[] {
  const rows: number[] = [];
  const walk = walkOf(events, chosen, context);
  if (chosen.across === undefined) {
    const wanted = parseIdKey(key);
    const dimension = dimensionOf(events, context, chosen.by);
    walk((block) => {
      for (const i of block.rows.subarray(0, block.count)) if (dimension.idOf(i) === wanted) rows.push(i);
    });
    return rows;
  }
  const cell = parseCellKey(key);
  if (!cell) return rows;
  const { down, across, rowIds, columnIds } = axesOf(events, chosen, context, walk);
  walk((block) => {
    for (const i of block.rows.subarray(0, block.count))
      if (down.idOf(i) === rowIds[cell.row] && across.idOf(i) === columnIds[cell.column]) rows.push(i);
  });
  return rows;
}

/** Any dimension by any measure, under any condition. */
export const explore = defineAnalysis({
  id: 'explore',
  title: 'Explore',
  question: 'How do visitors, visits and acts divide over whatever you choose?',
  definition:
    'Acts of the chosen dates that fulfil the conditions, by one dimension (all basic measures, and what belongs to the chosen one) or two (one measure). Visitors and visits count in every group in which they have an act, so that groups may add up to more than all. Bounces, visits with a purchase and time in visits are of whole visits, as far as they lie in the dates: each counts in every group in which the visit has an act. Bounce rate and conversion rate are shares of the visits of the group; time per visit is the mean over those with two acts or more, as one act has no duration. Purchases are events. A page’s title is the one that an import saw last; pages of one title count together. Pages whose title no import tells, and named events, have none. Source and channel are those that brought the visit, told by its first act; entry page, exit page, and new or returning are of the visit too. They hold for each of its acts; new is a visit whose visitor did nothing before it, also before the dates. Conditions can be about the act, about any act of its visit, or about any act of the person.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 3,
  run: ({ events }, chosen, context) =>
    chosen.across === undefined ? table(events, chosen, context) : grid(events, chosen, context),
  rows: ({ events }, chosen, context, key) => ({
    table: 'events',
    indices: newestFirst(events.at, Uint32Array.from(rowsBehind(events, chosen, context, key))),
  }),
});
