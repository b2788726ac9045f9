import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import type { MatrixResult, TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock, eachActBlock } from './base/act-blocks.ts';
import { askedOfVisits, BASIC_MEASURES, CellCounts, type Counted, MEASURES, type Measure } from './base/cell-counts.ts';
import { maskOf } from './base/conditions.ts';
import { DIMENSIONS, type Dimension, dimensionOf } from './base/dimensions.ts';
import { Doers, peopleOf } from './base/doers.ts';
import { countAxes, countGrid, type GridAsked, type Walk } from './base/grid.ts';
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

const MOST_WIDTH = 100;
/** Columns of a grid of which there are more than one can take in: pages, sources. */
const FEW = 12;
/** Of which all are shown: devices, kinds, channels. */
const SOME = 31;

const params = z.strictObject({
  by: z.enum(DIMENSIONS).default('page'),
  /** Second dimension: the answer is a grid of one measure. */
  across: z.enum(DIMENSIONS).optional(),
  measure: z.enum(MEASURES).default('visitors'),
  where: conditionSchema.optional(),
  limit: z.number().int().min(1).max(1000).default(50),
  /** Most columns of a grid; left out: as many as can be taken in. */
  width: z.number().int().min(1).max(MOST_WIDTH).optional(),
});
type Params = z.output<typeof params>;

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
  if (rare && knowsVisits(dimension) && isMostlyWhole(events, dimension, findSessions(events, context))) {
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

/** Columns that a grid shows at most where nobody says how many. Of a timeline or a clock none is left out if it can be helped. */
function widthFor({ isOrdered, size }: Dimension): number {
  if (isOrdered && size <= MOST_WIDTH) return MOST_WIDTH;
  return size <= SOME ? SOME : FEW;
}

/** What is asked of a grid. */
function gridAsked(events: EventColumns, chosen: Params, context: RunContext): GridAsked {
  const { measure, limit, width, where } = chosen;
  const across = dimensionOf(events, context, chosen.across ?? chosen.by);
  return {
    down: dimensionOf(events, context, chosen.by),
    across,
    measure,
    facts: factsFor(events, context, [measure]),
    mostRows: limit,
    mostColumns: width ?? widthFor(across),
    walk: walkOf(events, chosen, context),
    isAll: where === undefined,
  };
}

function grid(events: EventColumns, chosen: Params, context: RunContext): MatrixResult {
  const asked = gridAsked(events, chosen, context);
  const { down, across } = asked;
  const { rowIds, columnIds, counts, cellIds, moreRows, moreColumns } = countGrid(events, context, asked);
  return {
    kind: 'matrix',
    unit: UNITS[chosen.measure],
    rows: rowIds.map((id) => String(nameOf(down, id))),
    columns: columnIds.map((id) => String(nameOf(across, id))),
    ...(down.type !== 'text' && { rowType: down.type }),
    ...(across.type !== 'text' && { columnType: across.type }),
    values: cellIds.map((cell) => counts.measured(cell)),
    people: cellIds.map((cell) => counts.visitors(cell)),
    n: cellIds.reduce((sum, cell) => sum + counts.acts(cell), 0),
    notShown: { rows: moreRows, columns: moreColumns },
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
  const asked = gridAsked(events, chosen, context);
  const { rowIds, columnIds } = countAxes(events, context, asked);
  const { down, across } = asked;
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
    'Acts of the chosen dates that fulfil the conditions, by one dimension (all basic measures, and what belongs to the chosen one) or two (one measure; of hours, weekdays and dates all columns, of others those with most). Visitors and visits count in every group in which they have an act, so that groups may add up to more than all. Bounces, visits with a purchase and time in visits are of whole visits, as far as they lie in the dates: each counts in every group in which the visit has an act. Bounce rate and conversion rate are shares of the visits of the group; time per visit is the mean over those with two acts or more, as one act has no duration. Purchases are events. A page’s title is the one that an import saw last; pages of one title count together. Pages whose title no import tells, and named events, have none. Source and channel are those that brought the visit, told by its first act; entry page, exit page, and new or returning are of the visit too. They hold for each of its acts; new is a visit whose visitor did nothing before it, also before the dates. Conditions can be about the act, about any act of its visit, or about any act of the person.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 4,
  run: ({ events }, chosen, context) =>
    chosen.across === undefined ? table(events, chosen, context) : grid(events, chosen, context),
  rows: ({ events }, chosen, context, key) => ({
    table: 'events',
    indices: newestFirst(events.at, Uint32Array.from(rowsBehind(events, chosen, context, key))),
  }),
});
