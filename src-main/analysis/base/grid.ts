import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, type ActBlock, nobodys } from './act-blocks.ts';
import { type Measure, RARE_MEASURES } from './cell-counts.ts';
import { type Dimension, type InstantPair, pairOfInstants } from './dimensions.ts';
import { firstsOf } from './doers.ts';
import { addsUp, canJoin, GridCells, MeasureCounts, type Part, PartReader } from './grid-counts.ts';
import { topIds } from './scan.ts';
import { borrow } from './scratch.ts';
import { eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import { Turns } from './turns.ts';
import { isCut } from './visit-cut.ts';
import type { VisitFacts } from './visit-facts.ts';
import { eachActBlockOf } from './visit-mask.ts';
import { eachRunBlock, isMostlyWhole, knowsVisits, type Runs, type VisitDimension } from './visit-runs.ts';

/** The cells of a grid of this many are counted in full; beyond it the rarest values would only cost memory. */
const MOST_CELLS = 4_000_000;
/** A grid of this many cells is counted as a whole: it stays in the processor's nearer caches. */
const SMALL_GRID = 1 << 16;
/** Where less than this share of all is shown, leaving the other acts out takes less time than making runs of all. */
const LEAST_SHARE = 1 / 4;
/** Calls back for acts of the period, block by block, in the order of the columns. */
export type Walk = (found: (block: ActBlock) => void) => void;

/** A measure by two dimensions. */
export interface GridAsked {
  down: Dimension;
  across: Dimension;
  measure: Measure;
  /** Where the measure is told of whole visits. */
  facts: VisitFacts | null;
  mostRows: number;
  mostColumns: number;
  /** The acts that are counted. */
  walk: Walk;
  /** Whether these are all acts of the period. */
  isAll: boolean;
}

const ids = () => new Int32Array(ACT_BLOCK);

/** What runs do not tell. */
const RARE: readonly Measure[] = RARE_MEASURES;

/** Acts or runs of a grid, with their values down and across, which may be written over. */
type Counter = (part: Part, down: Int32Array, across: Int32Array) => void;

/** Whether of a grid's acts all that is asked is told by whole visits, which mostly have one value of a dimension. */
const areWhole = (
  events: EventColumns,
  context: RunContext,
  { measure, isAll }: GridAsked,
  one: Dimension,
): one is VisitDimension =>
  isAll && !RARE.includes(measure) && knowsVisits(one) && isMostlyWhole(events, one, findSessions(events, context));

/** The two dimensions, where both are. */
function wholeDimensions(
  events: EventColumns,
  context: RunContext,
  asked: GridAsked,
): [VisitDimension, VisitDimension] | null {
  const { down, across } = asked;
  if (!areWhole(events, context, asked, down)) return null;
  if (across === down) return [down, down];
  return areWhole(events, context, asked, across) ? [down, across] : null;
}

/**
 * Calls back for what a grid is counted of: runs where each visit has few, or else acts. A list is a grid of a dimension by
 * itself.
 */
function walkGrid(events: EventColumns, context: RunContext, asked: GridAsked, add: Counter): void {
  const { down, across, measure, facts, walk } = asked;
  const reader = new PartReader(events, firstsOf(events, context), measure, facts);
  const downIds = ids();
  const acrossIds = across === down ? downIds : ids();
  const instants = across === down ? null : pairOfInstants(events, context, down, across);
  const turns = canJoin(measure) ? new Turns() : null;
  /** Where both are of when something was, the instant of an act is looked up once. */
  const addInstants = (block: ActBlock, pair: InstantPair): void => {
    pair.into(block, downIds);
    turns?.read(block, downIds);
    const part = turns && !turns.areAll ? reader.ofTurns(turns, block) : reader.ofActs(block);
    turns?.pick(downIds);
    pair.split(part.count, downIds, acrossIds);
    add(part, downIds, acrossIds);
  };
  const addBlock = (block: ActBlock): void => {
    if (instants) {
      addInstants(block, instants);
      return;
    }
    down.idsInto(block.rows, block.count, downIds, block.visits);
    if (across !== down) across.idsInto(block.rows, block.count, acrossIds, block.visits);
    turns?.read(block, downIds, across === down ? undefined : acrossIds);
    if (turns && !turns.areAll) {
      turns.pick(downIds);
      if (across !== down) turns.pick(acrossIds);
      add(reader.ofTurns(turns, block), downIds, acrossIds);
      return;
    }
    add(reader.ofActs(block), downIds, acrossIds);
  };
  const dimensions = wholeDimensions(events, context, asked);
  if (!dimensions) {
    walk(addBlock);
    return;
  }
  const addRuns = (runs: Runs): void => add(reader.ofRuns(runs), runs.down, across === down ? runs.down : runs.across);
  eachRunBlock(events, context, dimensions, measure === 'bytes', addRuns, addBlock);
}

/** Sums of the rows and of the columns of a grid, which are those of their cells. */
function sumsOf(cells: GridCells, rows: number, columns: number): [Float64Array, Float64Array] {
  const [downSums, acrossSums] = [new Float64Array(rows), new Float64Array(columns)];
  for (let row = 0, cell = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, cell++) {
      const own = cells.measured(cell);
      downSums[row] = (downSums[row] as number) + own;
      acrossSums[column] = (acrossSums[column] as number) + own;
    }
  return [downSums, acrossSums];
}

/** Values of both dimensions that a grid shows. */
export interface Axes {
  /** With the largest measure, largest first. */
  rowIds: number[];
  /** Likewise, but in their own order; of a timeline or a clock all, where there is room for them. */
  columnIds: number[];
  /** The measure by each value. */
  rows: ArrayLike<number>;
  /** Null where all are shown. */
  columns: ArrayLike<number> | null;
  /** The grid as a whole, where it is small enough to be counted in the same pass. */
  whole: GridCells | null;
}

/** A measure by the values of one of the dimensions. */
function countList(events: EventColumns, context: RunContext, asked: GridAsked, one: Dimension): ArrayLike<number> {
  const counts = new MeasureCounts(asked.measure, one.size);
  walkGrid(events, context, { ...asked, down: one, across: one }, (part, ofOne) => counts.add(part, ofOne));
  return counts.all();
}

type Measured = Pick<Axes, 'rows' | 'columns' | 'whole'>;

/** A grid of which all cells are counted. */
function countWhole(events: EventColumns, context: RunContext, asked: GridAsked, areAll: boolean): Measured {
  const { down, across, measure } = asked;
  const whole = new GridCells(measure, down.size * across.size);
  const isSummed = addsUp(measure);
  const ofRows = isSummed ? null : new MeasureCounts(measure, down.size);
  const ofColumns = isSummed || areAll ? null : new MeasureCounts(measure, across.size);
  walkGrid(events, context, asked, (part, downIds, acrossIds) => {
    ofRows?.add(part, downIds);
    ofColumns?.add(part, acrossIds);
    toCells(part.count, downIds, acrossIds, across.size);
    whole.add(part, downIds);
  });
  const [rows, columns] = ofRows ? [ofRows.all(), ofColumns?.all() ?? null] : sumsOf(whole, down.size, across.size);
  return { rows, columns: areAll ? null : columns, whole };
}

/** Rows and columns of a larger grid. */
function countBoth(events: EventColumns, context: RunContext, asked: GridAsked, areAll: boolean): Measured {
  const { down, across, measure } = asked;
  // What is told of whole visits is counted sooner by itself.
  const areApart = areAll || areWhole(events, context, asked, down) !== areWhole(events, context, asked, across);
  if (areApart) {
    const rows = countList(events, context, asked, down);
    return { rows, columns: areAll ? null : countList(events, context, asked, across), whole: null };
  }
  const [ofRows, ofColumns] = [new MeasureCounts(measure, down.size), new MeasureCounts(measure, across.size)];
  walkGrid(events, context, asked, (part, downIds, acrossIds) => {
    ofRows.add(part, downIds);
    ofColumns.add(part, acrossIds);
  });
  return { rows: ofRows.all(), columns: ofColumns.all(), whole: null };
}

/** Finds what a grid shows. */
export function countAxes(events: EventColumns, context: RunContext, asked: GridAsked): Axes {
  const { down, across, mostRows, mostColumns } = asked;
  const areAll = across.isOrdered === true && across.size <= mostColumns;
  const count = down.size * across.size <= SMALL_GRID ? countWhole : countBoth;
  const measured = count(events, context, asked, areAll);
  const { rows, columns } = measured;
  return {
    ...measured,
    rowIds: topIds(rows, Math.min(mostRows, Math.floor(MOST_CELLS / mostColumns)), 0),
    columnIds: columns
      ? topIds(columns, mostColumns, 0).sort((a, b) => a - b)
      : Array.from({ length: across.size }, (_, id) => id),
  };
}

/** Writes the cell of each pair over its value down; those without a value are in none. */
function toCells(count: number, down: Int32Array, across: Int32Array, width: number): void {
  for (let j = 0; j < count; j++) {
    const [row, column] = [down[j] as number, across[j] as number];
    down[j] = (row | column) < 0 ? -1 : row * width + column;
  }
}

/** One side of a grid of which only some values are shown. */
interface Side {
  dimension: Dimension;
  /** By id + 1, as −1 is none: how far the place of the value brings a cell on; below 0 where it is not shown. */
  steps: Int32Array;
  /** How much of all is shown. */
  share: number;
}

function sideOf(
  dimension: Dimension,
  measured: ArrayLike<number> | null,
  shown: readonly number[],
  step: number,
): Side {
  const steps = new Int32Array(dimension.size + 1).fill(-1);
  for (const [place, id] of shown.entries()) steps[id + 1] = place * step;
  if (!measured) return { dimension, steps, share: 1 };
  let [part, all] = [0, 0];
  for (let id = 0; id < measured.length; id++) all += measured[id] as number;
  for (const id of shown) part += measured[id] as number;
  return { dimension, steps, share: part / all };
}

/** Writes down the places in a block of the acts that are shown, and their steps; answers how many they are. */
function findShown(count: number, ids: Int32Array, steps: Int32Array, places: Int32Array, own: Int32Array): number {
  let n = 0;
  for (let j = 0; j < count; j++) {
    const step = steps[(ids[j] as number) + 1] as number;
    places[n] = j;
    own[n] = step;
    n += (step >>> 31) ^ 1;
  }
  return n;
}

function keep({ rows, visits }: ActBlock, places: Int32Array, count: number, kept: ActBlock): void {
  const { rows: keptRows, visits: keptVisits } = kept;
  for (let k = 0; k < count; k++) {
    const j = places[k] as number;
    keptRows[k] = rows[j] as number;
    keptVisits[k] = visits[j] as number;
  }
  kept.count = count;
}

/** Adds the steps of the other side to those that are there; −1 where the value is not shown. */
function addSteps(count: number, ids: Int32Array, steps: Int32Array, cells: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const step = steps[(ids[j] as number) + 1] as number;
    // All bits where it is below 0.
    cells[j] = ((cells[j] as number) + step) | (step >> 31);
  }
}

