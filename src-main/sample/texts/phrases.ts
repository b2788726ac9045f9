/** Mood of a written text: what the sentiment tests are compared with. */
export type Mood = 'negative' | 'neutral' | 'positive';
export const MOODS: readonly Mood[] = ['negative', 'neutral', 'positive'];

/** What kind of thing a product is: decides what can be said of it. */
export type Kind = 'tea' | 'candle' | 'ceramic' | 'linen' | 'tool';

/** Lines about one thing (the delivery, the scent), by what they make of it. */
export type Lines = Readonly<Record<Mood, readonly string[]>>;

/**
 * What people of one language write. A line is one sentence or more. `[a|b]` stands for one of these, perhaps an empty one;
 * `{item}` for the product's name; `{who}` and other names for one of the `words` of that name. Lines are written so that any
 * product's name is right in them: no article or ending depends on it.
 */
export interface Phrases {
  words: Readonly<Record<string, string>>;
  /** How a review begins: names the product. */
  leads: Lines;
  /** What can be said of any order, by what it is about; a review says at most one thing about each. */
  abouts: readonly Lines[];
  /** What can be said of one kind of thing. */
  kinds: Readonly<Record<Kind, Lines>>;
  /** Circumstances, in no mood. */
  details: readonly string[];
  wishes: readonly string[];
  questions: readonly string[];
  comparisons: Readonly<Record<'better' | 'worse', readonly string[]>>;
  closes: Lines;
  /** Reviews of few words. */
  shorts: Lines;
  /** The cracked handles: what happened, and what follows from it. */
  flaws: { happened: readonly string[]; follows: readonly string[] };
  /** Comments under the shop's posts. Neutral ones ask, wish and plan to buy. */
  comments: Lines;
  /** What may follow in a comment. */
  extras: Lines;
  flawComments: readonly string[];
}
