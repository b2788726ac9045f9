const FREE = 0xffff_ffff;

function larger<A extends Uint32Array>(array: A, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length);
  grown.set(array);
  return grown;
}

/**
 * Counts pairs of numbers (below 2³²): how often, in how many groups, of how many people. Pairs are numbered from 0 in the
 * order in which they first come. One table of plain numbers (linear probing) instead of an object per pair.
 */
export class PairTable {
  size = 0;
  /** Per pair: both numbers. */
  a: Uint32Array = new Uint32Array(1 << 8);
  b: Uint32Array = new Uint32Array(1 << 8);
  /** Per pair: times it was added, groups and people it was added for. */
  times: Uint32Array = new Uint32Array(1 << 8);
  groups: Uint32Array = new Uint32Array(1 << 8);
  people: Uint32Array = new Uint32Array(1 << 8);
  #lastGroup: Uint32Array = new Uint32Array(1 << 8);
  #lastPerson: Uint32Array = new Uint32Array(1 << 8);
  /** Number of the pair per place of the table. */
  #slots = new Uint32Array(1 << 9).fill(FREE);

  /** Adds a pair for a group (from 1; those of one lie together) and a person (from 1; likewise); answers its number. */
  add(a: number, b: number, group: number, who: number): number {
    const place = this.#placeOf(a, b);
    let n = this.#slots[place] as number;
    if (n === FREE) {
      n = this.#make(a, b);
      this.#slots[place] = n;
      if (2 * this.size > this.#slots.length) this.#spread();
    }
    this.times[n] = (this.times[n] as number) + 1;
    if (this.#lastGroup[n] !== group) {
      this.#lastGroup[n] = group;
      this.groups[n] = (this.groups[n] as number) + 1;
    }
    if (this.#lastPerson[n] !== who) {
      this.#lastPerson[n] = who;
      this.people[n] = (this.people[n] as number) + 1;
    }
    return n;
  }

  #placeOf(a: number, b: number): number {
    const last = this.#slots.length - 1;
    let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    mixed ^= mixed >>> 15;
    for (let place = mixed & last; ; place = (place + 1) & last) {
      const n = this.#slots[place] as number;
      if (n === FREE || (this.a[n] === a && this.b[n] === b)) return place;
    }
  }

  #make(a: number, b: number): number {
    if (this.size === this.a.length) {
      const length = 2 * this.size;
      this.a = larger(this.a, length);
      this.b = larger(this.b, length);
      this.times = larger(this.times, length);
      this.groups = larger(this.groups, length);
      this.people = larger(this.people, length);
      this.#lastGroup = larger(this.#lastGroup, length);
      this.#lastPerson = larger(this.#lastPerson, length);
    }
    this.a[this.size] = a;
    this.b[this.size] = b;
    return this.size++;
  }

  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length).fill(FREE);
    for (let n = 0; n < this.size; n++) this.#slots[this.#placeOf(this.a[n] as number, this.b[n] as number)] = n;
  }
}
