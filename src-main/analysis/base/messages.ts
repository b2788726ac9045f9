import type { MessageColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';

/** Scores at least this far from 0 count as positive or negative (the usual bounds of VADER's compound score). */
export const CLEAR_MOOD = 0.05;

/** Mood of a score: 0 negative, 1 neutral, 2 positive, −1 not scored. */
export function moodOf(score: number): -1 | 0 | 1 | 2 {
  if (Number.isNaN(score)) return -1;
  return score <= -CLEAR_MOOD ? 0 : score >= CLEAR_MOOD ? 2 : 1;
}

/** Rows of dated messages in the period, as a half-open range of row numbers: messages lie in time order, undated ones last. */
export function messagesInRange(
  { at, length }: Pick<MessageColumns, 'at' | 'length'>,
  { range }: Pick<RunContext, 'range'>,
): { from: number; to: number } {
  const firstAtOrAfter = (instant: number) => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // NaN (undated) compares false and so counts as later than everything.
      if ((at[middle] as number) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { from: firstAtOrAfter(range.fromMs), to: firstAtOrAfter(range.toMs) };
}

/** Row numbers in the period that fulfil the condition, newest first. */
export function selectMessages(
  messages: MessageColumns,
  context: RunContext,
  wanted: (i: number) => boolean,
): Uint32Array {
  const { from, to } = messagesInRange(messages, context);
  const found: number[] = [];
  for (let i = to - 1; i >= from; i--) if (wanted(i)) found.push(i);
  return Uint32Array.from(found);
}

/** People that are counted in a set, however few there are in all. */
const FEW = 64;
/** Of the bits of so many people a set needs as much memory for each of its own. */
const BITS_PER_ENTRY = 256;

/** Counts distinct people; 0 is nobody. */
export class PeopleCounter {
  #few = new Set<number>();
  /** A bit per person, once a set would be larger: it takes a tenth of the time. */
  #many: Uint32Array | null = null;
  #count = 0;
  #highest = 0;

  add(person: number): void {
    if (person <= 0) return;
    if (this.#many) this.#mark(person);
    else {
      this.#few.add(person);
      if (person > this.#highest) this.#highest = person;
      if (this.#few.size > FEW && this.#few.size > this.#highest / BITS_PER_ENTRY) this.#spread();
    }
  }

  get count(): number {
    return this.#many ? this.#count : this.#few.size;
  }

  #spread(): void {
    this.#many = new Uint32Array((this.#highest >>> 5) + 1);
    for (const person of this.#few) this.#mark(person);
    this.#few = new Set();
  }

  #mark(person: number): void {
    let bits = this.#many as Uint32Array;
    const at = person >>> 5;
    if (at >= bits.length) {
      const larger = new Uint32Array(Math.max(2 * bits.length, at + 1));
      larger.set(bits);
      this.#many = larger;
      bits = larger;
    }
    const bit = 1 << (person & 31);
    const before = bits[at] as number;
    if ((before & bit) !== 0) return;
    bits[at] = before | bit;
    this.#count++;
  }
}
