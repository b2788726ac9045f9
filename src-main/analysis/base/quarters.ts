import { HOUR_MS, type Range } from '../../../shared/time.ts';

export const QUARTER_MS = HOUR_MS / 4;
/** Quarters of an hour that are remembered: some 28 years. */
const MOST_QUARTERS = 1_000_000;
const UNKNOWN = -2;
/** Not all instants of this quarter have the same number. */
const MIXED = -3;

/** A small number (≥ −1) of an instant (Unix ms): its bucket, its hour of the day. */
export interface InstantFinder {
  (at: number): number;
  /** The same for the first `count` rows at once, all of the period: a call per row would cost more than all the rest. */
  into(at: Float64Array, rows: Uint32Array, count: number, numbers: Int32Array): void;
  /** The same for `count` rows one behind the other, from `from` on; −1 where they are not of the period. */
  ofStretch(at: Float64Array, from: number, count: number, numbers: Int32Array): void;
}

/** Asks for every instant; `numberOf` knows what is not of the period. */
export const eachInstant = (numberOf: (at: number) => number): InstantFinder =>
  Object.assign((at: number) => numberOf(at), {
    ofStretch(at: Float64Array, from: number, count: number, numbers: Int32Array): void {
      for (let j = 0; j < count; j++) numbers[j] = numberOf(at[from + j] as number);
    },
    into(at: Float64Array, rows: Uint32Array, count: number, numbers: Int32Array): void {
      for (let j = 0; j < count; j++) numbers[j] = numberOf(at[rows[j] as number] as number);
    },
  });

/**
 * Remembers the number of each quarter of an hour of the period, counted from where it begins, so that rows in any order
 * cost the same. What is asked must change at most once within a quarter, or be the same at both its ends.
 */
export function byQuarter({ fromMs, toMs }: Range, numberOf: (at: number) => number): InstantFinder {
  const quarters = Math.ceil((toMs - fromMs) / QUARTER_MS);
  if (!(quarters > 0 && quarters <= MOST_QUARTERS)) return eachInstant(numberOf);
  // One quarter more at the front, never known: cutting a fraction off makes what lies just before the period 0.
  const known = new Int32Array(quarters + 1).fill(UNKNOWN);
  const beforeMs = fromMs - QUARTER_MS;
  const learn = (quarter: number): number => {
    const start = beforeMs + quarter * QUARTER_MS;
    const number = numberOf(start);
    const all = numberOf(Math.min(toMs, start + QUARTER_MS) - 1) === number ? number : MIXED;
    known[quarter] = all;
    return all;
  };
  const find = (at: number): number => {
    if (!(at >= fromMs) || at >= toMs) return numberOf(at);
    const quarter = Math.floor((at - beforeMs) / QUARTER_MS);
    const before = known[quarter] as number;
    const number = before === UNKNOWN ? learn(quarter) : before;
    return number === MIXED ? numberOf(at) : number;
  };
  return Object.assign(find, {
    ofStretch(at: Float64Array, from: number, count: number, numbers: Int32Array): void {
      if (lookUpStretch(known, { fromMs, toMs }, at, from, count, numbers)) return;
      for (let j = 0; j < count; j++) if ((numbers[j] as number) < -1) numbers[j] = find(at[from + j] as number);
    },
    into(at: Float64Array, rows: Uint32Array, count: number, numbers: Int32Array): void {
      if (lookUp(known, beforeMs, at, rows, count, numbers)) return;
      for (let j = 0; j < count; j++)
        if ((numbers[j] as number) < -1) numbers[j] = find(at[rows[j] as number] as number);
    },
  });
}

/**
 * Quarters in a millisecond, rounded up: times a whole number of quarters it is never less than their number, and of at most
 * MOST_QUARTERS of them the millionth of a second before the next one still comes out below it. A division takes longer.
 */
const QUARTERS_PER_MS = (1 / QUARTER_MS) * (1 + 2 ** -51);

/** Takes what is known of the quarters of rows, all of the period; answers whether that is all there is to do. */
function lookUp(
  known: Int32Array,
  beforeMs: number,
  at: Float64Array,
  rows: Uint32Array,
  count: number,
  numbers: Int32Array,
): boolean {
  const perMs = QUARTERS_PER_MS;
  let missing = 0;
  for (let j = 0; j < count; j++) {
    const quarter = (((at[rows[j] as number] as number) - beforeMs) * perMs) | 0;
    const number = known[quarter] ?? UNKNOWN;
    numbers[j] = number;
    // Below 0 where the number is below -1.
    missing |= number + 1;
  }
  return missing >= 0;
}

/** The same for rows one behind the other, of any time. */
function lookUpStretch(
  known: Int32Array,
  { fromMs, toMs }: Range,
  at: Float64Array,
  from: number,
  count: number,
  numbers: Int32Array,
): boolean {
  const perMs = QUARTERS_PER_MS;
  const beforeMs = fromMs - QUARTER_MS;
  let missing = 0;
  for (let j = 0; j < count; j++) {
    const when = at[from + j] as number;
    const isIn = when >= fromMs && when < toMs;
    const number = isIn ? (known[((when - beforeMs) * perMs) | 0] ?? UNKNOWN) : -1;
    numbers[j] = number;
    missing |= number + 1;
  }
  return missing >= 0;
}

/** Numbers of the quarters of an hour of a period. */
export interface QuarterNumbers {
  /** The first of them, counted from 1970. */
  first: number;
  /** Below 0 where not all instants of the quarter have the same number, or where it is none, as of one more at the end. */
  numbers: Int32Array;
}

/**
 * The number of each quarter of an hour of the period, counted from 1970 as the spans of visits are; all below 0 where
 * there are too many quarters. What is asked must change at most once within a quarter, or be the same at both its ends.
 */
export function quarterNumbers({ fromMs, toMs }: Range, numberOf: (at: number) => number): QuarterNumbers {
  const first = Math.floor(fromMs / QUARTER_MS);
  const quarters = Math.ceil(toMs / QUARTER_MS) - first;
  if (!(quarters > 0 && quarters <= MOST_QUARTERS)) return { first: 0, numbers: new Int32Array(1).fill(MIXED) };
  const numbers = new Int32Array(quarters + 1).fill(MIXED);
  for (let q = 0; q < quarters; q++) {
    const start = (first + q) * QUARTER_MS;
    const number = numberOf(start);
    numbers[q] = numberOf(start + QUARTER_MS - 1) === number ? number : MIXED;
  }
  return { first, numbers };
}
