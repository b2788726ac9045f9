/** Earlier files that are combined, two at a time, with the new one: the newest. One bit of a row's signature each. */
export const MOST_COMBINED = 30;

/** Ways in which figures of two earlier files can be added to or taken from those of the new one. */
const WAYS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
] as const;

/** People of rows that lie in the same files; null = k or more. */
type Groups = ReadonlyMap<number, ReadonlySet<number> | null>;

/**
 * Finds small groups that sums and differences of three files single out, such as the year less January to June less July to
 * November (compare the linear systems of Denning, Denning and Schwartz, The tracker, ACM TODS 1979). Rows are told apart by the
 * files that they lie in, and few such signatures occur, so that all pairs of earlier files can be tried.
 */
export class Combinations {
  readonly #person: Uint32Array;
  readonly #k: number;
  readonly #signature: Uint32Array;
  /** Of each earlier file: at least so many people's rows have gone since. */
  readonly #gone: number[] = [];

  /** `person`: who each row is about, 0 = nobody known, who counts as one more. `inside`: 1 = the new file counts the row. */
  constructor(person: Uint32Array, inside: Uint8Array, k: number) {
    this.#person = person;
    this.#k = k;
    this.#signature = Uint32Array.from(inside);
  }

  /** Takes an earlier file's rows; false when there are enough already. */
  add(inside: Uint8Array, gone: number): boolean {
    if (this.#gone.length >= MOST_COMBINED) return false;
    const bit = 1 << (this.#gone.length + 1);
    for (let i = 0; i < inside.length; i++)
      if (inside[i] === 1) this.#signature[i] = (this.#signature[i] as number) | bit;
    this.#gone.push(gone);
    return true;
  }

  /** The first pair of earlier files, by their order, that singles out 1 to k − 1 people together with the new one; null = none does. */
  isolating(): [number, number] | null {
    const groups = this.#groups();
    for (let b = 1; b < this.#gone.length; b++)
      for (let a = 0; a < b; a++) {
        if (isPair(groups, a + 1, b + 1)) continue;
        const gone = (this.#gone[a] as number) + (this.#gone[b] as number);
        for (const way of WAYS) {
          const people = this.#left(groups, a + 1, b + 1, way);
          if (people !== null && people + gone > 0 && people + gone < this.#k) return [a, b];
        }
      }
    return null;
  }

  #groups(): Groups {
    const groups = new Map<number, Set<number> | null>();
    for (let i = 0; i < this.#signature.length; i++) {
      const signature = (this.#signature[i] as number) >>> 0;
      if (signature === 0) continue;
      const people = groups.get(signature);
      if (people === null) continue;
      if (people === undefined) groups.set(signature, new Set([this.#person[i] as number]));
      else if (people.add(this.#person[i] as number).size >= this.#k) groups.set(signature, null);
    }
    return groups;
  }

  /** People behind the rows that do not cancel out; null = k or more. */
  #left(groups: Groups, a: number, b: number, [ofA, ofB]: (typeof WAYS)[number]): number | null {
    const left = new Set<number>();
    for (const [signature, people] of groups) {
      if ((signature & 1) + ofA * ((signature >>> a) & 1) + ofB * ((signature >>> b) & 1) === 0) continue;
      if (people === null) return null;
      for (const who of people) left.add(who);
      if (left.size >= this.#k) return null;
    }
    return left.size;
  }
}

/** Whether two of the three files are the same, or one is empty: then pairs say all there is to say. */
function isPair(groups: Groups, a: number, b: number): boolean {
  let [sameA, sameB, sameAB, emptyA, emptyB] = [true, true, true, true, true];
  for (const signature of groups.keys()) {
    const [inNew, inA, inB] = [signature & 1, (signature >>> a) & 1, (signature >>> b) & 1];
    if (inNew !== inA) sameA = false;
    if (inNew !== inB) sameB = false;
    if (inA !== inB) sameAB = false;
    if (inA === 1) emptyA = false;
    if (inB === 1) emptyB = false;
  }
  return sameA || sameB || sameAB || emptyA || emptyB;
}
