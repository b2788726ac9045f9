import type { Range } from '../../../shared/time.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import type { WholeVisits } from './visit-cut.ts';

type Column = Float32Array | Uint8Array;

/** Of how many rows at most one is as wanted for it to be worth noting which. */
const RARE = 16;

/** Rows of a column that are as wanted, ascending: found once for all questions; null where they are many. */
function noted(isWanted: (number: number) => boolean): (column: Column) => Uint32Array | null {
  const known = new WeakMap<Column, Uint32Array | null>();
  return (column) => {
    const found = known.get(column);
    if (found !== undefined) return found;
    let count = 0;
    for (let i = 0; i < column.length; i++) count += Number(isWanted(column[i] as number));
    const rows = count * RARE > column.length ? null : new Uint32Array(count);
    if (rows) for (let i = 0, k = 0; k < count; i++) if (isWanted(column[i] as number)) rows[k++] = i;
    known.set(column, rows);
    return rows;
  };
}

/** Rows that have a value. */
export const rowsWithValue = noted((value) => value !== 0);
/** Rows of one kind, or of any of some. */
export const rowsOfKind = (...codes: readonly number[]) => noted((kind) => codes.includes(kind));

/** Place of the first of ascending numbers that is not below `least`. */
function placeOf(numbers: Uint32Array, least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows of a block are passed over in steps of so many: halving would be guessed wrong at every step. */
const STEP = 16;

/** Writes down the places in a block of the rare rows that are in it, in their order; answers how many. Rows of a block are ascending. */
export function placesOfRare({ rows, count }: ActBlock, rare: Uint32Array, places: Int32Array): number {
  if (count === 0) return 0;
  const last = rows[count - 1] as number;
  let found = 0;
  let j = 0;
  for (let k = placeOf(rare, rows[0] as number); k < rare.length; k++) {
    const row = rare[k] as number;
    if (row > last) break;
    while (j + STEP < count && (rows[j + STEP] as number) <= row) j += STEP;
    while ((rows[j] as number) < row) j++;
    places[found] = j;
    found += Number(rows[j] === row);
  }
  return found;
}

/** The same of numbers of things, by what a table says of each thing: 1 = wanted. Kept by whoever asks. */
export function rareRows(column: Uint32Array, wanted: Uint8Array): Uint32Array | null {
  if (!wanted.includes(1)) return new Uint32Array(0);
  let count = 0;
  for (let i = 0; i < column.length; i++) count += wanted[column[i] as number] as number;
  if (count * RARE > column.length) return null;
  const rows = new Uint32Array(count);
  for (let i = 0, k = 0; k < count; i++) if (wanted[column[i] as number] === 1) rows[k++] = i;
  return rows;
}

const knownActs = new WeakMap<Uint32Array, { of: WholeVisits; acts: ActBlock }>();

/** Those of rare rows that are acts of visits, and which, in the order of the rows; found once. */
function rareActs(rare: Uint32Array, visits: WholeVisits): ActBlock {
  const found = knownActs.get(rare);
  if (found?.of === visits) return found.acts;
  const { acts, start } = visits;
  const own = { rows: new Uint32Array(rare.length), visits: new Int32Array(rare.length), count: 0 };
  let [a, visit] = [0, 0];
  for (const row of rare) {
    while (a < acts.length && (acts[a] as number) < row) a++;
    if (acts[a] !== row) continue;
    while ((start[visit] as number) <= a) visit++;
    own.rows[own.count] = row;
    own.visits[own.count++] = visit;
  }
  knownActs.set(rare, { of: visits, acts: own });
  return own;
}

/** Hands out rare rows among the acts of the visits of a period, in blocks, in the order of the rows. */
export class RareActs {
  readonly #at: Float64Array;
  readonly #range: Range;
  readonly #acts: ActBlock;
  #next = 0;

  /** `visits`: of all time. */
  constructor(at: Float64Array, rare: Uint32Array, visits: WholeVisits, range: Range) {
    this.#at = at;
    this.#range = range;
    this.#acts = rareActs(rare, visits);
  }

  /** Those that were not handed out yet and lie before a row. */
  eachBefore(row: number, found: (block: ActBlock) => void): void {
    const [at, { rows, visits, count }, { fromMs, toMs }] = [this.#at, this.#acts, this.#range];
    const block: ActBlock = { rows: new Uint32Array(ACT_BLOCK), visits: new Int32Array(ACT_BLOCK), count: 0 };
    const flush = (): void => {
      if (block.count > 0) found(block);
      block.count = 0;
    };
    for (; this.#next < count && (rows[this.#next] as number) < row; this.#next++) {
      const i = rows[this.#next] as number;
      const when = at[i] as number;
      if (when < fromMs || when >= toMs) continue;
      block.rows[block.count] = i;
      block.visits[block.count++] = visits[this.#next] as number;
      if (block.count === ACT_BLOCK) flush();
    }
    flush();
  }
}
