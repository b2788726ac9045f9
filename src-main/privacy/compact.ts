/** A typed array with one entry per row. */
export type RowColumn = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

/** Rows to keep: pairs [start, end) in ascending order, none empty, none touching. */
export interface KeptRows {
  ranges: Uint32Array;
  length: number;
}

/** The rows whose verdict is 0, in order. Rows of one person lie together, so there are far fewer ranges than rows. */
export function keptRows(verdicts: Uint8Array): KeptRows {
  let edges = verdicts.length > 0 && verdicts[0] === 0 ? 1 : 0;
  for (let i = 1; i < verdicts.length; i++) if ((verdicts[i] === 0) !== (verdicts[i - 1] === 0)) edges++;
  const ranges = new Uint32Array(edges + (edges & 1));
  let at = 0;
  let length = 0;
  let kept = false;
  for (let i = 0; i < verdicts.length; i++) {
    const keep = verdicts[i] === 0;
    if (keep !== kept) {
      ranges[at++] = i;
      kept = keep;
    }
    if (keep) length++;
  }
  if (kept) ranges[at] = verdicts.length;
  return { ranges, length };
}

/** From this many entries on, a block copy beats the loop. */
const BLOCK = 48;

// One loop per element width: a loop that meets more than four kinds of typed array loses its compiled form (10 × slower).
function copy8(from: Float64Array, ranges: Uint32Array, to: Float64Array): void {
  for (let r = 0, at = 0; r < ranges.length; r += 2) {
    const start = ranges[r] as number;
    const end = ranges[r + 1] as number;
    if (end - start >= BLOCK) {
      to.set(from.subarray(start, end), at);
      at += end - start;
    } else for (let i = start; i < end; i++) to[at++] = from[i] as number;
  }
}
function copy4(from: Uint32Array, ranges: Uint32Array, to: Uint32Array): void {
  for (let r = 0, at = 0; r < ranges.length; r += 2) {
    const start = ranges[r] as number;
    const end = ranges[r + 1] as number;
    if (end - start >= BLOCK) {
      to.set(from.subarray(start, end), at);
      at += end - start;
    } else for (let i = start; i < end; i++) to[at++] = from[i] as number;
  }
}
function copy2(from: Uint16Array, ranges: Uint32Array, to: Uint16Array): void {
  for (let r = 0, at = 0; r < ranges.length; r += 2) {
    const start = ranges[r] as number;
    const end = ranges[r + 1] as number;
    if (end - start >= BLOCK) {
      to.set(from.subarray(start, end), at);
      at += end - start;
    } else for (let i = start; i < end; i++) to[at++] = from[i] as number;
  }
}
function copy1(from: Uint8Array, ranges: Uint32Array, to: Uint8Array): void {
  for (let r = 0, at = 0; r < ranges.length; r += 2) {
    const start = ranges[r] as number;
    const end = ranges[r + 1] as number;
    if (end - start >= BLOCK) {
      to.set(from.subarray(start, end), at);
      at += end - start;
    } else for (let i = start; i < end; i++) to[at++] = from[i] as number;
  }
}

/** The kept rows of a column, in a new array of the same kind. The column itself, which threads may share, is only read. */
export function compact(column: RowColumn, { ranges, length }: KeptRows): RowColumn {
  if (column instanceof Float64Array) {
    const to = new Float64Array(length);
    copy8(column, ranges, to);
    return to;
  }
  if (column instanceof Float32Array) {
    const to = new Float32Array(length);
    // Copied as bits, so that floats share the loop of the 32-bit integers.
    copy4(new Uint32Array(column.buffer, column.byteOffset, column.length), ranges, new Uint32Array(to.buffer));
    return to;
  }
  if (column instanceof Uint32Array) {
    const to = new Uint32Array(length);
    copy4(column, ranges, to);
    return to;
  }
  if (column instanceof Uint16Array) {
    const to = new Uint16Array(length);
    copy2(column, ranges, to);
    return to;
  }
  const to = new Uint8Array(length);
  copy1(column, ranges, to);
  return to;
}
