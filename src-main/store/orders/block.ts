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
} as const;
/** Columns with one entry per line of an order; the lines of a block follow each other as its orders do. */
const LINE_ARRAYS = { item: Uint32Array, quantity: Float64Array, price: Float64Array } as const;

export type RowColumn = keyof typeof ROW_ARRAYS;
type LineColumn = keyof typeof LINE_ARRAYS;
export type OrderColumn = RowColumn | LineColumn;
type Arrays = { [C in RowColumn]: InstanceType<(typeof ROW_ARRAYS)[C]> } & {
  [C in LineColumn]: InstanceType<(typeof LINE_ARRAYS)[C]>;
};

/**
 * Orders in columns. `current` = 1 for the version of its order that counts, `lines` = number of its lines, `total` and
 * `price` in major units, `at` Unix ms; `buyer`, `currency`, `channel`, `item` are ids of the store, 0 = none.
 */
export type OrderBlock = Arrays;

export const ROW_COLUMNS = Object.keys(ROW_ARRAYS) as readonly RowColumn[];
const LINE_COLUMNS = Object.keys(LINE_ARRAYS) as readonly LineColumn[];
export const isLineColumn = (name: OrderColumn): name is LineColumn => name in LINE_ARRAYS;

export const columnOf = <C extends OrderColumn>(name: C, length: number): OrderBlock[C] =>
  new ({ ...ROW_ARRAYS, ...LINE_ARRAYS })[name](length) as OrderBlock[C];

/** Empty columns for so many orders and lines. */
export function makeOrderBlock(rows: number, lines: number): OrderBlock {
  const made = [
    ...ROW_COLUMNS.map((name) => [name, columnOf(name, rows)]),
    ...LINE_COLUMNS.map((name) => [name, columnOf(name, lines)]),
  ];
  return Object.fromEntries(made) as OrderBlock;
}

/** Codes of an order's state, in the order of the list; append only. */
export const ORDER_STATES = ['', 'paid', 'refunded', 'cancelled', 'open'] as const;

/** Where the lines of each of the first `rows` orders begin, and at the end how many there are. */
export function lineStarts(lines: Uint32Array, rows: number): Uint32Array {
  const starts = new Uint32Array(rows + 1);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    starts[i] = sum;
    sum += lines[i] as number;
  }
  starts[rows] = sum;
  return starts;
}

/** The rows of `source` that `order` names, in that order, behind the first `at` rows and `line` lines of `target`. */
export function gather(
  target: OrderBlock,
  { at, line }: { at: number; line: number },
  source: OrderBlock,
  order: Uint32Array,
  starts: Uint32Array,
): void {
  for (const name of ROW_COLUMNS) gatherColumn(target[name], at, source[name], order);
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
