/** Time order of rows that have an instant (Unix ms) and an id; of equal instants the lower id comes first, undated ones come last. */
interface Dated {
  at: Float64Array;
  id: Uint32Array;
}

const keyOf = (at: number): number => (Number.isNaN(at) ? Number.POSITIVE_INFINITY : at);

/** Where each stretch that is in order already begins, and the end. */
function stretchesOf(keys: Float64Array): Uint32Array {
  const starts: number[] = [0];
  for (let i = 1; i < keys.length; i++) if ((keys[i] as number) < (keys[i - 1] as number)) starts.push(i);
  starts.push(keys.length);
  return Uint32Array.from(starts);
}

/** Merges two stretches of `from`, [start, middle) and [middle, end), into the same places of `to`; of equals the first one's come first. */
function mergeStretches(keys: Float64Array, from: Uint32Array, to: Uint32Array, place: [number, number, number]): void {
  const [start, middle, end] = place;
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takesLeft =
      right >= end ||
      (left < middle && (keys[from[left] as number] as number) <= (keys[from[right] as number] as number));
    to[at] = from[takesLeft ? left++ : right++] as number;
  }
}

/** Whether rows lie in time order already. */
function isInOrder(at: Float64Array): boolean {
  for (let i = 1; i < at.length; i++) {
    const [before, here] = [at[i - 1] as number, at[i] as number];
    if (here < before || (Number.isNaN(before) && !Number.isNaN(here))) return false;
  }
  return true;
}

/** Every row in the place where it is. */
const asTheyAre = (length: number): Uint32Array => {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
};

/** Whether rows stay where they are. */
export function areAsTheyWere(order: Uint32Array): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

/** Row numbers in time order, of rows that are in the order of ids. A natural merge sort: files are mostly in order, or parts of them. */
export function timeOrder(at: Float64Array): Uint32Array {
  if (isInOrder(at)) return asTheyAre(at.length);
  const keys = at.map(keyOf);
  let order = Uint32Array.from(keys, (_, i) => i);
  let spare = new Uint32Array(order.length);
  for (let starts = stretchesOf(keys); starts.length > 2; ) {
    const next: number[] = [];
    for (let s = 0; s + 1 < starts.length; s += 2) {
      const [start, middle] = [starts[s] as number, starts[s + 1] as number];
      mergeStretches(keys, order, spare, [start, middle, starts[s + 2] ?? middle]);
      next.push(start);
    }
    next.push(order.length);
    [order, spare] = [spare, order];
    starts = Uint32Array.from(next);
  }
  return order;
}

/**
 * Time order of two kinds of rows together: of the old ones, which are in it, those that `stays`, and all of the fresh ones.
 * Answers row numbers as of both one behind the other, old ones first.
 */
export function mergedOrder(old: Dated, stays: (row: number) => boolean, fresh: Dated): Uint32Array {
  const count = old.at.length;
  const added = timeOrder(fresh.at);
  const order = new Uint32Array(count + added.length);
  let length = 0;
  let next = 0;
  for (let row = 0; row < count; row++) {
    if (!stays(row)) continue;
    const key = keyOf(old.at[row] as number);
    for (; next < added.length; next++) {
      const other = added[next] as number;
      const otherKey = keyOf(fresh.at[other] as number);
      if (otherKey > key || (otherKey === key && (fresh.id[other] as number) > (old.id[row] as number))) break;
      order[length++] = count + other;
    }
    order[length++] = row;
  }
  for (; next < added.length; next++) order[length++] = count + (added[next] as number);
  return order.slice(0, length);
}
