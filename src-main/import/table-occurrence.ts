import { createHash } from 'node:crypto';

/** FNV-1a over UTF-16 code units, 32 bits, from a given start. */
function fnv(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/**
 * Twelve bits that tell most people of one file apart and can confirm nobody: each value is shared by one in 4096.
 * Stands in made-up keys where an identifier would otherwise have to.
 */
export const personBucket = (value: string): string => (fnv(value, 0x811c9dc5) & 0xfff).toString(16);

/**
 * Counts how often the same text came before, in 12 bytes a text: files without keys are told apart by
 * "the third row with this content". Takes two 32-bit hashes for equal (1 in 10^13 for a million rows and a pair).
 */
export class Occurrences {
  #size = 1 << 12;
  #used = 0;
  #slots = new Uint32Array(this.#size * 3);

  /** 1 for the first time, 2 for the second … */
  next(text: string): number {
    if (this.#used * 2 > this.#size) this.#grow();
    const first = fnv(text, 0x811c9dc5);
    const second = fnv(text, 0x9e3779b9);
    const at = this.#find(first, second);
    if (this.#slots[at + 2] === 0) this.#used++;
    this.#slots[at] = first;
    this.#slots[at + 1] = second;
    return ++(this.#slots as Record<number, number>)[at + 2]!;
  }

  #find(first: number, second: number): number {
    const slots = this.#slots;
    for (let slot = first & (this.#size - 1); ; slot = (slot + 1) & (this.#size - 1)) {
      const at = slot * 3;
      if (slots[at + 2] === 0 || (slots[at] === first && slots[at + 1] === second)) return at;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#size *= 2;
    this.#slots = new Uint32Array(this.#size * 3);
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 2] === 0) continue;
      this.#slots.set(old.subarray(i, i + 3), this.#find(old[i] as number, old[i + 1] as number));
    }
  }
}

/** A key made of a record's own content, for files that give none: the same row imported again has the same key. */
export const contentKey = (parts: readonly string[], occurrence: number): string =>
  `auto-${createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20)}-${occurrence}`;
