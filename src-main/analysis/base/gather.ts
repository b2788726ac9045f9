/** Columns of small numbers, of any width. */
export type Column = Uint32Array | Uint16Array | Uint8Array;

/**
 * Reads a column at the first `count` of some rows. One loop per width: one that has met several reads each number in
 * twice the time.
 */
export function gather(column: Column, rows: Uint32Array, count: number, ids: Int32Array): void {
  if (column instanceof Uint32Array) gatherWide(column, rows, count, ids);
  else if (column instanceof Uint16Array) gatherMiddle(column, rows, count, ids);
  else gatherNarrow(column, rows, count, ids);
}

function gatherWide(column: Uint32Array, rows: Uint32Array, count: number, ids: Int32Array): void {
  for (let j = 0; j < count; j++) ids[j] = column[rows[j] as number] as number;
}

function gatherMiddle(column: Uint16Array, rows: Uint32Array, count: number, ids: Int32Array): void {
  for (let j = 0; j < count; j++) ids[j] = column[rows[j] as number] as number;
}

function gatherNarrow(column: Uint8Array, rows: Uint32Array, count: number, ids: Int32Array): void {
  for (let j = 0; j < count; j++) ids[j] = column[rows[j] as number] as number;
}

/** Puts what a table says of each number in its place; 0 where it says nothing. Tables of one width, for the same reason. */
export function lookUp(table: Int32Array, count: number, ids: Int32Array): void {
  const { length } = table;
  for (let j = 0; j < count; j++) {
    const id = ids[j] as number;
    ids[j] = id >>> 0 < length ? (table[id] as number) : 0;
  }
}

/** Puts what is beyond the most in its place. */
export function limitTo(most: number, count: number, ids: Int32Array): void {
  for (let j = 0; j < count; j++) if ((ids[j] as number) > most) ids[j] = most;
}
