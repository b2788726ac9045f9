import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import type { MatrixResult, TableResult, Unit } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { maskOf } from './base/conditions.ts';
import { DIMENSIONS, type Dimension, dimensionOf } from './base/dimensions.ts';
import { parseCellKey, parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst, topIds, VIEW, zeros } from './base/scan.ts';
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
  add(cell: number, i: number, visit: number): void {
    const { person, kind, value, sizeBytes } = this.#events;
    const who = person[i] as number;
    this.#acts[cell] = (this.#acts[cell] as number) + 1;
    if (kind[i] === VIEW) this.#views[cell] = (this.#views[cell] as number) + 1;
    const worth = value[i] as number;
    if (worth !== 0) this.#value[cell] = (this.#value[cell] as number) + worth;
    this.#bytes[cell] = (this.#bytes[cell] as number) + (sizeBytes[i] as number);
    if (who === 0 || this.#visit[cell] === visit) return;
    // Another visit: perhaps of the same person.
    this.#visit[cell] = visit;
    this.#visits[cell] = (this.#visits[cell] as number) + 1;
    if (this.#person[cell] === who) return;
    this.#person[cell] = who;
    this.#visitors[cell] = (this.#visitors[cell] as number) + 1;
  }
}

/** Calls back for every act of the period that fulfils the condition, with the number of its visit (from 1). */
function walk(
  events: EventColumns,
  { where }: Params,
  context: RunContext,
  found: (row: number, visit: number) => void,
): void {
  const mask = where ? maskOf(events, context, where) : null;
  const { first, count } = findSessions(events, context);
  const reader = new ScopeReader(events, context, IS_ACT);
  let visit = 0;
  for (let read = reader.read(); read >= 0; read = reader.read())
    for (let j = 0; j < read; j++) {
      const i = reader.rows[j] as number;
      while (visit < count && (first[visit] as number) <= i) visit++;
      if (mask === null || mask[i] === 1) found(i, visit);
    }
}

/** The cells of a grid of this many are counted in full; beyond it the rarest values would only cost memory. */
const MOST_CELLS = 4_000_000;

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
  walk(events, chosen, context, (i, visit) => {
    n++;
    const who = events.person[i] as number;
    if (who !== 0 && who !== current) people++;
    current = who === 0 ? current : who;
    cells.add(dimension.idOf(i), i, visit);
  });
  const ids = topIds(cells.counts[chosen.measure], chosen.limit, 0);
  return {
    kind: 'table',
    columns: columnsOf(dimension),
    rows: ids.map((id) => ({
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
  walk(events, chosen, context, (i, visit) => {
    rows.add(down.idOf(i), i, visit);
    columns.add(across.idOf(i), i, visit);
  });
  const most = Math.min(chosen.limit, Math.floor(MOST_CELLS / chosen.width));
  return {
    down,
    across,
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

function grid(events: EventColumns, chosen: Params, context: RunContext): MatrixResult {
  const { down, across, rowIds, columnIds } = axesOf(events, chosen, context);
  const [rowAt, columnAt] = [places(rowIds, down.size), places(columnIds, across.size)];
  const width = columnIds.length;
  const cells = new Cells(rowIds.length * width, events);
  let n = 0;
  walk(events, chosen, context, (i, visit) => {
    const [row, column] = [rowAt[down.idOf(i)] as number, columnAt[across.idOf(i)] as number];
    if (row < 0 || column < 0) return;
    n++;
    cells.add(row * width + column, i, visit);
  });
  return {
    kind: 'matrix',
    unit: UNITS[chosen.measure],
    rows: rowIds.map((id) => String(nameOf(down, id))),
    columns: columnIds.map((id) => String(nameOf(across, id))),
    values: rowIds.length * width === 0 ? zeros(0) : Array.from(cells.counts[chosen.measure]),
    people: Array.from(cells.counts.visitors),
    n,
  };
}

function rowsBehind(events: EventColumns, chosen: Params, context: RunContext, key: string): number[] {
  const rows: number[] = [];
  if (chosen.across === undefined) {
    const wanted = parseIdKey(key);
    const dimension = dimensionOf(events, context, chosen.by);
    walk(events, chosen, context, (i) => {
      if (dimension.idOf(i) === wanted) rows.push(i);
    });
    return rows;
  }
  const cell = parseCellKey(key);
  if (!cell) return rows;
  const { down, across, rowIds, columnIds } = axesOf(events, chosen, context);
  walk(events, chosen, context, (i) => {
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
