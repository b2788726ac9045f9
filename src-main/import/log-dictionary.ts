import { release } from '../../shared/release.ts';

/** Longest run of occupied slots that is searched. Web visitors choose their paths, so collisions could be made on purpose. */
const MAX_PROBES = 64;
/** Words in front of an entry's bytes: its number and its length. */
const HEAD = 2;

/** The up to three bytes behind the last whole word, as one number. */
function tailOf(bytes: Uint8Array, at: number, end: number): number {
  let tail = 0;
  for (let shift = 0; at < end; at++, shift += 8) tail |= (bytes[at] as number) << shift;
  return tail;
}

/** Two lanes of four bytes a step, so that the one need not wait for the other's multiplication. */
function hashOf(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  let left = end - start;
  let right = 0x2545f491;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    left = Math.imul(left ^ view.getInt32(at, true), 0x9e3779b1);
    right = Math.imul(right ^ view.getInt32(at + 4, true), 0x85ebca6b);
    left ^= left >>> 15;
    right ^= right >>> 13;
  }
  if (at + 4 <= end) {
    left = Math.imul(left ^ view.getInt32(at, true), 0x9e3779b1);
    at += 4;
  }
  right ^= tailOf(bytes, at, end);
  const mixed = left ^ (left >>> 15) ^ Math.imul(right ^ (right >>> 16), 0xc2b2ae35);
  return mixed ^ (mixed >>> 13);
}

/**
 * Numbers byte strings 1, 2, 3 … in order of first appearance, without making JavaScript strings of them.
 * Lists outgrow the processor's cache, and each line of a log looks up four texts: hash and place stand side by side
 * in a slot, number, length and bytes side by side in the arena, so that a lookup waits for memory twice.
 * A key that lands in a crowd may get a second number; callers must bear that (they do: numbers are local to a parse).
 */
export class ByteDictionary {
  count = 0;
  /** Pairs: hash, place in the arena; place 0 = free. */
  #slots: Int32Array;
  /** Number, length, bytes in words of four, the last one filled up with zeros. */
  #arena: Int32Array;
  #used = 1;
  /** Place in the arena by number. */
  #places: Int32Array;

  constructor(capacity = 1024) {
    this.#slots = new Int32Array(capacity * 4);
    this.#arena = new Int32Array(capacity * 10 + HEAD);
    this.#places = new Int32Array(capacity + 1);
  }

  get arenaBytes(): number {
    return this.#used * 4;
  }

  /** Number of bytes[start, end); a number above the earlier `count` means that it is new. `view` looks at the same memory as `bytes`. */
  number(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const hash = hashOf(bytes, view, start, end);
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    const first = hash & mask;
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = ((first + probe) & mask) * 2;
      const place = slots[slot + 1] as number;
      if (place === 0) return this.#add(bytes, view, start, end, hash, slot);
      if (slots[slot] === hash && this.#arena[place + 1] === end - start && this.#stands(place, bytes, view, start))
        return this.#arena[place] as number;
    }
    return this.#add(bytes, view, start, end, hash, first * 2);
  }

  /** Length of the entry `number` in bytes. */
  lengthOf(number: number): number {
    return this.#arena[(this.#places[number] as number) + 1] as number;
  }

  /** Length of the entry `number` where bytes from `start` on are the same; -1 where they are not, or reach behind `end`. */
  lengthAt(number: number, bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const place = this.#places[number] as number;
    const length = this.#arena[place + 1] as number;
    return start + length <= end && this.#stands(place, bytes, view, start) ? length : -1;
  }

  #stands(place: number, bytes: Uint8Array, view: DataView, start: number): boolean {
    const arena = this.#arena;
    const end = start + (arena[place + 1] as number);
    let word = place + HEAD;
    let at = start;
    for (; at + 4 <= end; at += 4, word++) if (view.getInt32(at, true) !== arena[word]) return false;
    return at === end || arena[word] === tailOf(bytes, at, end);
  }

  #add(bytes: Uint8Array, view: DataView, start: number, end: number, hash: number, slot: number): number {
    const number = ++this.count;
    const words = (end - start + 3) >>> 2;
    if (this.#used + HEAD + words > this.#arena.length) this.#growArena(HEAD + words);
    const place = this.#used;
    const arena = this.#arena;
    arena[place] = number;
    arena[place + 1] = end - start;
    let word = place + HEAD;
    let at = start;
    for (; at + 4 <= end; at += 4) arena[word++] = view.getInt32(at, true);
    if (at < end) arena[word++] = tailOf(bytes, at, end);
    this.#used = word;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = place;
    if (number === this.#places.length) this.#places = longer(this.#places, number * 2);
    this.#places[number] = place;
    if (number * 4 >= this.#slots.length) this.#growSlots();
    return number;
  }

  #growArena(needed: number): void {
    // Half as much again: lists may hold tens of megabytes, and old and new exist side by side for a moment.
    this.#arena = longer(this.#arena, Math.ceil(this.#arena.length * 1.5) + needed);
  }

  #growSlots(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / 2 - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from] as number) & mask;
      let probe = 0;
      while (slots[slot * 2 + 1] !== 0 && ++probe < MAX_PROBES) slot = (slot + 1) & mask;
      slots[slot * 2] = old[from] as number;
      slots[slot * 2 + 1] = old[from + 1] as number;
    }
    this.#slots = slots;
    release(old);
  }

  /** Gives its memory back; it may not be used any more. */
  drop(): void {
    release(this.#slots, this.#arena, this.#places);
  }
}

/** A copy with more room; the old one is given back. */
export function longer(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(old);
  release(old);
  return next;
}

/** Words of a slot: left, right, value; a fourth keeps a slot within one line of the processor's cache. */
const PAIR = 4;

/** A map from pairs of numbers to numbers above 0. */
export class PairMap {
  size = 0;
  #slots = new Int32Array(1024 * PAIR);

  /** The pair's number; 0 where it has none. */
  get(left: number, right: number): number {
    return this.#slots[this.#find(left, right) + 2] as number;
  }

  set(left: number, right: number, value: number): void {
    let at = this.#find(left, right);
    if (this.#slots[at + 2] === 0) {
      if ((this.size + 1) * 2 * PAIR > this.#slots.length) {
        this.#grow();
        at = this.#find(left, right);
      }
      this.size++;
    }
    this.#put(at, left, right, value);
  }

  /** Where the pair stands, or the free slot in which it would. */
  #find(left: number, right: number): number {
    const slots = this.#slots;
    const mask = slots.length / PAIR - 1;
    let slot = hashOfPair(left, right) & mask;
    for (;;) {
      const at = slot * PAIR;
      if (slots[at + 2] === 0 || (slots[at] === left && slots[at + 1] === right)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #put(at: number, left: number, right: number, value: number): void {
    this.#slots[at] = left;
    this.#slots[at + 1] = right;
    this.#slots[at + 2] = value;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += PAIR) {
      const value = old[from + 2] as number;
      if (value === 0) continue;
      const left = old[from] as number;
      const right = old[from + 1] as number;
      this.#put(this.#find(left, right), left, right, value);
    }
    release(old);
  }

  /** Gives its memory back; it may not be used any more. */
  drop(): void {
    release(this.#slots);
  }
}

function hashOfPair(left: number, right: number): number {
  const mixed = Math.imul(Math.imul(left, 0x9e3779b1) ^ right, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
