import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import type { MatrixResult, TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { maskOf } from './base/conditions.ts';
import { DIMENSIONS, type Dimension, dimensionOf } from './base/dimensions.ts';
import { parseCellKey, parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst, topIds, VIEW } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { findSessions } from './base/sessions.ts';

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

/** Counts per cell of one or two dimensions. Rows of a person, and of a visit, lie together: whoever was seen last at a cell is enough. */
class Cells {
  readonly counts: Readonly<Record<Measure, Float64Array>>;
  readonly #visitors: Float64Array;
  readonly #visits: Float64Array;
  readonly #views: Float64Array;
  readonly #acts: Float64Array;
  readonly #value: Float64Array;
  readonly #bytes: Float64Array;
  readonly #person: Uint32Array;
  readonly #visit: Uint32Array;
  readonly #events: EventColumns;
  constructor(size: number, events: EventColumns) {
    this.#visitors = new Float64Array(size);
    this.#visits = new Float64Array(size);
    this.#views = new Float64Array(size);
    this.#acts = new Float64Array(size);
    this.#value = new Float64Array(size);
    this.#bytes = new Float64Array(size);
    this.#person = new Uint32Array(size);
    this.#visit = new Uint32Array(size);
    this.#events = events;
    this.counts = {
      visitors: this.#visitors,
      visits: this.#visits,
      views: this.#views,
      acts: this.#acts,
      value: this.#value,
      bytes: this.#bytes,
    };
  }
  /** Counts a block of acts, each in its cell (negative = in none). */
  add({ rows, visits, count }: Block, cells: Int32Array): void {
    const { person, kind, value, sizeBytes } = this.#events;
    const [acts, views, worth, bytes] = [this.#acts, this.#views, this.#value, this.#bytes];
    const [lastVisit, lastPerson, visitCounts, visitors] = [this.#visit, this.#person, this.#visits, this.#visitors];
    for (let j = 0; j < count; j++) {
      const cell = cells[j] as number;
      if (cell < 0) continue;
      const i = rows[j] as number;
      acts[cell] = (acts[cell] as number) + 1;
      if (kind[i] === VIEW) views[cell] = (views[cell] as number) + 1;
      const own = value[i] as number;
      if (own !== 0) worth[cell] = (worth[cell] as number) + own;
      bytes[cell] = (bytes[cell] as number) + (sizeBytes[i] as number);
      const who = person[i] as number;
      const visit = visits[j] as number;
      if (who === 0 || lastVisit[cell] === visit) continue;
      // Another visit: perhaps of the same person.
      lastVisit[cell] = visit;
      visitCounts[cell] = (visitCounts[cell] as number) + 1;
      if (lastPerson[cell] === who) continue;
      lastPerson[cell] = who;
      visitors[cell] = (visitors[cell] as number) + 1;
    }
  }
}

/** Acts looked at together: their rows and the numbers of their visits (from 1). Good until the next block. */
interface Block {
  rows: Uint32Array;
  visits: Int32Array;
  count: number;
}
const BLOCK = 4096;

/** Calls back for every block of acts of the period that fulfil the condition. */
function walk(events: EventColumns, { where }: Params, context: RunContext, found: (block: Block) => void): void {
  const mask = where ? maskOf(events, context, where) : null;
  const { acts, start, count } = findSessions(events, context);
  const reader = new ScopeReader(events, context, IS_ACT);
  const block: Block = { rows: new Uint32Array(BLOCK), visits: new Int32Array(BLOCK), count: 0 };
  const { rows, visits } = block;
  let visit = 0;
  let next = count > 0 ? (acts[0] as number) : Number.POSITIVE_INFINITY;
  for (let read = reader.read(); read >= 0; read = reader.read()) {
    let kept = 0;
    for (let j = 0; j < read; j++) {
      const i = reader.rows[j] as number;
      while (next <= i) {
        visit++;
        next = visit < count ? (acts[start[visit] as number] as number) : Number.POSITIVE_INFINITY;
      }
      if (mask !== null && mask[i] === 0) continue;
      rows[kept] = i;
      visits[kept++] = visit;
    }
    block.count = kept;
    found(block);
  }
}

/** The cells of a grid of this many are counted in full; beyond it the rarest values would only cost memory. */
const MOST_CELLS = 4_000_000;
/** A grid of this many cells is counted as a whole: it stays in the processor's nearer caches. */
const SMALL_GRID = 4096;

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
  const ids = new Int32Array(BLOCK);
  walk(events, chosen, context, (block) => {
    n += block.count;
    for (let j = 0; j < block.count; j++) {
      const who = events.person[block.rows[j] as number] as number;
      if (who === 0 || who === current) continue;
      people++;
      current = who;
    }
    dimension.idsInto(block.rows, block.count, ids);
    cells.add(block, ids);
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

/** Values of both dimensions that a grid shows: those with the largest measure. */
function axesOf(events: EventColumns, chosen: Params, context: RunContext) {
  const down = dimensionOf(events, context, chosen.by);
  const across = dimensionOf(events, context, chosen.across ?? chosen.by);
  const [rows, columns] = [new Cells(down.size, events), new Cells(across.size, events)];
  // A grid that is small as a whole is counted in the same pass; of a large one only what is shown, in another.
  const whole = down.size * across.size <= SMALL_GRID ? new Cells(down.size * across.size, events) : null;
  const [downIds, acrossIds, cellIds] = [new Int32Array(BLOCK), new Int32Array(BLOCK), new Int32Array(BLOCK)];
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
  const cells = new Cells(rowIds.length * width, events);
  const [downIds, acrossIds] = [new Int32Array(BLOCK), new Int32Array(BLOCK)];
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
