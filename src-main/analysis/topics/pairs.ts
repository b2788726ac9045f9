import type { Corpus } from './corpus.ts';

/** Words of a text that are paired with each other; longer texts are read to here, so that pairs stay countable. */
const PAIRED = 60;

/** How often words stand in one text together, and what coherence follows from it. */
export interface Pairs {
  words: number;
  docs: number;
  /** Texts that hold both words, or one where both are the same. */
  together(a: number, b: number): number;
  /**
   * Normalised pointwise mutual information −1..1 of two words over texts (Bouma 2009); −1 where they never meet.
   * With the text as the window, as in Röder, Both & Hinneburg (2015) and OCTIS.
   */
  npmi(a: number, b: number): number;
  counts: Uint32Array;
}

/** Counts the pairs of the first `words` words (the commonest) of a corpus, in a square table. */
export function countPairs(corpus: Corpus, words = Math.min(corpus.stems.length, 3000)): Pairs {
  const counts = new Uint32Array(words * words);
  for (let d = 0; d < corpus.docs; d++) {
    const from = corpus.start[d] as number;
    const to = Math.min(corpus.start[d + 1] as number, from + PAIRED);
    for (let i = from; i < to; i++) {
      const a = corpus.word[i] as number;
      if (a >= words) break;
      for (let j = i; j < to; j++) {
        const b = corpus.word[j] as number;
        if (b >= words) break;
        counts[a * words + b] = (counts[a * words + b] as number) + 1;
      }
    }
  }
  // Words of a text ascend, so only one half was filled.
  for (let a = 0; a < words; a++) for (let b = 0; b < a; b++) counts[a * words + b] = counts[b * words + a] as number;
  const together = (a: number, b: number) => counts[a * words + b] as number;
  const docs = corpus.docs;
  return {
    words,
    docs,
    counts,
    together,
    npmi(a, b) {
      const both = together(a, b);
      if (both === 0) return -1;
      if (both === docs) return 1;
      const pAb = both / docs;
      return Math.log((both * docs) / (together(a, a) * together(b, b))) / -Math.log(pAb);
    },
  };
}

/** Mean NPMI over all pairs of a topic's words; null below two words. */
export function coherenceOf(ids: readonly number[], pairs: Pairs): number | null {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < ids.length; i++)
    for (let j = i + 1; j < ids.length; j++) {
      sum += pairs.npmi(ids[i] as number, ids[j] as number);
      n++;
    }
  return n === 0 ? null : sum / n;
}

/** Share of different words among the words of all topics (Dieng, Ruiz & Blei 2020). */
export function diversityOf(topics: readonly (readonly number[])[]): number | null {
  const all = topics.flat();
  return all.length === 0 ? null : new Set(all).size / all.length;
}
