import type { Token } from '../text/tokens.ts';
import { contentWords } from './corpus.ts';

/**
 * A fitted mixture in the form that new texts are given a topic by. `lifts`: k rows of `stems.length`, log p(word | topic) −
 * log p(word); `shares`: log share of each topic − that of "other". A stem of a language with topics of its own has its code
 * before it ("de:paket"); topics of such a language have lifts of its stems alone.
 */
export interface TopicLifts {
  stems: readonly string[];
  shares: Float32Array;
  lifts: Float32Array;
}

/** A text whose best topic is less sure than this is "other". */
export const SURE_ENOUGH = 0.4;

/** Language of each topic by its stems, '' = that of all languages without topics of their own. */
function languagesOf({ stems, shares, lifts }: TopicLifts): string[] {
  const marks = stems.map((stem) => stem.slice(0, Math.max(0, stem.indexOf(':'))));
  return Array.from(shares, (_, t) => {
    for (let w = 0; w < stems.length; w++) if (lifts[t * stems.length + w] !== 0) return marks[w] as string;
    return '';
  });
}

/** The likeliest topic of log odds against "other", whose own are 0; −1 where that is likelier, or none is likely enough. */
function likeliest(sums: Float64Array): number {
  let best = 0;
  for (let t = 1; t < sums.length; t++) if ((sums[t] as number) > (sums[best] as number)) best = t;
  const most = sums[best] as number;
  if (most < 0) return -1;
  const total = sums.reduce((sum, value) => sum + Math.exp(value - most), Math.exp(-most));
  return 1 / total < SURE_ENOUGH ? -1 : best;
}

/**
 * Gives texts the topics of a mixture fitted before: the same answer as when it was fitted, as far as its words go (posterior of
 * one topic per text, Nigam et al. 2000). The function answers the row of the topic, or −1 for "other".
 */
export function topicAssigner(
  model: TopicLifts,
): (text: string, language: string, tokens?: readonly Token[]) => number {
  const { stems, shares, lifts } = model;
  const k = shares.length;
  const numberOf = new Map(stems.map((stem, i) => [stem, i]));
  const languages = languagesOf(model);
  const own = new Set(languages);
  const sums = new Float64Array(k);
  return (text, language, tokens) => {
    const code = language.slice(0, 2);
    const mine = own.has(code) ? code : '';
    const before = mine === '' ? '' : `${mine}:`;
    for (let t = 0; t < k; t++) sums[t] = languages[t] === mine ? (shares[t] as number) : Number.NEGATIVE_INFINITY;
    let known = 0;
    for (const { stem } of contentWords(text, language, tokens)) {
      const word = numberOf.get(before + stem);
      if (word === undefined) continue;
      known++;
      for (let t = 0; t < k; t++) sums[t] = (sums[t] as number) + (lifts[t * stems.length + word] as number);
    }
    return known === 0 || k === 0 ? -1 : likeliest(sums);
  };
}
