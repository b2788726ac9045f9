/** A consent string that does not hold what it must; `why` is a code. */
export class BadConsentString extends Error {
  readonly why: string;
  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Reads bits of a base64url text, six to a letter, most significant first. */
export class BitReader {
  readonly #letters: Uint8Array;
  #at = 0;

  constructor(text: string) {
    // Some tools write the other alphabet of base64, or pad.
    const clean = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    this.#letters = Uint8Array.from(clean, (letter) => {
      const value = ALPHABET.indexOf(letter);
      if (value < 0) throw new BadConsentString('not-base64url');
      return value;
    });
  }

  get left(): number {
    return this.#letters.length * 6 - this.#at;
  }

  bit(): boolean {
    if (this.left < 1) throw new BadConsentString('too-short');
    const letter = this.#letters[Math.floor(this.#at / 6)] as number;
    const bit = (letter >> (5 - (this.#at % 6))) & 1;
    this.#at++;
    return bit === 1;
  }

  int(bits: number): number {
    if (this.left < bits) throw new BadConsentString('too-short');
    let value = 0;
    for (let i = 0; i < bits; i++) value = value * 2 + (this.bit() ? 1 : 0);
    return value;
  }

  /** Numbers, from 1, of the bits that are set. */
  flags(bits: number): number[] {
    if (this.left < bits) throw new BadConsentString('too-short');
    const set: number[] = [];
    for (let i = 1; i <= bits; i++) if (this.bit()) set.push(i);
    return set;
  }

  /** Tenths of a second since 1970, in ms. */
  deciseconds(): number {
    return this.int(36) * 100;
  }

  letters(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += String.fromCharCode(65 + this.int(6));
    return text;
  }

  /** Fibonacci coding of a number from 1 (GPP, "Fibonacci encoding"): bits of Fibonacci numbers, ended by two ones. */
  fibonacci(): number {
    let [one, two] = [1, 2];
    let sum = 0;
    let before = false;
    for (let i = 0; i < 40; i++) {
      const bit = this.bit();
      if (bit && before) return sum;
      if (bit) sum += one;
      before = bit;
      [one, two] = [two, one + two];
    }
    throw new BadConsentString('bad-number');
  }
}

/** Most ids that a range may name; vendor ids have 16 bits. */
const MOST_IDS = 65_536;

/** `count` entries of one id or of ids from … to …, each of 16 bits. */
export function readRanges(bits: BitReader, count: number, maxId: number): number[] {
  const ids = new Set<number>();
  for (let i = 0; i < count; i++) {
    const isRange = bits.bit();
    const from = bits.int(16);
    const to = isRange ? bits.int(16) : from;
    if (to < from || to > maxId) throw new BadConsentString('bad-range');
    for (let id = from; id <= to; id++) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}

/** Vendors of a TCF 2 string: a bit each, or ranges. */
export function readVendors(bits: BitReader): number[] {
  const maxId = bits.int(16);
  return bits.bit() ? readRanges(bits, bits.int(12), maxId) : bits.flags(maxId);
}

/** Ids in Fibonacci-coded ranges, each counted from the one before (GPP header). */
export function readFibonacciRanges(bits: BitReader): number[] {
  const count = bits.int(12);
  const ids: number[] = [];
  let last = 0;
  for (let i = 0; i < count; i++) {
    const isRange = bits.bit();
    const from = last + bits.fibonacci();
    last = isRange ? from + bits.fibonacci() : from;
    if (last > MOST_IDS) throw new BadConsentString('bad-range');
    for (let id = from; id <= last; id++) ids.push(id);
  }
  return ids;
}
