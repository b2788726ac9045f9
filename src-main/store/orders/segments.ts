import type { ReadDb, WriteDb } from '../db.ts';
import { decodeInto, type Encoded, encodeInts, encodeNumbers } from '../events/encode.ts';
import { all, number, prepare, run } from '../sql.ts';
import {
  columnOf,
  gather,
  lengthOf,
  makeOrderBlock,
  ORDER_COLUMNS,
  type OrderBlock,
  type OrderColumn,
  type OrderSize,
  sizeOf,
  sizeOfRows,
  startsOf,
} from './block.ts';

/** Orders are spread by their key: every version of an order lies in one partition. A power of two. */
export const PARTITIONS = 16;

/** Rows of each partition, in the order of the file. */
export function byPartition({ keyHi }: OrderBlock, rows: number): Uint32Array[] {
  const sizes = new Uint32Array(PARTITIONS);
  for (let i = 0; i < rows; i++) sizes[partitionOf(keyHi[i] as number)]!++;
  const lists = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  for (let i = 0; i < rows; i++) {
    const partition = partitionOf(keyHi[i] as number);
    (lists[partition] as Uint32Array)[sizes[partition]!++] = i;
  }
  return lists;
}

export const partitionOf = (keyHi: number): number => keyHi & (PARTITIONS - 1);

/** A block without its columns. */
export interface Segment extends OrderSize {
  id: number;
}

/** Blocks of a partition, oldest first. */
export const listSegments = (db: ReadDb, partition: number): Segment[] =>
  all<Segment>(db, 'SELECT id, rows, lines, units FROM order_segments WHERE partition = ? ORDER BY id', partition);

/** Blocks of all partitions. */
export const listAllSegments = (db: ReadDb): Segment[] =>
  all<Segment>(db, 'SELECT id, rows, lines, units FROM order_segments ORDER BY id');

/** One column of a block, decoded into the start of `column` where there is one with enough room. */
export function readColumn<C extends OrderColumn>(
  db: ReadDb,
  segment: Segment,
  name: C,
  column: OrderBlock[C] = columnOf(name, lengthOf(name, segment)),
): OrderBlock[C] {
  const encoded = prepare(
    db,
    'SELECT width, base, scale, data FROM order_columns WHERE segment_id = ? AND name = ?',
  ).get(segment.id, name) as Encoded;
  decodeInto(column, 0, encoded, lengthOf(name, segment));
  return column;
}

/** Some columns of a block, decoded. */
export const readColumns = <C extends OrderColumn>(
  db: ReadDb,
  segment: Segment,
  names: readonly C[],
): Pick<OrderBlock, C> =>
  Object.fromEntries(names.map((name) => [name, readColumn(db, segment, name)])) as Pick<OrderBlock, C>;

/** A whole block, decoded into the start of `into`. */
export function readSegmentInto(db: ReadDb, segment: Segment, into: OrderBlock): void {
  for (const name of ORDER_COLUMNS) readColumn(db, segment, name, into[name]);
}

/** A whole block, decoded. */
export const readSegment = (db: ReadDb, segment: Segment): OrderBlock => readColumns(db, segment, ORDER_COLUMNS);

function saveColumn(
  db: WriteDb,
  id: number,
  name: OrderColumn,
  values: OrderBlock[OrderColumn] | Uint32Array | Uint8Array,
  length: number,
): void {
  const column = values instanceof Float64Array ? encodeNumbers(values, length) : encodeInts(values, length);
  run(
    db,
    'INSERT INTO order_columns VALUES (?, ?, ?, ?, ?, ?)',
    id,
    name,
    column.width,
    column.base,
    column.scale,
    column.data,
  );
}

/** What is known of a block without opening it. */
function summaryOf({ id, at, current }: Pick<OrderBlock, 'id' | 'at' | 'current'>, rows: number) {
  const about = { current: 0, fromMs: null as number | null, toMs: null as number | null, lastId: 0 };
  for (let i = 0; i < rows; i++) {
    about.lastId = Math.max(about.lastId, id[i] as number);
    if (current[i] === 0) continue;
    about.current++;
    const ms = at[i] as number;
    if (about.fromMs === null || ms < about.fromMs) about.fromMs = ms;
    if (about.toMs === null || ms > about.toMs) about.toMs = ms;
  }
  return about;
}

