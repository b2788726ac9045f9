import type { EventBlock } from './block.ts';

/** Number of partitions a person's id is spread over: a power of two. */
export const PARTITIONS = 16;
export const partitionOf = (person: number): number => person & (PARTITIONS - 1);

const DIGITS = 1 << 16;

/** Room that sorting works in, kept between writes. */
export interface SortRoom {
  other: Uint32Array;
  low: Uint16Array;
  high: Uint16Array;
  starts: Uint32Array;
}

export const makeSortRoom = (rows: number): SortRoom => ({
  other: new Uint32Array(rows),
  low: new Uint16Array(rows),
  high: new Uint16Array(rows),
  starts: new Uint32Array(DIGITS),
});

/** One stable counting pass over 16 bits of each row; answers false (and does nothing) where all rows have the same. */
function pass(from: Uint32Array, to: Uint32Array, digits: Uint16Array, starts: Uint32Array): boolean {
  starts.fill(0);
  for (let o = 0; o < from.length; o++) {
    const d = digits[from[o] as number] as number;
    starts[d] = (starts[d] as number) + 1;
  }
  if (starts[digits[from[0] as number] as number] === from.length) return false;
  let sum = 0;
  for (let d = 0; d < DIGITS; d++) {
    const count = starts[d] as number;
    starts[d] = sum;
    sum += count;
  }
  for (let o = 0; o < from.length; o++) {
    const i = from[o] as number;
    const d = digits[i] as number;
    const place = starts[d] as number;
    to[place] = i;
    starts[d] = place + 1;
  }
  return true;
}

const ascending = (order: Uint32Array, at: Float64Array): boolean => {
  for (let o = 1; o < order.length; o++)
    if ((at[order[o] as number] as number) < (at[order[o - 1] as number] as number)) return false;
  return true;
};

/** Rank of each row by time, in 48 bits of microseconds-free whole numbers; null where instants are not whole or too far apart. */
function timeDigits(order: Uint32Array, at: Float64Array): Uint16Array[] | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    const value = at[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
    if (Math.floor(value) !== value) return null;
  }
  if (max - min >= 2 ** 48) return null;
  const digits = [new Uint16Array(at.length), new Uint16Array(at.length), new Uint16Array(at.length)] as const;
  for (const i of order) {
    const value = (at[i] as number) - min;
    const high = Math.floor(value / 0x1_0000_0000);
    const low = (value - high * 0x1_0000_0000) >>> 0;
    digits[0][i] = low & 0xffff;
    digits[1][i] = low >>> 16;
    digits[2][i] = high;
  }
  return [...digits];
}

/** Sorts `order` (row indices in arrival order) by partition, person, time, arrival. Radix sort, stable; the answer lies in `order` or in the room. */
export function sortRows(block: EventBlock, order: Uint32Array, { other, low, high, starts }: SortRoom): Uint32Array {
  let from = order;
  let to = other.subarray(0, order.length);
  if (order.length === 0) return order;
  const apply = (digits: Uint16Array): void => {
    if (pass(from, to, digits, starts)) [from, to] = [to, from];
  };
  if (!ascending(order, block.at)) {
    const digits = timeDigits(order, block.at);
    if (digits) digits.forEach(apply);
    else from.sort((a, b) => (block.at[a] as number) - (block.at[b] as number) || a - b);
  }
  for (const i of order) {
    const person = block.person[i] as number;
    // Partition in front of the rest of the id: one number that sorts by both.
    const rank = ((partitionOf(person) << 28) | Math.floor(person / PARTITIONS)) >>> 0;
    low[i] = rank & 0xffff;
    high[i] = rank >>> 16;
  }
  apply(low);
  apply(high);
  return from;
}
