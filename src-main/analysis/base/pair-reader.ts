/** Reads those of the entries from..to of a path that make a pair with the one before, and answers how many they are. */
export type PairReader = (page: Int32Array, from: number, to: number, entries: Int32Array) => number;

/**
 * Reads pairs of pages that are wanted: of pages with the ranks a and b, isWanted[a × width + b] is 1. Rank 0 is that of all
 * pages that are in none.
 */
export const pairReader =
  (rank: Int32Array, width: number, isWanted: Uint8Array): PairReader =>
  (page, from, to, entries) => {
    let count = 0;
    let row = Math.imul(rank[page[from - 1] as number] as number, width);
    for (let e = from; e < to; e++) {
      const own = rank[page[e] as number] as number;
      // Written down always, and written over by the next where it is not wanted.
      entries[count] = e;
      count += isWanted[row + own] as number;
      row = Math.imul(own, width);
    }
    return count;
  };
