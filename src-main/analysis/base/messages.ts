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
export function messagesInRange({ at, length }: MessageColumns, { range }: RunContext): { from: number; to: number } {
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

/** Counts distinct people; 0 is nobody. */
export class PeopleCounter {
  readonly #seen = new Set<number>();
  add(person: number): void {
    if (person > 0) this.#seen.add(person);
  }
  get count(): number {
    return this.#seen.size;
  }
}
