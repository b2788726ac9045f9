import type { Mixture } from './mixture.ts';
import type { Pairs } from './pairs.ts';

/** Words looked at for each topic before the ones that belong together are picked. */
const CANDIDATES = 60;
/** How much keeping company counts beside telling the topic apart. */
const COMPANY = 1;

/** p(word | topic) without the background it was mixed with matters little here: what counts is the ratio. */
const probability = (mixture: Mixture, topic: number, word: number): number =>
  Math.exp(mixture.logWord[topic * mixture.words + word] as number);

/** The topic each word says most for, by p(topic | word) among topics of equal size; a word is shown in one topic only. */
function homes(mixture: Mixture): Int32Array {
  const home = new Int32Array(mixture.words);
  for (let w = 0; w < mixture.words; w++) {
    let best = -1;
    for (let t = 0; t < mixture.k; t++) {
      const p = probability(mixture, t, w);
      if (p > best) {
        best = p;
        home[w] = t;
      }
    }
  }
  return home;
}

interface Candidate {
  word: number;
  relevance: number;
}

function candidatesOf(mixture: Mixture, topic: number, home: Int32Array, pairs: Pairs, fewest: number): Candidate[] {
  const found: Candidate[] = [];
  for (let w = 0; w < pairs.words; w++) {
    if (home[w] !== topic || pairs.together(w, w) < fewest) continue;
    const p = probability(mixture, topic, w);
    const lift = Math.log(p / probability(mixture, mixture.k, w));
    // Relevance as in Sievert & Shirley (2014), as the part of the divergence from the background that the word carries.
    if (lift > 0) found.push({ word: w, relevance: p * lift });
  }
  found.sort((a, b) => b.relevance - a.relevance || a.word - b.word);
  return found.slice(0, CANDIDATES);
}

/** Picks words one by one: each the one that tells most and keeps most company with those picked before. */
function pick(candidates: readonly Candidate[], pairs: Pairs, count: number): number[] {
  const left = [...candidates];
  const strongest = left[0]?.relevance ?? 1;
  const company = left.map(() => 0);
  const picked: number[] = [];
  while (picked.length < count && left.length > 0) {
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    left.forEach(({ relevance }, i) => {
      const score =
        Math.sqrt(relevance / strongest) + (picked.length > 0 ? (COMPANY * (company[i] as number)) / picked.length : 0);
      if (score > bestScore) {
        bestScore = score;
        best = i;
      }
    });
    const [{ word }] = left.splice(best, 1) as [Candidate];
    company.splice(best, 1);
    picked.push(word);
    left.forEach((candidate, i) => {
      company[i] = (company[i] as number) + pairs.npmi(candidate.word, word);
    });
  }
  return picked;
}

/** The `count` words that stand for each topic, most telling first. No word stands for two topics. */
export function topWords(mixture: Mixture, pairs: Pairs, count: number): number[][] {
  const home = homes(mixture);
  const fewest = Math.max(2, pairs.docs * 0.0005);
  return Array.from({ length: mixture.k }, (_, topic) =>
    pick(candidatesOf(mixture, topic, home, pairs, fewest), pairs, count),
  );
}
