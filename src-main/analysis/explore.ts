import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import type { MatrixResult, TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock, eachActBlock } from './base/act-blocks.ts';
import { maskOf } from './base/conditions.ts';
import { DIMENSIONS, type Dimension, dimensionOf } from './base/dimensions.ts';
import { parseCellKey, parseIdKey } from './base/keys.ts';
import { newestFirst, topIds, VIEW } from './base/scan.ts';

const MEASURES = ['visitors', 'visits', 'views', 'acts', 'value', 'bytes'] as const;
type Measure = (typeof MEASURES)[number];
const UNITS: Readonly<Record<Measure, Unit>> = {
  visitors: 'people',
  visits: 'visits',
  views: 'count',
  acts: 'count',
  value: 'money',
  bytes: 'bytes',
};
const LABELS: Readonly<Record<Measure, string>> = {
  visitors: 'Visitors',
  visits: 'Visits',
  views: 'Page views',
  acts: 'Acts',
  value: 'Value',
  bytes: 'Data sent',
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

/**
 * Counts per cell of one or two dimensions, of the measures asked for. Rows of a person, and of a visit, lie together:
 * whoever was seen last at a cell is enough.
 */
class Cells {
  readonly counts: Readonly<Record<Measure, Float64Array>>;
  readonly #person: Uint32Array;
  readonly #visit: Uint32Array;
  readonly #events: EventColumns;
  readonly #wanted: ReadonlySet<Measure>;

  constructor(size: number, events: EventColumns, wanted: readonly Measure[] = MEASURES) {
    // Who is counted as a visitor comes with a visit.
    const people = wanted.includes('visitors') || wanted.includes('visits');
    this.#wanted = new Set([...wanted, ...(people ? (['visitors', 'visits'] as const) : [])]);
    const room = (measure: Measure) => new Float64Array(this.#wanted.has(measure) ? size : 0);
    this.counts = {
      visitors: room('visitors'),
      visits: room('visits'),
      views: room('views'),
      acts: room('acts'),
      value: room('value'),
      bytes: room('bytes'),
    };
    this.#person = new Uint32Array(size);
    this.#visit = new Uint32Array(size);
    this.#events = events;
  }

  /** Counts a block of acts, each in its cell (negative = in none). A loop per measure: the block stays near the processor. */
  add(block: ActBlock, cells: Int32Array): void {
    const { kind, value, sizeBytes } = this.#events;
    const { counts } = this;
    if (this.#wanted.has('acts')) countRows(block.count, cells, counts.acts);
    if (this.#wanted.has('views')) countViews(block, cells, kind, counts.views);
    if (this.#wanted.has('value')) sumColumn(block, cells, value, counts.value);
    if (this.#wanted.has('bytes')) sumColumn(block, cells, sizeBytes, counts.bytes);
    if (this.#wanted.has('visits')) this.#addPeople(block, cells);
  }

  #addPeople({ rows, visits, count }: ActBlock, cells: Int32Array): void {
    const { person } = this.#events;
    const [lastVisit, lastPerson] = [this.#visit, this.#person];
    const [visitCounts, visitors] = [this.counts.visits, this.counts.visitors];
    for (let j = 0; j < count; j++) {
      const cell = cells[j] as number;
      const visit = visits[j] as number;
      if (cell < 0 || visit === 0 || lastVisit[cell] === visit) continue;
      // Another visit: perhaps of the same person.
      lastVisit[cell] = visit;
      visitCounts[cell] = (visitCounts[cell] as number) + 1;
      const who = person[rows[j] as number] as number;
      if (lastPerson[cell] === who) continue;
      lastPerson[cell] = who;
      visitors[cell] = (visitors[cell] as number) + 1;
    }
  }
}

function countRows(count: number, cells: Int32Array, acts: Float64Array): void {
  for (let j = 0; j < count; j++) {
    const cell = cells[j] as number;
    if (cell >= 0) acts[cell] = (acts[cell] as number) + 1;
  }
}

function countViews({ rows, count }: ActBlock, cells: Int32Array, kind: Uint8Array, views: Float64Array): void {
  for (let j = 0; j < count; j++) {
    const cell = cells[j] as number;
    if (cell >= 0) views[cell] = (views[cell] as number) + (kind[rows[j] as number] === VIEW ? 1 : 0);
  }
}

function sumColumn(
  { rows, count }: ActBlock,
  cells: Int32Array,
  column: Float32Array | Uint32Array,
  sums: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const own = column[rows[j] as number] as number;
    // Most acts are worth nothing.
    if (own === 0) continue;
    const cell = cells[j] as number;
    if (cell >= 0) sums[cell] = (sums[cell] as number) + own;
  }
}

/** Calls back for every block of acts of the period that fulfil the condition. */
function walk(events: EventColumns, { where }: Params, context: RunContext, found: (block: ActBlock) => void): void {
  if (!where) {
    eachActBlock(events, context, found);
    return;
  }
  const mask = maskOf(events, context, where);
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

/** The cells of a grid of this many are counted in full; beyond it the rarest values would only cost memory. */
const MOST_CELLS = 4_000_000;
/** A grid of this many cells is counted as a whole: it stays in the processor's nearer caches. */
const SMALL_GRID = 4096;

const ids = () => new Int32Array(ACT_BLOCK);

function columnsOf(dimension: Dimension): TableResult['columns'] {
  return [
    { id: 'group', label: dimension.label, type: dimension.type },
    ...MEASURES.map((measure) => ({
      id: measure,
      label: LABELS[measure],
      type: 'number' as const,
      unit: UNITS[measure],
    })),
  ];
}

const nameOf = ({ type, textOf }: Dimension, id: number): number | string => (type === 'text' ? textOf(id) : id);

function table(events: EventColumns, chosen: Params, context: RunContext): TableResult {
  const dimension = dimensionOf(events, context, chosen.by);
  const cells = new Cells(dimension.size, events);
  let people = 0;
  let current = 0;
  let n = 0;
  const idsOf = ids();
  walk(events, chosen, context, (block) => {
    n += block.count;
    for (let j = 0; j < block.count; j++) {
      const who = events.person[block.rows[j] as number] as number;
      if (who === 0 || who === current) continue;
      people++;
      current = who;
    }
    dimension.idsInto(block.rows, block.count, idsOf);
    cells.add(block, idsOf);
  });
  const shown = topIds(cells.counts[chosen.measure], chosen.limit, 0);
  return {
    kind: 'table',
    columns: columnsOf(dimension),
    rows: shown.map((id) => ({
      key: String(id),
      cells: [nameOf(dimension, id), ...MEASURES.map((measure) => cells.counts[measure][id] as number)],
      people: cells.counts.visitors[id] as number,
    })),
    total: cells.counts[chosen.measure].reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    n,
    people,
  };
}

/** What a cell of a grid tells: its measure, its people, and how many acts are behind it. */
const shownOf = ({ measure }: Params): Measure[] => [measure, 'visitors', 'acts'];

/** Values of both dimensions that a grid shows: those with the largest measure. */
function axesOf(events: EventColumns, chosen: Params, context: RunContext) {
  const down = dimensionOf(events, context, chosen.by);
  const across = dimensionOf(events, context, chosen.across ?? chosen.by);
  const [rows, columns] = [down, across].map(({ size }) => new Cells(size, events, [chosen.measure])) as [Cells, Cells];
  // A grid that is small as a whole is counted in the same pass; of a large one only what is shown, in another.
  const whole =
    down.size * across.size <= SMALL_GRID ? new Cells(down.size * across.size, events, shownOf(chosen)) : null;
  const [downIds, acrossIds, cellIds] = [ids(), ids(), ids()];
  walk(events, chosen, context, (block) => {
    down.idsInto(block.rows, block.count, downIds);
    across.idsInto(block.rows, block.count, acrossIds);
    rows.add(block, downIds);
    columns.add(block, acrossIds);
    if (!whole) return;
    for (let j = 0; j < block.count; j++) cellIds[j] = (downIds[j] as number) * across.size + (acrossIds[j] as number);
    whole.add(block, cellIds);
  });
  const most = Math.min(chosen.limit, Math.floor(MOST_CELLS / chosen.width));
  return {
    down,
    across,
    whole,
    rowIds: topIds(rows.counts[chosen.measure], most, 0),
    columnIds: topIds(columns.counts[chosen.measure], chosen.width, 0).sort((a, b) => a - b),
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
function countShown(events: EventColumns, chosen: Params, context: RunContext, axes: ReturnType<typeof axesOf>): Cells {
  const { down, across, rowIds, columnIds } = axes;
  const [rowAt, columnAt] = [places(rowIds, down.size), places(columnIds, across.size)];
  const width = columnIds.length;
  const cells = new Cells(rowIds.length * width, events, shownOf(chosen));
  const [downIds, acrossIds] = [ids(), ids()];
  walk(events, chosen, context, (block) => {
    down.idsInto(block.rows, block.count, downIds);
    across.idsInto(block.rows, block.count, acrossIds);
    for (let j = 0; j < block.count; j++) {
      const [row, column] = [rowAt[downIds[j] as number] as number, columnAt[acrossIds[j] as number] as number];
      downIds[j] = row < 0 || column < 0 ? -1 : row * width + column;
    }
    cells.add(block, downIds);
  });
  return cells;
}

function grid(events: EventColumns, chosen: Params, context: RunContext): MatrixResult {
  const axes = axesOf(events, chosen, context);
  const { down, across, whole, rowIds, columnIds } = axes;
  const { counts } = whole ?? countShown(events, chosen, context, axes);
  const cellIds = whole
    ? rowIds.flatMap((row) => columnIds.map((column) => row * across.size + column))
    : Array.from(counts.acts.keys());
  const of = (measure: Measure) => cellIds.map((cell) => counts[measure][cell] as number);
  return {
    kind: 'matrix',
    unit: UNITS[chosen.measure],
    rows: rowIds.map((id) => String(nameOf(down, id))),
    columns: columnIds.map((id) => String(nameOf(across, id))),
    values: of(chosen.measure),
    people: of('visitors'),
    n: of('acts').reduce((a, b) => a + b, 0),
  };
}

function rowsBehind(events: EventColumns, chosen: Params, context: RunContext, key: string): number[] {
  const rows: number[] = [];
  if (chosen.across === undefined) {
    const wanted = parseIdKey(key);
    const dimension = dimensionOf(events, context, chosen.by);
    walk(events, chosen, context, (block) => {
      for (const i of block.rows.subarray(0, block.count)) if (dimension.idOf(i) === wanted) rows.push(i);
    });
    return rows;
  }
  const cell = parseCellKey(key);
  if (!cell) return rows;
  const { down, across, rowIds, columnIds } = axesOf(events, chosen, context);
  walk(events, chosen, context, (block) => {
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
    'Acts of the chosen dates that fulfil the conditions, by one dimension (all measures) or two (one measure). Visitors and visits count in every group in which they have an act, so that groups may add up to more than all. Conditions can be about the act, about any act of its visit, or about any act of the person.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run: ({ events }, chosen, context) =>
    chosen.across === undefined ? table(events, chosen, context) : grid(events, chosen, context),
  rows: ({ events }, chosen, context, key) => ({
    table: 'events',
    indices: newestFirst(events.at, Uint32Array.from(rowsBehind(events, chosen, context, key))),
  }),
});
