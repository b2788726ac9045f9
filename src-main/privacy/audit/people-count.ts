/** People counted one by one; beyond, they are estimated. */
const MOST_EXACT = 1024;
const BITS = 1 << 16;

/**
 * How many distinct people a finding touches, in 8 KB at most. Few are counted; many are estimated by linear counting
 * (Whang and others 1990, within 1 % up to 200,000, within 5 % up to 500,000). Whoever is added, the count never falls.
 */
export class PeopleCount {
  #exact: Set<number> | null = new Set();
  #bits = new Uint32Array(0);
  #filled = 0;

  /** `person`: a hash of 32 bits. */
  add(person: number): void {
    if (!this.#exact) {
      this.#mark(person);
      return;
    }
    this.#exact.add(person);
    if (this.#exact.size <= MOST_EXACT) return;
    this.#bits = new Uint32Array(BITS / 32);
    for (const one of this.#exact) this.#mark(one);
    this.#exact = null;
  }

  #mark(person: number): void {
    // FNV's low bits alone are too much alike for names that are.
    const mixed = Math.imul(person ^ (person >>> 15), 0x2c1b3c6d);
    const bit = ((mixed ^ (mixed >>> 12)) >>> 0) % BITS;
    const word = this.#bits[bit >> 5] as number;
    const flag = 1 << (bit & 31);
    if ((word & flag) !== 0) return;
    this.#bits[bit >> 5] = word | flag;
    this.#filled++;
  }

  get count(): number {
    if (this.#exact) return this.#exact.size;
    const empty = Math.max(1, BITS - this.#filled);
    return Math.max(MOST_EXACT + 1, Math.round(-BITS * Math.log(empty / BITS)));
  }
}

/** For a finding: how many people it touches, left out where rows tell nobody apart. */
export const touched = ({ count }: PeopleCount): { people?: number } => (count > 0 ? { people: count } : {});
