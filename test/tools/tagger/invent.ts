/** A source of numbers in [0, 1). */
export type Random = () => number;

/** mulberry32: small, seedable, good enough to draw training texts. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const ORDER = 3;
const END = '$';

/** Invents words that sound like those of a list: a chain of letters of order 3. */
export class Inventor {
  readonly #next = new Map<string, string[]>();
  readonly #known: ReadonlySet<string>;

  constructor(words: readonly string[]) {
    this.#known = new Set(words);
    for (const word of words) {
      const padded = '^'.repeat(ORDER) + word + END;
      for (let i = ORDER; i < padded.length; i++) {
        const state = padded.slice(i - ORDER, i);
        const list = this.#next.get(state) ?? [];
        list.push(padded[i] as string);
        this.#next.set(state, list);
      }
    }
  }

  /** A new word, lower case, that is not in the list. */
  word(random: Random): string {
    for (;;) {
      let state = '^'.repeat(ORDER);
      let made = '';
      while (made.length < 14) {
        const letter = pick(random, this.#next.get(state) ?? [END]);
        if (letter === END) break;
        made += letter;
        state = (state + letter).slice(-ORDER);
      }
      if (made.length > 2 && !this.#known.has(made)) return made;
    }
  }
}
