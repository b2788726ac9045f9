import { OFFSET, PRIME, spread } from './text-hash.ts';

/** Shorter messages are not compared: a few people say "great coffee and friendly staff" by themselves. */
const FEWEST_WORDS = 8;
/** Messages this much alike, or more, say the same with small changes. */
export const NEARLY_SAME = 0.7;

const BANDS = 4;
const ROWS = 2;
/** Starting values of the hash functions; any fixed ones do. */
const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, i) => Math.imul(i + 1, 0x9e3779b1));

function hashOf(word: string): number {
  let h = OFFSET;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), PRIME);
  return h;
}

/** Every two words in a row (w-shingling with w = 2, Broder 1997) as hashes of 32 bits, each once, ascending; null for a short message. */
export function shinglesOf(words: readonly string[]): Uint32Array | null {
  if (words.length < FEWEST_WORDS) return null;
  const shingles = new Uint32Array(words.length - 1);
  let before = hashOf(words[0] as string);
  for (let i = 1; i < words.length; i++) {
    const here = hashOf(words[i] as string);
    shingles[i - 1] = spread(Math.imul(before, 31) ^ here);
    before = here;
  }
  shingles.sort();
  let kept = 1;
  for (let i = 1; i < shingles.length; i++)
    if (shingles[i] !== shingles[kept - 1]) shingles[kept++] = shingles[i] as number;
  return kept === shingles.length ? shingles : shingles.slice(0, kept);
}

/** Resemblance of two messages, 0..1: what they share of the shingles of both (Jaccard; Broder 1997). */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [here, there] = [a[i] as number, b[j] as number];
    if (here === there) both++;
    if (here <= there) i++;
    if (there <= here) j++;
  }
  return both === 0 ? 0 : both / (a.length + b.length - both);
}

/**
 * MinHash (Broder 1997) in bands (locality-sensitive hashing, Indyk & Motwani 1998): messages of resemblance s have one of the
 * four band values in common with probability 1 − (1 − s²)⁴, 93 % at 0.7 and 99.9 % at 0.9.
 */
export function bandsOf(shingles: Uint32Array): Uint32Array {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of shingles)
    for (let k = 0; k < least.length; k++) {
      const value = spread(shingle ^ (SEEDS[k] as number)) >>> 0;
      if (value < (least[k] as number)) least[k] = value;
    }
  return Uint32Array.from({ length: BANDS }, (_, band) => {
    let h = spread(band + 1);
    for (let row = 0; row < ROWS; row++) h = spread(Math.imul(h, 31) ^ (least[band * ROWS + row] as number));
    return h >>> 0;
  });
}

/** Which message was the first with a band value: open addressing over typed arrays, as a million messages have four million values. */
export class FirstWithBand {
  #keys = new Uint32Array(1 << 10);
  /** 0 = free. */
  #ids = new Uint32Array(1 << 10);
  #used = 0;

  #slot(key: number): number {
    const mask = this.#ids.length - 1;
    let slot = spread(key) & mask;
    while (this.#ids[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  /** Adds a message (id from 1) under its bands, where no other has been before it. */
  add(id: number, bands: Uint32Array): void {
    for (const key of bands) this.#addOne(id, key);
  }

  /** Adds messages one after the other; `bands` has four for each. */
  addAll(ids: readonly number[], bands: Uint32Array): void {
    for (let i = 0; i < bands.length; i++) this.#addOne(ids[Math.floor(i / BANDS)] as number, bands[i] as number);
  }

  #addOne(id: number, key: number): void {
    const slot = this.#slot(key);
    if (this.#ids[slot] !== 0) return;
    this.#keys[slot] = key;
    this.#ids[slot] = id;
    this.#used++;
    if (this.#used * 2 > this.#ids.length) this.#grow();
  }

  /** Messages that may resemble one with these bands; each once. */
  candidates(bands: Uint32Array): number[] {
    const found = new Set<number>();
    for (const key of bands) {
      const id = this.#ids[this.#slot(key)] as number;
      if (id !== 0) found.add(id);
    }
    return [...found];
  }

  #grow(): void {
    const [keys, ids] = [this.#keys, this.#ids];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#ids = new Uint32Array(ids.length * 2);
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] === 0) continue;
      const slot = this.#slot(keys[i] as number);
      this.#keys[slot] = keys[i] as number;
      this.#ids[slot] = ids[i] as number;
    }
  }
}
