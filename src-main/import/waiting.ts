/** FNV-1a over UTF-16 units (Fowler, Noll & Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/**
 * The last `room` values that were put in, by their keys; the oldest goes when a new one comes. A ring of places rather than a
 * Map: one that entries come into and go out of makes its table anew all the time, and each old table, once the collector
 * has put it aside, keeps the next one and everything in it alive until memory is swept as a whole.
 */
export class Waiting<V extends { readonly key: string }> {
  readonly #room: number;
  readonly #values: (V | null)[];
  /** First place of each bucket and next place of each place, + 1; 0 = none. */
  readonly #heads: Int32Array;
  readonly #nexts: Int32Array;
  /** Bucket of each place. */
  readonly #buckets: Int32Array;
  #place = 0;
  /** The key that was looked for last: nearly always the next to be put in. */
  #lookedFor = '';
  #lookedIn: number;

  constructor(room: number) {
    this.#room = room;
    this.#values = Array.from({ length: room }, () => null);
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(room * 2)));
    this.#nexts = new Int32Array(room);
    this.#buckets = new Int32Array(room);
    this.#lookedIn = this.#bucketOf(this.#lookedFor);
  }

  get(key: string): V | undefined {
    for (let place = this.#heads[this.#bucket(key)] as number; place > 0; place = this.#nexts[place - 1] as number) {
      const value = this.#values[place - 1];
      if (value?.key === key) return value;
    }
    return undefined;
  }

  /** Puts in a value whose key is not there; answers the one that had to go. */
  put(value: V): V | null {
    const place = this.#place;
    const oldest = this.#values[place] ?? null;
    if (oldest) this.#unlink(place);
    const bucket = this.#bucket(value.key);
    this.#buckets[place] = bucket;
    this.#values[place] = value;
    this.#nexts[place] = this.#heads[bucket] as number;
    this.#heads[bucket] = place + 1;
    this.#place = (place + 1) % this.#room;
    return oldest;
  }

  /** Takes all out, oldest first. */
  *drain(): Generator<V> {
    for (let i = 0; i < this.#room; i++) {
      const place = (this.#place + i) % this.#room;
      const value = this.#values[place];
      this.#values[place] = null;
      if (value) yield value;
    }
    this.#heads.fill(0);
  }

  #bucket(key: string): number {
    if (key !== this.#lookedFor) {
      this.#lookedFor = key;
      this.#lookedIn = this.#bucketOf(key);
    }
    return this.#lookedIn;
  }

  #bucketOf(key: string): number {
    return hashOf(key) & (this.#heads.length - 1);
  }

  #unlink(place: number): void {
    const bucket = this.#buckets[place] as number;
    const next = this.#nexts[place] as number;
    let at = this.#heads[bucket] as number;
    if (at === place + 1) {
      this.#heads[bucket] = next;
      return;
    }
    while (this.#nexts[at - 1] !== place + 1) at = this.#nexts[at - 1] as number;
    this.#nexts[at - 1] = next;
  }
}
