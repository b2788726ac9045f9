/** A round of MurmurHash3 (Appleby, public domain): takes in 32 bits. */
function stir(h: number, unit: number): number {
  let k = Math.imul(unit, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = h ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/**
 * Writes a text, two UTF-16 units to a word, behind a word of its group and length. Answers the MurmurHash3 over what was
 * written.
 */
function writeHashed(words: Uint32Array, start: number, text: string, group: number): number {
  const { length } = text;
  const head = group | (length << 16);
  let h = stir(0x2545f491, head);
  let at = start;
  words[at++] = head;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    const two = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    h = stir(h, two);
    words[at++] = two;
  }
  if (i < length) {
    const last = text.charCodeAt(i);
    h = stir(h, last);
    words[at] = last;
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/**
 * Numbers texts in the order in which they first come, from 1 on. All of them lie in one array of numbers: no
 * strings to be kept and collected, which with 100,000 customers costs more than reading the file.
 */
export class TextTable {
  #words = new Uint32Array(1 << 11);
  /** Where the text of each number ends; it begins where the one before ends. */
  #ends = new Uint32Array(1 << 8);
  /** Pairs of hash and number; number 0 = free. */
  #slots = new Uint32Array(1 << 10);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Words of 32 bits held: two characters each, and one for each text. */
  get words(): number {
    return this.#ends[this.#size] as number;
  }

  /** The number of a text (shorter than 65,536 units) within a group (a number below 65,536); negative the first time. */
  numberOf(text: string, group = 0): number {
    const start = this.words;
    const end = start + 1 + ((text.length + 1) >> 1);
    if (end > this.#words.length) this.#words = larger(this.#words, end);
    // Written where it will stay if it is new: comparing numbers is faster than comparing texts.
    const hash = writeHashed(this.#words, start, text, group);
    const at = this.#find(hash, start, end);
    const known = this.#slots[at + 1] as number;
    if (known > 0) return known;
    this.#add(at, hash, end);
    return -this.#size;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #find(hash: number, start: number, end: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let at = (hash * 2) & last; ; at = (at + 2) & last) {
      const number = slots[at + 1] as number;
      if (number === 0 || (slots[at] === hash && this.#isSame(number, start, end))) return at;
    }
  }

  #isSame(number: number, start: number, end: number): boolean {
    let at = this.#ends[number - 1] as number;
    if ((this.#ends[number] as number) - at !== end - start) return false;
    const words = this.#words;
    for (let i = start; i < end; i++) if (words[at++] !== words[i]) return false;
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

function larger(array: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(Math.max(array.length * 2, least));
  made.set(array);
  return made;
}
