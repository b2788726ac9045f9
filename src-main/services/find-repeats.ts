import { NEAR_REPEAT, REPEAT, wordsForRepeats, UNKNOWN_LANGUAGE } from '../analysis/base/readings.ts';
import { FirstWithBand, NEARLY_SAME, resemblance, shinglesOf } from '../analysis/base/shingles.ts';
import type { UnreadMessage } from '../store/tables/readings.ts';
import { firstSame, listBands, listFingerprints, listOriginals, type Original } from '../store/tables/repeats.ts';
import type { CommandContext } from './context.ts';
import { permittedOf } from './permitted-messages.ts';

/** Bands fetched in one step. */
const FETCHED = 20_000;
/** Texts whose shingles are remembered: a few megabytes. */
const MOST_COMPARED = 10_000;

/** What is known of a message by itself. `shingles` and `bands` are null where it is too short. */
export interface ToCompare {
  message: UnreadMessage;
  fingerprint: number;
  shingles: Uint32Array | null;
  bands: Uint32Array | null;
}

/** What a message repeats. */
export interface FoundRepeat {
  /** 0, or which kind of repeat it is. */
  apart: number;
  /** 0 = it repeats nothing. */
  original: number;
}

type Needs = Pick<CommandContext, 'db' | 'tables'>;
const NONE: FoundRepeat = { apart: 0, original: 0 };

/** Finds messages that repeat earlier ones, word for word or nearly so. Made for one run of reading. */
export class RepeatFinder {
  readonly #context: Needs;
  readonly #firsts = new FirstWithBand();
  readonly #compared = new Map<number, { text: string; language: string; shingles: Uint32Array | null }>();

  private constructor(context: Needs) {
    this.#context = context;
  }

  /** Knows all that has been read before. `breathe` is waited for between steps. */
  static async over(context: Needs, breathe: () => Promise<void>): Promise<RepeatFinder> {
    const finder = new RepeatFinder(context);
    for (let after = 0, more = true; more; ) {
      const { ids, bands } = listBands(context.db, after, FETCHED);
      finder.#firsts.addAll(ids, bands);
      after = ids.at(-1) ?? after;
      more = ids.length === FETCHED;
      await breathe();
    }
    return finder;
  }

  /**
   * Looks messages up, by id, and remembers them for those that come after. They may be used, and are not stored as read yet:
   * a few questions for all of them are asked of the store in half the time that some for each take.
   */
  find(batch: readonly ToCompare[]): FoundRepeat[] {
    const same = this.#sameAs(batch);
    const others = batch.filter((_, i) => same[i] === 0);
    const originals = this.#originals(others);
    return batch.map((entry, i) => {
      const original = same[i] as number;
      if (original > 0) return { apart: REPEAT, original };
      return this.#nearlySame(entry, originals);
    });
  }

  /** For each message the first earlier one with its fingerprint; 0 = none. */
  #sameAs(batch: readonly ToCompare[]): number[] {
    const [first, last] = [batch[0]?.message.id ?? 0, batch.at(-1)?.message.id ?? 0];
    const wanted = new Set(batch.map(({ fingerprint }) => fingerprint).filter((fingerprint) => fingerprint > 0));
    if (wanted.size === 0) return batch.map(() => 0);
    const found = firstSame(this.#context.db, [...wanted], first);
    const own = new Set(batch.map(({ message }) => message.id));
    // Between them lie messages that have been read before.
    const between = listFingerprints(this.#context.db, first, last).filter(({ id }) => !own.has(id));
    let next = 0;
    return batch.map(({ message, fingerprint }) => {
      for (let row = between[next]; row && row.id < message.id; row = between[++next])
        if (!found.has(row.fingerprint)) found.set(row.fingerprint, row.id);
      const original = found.get(fingerprint);
      if (original === undefined && fingerprint > 0) found.set(fingerprint, message.id);
      return original ?? 0;
    });
  }

  /** What some messages may nearly repeat: of themselves, and of those read before what may be used today. */
  #originals(batch: readonly ToCompare[]): Map<number, Original> {
    const found = new Map<number, Original>(batch.map(({ message }) => [message.id, message]));
    const wanted = new Set<number>();
    for (const { bands } of batch)
      for (const id of bands ? this.#firsts.candidates(bands) : []) if (!found.has(id)) wanted.add(id);
    if (wanted.size === 0) return found;
    // A text that may not be used any more is not compared with either.
    for (const original of permittedOf(this.#context, listOriginals(this.#context.db, [...wanted])))
      found.set(original.id, original);
    return found;
  }

  #nearlySame({ message: { id }, shingles, bands }: ToCompare, originals: ReadonlyMap<number, Original>): FoundRepeat {
    if (!shingles || !bands) return NONE;
    const near = this.#firsts.candidates(bands).find((candidate) => {
      const original = candidate === id ? undefined : originals.get(candidate);
      const others = original && this.#shinglesOf(original);
      return others ? resemblance(shingles, others) >= NEARLY_SAME : false;
    });
    if (near !== undefined) return { apart: NEAR_REPEAT, original: near };
    this.#firsts.add(id, bands);
    return NONE;
  }

  /** Shingles of a message that others are compared with; a text much passed about is compared with many in a row. */
  #shinglesOf({ id, text, language }: Original): Uint32Array | null {
    const known = this.#compared.get(id);
    if (known?.text === text && known.language === language) return known.shingles;
    const shingles = shinglesOf(wordsForRepeats(text, language || UNKNOWN_LANGUAGE));
    if (this.#compared.size >= MOST_COMPARED) this.#compared.clear();
    this.#compared.set(id, { text, language, shingles });
    return shingles;
  }
}
