import type { Polarity } from './model.ts';

/**
 * What a text likes or dislikes. `start` and `end` count UTF-16 code units of the text. `group` is what wordings of one thing
 * share (the owner's word for it, else the term in the singular). `opinion` holds the words that spoke for the polarity most.
 * `confidence` is the probability of the polarity as the model gives it, or a fixed modest one where only lists were asked.
 */
export interface Aspect {
  term: string;
  start: number;
  end: number;
  category: string;
  group: string;
  polarity: Polarity;
  opinion: { text: string; start: number; end: number }[];
  confidence: number;
}

/** The owner's words: wording (any case) → what it is called in this business. */
export type OwnAspects = ReadonlyMap<string, string>;
