import type { Pairs } from './pairs.ts';

/** Words worth starting a topic from: common enough that its texts can be told, at most this many. */
const CANDIDATES = 400;

/** Profile of a word: positive NPMI with every other word, unit length. */
function profileOf(word: number, pairs: Pairs): Float32Array {
  const profile = new Float32Array(pairs.words);
  let squares = 0;
  for (let other = 0; other < pairs.words; other++) {
    if (pairs.together(word, other) < 2) continue;
    const value = other === word ? 0 : Math.max(0, pairs.npmi(word, other));
    profile[other] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares) || 1;
  return profile.map((value) => value / length);
}

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** Numbers 0..1 from a seed (mulberry32): the same on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Groups words by the company they keep: spherical k-means over positive-NPMI profiles, begun from words far apart
 * (k-means++, Arthur & Vassilvitskii 2007) and weighed by how common they are. Answers the centre of each group over all
 * paired words: k arrays of length `pairs.words`, unit length.
 */
export function wordGroups(pairs: Pairs, k: number, seed: number, fewestDocs: number): Float32Array[] {
  const random = seeded(seed);
  const words = Array.from({ length: pairs.words }, (_, word) => word)
    .filter((word) => pairs.together(word, word) >= fewestDocs)
    .slice(0, CANDIDATES);
  const profiles = words.map((word) => profileOf(word, pairs));
  const weights = words.map((word) => Math.sqrt(pairs.together(word, word)));
  let centres = farApart(profiles, weights, k, random);
  let assigned: number[] = [];
  for (let round = 0; round < 12; round++) {
    const next = profiles.map((profile) => {
      const likeness = centres.map((centre) => dot(centre, profile));
      return likeness.indexOf(Math.max(...likeness));
    });
    if (next.every((group, i) => group === assigned[i])) break;
    assigned = next;
    centres = centres.map((centre, group) => meanOf(profiles, weights, assigned, group) ?? centre);
  }
  return centres;
}

function farApart(profiles: Float32Array[], weights: number[], k: number, random: () => number): Float32Array[] {
  const centres: Float32Array[] = [];
  const distance = profiles.map(() => 1);
  while (centres.length < Math.min(k, profiles.length)) {
    const mass = distance.map((far, i) => far * far * (weights[i] as number));
    let left = random() * mass.reduce((a, b) => a + b, 0);
    let picked = mass.findIndex((part) => {
      left -= part;
      return left <= 0;
    });
    if (picked < 0) picked = mass.indexOf(Math.max(...mass));
    const centre = profiles[picked] as Float32Array;
    centres.push(centre);
    profiles.forEach((profile, i) => {
      distance[i] = Math.min(distance[i] as number, 1 - dot(centre, profile));
    });
    distance[picked] = 0;
  }
  return centres;
}

function meanOf(profiles: Float32Array[], weights: number[], assigned: number[], group: number): Float32Array | null {
  const mean = new Float32Array(profiles[0]?.length ?? 0);
  let any = false;
  profiles.forEach((profile, i) => {
    if (assigned[i] !== group) return;
    any = true;
    for (let w = 0; w < mean.length; w++)
      mean[w] = (mean[w] as number) + (profile[w] as number) * (weights[i] as number);
  });
  if (!any) return null;
  const length = Math.sqrt(dot(mean, mean)) || 1;
  return mean.map((value) => value / length);
}
