import type { ActBlock } from './act-blocks.ts';

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
/** Rows of one kind. */
export const rowsOfKind = (code: number) => noted((kind) => kind === code);

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
