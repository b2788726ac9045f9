import { seeded } from './anchors.ts';
import type { Corpus } from './corpus.ts';

/**
 * A mixture of word distributions: each text has one topic, or none (the background). Suits short texts better than mixing
 * several topics per text (Nigam et al. 2000; Yin & Wang 2014).
 */
export interface Mixture {
  k: number;
  words: number;
  /** Row-major, k + 1 rows: log p(word | topic); the last row is the background. */
  logWord: Float64Array;
  /** k + 1: log share of texts. */
  logShare: Float64Array;
}

/** How strongly words that tell topics apart count: 1 = as often as they stand there. */
const SMOOTHING = 0.02;
/** Part of the background that every topic is mixed with, so that words of no topic pull nowhere. */
const BACKGROUND = 0.25;
/** Texts of at least this many are learnt from a sample of this size; all are assigned. */
const LEARNT_FROM = 30_000;

/** p(topic | text) of one text, written into `out` (k + 1, the last is the background); 0 words leave it to the shares. */
export function posterior(
  mixture: Mixture,
  words: ArrayLike<number>,
  counts: ArrayLike<number>,
  out: Float64Array,
): void {
  const { k, words: size, logWord, logShare } = mixture;
  let largest = Number.NEGATIVE_INFINITY;
  for (let t = 0; t <= k; t++) {
    let sum = logShare[t] as number;
    const row = t * size;
    for (let i = 0; i < words.length; i++)
      sum += (counts[i] as number) * (logWord[row + (words[i] as number)] as number);
    out[t] = sum;
    if (sum > largest) largest = sum;
  }
  let total = 0;
  for (let t = 0; t <= k; t++) {
    const p = Math.exp((out[t] as number) - largest);
    out[t] = p;
    total += p;
  }
  for (let t = 0; t <= k; t++) out[t] = (out[t] as number) / total;
}

export function backgroundOf(corpus: Corpus): Float64Array {
  const words = corpus.stems.length;
  const counts = new Float64Array(words).fill(0.5);
  let total = words * 0.5;
  for (let i = 0; i < corpus.word.length; i++) {
    const w = corpus.word[i] as number;
    counts[w] = (counts[w] as number) + 1;
    total += 1;
  }
  return counts.map((count) => count / total);
}

/** Turns expected counts into the mixture of the next round. */
function maximise(counts: Float64Array, shares: Float64Array, background: Float64Array, k: number): Mixture {
  const words = background.length;
  const logWord = new Float64Array((k + 1) * words);
  for (let t = 0; t < k; t++) {
    const row = t * words;
    let total = 0;
    for (let w = 0; w < words; w++) total += counts[row + w] as number;
    const norm = total + SMOOTHING * words;
    for (let w = 0; w < words; w++) {
      const own = ((counts[row + w] as number) + SMOOTHING) / norm;
      logWord[row + w] = Math.log((1 - BACKGROUND) * own + BACKGROUND * (background[w] as number));
    }
  }
  for (let w = 0; w < words; w++) logWord[k * words + w] = Math.log(background[w] as number);
  const all = shares.reduce((a, b) => a + b, 0);
  return { k, words, logWord, logShare: shares.map((share) => Math.log((share + 1) / (all + k + 1))) };
}

/** Rows of the corpus to learn from, spread over all of it. */
function learntRows(corpus: Corpus, seed: number): Uint32Array {
  const rows: number[] = [];
  const random = seeded(seed ^ 0x5bd1e995);
  const share = LEARNT_FROM / corpus.docs;
  for (let d = 0; d < corpus.docs; d++) {
    if ((corpus.start[d + 1] as number) === (corpus.start[d] as number)) continue;
    if (share >= 1 || random() < share) rows.push(d);
  }
  return Uint32Array.from(rows);
}

/**
 * Fits the mixture by expectation–maximisation from groups of words (`centres`: k arrays over the first words of the
 * vocabulary). Deterministic for a seed.
 */
export function fitMixture(corpus: Corpus, centres: readonly Float32Array[], seed: number, rounds = 15): Mixture {
  const k = centres.length;
  const words = corpus.stems.length;
  const background = backgroundOf(corpus);
  const rows = learntRows(corpus, seed);
  const counts = new Float64Array((k + 1) * words);
  centres.forEach((centre, t) => {
    centre.forEach((value, w) => {
      counts[t * words + w] = value * value * (background[w] as number) * 1e5;
    });
  });
  let mixture = maximise(counts, new Float64Array(k + 1).fill(1), background, k);
  const p = new Float64Array(k + 1);
  for (let round = 0; round < rounds; round++) {
    counts.fill(0);
    const shares = new Float64Array(k + 1);
    for (const d of rows) {
      const from = corpus.start[d] as number;
      const to = corpus.start[d + 1] as number;
      const ids = corpus.word.subarray(from, to);
      const times = corpus.count.subarray(from, to);
      posterior(mixture, ids, times, p);
      for (let t = 0; t <= k; t++) {
        const weight = p[t] as number;
        if (weight < 1e-4) continue;
        shares[t] = (shares[t] as number) + weight;
        for (let i = 0; i < ids.length; i++) {
          const at = t * words + (ids[i] as number);
          counts[at] = (counts[at] as number) + weight * (times[i] as number);
        }
      }
    }
    mixture = maximise(counts, shares, background, k);
  }
  return mixture;
}
