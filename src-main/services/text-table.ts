/** MurmurHash3's round (Appleby, public domain) over UTF-16 units. */
function hashOf(units: Uint16Array, from: number, to: number): number {
  let h = 0x2545f491;
  for (let i = from; i < to; i++) {
    let k = Math.imul(units[i] as number, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/**
 * Numbers texts in the order in which they first come, from 1 on. All of them lie in one array of UTF-16 units: no
 * strings to be kept and collected, which with 100,000 customers costs more than reading the file.
 */
export class TextTable {
  #units = new Uint16Array(1 << 12);
  /** Where the text of each number ends; it begins where the one before ends. */
  #ends = new Uint32Array(1 << 8);
  /** Pairs of hash and number; number 0 = free. */
  #slots = new Uint32Array(1 << 10);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** UTF-16 units held. */
  get units(): number {
    return this.#ends[this.#size] as number;
  }

  /** The number of these texts together (each shorter than 65,536 units); negative the first time. */
  numberOf(...parts: readonly string[]): number {
    const from = this.units;
    const end = this.#write(parts, from);
    const hash = hashOf(this.#units, from, end);
    const at = this.#find(hash, from, end);
    const known = this.#slots[at + 1] as number;
    if (known > 0) return known;
    this.#add(at, hash, end);
    return -this.#size;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #write(parts: readonly string[], from: number): number {
    let at = from;
    for (const part of parts) {
      if (at + part.length + 1 > this.#units.length) this.#units = larger(this.#units, at + part.length + 1);
      // Its length in front, so that no part can pass for two.
      this.#units[at++] = part.length;
      for (let i = 0; i < part.length; i++) this.#units[at++] = part.charCodeAt(i);
    }
    return at;
  }

  #find(hash: number, from: number, end: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let at = (hash * 2) & last; ; at = (at + 2) & last) {
      const number = slots[at + 1] as number;
      if (number === 0 || (slots[at] === hash && this.#isSame(number, from, end))) return at;
    }
  }

  #isSame(number: number, from: number, end: number): boolean {
    const start = this.#ends[number - 1] as number;
    if ((this.#ends[number] as number) - start !== end - from) return false;
    const units = this.#units;
    for (let i = 0; i < end - from; i++) if (units[start + i] !== units[from + i]) return false;
    return true;
  }

  #add(at: number, hash: number, end: number): void {
    const number = ++this.#size;
    if (number >= this.#ends.length) this.#ends = larger(this.#ends, number + 1);
    this.#ends[number] = end;
    this.#slots[at] = hash;
    this.#slots[at + 1] = number;
    if (number * 4 > this.#slots.length) this.#grow();
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    const last = this.#slots.length - 1;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let at = ((old[i] as number) * 2) & last;
      while (this.#slots[at + 1] !== 0) at = (at + 2) & last;
      this.#slots[at] = old[i] as number;
      this.#slots[at + 1] = old[i + 1] as number;
    }
  }
}

function larger<A extends Uint16Array | Uint32Array>(array: A, least: number): A {
  const made = new (array.constructor as new (length: number) => A)(Math.max(array.length * 2, least));
  made.set(array);
  return made;
}
