import { release } from '../../../shared/release.ts';

/** A typed array with one entry per row. */
export type RowColumn = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

// One loop per element width: a loop that meets more than four kinds of typed array loses its compiled form (10 × slower).
function gather8(old: Float64Array, fresh: Float64Array, order: Uint32Array, to: Float64Array): void {
  for (let i = 0; i < order.length; i++) {
    const from = order[i] as number;
    to[i] = (from < old.length ? old[from] : fresh[from - old.length]) as number;
  }
}
function gather4(old: Uint32Array, fresh: Uint32Array, order: Uint32Array, to: Uint32Array): void {
  for (let i = 0; i < order.length; i++) {
    const from = order[i] as number;
    to[i] = (from < old.length ? old[from] : fresh[from - old.length]) as number;
  }
}
function gather2(old: Uint16Array, fresh: Uint16Array, order: Uint32Array, to: Uint16Array): void {
  for (let i = 0; i < order.length; i++) {
    const from = order[i] as number;
    to[i] = (from < old.length ? old[from] : fresh[from - old.length]) as number;
  }
}
function gather1(old: Uint8Array, fresh: Uint8Array, order: Uint32Array, to: Uint8Array): void {
  for (let i = 0; i < order.length; i++) {
    const from = order[i] as number;
    to[i] = (from < old.length ? old[from] : fresh[from - old.length]) as number;
  }
}

/** 32-bit floats are moved as bits, so that they share the loop of the integers. */
const bitsOf = (column: RowColumn): RowColumn =>
  column instanceof Float32Array ? new Uint32Array(column.buffer, column.byteOffset, column.length) : column;

/** An array of so many entries, of the kind of another. */
export function emptyLike<C extends RowColumn>(column: C, length: number): C {
  const Kind = column.constructor as new (length: number) => C;
  return new Kind(length);
}

/** Where each row of a column comes from: row numbers of the old rows and the fresh ones, one behind the other. */
export interface Sources {
  order: Uint32Array;
  /** Whether these are the fresh rows, all of them and as they are. */
  isFresh: boolean;
}

/** One that shares its memory with nothing else can be taken as it is. */
const isWhole = ({ buffer, byteLength }: RowColumn): boolean => buffer.byteLength === byteLength;

/**
 * One column out of two of the same kind: entry i is the `order[i]`th of both, `old` first. The fresh one is
 * done with then, and its memory given back.
 */
export function gather<C extends RowColumn>(old: C, fresh: C, { order, isFresh }: Sources): C {
  if (isFresh && isWhole(fresh)) return fresh;
  const made = emptyLike(old, order.length);
  const [a, b, to] = [bitsOf(old), bitsOf(fresh), bitsOf(made)];
  if (to instanceof Float64Array) gather8(a as Float64Array, b as Float64Array, order, to);
  else if (to instanceof Uint32Array) gather4(a as Uint32Array, b as Uint32Array, order, to);
  else if (to instanceof Uint16Array) gather2(a as Uint16Array, b as Uint16Array, order, to);
  else gather1(a as Uint8Array, b as Uint8Array, order, to as Uint8Array);
  release(fresh);
  return made;
}

/**
 * Gives texts the numbers in which their codes come; '' is 0, and what comes after `most` others is taken as it. `into` may be
 * `codes` itself. Answers the texts by their numbers.
 */
export function renumber(
  codes: Uint32Array | Uint16Array,
  texts: readonly string[],
  into: Uint32Array | Uint8Array,
  most: number,
): string[] {
  const kept = [''];
  const numbers = new Int32Array(texts.length).fill(-1);
  numbers[0] = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    let number = numbers[code] as number;
    if (number < 0) {
      number = kept.length <= most ? kept.push(texts[code] as string) - 1 : 0;
      numbers[code] = number;
    }
    into[i] = number;
  }
  return kept;
}
