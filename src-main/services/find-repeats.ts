import { NEAR_REPEAT, REPEAT, wordsForRepeats } from '../analysis/base/readings.ts';
import { bandsOf, FirstWithBand, NEARLY_SAME, resemblance, shinglesOf } from '../analysis/base/shingles.ts';
import type { Token } from '../analysis/text/tokens.ts';
import type { UnreadMessage } from '../store/tables/readings.ts';
import { getOriginal, listBands, type Original, repeatOf } from '../store/tables/repeats.ts';
import type { CommandContext } from './context.ts';
import { permittedOf, UNKNOWN_LANGUAGE } from './permitted-messages.ts';

/** Bands fetched in one step. */
const FETCHED = 20_000;
/** Texts whose shingles are remembered: a few megabytes. */
const MOST_COMPARED = 2000;

/** What a message repeats, and what it will be found by. */
export interface FoundRepeat {
  /** 0, or which kind of repeat it is. */
  apart: number;
  /** 0 = it repeats nothing. */
  original: number;
  bands: Uint32Array | null;
}

type Needs = Pick<CommandContext, 'db' | 'tables'>;

/** Finds messages that repeat earlier ones, word for word or nearly so. Made for one run of reading. */
export class RepeatFinder {
  readonly #context: Needs;
  readonly #firsts = new FirstWithBand();
  readonly #compared = new Map<number, { text: string; language: string; shingles: ReadonlySet<number> | null }>();

  private constructor(context: Needs) {
    this.#context = context;
  }

  /** Knows all that has been read before. `breathe` is waited for between steps. */
  static async over(context: Needs, breathe: () => Promise<void>): Promise<RepeatFinder> {
    const finder = new RepeatFinder(context);
    for (let after = 0, more = true; more; ) {
      const rows = listBands(context.db, after, FETCHED);
      for (const { id, bands } of rows) finder.#firsts.add(id, bands);
      after = rows.at(-1)?.id ?? after;
      more = rows.length === FETCHED;
      await breathe();
    }
    return finder;
  }

  /** Looks a message up and remembers it for those that come after. */
  find({ id, text, language }: UnreadMessage, fingerprint: number, tokens: Token[]): FoundRepeat {
    const shingles = shinglesOf(wordsForRepeats(text, language || UNKNOWN_LANGUAGE, tokens));
    const bands = shingles && bandsOf(shingles);
    const same = repeatOf(this.#context.db, id, fingerprint);
    if (same > 0) return { apart: REPEAT, original: same, bands };
    if (!shingles || !bands) return { apart: 0, original: 0, bands };
    const near = this.#firsts.candidates(bands).find((candidate) => this.#resembles(id, candidate, shingles));
    if (near !== undefined) return { apart: NEAR_REPEAT, original: near, bands };
    this.#firsts.add(id, bands);
    return { apart: 0, original: 0, bands };
  }

  /** Shingles of a message that others are compared with; a text much passed about is compared with many in a row. */
  #shinglesOf({ id, text, language }: Original): ReadonlySet<number> | null {
    const known = this.#compared.get(id);
    if (known?.text === text && known.language === language) return known.shingles;
    const shingles = shinglesOf(wordsForRepeats(text, language || UNKNOWN_LANGUAGE));
    if (this.#compared.size >= MOST_COMPARED) this.#compared.clear();
    this.#compared.set(id, { text, language, shingles });
    return shingles;
  }

  #resembles(id: number, candidate: number, shingles: ReadonlySet<number>): boolean {
    const original = candidate === id ? undefined : getOriginal(this.#context.db, candidate);
    // A text that may not be used any more is not compared with either.
    if (!original || permittedOf(this.#context, [original]).length === 0) return false;
    const others = this.#shinglesOf(original);
    return others !== null && resemblance(shingles, others) >= NEARLY_SAME;
  }
}
