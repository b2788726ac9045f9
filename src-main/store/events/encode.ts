import type { EventBlock, EventColumn } from './block.ts';

/**
 * A column of one segment as stored. width 0 = constant; else value = base + scale × number of `width` bytes.
 * Freshly encoded data lies in the column itself or in room that the next encoding takes: store it at once.
 */
export interface Encoded {
  width: number;
  base: number;
  scale: number;
  data: Uint8Array;
}

type Ints = Uint8Array | Uint16Array | Uint32Array;
const NOTHING = new Uint8Array(0);
const bytesOf = (array: Ints | Float32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
let room = new ArrayBuffer(0);
/** Room to narrow a column in, used again and again: fresh buffers would be garbage by the gigabyte. */
function roomFor(bytes: number): ArrayBuffer {
  if (room.byteLength < bytes) room = new ArrayBuffer(bytes);
  return room;
}
const constant = (value: number): Encoded => ({ width: 0, base: value, scale: 1, data: NOTHING });

/** A column in which no value is known. */
export const UNKNOWN = constant(0);

function isConstant(values: EventBlock[EventColumn], rows: number): boolean {
  const first = values[0];
  for (let i = 1; i < rows; i++) if (values[i] !== first) return false;
  return true;
}

/** Whole numbers in as few bytes as the largest one needs (frame of reference, Goldstein et al. 1998, with base 0). */
export function encodeInts(values: Ints, rows: number): Encoded {
  let max = 0;
  for (let i = 0; i < rows; i++) if ((values[i] as number) > max) max = values[i] as number;
  if (isConstant(values, rows)) return constant(values[0] ?? 0);
  const width = max < 256 ? 1 : max < 65_536 ? 2 : 4;
  if (values.BYTES_PER_ELEMENT === width) return plain(values.subarray(0, rows), width);
  const buffer = roomFor(rows * width);
  const narrow = width === 1 ? new Uint8Array(buffer, 0, rows) : new Uint16Array(buffer, 0, rows);
  narrow.set(values.subarray(0, rows));
  return plain(narrow, width);
}

const plain = (values: Ints | Float32Array | Float64Array, width: number): Encoded => ({
  width,
  base: 0,
  scale: 1,
  data: bytesOf(values),
});

/** The largest unit (1000 or 1 ms) that divides every value's distance from `min`; 0 = none does. Floor, because % is slow. */
function unitOf(at: Float64Array, rows: number, min: number): number {
  let unit = 1000;
  for (let i = 0; i < rows; i++) {
    const value = (at[i] as number) - min;
    if (unit === 1000 && Math.floor(value / 1000) * 1000 !== value) unit = 1;
    if (unit === 1 && Math.floor(value) !== value) return 0;
  }
  return unit;
}

/** Instants and other numbers: whole thousands or ones since the least one in 4 bytes where they fit, else as they are. */
export function encodeNumbers(at: Float64Array, rows: number): Encoded {
  if (rows === 0) return constant(0);
  let min = at[0] as number;
  let max = min;
  for (let i = 1; i < rows; i++) {
    const value = at[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min === max) return constant(min);
  const scale = Math.floor(min) === min ? unitOf(at, rows, min) : 0;
  if (scale === 0 || (max - min) / scale > 0xffff_ffff) return plain(at.subarray(0, rows), 8);
  const ticks = new Uint32Array(roomFor(rows * 4), 0, rows);
  for (let i = 0; i < rows; i++) ticks[i] = ((at[i] as number) - min) / scale;
  return { width: 4, base: min, scale, data: bytesOf(ticks) };
}

/** Encodes the first `rows` entries of a column. */
export function encodeColumn(name: EventColumn, block: EventBlock, rows: number): Encoded {
  if (name === 'at') return encodeNumbers(block.at, rows);
  if (name !== 'value') return encodeInts(block[name], rows);
  if (isConstant(block.value, rows)) return constant(block.value[0] ?? 0);
  return plain(block.value.subarray(0, rows), 4);
}

/** The stored numbers as a typed array; copies only where the bytes are not aligned. */
function intsOf(encoded: Encoded): Ints {
  const { width } = encoded;
  const data = encoded.data.byteOffset % width === 0 ? encoded.data : encoded.data.slice();
  const length = data.byteLength / width;
  if (width === 1) return data;
  return width === 2
    ? new Uint16Array(data.buffer, data.byteOffset, length)
    : new Uint32Array(data.buffer, data.byteOffset, length);
}

const floatsOf = (encoded: Encoded): Float32Array | Float64Array => {
  const { width } = encoded;
  const data = encoded.data.byteOffset % width === 0 ? encoded.data : encoded.data.slice();
  return width === 4
    ? new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4)
    : new Float64Array(data.buffer, data.byteOffset, data.byteLength / 8);
};

// One loop per target type: V8 keeps each of them fast, a single loop over all types would be ten times slower.
function widen32(target: Uint32Array, offset: number, values: Ints): void {
  for (let i = 0; i < values.length; i++) target[offset + i] = values[i] as number;
}
function widen16(target: Uint16Array, offset: number, values: Ints): void {
  for (let i = 0; i < values.length; i++) target[offset + i] = values[i] as number;
}
function widenTimes(target: Float64Array, offset: number, values: Ints, base: number, scale: number): void {
  for (let i = 0; i < values.length; i++) target[offset + i] = base + (values[i] as number) * scale;
}

/** Decodes a column of `rows` entries into `target` from `offset` on. */
export function decodeInto(target: EventBlock[EventColumn], offset: number, encoded: Encoded, rows: number): void {
  if (encoded.width === 0) {
    target.fill(encoded.base, offset, offset + rows);
  } else if (target instanceof Float64Array) {
    if (encoded.width === 8) target.set(floatsOf(encoded), offset);
    else widenTimes(target, offset, intsOf(encoded), encoded.base, encoded.scale);
  } else if (target instanceof Float32Array) {
    target.set(floatsOf(encoded), offset);
  } else if (target.BYTES_PER_ELEMENT === encoded.width) {
    target.set(intsOf(encoded), offset);
  } else if (target instanceof Uint32Array) {
    widen32(target, offset, intsOf(encoded));
  } else if (target instanceof Uint16Array) {
    widen16(target, offset, intsOf(encoded));
  }
}