/** Notes which runs a block has orders of. */
function noteRuns(db: WriteDb, segment: number, runs: Uint32Array, rows: number): void {
  run(db, 'DELETE FROM order_segment_runs WHERE segment_id = ?', segment);
  for (const runId of new Set(runs.subarray(0, rows)))
    run(db, 'INSERT INTO order_segment_runs VALUES (?, ?)', runId, segment);
}

/** Stores the first `rows` orders of a block as a new segment. */
export function saveSegment(db: WriteDb, partition: number, block: OrderBlock, rows: number): void {
  if (rows === 0) return;
  const size = sizeOf(block, rows);
  const about = summaryOf(block, rows);
  const { lastInsertRowid } = run(
    db,
    `INSERT INTO order_segments (partition, rows, lines, units, last_id, current_rows, from_ms, to_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    partition,
    rows,
    size.lines,
    size.units,
    about.lastId,
    about.current,
    about.fromMs,
    about.toMs,
  );
  const id = Number(lastInsertRowid);
  for (const name of ORDER_COLUMNS) saveColumn(db, id, name, block[name], lengthOf(name, size));
  noteRuns(db, id, block.run, rows);
}

/** Writes a column with one entry per order anew. */
export function replaceColumn(
  db: WriteDb,
  { id, rows }: Pick<Segment, 'id' | 'rows'>,
  name: 'run' | 'line' | 'current' | 'buyer' | 'channel',
  values: Uint32Array | Uint8Array,
): void {
  run(db, 'DELETE FROM order_columns WHERE segment_id = ? AND name = ?', id, name);
  saveColumn(db, id, name, values, rows);
}

/** Writes anew where a block's orders come from and which of them count; everything else stays. */
export function replaceState(
  db: WriteDb,
  { id, rows }: Pick<Segment, 'id' | 'rows'>,
  block: Pick<OrderBlock, 'id' | 'at' | 'run' | 'line' | 'current'>,
): void {
  for (const name of ['run', 'line', 'current'] as const) replaceColumn(db, { id, rows }, name, block[name]);
  const { current, fromMs, toMs } = summaryOf(block, rows);
  run(db, 'UPDATE order_segments SET current_rows = ?, from_ms = ?, to_ms = ? WHERE id = ?', current, fromMs, toMs, id);
  noteRuns(db, id, block.run, rows);
}

/** Writes columns of a block anew, other than those that say where its orders come from. `units`: how much text it holds now. */
export function replaceColumns(
  db: WriteDb,
  { id, rows, lines }: Segment,
  units: number,
  columns: Partial<OrderBlock>,
): void {
  for (const [name, values] of Object.entries(columns) as [OrderColumn, OrderBlock[OrderColumn]][]) {
    run(db, 'DELETE FROM order_columns WHERE segment_id = ? AND name = ?', id, name);
    saveColumn(db, id, name, values, lengthOf(name, { rows, lines, units }));
  }
  run(db, 'UPDATE order_segments SET units = ? WHERE id = ?', units, id);
}

export function deleteSegment(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM order_segments WHERE id = ?', id);
}

/** Largest number of an order in use; 0 without orders. */
export const lastOrderId = (db: ReadDb): number => number(db, 'SELECT coalesce(max(last_id), 0) FROM order_segments');

/** The rows of a block for which `keep` is 1, as a block of their own. */
export function pickRows(block: OrderBlock, keep: Uint8Array): { block: OrderBlock; rows: number } {
  const order = Uint32Array.from(keep.keys()).filter((row) => keep[row] === 1);
  return { block: gatheredRows(block, order), rows: order.length };
}

/** The rows that `order` names, as a block of their own. */
function gatheredRows(source: OrderBlock, order: Uint32Array): OrderBlock {
  const block = makeOrderBlock(sizeOfRows(source, order));
  gather(block, { rows: 0, lines: 0, units: 0 }, source, order, startsOf(source, source.lines.length));
  return block;
}

/** Stores the first `rows` orders of a block as new segments, each where its key belongs. */
export function saveSpread(db: WriteDb, block: OrderBlock, rows: number): void {
  for (const [partition, order] of byPartition(block, rows).entries())
    if (order.length > 0) saveSegment(db, partition, gatheredRows(block, order), order.length);
}
