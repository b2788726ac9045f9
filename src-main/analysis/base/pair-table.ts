const FREE = 0xffff_ffff;

/** What is known of a pair, together so that it lies within one line of the processor's cache. */
const CELL = 8;
const A = 0;
const B = 1;
const TIMES = 2;
const GROUPS = 3;
const PEOPLE = 4;
const LAST_GROUP = 5;
const LAST_PERSON = 6;

/**
 * Counts pairs of numbers (below 2³²): how often, in how many groups, of how many people. Pairs are numbered from 0 in the
 * order in which they first come. One table of plain numbers (linear probing) instead of an object per pair.
 */
export class PairTable {
  size = 0;
  #cells = new Uint32Array(CELL << 8);
  /** Number of the pair per place of the table. */
  #slots = new Uint32Array(1 << 9).fill(FREE);

  /** Both numbers of a pair. */
  a = (n: number): number => this.#cells[n * CELL + A] as number;
  b = (n: number): number => this.#cells[n * CELL + B] as number;
  /** How often it was added, and for how many groups and people. */
  times = (n: number): number => this.#cells[n * CELL + TIMES] as number;
  groups = (n: number): number => this.#cells[n * CELL + GROUPS] as number;
  people = (n: number): number => this.#cells[n * CELL + PEOPLE] as number;

  /** Adds a pair for a group (from 1; those of one lie together) and a person (from 1; likewise); answers its number. */
  add(a: number, b: number, group: number, who: number): number {
    const place = this.#placeOf(a, b);
    let n = this.#slots[place] as number;
    if (n === FREE) {
      n = this.#make(a, b);
      this.#slots[place] = n;
      if (2 * this.size > this.#slots.length) this.#spread();
    }
    const cells = this.#cells;
    const at = n * CELL;
    cells[at + TIMES] = (cells[at + TIMES] as number) + 1;
    if (cells[at + LAST_GROUP] === group) return n;
    cells[at + LAST_GROUP] = group;
    cells[at + GROUPS] = (cells[at + GROUPS] as number) + 1;
    // A group is one person's.
    if (cells[at + LAST_PERSON] === who) return n;
    cells[at + LAST_PERSON] = who;
    cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + 1;
    return n;
  }

  #placeOf(a: number, b: number): number {
    const [slots, cells] = [this.#slots, this.#cells];
    const last = slots.length - 1;
    let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    mixed ^= mixed >>> 15;
    for (let place = mixed & last; ; place = (place + 1) & last) {
      const n = slots[place] as number;
      if (n === FREE || (cells[n * CELL + A] === a && cells[n * CELL + B] === b)) return place;
    }
  }

  #make(a: number, b: number): number {
    const at = this.size * CELL;
    if (at === this.#cells.length) {
      const larger = new Uint32Array(2 * at);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells[at + A] = a;
    this.#cells[at + B] = b;
    return this.size++;
  }

  #spread(): void {
    this.#slots = new Uint32Array(4 * this.#slots.length).fill(FREE);
    for (let n = 0; n < this.size; n++) this.#slots[this.#placeOf(this.a(n), this.b(n))] = n;
  }
}
