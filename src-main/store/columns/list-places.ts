/** Where the list of each of many ids begins and how long it is, lists lying one behind the other: a Map of a million would take 100 MB. */
export class ListPlaces {
  readonly #start: Uint32Array;
  readonly #count: Uint8Array;

  /** For ids up to the highest of these. */
  constructor(ids: Uint32Array) {
    const size = ids.reduce((most, id) => Math.max(most, id), 0) + 1;
    this.#start = new Uint32Array(size);
    this.#count = new Uint8Array(size);
  }

  /** Notes that the entry at `place` is of an id; entries of one id follow each other, at most 255. */
  add(id: number, place: number): void {
    if (this.#count[id] === 0) this.#start[id] = place;
    this.#count[id] = (this.#count[id] as number) + 1;
  }

  /** Start and length of the list of each of some ids; 0 and 0 = none. */
  fill(ids: Uint32Array, start: Uint32Array, count: Uint8Array): void {
    for (let i = 0; i < ids.length; i++) {
      start[i] = this.#start[ids[i] as number] as number;
      count[i] = this.#count[ids[i] as number] as number;
    }
  }
}