/** Writes the cells of pairs over their values down; −1 where one of them is not shown. */
function toShown(count: number, down: Int32Array, across: Int32Array, ofRows: Int32Array, ofColumns: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const row = ofRows[(down[j] as number) + 1] as number;
    const column = ofColumns[(across[j] as number) + 1] as number;
    // All bits where one of them is below 0.
    down[j] = (row + column) | ((row | column) >> 31);
  }
}

/** Acts of visits that are, or may be, of values of a dimension that are shown, and those of nobody. */
function walkOfShown(events: EventColumns, context: RunContext, dimension: VisitDimension, steps: Int32Array): Walk {
  const visits = findSessions(events, context);
  const whole = wholeOf(visits);
  const ofVisits = borrow(Uint8Array, whole.count);
  const values = ids();
  for (let from = 0; from < whole.count; from += ACT_BLOCK) {
    const count = Math.min(ACT_BLOCK, whole.count - from);
    dimension.ofVisits(whole, from, count, values);
    for (let k = 0; k < count; k++) {
      const id = values[k] as number;
      ofVisits[from + k] = id < 0 || (steps[id + 1] as number) >= 0 ? 1 : 0;
    }
  }
  // What is left of a visit may have other values than all of it: its entry page, its last one.
  eachStretchOfAll(visits, (all, from, to, fromAct, toAct) => {
    if (isCut(all, from, to, fromAct, toAct)) ofVisits[from] = 1;
  });
  const { from, to } = nobodys(events);
  const ofNobody = new Uint8Array(to - from).fill(1);
  return (found) => eachActBlockOf(events, context, { ofVisits, ofNobody }, found);
}

