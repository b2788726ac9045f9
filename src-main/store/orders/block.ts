/** Columns with one entry per order. */
const ROW_ARRAYS = {
  keyLo: Uint32Array,
  keyHi: Uint32Array,
  contentLo: Uint32Array,
  contentHi: Uint32Array,
  id: Uint32Array,
  run: Uint32Array,
  line: Uint32Array,
  current: Uint8Array,
  at: Float64Array,
  total: Float64Array,
  buyer: Uint32Array,
  currency: Uint32Array,
  channel: Uint32Array,
  status: Uint8Array,
  lines: Uint32Array,
  scope: Uint32Array,
  part: Uint8Array,
  keyUnits: Uint32Array,
  refUnits: Uint32Array,
} as const;
/** Columns with one entry per line of an order; the lines of a block follow each other as its orders do. */
const LINE_ARRAYS = { item: Uint32Array, quantity: Float64Array, price: Float64Array } as const;

/** Key and reference of each order, one behind the other, in UTF-16 units. */
const TEXT_ARRAYS = { text: Uint16Array } as const;

type RowColumn = keyof typeof ROW_ARRAYS;
type LineColumn = keyof typeof LINE_ARRAYS;
type TextColumn = keyof typeof TEXT_ARRAYS;
export type OrderColumn = RowColumn | LineColumn | TextColumn;
type Arrays = { [C in RowColumn]: InstanceType<(typeof ROW_ARRAYS)[C]> } & {
  [C in LineColumn]: InstanceType<(typeof LINE_ARRAYS)[C]>;
} & { [C in TextColumn]: InstanceType<(typeof TEXT_ARRAYS)[C]> };

/**
 * Orders in columns. `current` = 1 for the version of its order that counts, `lines` = number of its lines, `total` and
 * `price` in major units, `at` Unix ms; `scope`, `buyer`, `currency`, `channel`, `item` are ids of the store, 0 = none;
 * `part` is a code of ORDER_PARTS; `keyUnits` and `refUnits` say how long key and reference are in `text`.
 */
export type OrderBlock = Arrays;

const ALL_ARRAYS = { ...ROW_ARRAYS, ...LINE_ARRAYS, ...TEXT_ARRAYS } as const;
const ROW_COLUMNS = Object.keys(ROW_ARRAYS) as readonly RowColumn[];
export const ORDER_COLUMNS = Object.keys(ALL_ARRAYS) as readonly OrderColumn[];

/** How much of something: orders, lines of orders, UTF-16 units of keys and references. */
export interface OrderSize {
  rows: number;
  lines: number;
  units: number;
}

/** Entries of a column. */
export const lengthOf = (name: OrderColumn, { rows, lines, units }: OrderSize): number =>
  name in LINE_ARRAYS ? lines : name in TEXT_ARRAYS ? units : rows;

export const columnOf = <C extends OrderColumn>(name: C, length: number): OrderBlock[C] =>
  new ALL_ARRAYS[name](length) as OrderBlock[C];

/** Empty columns for so many orders, lines and units of text. */
export function makeOrderBlock(size: OrderSize): OrderBlock {
  return Object.fromEntries(ORDER_COLUMNS.map((name) => [name, columnOf(name, lengthOf(name, size))])) as OrderBlock;
}

/** Codes of an order's state, in the order of the list; append only. */
export const ORDER_STATES = ['', 'paid', 'refunded', 'cancelled', 'open'] as const;
/** Codes of the part of an order that a file held, in the order of the list; append only. */
export const ORDER_PARTS = ['', 'items', 'head', 'payment'] as const;
export const ITEMS = 1;
export const HEAD = 2;
export const PAYMENT = 3;

/** Where each order's lines and text begin, and behind the last one where they end. */
export interface Starts {
  line: Uint32Array;
  text: Uint32Array;
}

export function startsOf(
  { lines, keyUnits, refUnits }: Pick<OrderBlock, 'lines' | 'keyUnits' | 'refUnits'>,
  rows: number,
): Starts {
  const starts = { line: new Uint32Array(rows + 1), text: new Uint32Array(rows + 1) };
  let line = 0;
  let text = 0;
  for (let i = 0; i < rows; i++) {
    starts.line[i] = line;
    starts.text[i] = text;
    line += lines[i] as number;
    text += (keyUnits[i] as number) + (refUnits[i] as number);
  }
  starts.line[rows] = line;
  starts.text[rows] = text;
  return starts;
}

/** How much the first `rows` orders of a block take. */
export function sizeOf(block: Pick<OrderBlock, 'lines' | 'keyUnits' | 'refUnits'>, rows: number): OrderSize {
  let lines = 0;
  let units = 0;
  for (let i = 0; i < rows; i++) {
    lines += block.lines[i] as number;
    units += (block.keyUnits[i] as number) + (block.refUnits[i] as number);
  }
  return { rows, lines, units };
}

/** How much the rows that `order` names take. */
export function sizeOfRows(block: OrderBlock, order: Uint32Array): OrderSize {
  let lines = 0;
  let units = 0;
  for (const row of order) {
    lines += block.lines[row] as number;
    units += (block.keyUnits[row] as number) + (block.refUnits[row] as number);
  }
  return { rows: order.length, lines, units };
}

/** Writes a text from `at` on. */
export function writeUnits(text: Uint16Array, at: number, value: string): void {
  for (let i = 0; i < value.length; i++) text[at + i] = value.charCodeAt(i);
}

const readUnits = (text: Uint16Array, from: number, to: number): string =>
  Buffer.from(text.buffer, text.byteOffset + from * 2, (to - from) * 2).toString('utf16le');

/** The number of an order in its shop. */
export function keyOf({ text, keyUnits }: Pick<OrderBlock, 'text' | 'keyUnits'>, starts: Starts, row: number): string {
  const from = starts.text[row] as number;
  return readUnits(text, from, from + (keyUnits[row] as number));
}

/** The number that an order gives of its other part. */
export function refOf({ text, keyUnits }: Pick<OrderBlock, 'text' | 'keyUnits'>, starts: Starts, row: number): string {
  return readUnits(text, (starts.text[row] as number) + (keyUnits[row] as number), starts.text[row + 1] as number);
}

/** The rows of `source` that `order` names, in that order, behind what `target` has already. */
export function gather(
  target: OrderBlock,
  { rows: at, lines: line, units }: OrderSize,
  source: OrderBlock,
  order: Uint32Array,
  starts: Starts,
): void {
  for (const name of ROW_COLUMNS) gatherColumn(target[name], at, source[name], order);
  gatherLines(target, line, source, order, starts.line);
  let next = units;
  for (const row of order) {
    const end = starts.text[row + 1] as number;
    for (let i = starts.text[row] as number; i < end; i++, next++) target.text[next] = source.text[i] as number;
  }
}

function gatherLines(target: OrderBlock, line: number, source: OrderBlock, order: Uint32Array, starts: Uint32Array) {
  let next = line;
  for (const row of order) {
    const end = starts[row + 1] as number;
    for (let i = starts[row] as number; i < end; i++, next++) {
      target.item[next] = source.item[i] as number;
      target.quantity[next] = source.quantity[i] as number;
      target.price[next] = source.price[i] as number;
    }
  }
}

function gatherColumn(target: OrderBlock[RowColumn], at: number, source: OrderBlock[RowColumn], order: Uint32Array) {
  for (let i = 0; i < order.length; i++) target[at + i] = source[order[i] as number] as number;
}
