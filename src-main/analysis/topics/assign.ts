import type { Token } from '../text/tokens.ts';
import { contentWords } from './corpus.ts';

/**
 * A fitted mixture in the form that new texts are given a topic by. `lifts`: k rows of `stems.length`, log p(word | topic) −
 * log p(word); `shares`: log share of each topic − that of "other".
 */
export interface TopicLifts {
  stems: readonly string[];
  shares: Float32Array;
  lifts: Float32Array;
}

/** A text whose best topic is less sure than this is "other". */
export const SURE_ENOUGH = 0.4;

/**
 * Gives texts the topics of a mixture fitted before: the same answer as when it was fitted, as far as its words go (posterior of
 * one topic per text, Nigam et al. 2000). The function answers the row of the topic, or −1 for "other".
 */
export function topicAssigner({
  stems,
  shares,
  lifts,
}: TopicLifts): (text: string, language: string, tokens?: readonly Token[]) => number {
  const k = shares.length;
  const numberOf = new Map(stems.map((stem, i) => [stem, i]));
  const sums = new Float64Array(k);
  return (text, language, tokens) => {
    sums.set(shares);
    let known = 0;
    for (const { stem } of contentWords(text, language, tokens)) {
      const word = numberOf.get(stem);
      if (word === undefined) continue;
      known++;
      for (let t = 0; t < k; t++) sums[t] = (sums[t] as number) + (lifts[t * stems.length + word] as number);
    }
    if (known === 0 || k === 0) return -1;
    let best = 0;
    for (let t = 1; t < k; t++) if ((sums[t] as number) > (sums[best] as number)) best = t;
    const most = sums[best] as number;
    // "Other" itself scores 0.
    if (most < 0) return -1;
    const total = sums.reduce((sum, value) => sum + Math.exp(value - most), Math.exp(-most));
    return 1 / total < SURE_ENOUGH ? -1 : best;
  };
}