/** Counts the cells that are shown of a grid too large to be counted as a whole: first the side of which less is shown. */
function countShown(
  events: EventColumns,
  context: RunContext,
  asked: GridAsked,
  { rows, columns, rowIds, columnIds }: Axes,
): GridCells {
  const { down, across, measure, facts } = asked;
  const width = columnIds.length;
  const sides = [sideOf(down, rows, rowIds, width), sideOf(across, columns, columnIds, 1)] as const;
  const cells = new GridCells(measure, rowIds.length * width);
  const isMuch = sides.every(({ share }) => share > LEAST_SHARE);
  if (isMuch && wholeDimensions(events, context, asked)) {
    walkGrid(events, context, asked, (part, downIds, acrossIds) => {
      toShown(part.count, downIds, acrossIds, sides[0].steps, sides[1].steps);
      cells.add(part, downIds);
    });
    return cells;
  }
  const [first, second] = sides[0].share < sides[1].share ? sides : [sides[1], sides[0]];
  const reader = new PartReader(events, firstsOf(events, context), measure, facts);
  const [valueIds, cellIds, shown] = [ids(), ids(), ids()];
  const kept: ActBlock = { rows: new Uint32Array(ACT_BLOCK), visits: ids(), count: 0 };
  const { dimension, share, steps } = first;
  const areFew = share <= LEAST_SHARE && areWhole(events, context, asked, dimension);
  const walk = areFew ? walkOfShown(events, context, dimension, steps) : asked.walk;
  walk((block) => {
    first.dimension.idsInto(block.rows, block.count, valueIds, block.visits);
    keep(block, shown, findShown(block.count, valueIds, first.steps, shown, cellIds), kept);
    if (kept.count === 0) return;
    second.dimension.idsInto(kept.rows, kept.count, valueIds, kept.visits);
    addSteps(kept.count, valueIds, second.steps, cellIds);
    cells.add(reader.ofActs(kept), cellIds);
  });
  return cells;
}

/** How many values have some of a measure. */
const countSome = (measured: ArrayLike<number>): number =>
  Array.prototype.filter.call(measured, (own) => own > 0).length;

/** What a grid shows, and how much it does not. */
export interface Grid {
  rowIds: number[];
  columnIds: number[];
  counts: GridCells;
  /** Of its cells row by row, in `counts`, which is good until the question ends. */
  cellIds: number[];
  /** Rows and columns with some of the measure that are not shown. */
  moreRows: number;
  moreColumns: number;
}

/** Counts what a grid shows. */
export function countGrid(events: EventColumns, context: RunContext, asked: GridAsked): Grid {
  const axes = countAxes(events, context, asked);
  const { rowIds, columnIds, rows, columns, whole } = axes;
  const { size } = asked.across;
  return {
    rowIds,
    columnIds,
    counts: whole ?? countShown(events, context, asked, axes),
    cellIds: rowIds.flatMap((row, r) =>
      columnIds.map((column, c) => (whole ? row * size + column : r * columnIds.length + c)),
    ),
    moreRows: countSome(rows) - rowIds.length,
    moreColumns: columns ? countSome(columns) - columnIds.length : 0,
  };
}
