import type { Paths } from './paths.ts';

/** Paths that are put together one by one. */
export class PathList {
  #count = 0;
  #length = 0;
  #start = new Int32Array(1 << 12);
  #person = new Uint32Array(1 << 12);
  #page = new Uint32Array(1 << 13);

  /** The entries from..to of a visit, where there are any. */
  add(page: Int32Array, from: number, to: number, who: number): void {
    if (from === to) return;
    if (this.#count + 2 > this.#start.length) {
      this.#start = longer(Int32Array, this.#start);
      this.#person = longer(Uint32Array, this.#person);
    }
    while (this.#length + to - from > this.#page.length) this.#page = longer(Uint32Array, this.#page);
    this.#person[this.#count++] = who;
    for (let e = from; e < to; e++) this.#page[this.#length++] = page[e] as number;
    this.#start[this.#count] = this.#length;
  }

  paths(): Omit<Paths, 'row'> {
    const count = this.#count;
    return {
      count,
      start: this.#start.subarray(0, count + 1),
      page: this.#page.subarray(0, this.#length),
      person: this.#person.subarray(0, count),
    };
  }
}

function longer<A extends Int32Array | Uint32Array>(type: new (length: number) => A, array: A): A {
  const larger = new type(2 * array.length);
  larger.set(array);
  return larger;
}
