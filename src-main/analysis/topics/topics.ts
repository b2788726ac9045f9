import { wordGroups } from './anchors.ts';
import { SURE_ENOUGH, type TopicLifts } from './assign.ts';
import { buildCorpus, type Corpus, FEWEST_DOCS, type TopicText } from './corpus.ts';
import { labelOf } from './labels.ts';
import { fitMixture, type Mixture, posterior } from './mixture.ts';
import { coherenceOf, countPairs, diversityOf, type Pairs } from './pairs.ts';
import { topWords } from './words.ts';

/** A topic as it was found. `share` is of all texts; `words` most telling first, as people wrote them. */
export interface FoundTopic {
  id: number;
  label: string;
  words: string[];
  /** Stems with p(stem | topic) over what the background says: what a topic is recognised by later. */
  signature: Record<string, number>;
  texts: number;
  share: number;
  /** Mean NPMI of the ten top words over the texts, −1..1; null when there are fewer than two words. */
  coherence: number | null;
}

/** Topic of text d: `topic[d]` is −1 for "other"; `p[d]` is the probability of the topic, or of "other". */
export interface TopicModel {
  topics: FoundTopic[];
  topic: Int16Array;
  p: Float32Array;
  coherence: number | null;
  /** Share of different words among all top tens. */
  diversity: number | null;
  otherShare: number;
  /** What new texts are given these topics by; topics in the order of `topics`. */
  lifts: TopicLifts;
}

export interface TopicOptions {
  /** Number of topics; left out: chosen by the amount of texts. */
  k?: number;
  seed?: number;
}

const TOP_WORDS = 10;
const SIGNATURE_WORDS = 40;
/** Starts tried; the likeliest is taken further. Likelihood goes with agreement with known classes (r = 0.77 over 16 starts on M10). */
const STARTS = 10;
const START_ROUNDS = 6;
const START_TEXTS = 8000;

/** About one topic for as many texts as a person would read of it, between 4 and 30. */
export const topicsFor = (texts: number): number => Math.max(4, Math.min(30, Math.round(Math.sqrt(texts / 30))));

/** Every nth text, so that starts can be compared quickly. */
function sampleOf(corpus: Corpus): Corpus {
  const step = Math.ceil(corpus.docs / START_TEXTS);
  if (step <= 1) return corpus;
  const docs = Math.floor(corpus.docs / step);
  const start = new Uint32Array(docs + 1);
  const words: number[] = [];
  const counts: number[] = [];
  for (let d = 0; d < docs; d++) {
    for (let i = corpus.start[d * step] as number; i < (corpus.start[d * step + 1] as number); i++) {
      words.push(corpus.word[i] as number);
      counts.push(corpus.count[i] as number);
    }
    start[d + 1] = words.length;
  }
  return { ...corpus, docs, start, word: Uint32Array.from(words), count: Uint8Array.from(counts) };
}

function logLikelihood(corpus: Corpus, mixture: Mixture): number {
  const { k, words, logWord, logShare } = mixture;
  let all = 0;
  const sums = new Float64Array(k + 1);
  for (let d = 0; d < corpus.docs; d++) {
    for (let t = 0; t <= k; t++) {
      let sum = logShare[t] as number;
      for (let i = corpus.start[d] as number; i < (corpus.start[d + 1] as number); i++)
        sum += (corpus.count[i] as number) * (logWord[t * words + (corpus.word[i] as number)] as number);
      sums[t] = sum;
    }
    const most = Math.max(...sums);
    all += most + Math.log(sums.reduce((total, sum) => total + Math.exp(sum - most), 0));
  }
  return all;
}

/** Groups of words to begin from: the best of several starts. */
function bestStart(corpus: Corpus, pairs: Pairs, k: number, seed: number): Float32Array[] {
  const sample = sampleOf(corpus);
  const fewest = Math.max(2, Math.min(20, corpus.docs / 200));
  let best: { centres: Float32Array[]; likelihood: number } | null = null;
  for (let i = 0; i < STARTS; i++) {
    const centres = wordGroups(pairs, k, seed * 1000 + i, fewest);
    if (centres.length === 0) return [];
    const likelihood = logLikelihood(sample, fitMixture(sample, centres, seed, START_ROUNDS));
    if (!best || likelihood > best.likelihood) best = { centres, likelihood };
  }
  return best?.centres ?? [];
}

function assign(corpus: Corpus, mixture: Mixture): { topic: Int16Array; p: Float32Array } {
  const topic = new Int16Array(corpus.docs).fill(-1);
  const p = new Float32Array(corpus.docs).fill(1);
  const all = new Float64Array(mixture.k + 1);
  for (let d = 0; d < corpus.docs; d++) {
    const from = corpus.start[d] as number;
    const to = corpus.start[d + 1] as number;
    // Nothing the vocabulary knows: other, and that is certain.
    if (from === to) continue;
    posterior(mixture, corpus.word.subarray(from, to), corpus.count.subarray(from, to), all);
    let best = 0;
    for (let t = 1; t < mixture.k; t++) if ((all[t] as number) > (all[best] as number)) best = t;
    const sure = all[best] as number;
    const other = sure < SURE_ENOUGH || sure < (all[mixture.k] as number);
    topic[d] = other ? -1 : best;
    p[d] = other ? 1 - sure : sure;
  }
  return { topic, p };
}

function signatureOf(corpus: Corpus, mixture: Mixture, topic: number): Record<string, number> {
  const found: [string, number][] = [];
  for (let w = 0; w < mixture.words; w++) {
    const p = Math.exp(mixture.logWord[topic * mixture.words + w] as number);
    const lift = Math.log(p / Math.exp(mixture.logWord[mixture.k * mixture.words + w] as number));
    if (lift > 0) found.push([corpus.stems[w] as string, p * lift]);
  }
  found.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return Object.fromEntries(
    found.slice(0, SIGNATURE_WORDS).map(([stem, weight]) => [stem, Number(weight.toPrecision(4))]),
  );
}

/** The mixture of topics `order`, in this order. Words that fewer than three texts hold are single people's, and stay out. */
function liftsOf(corpus: Corpus, { k, words, logWord, logShare }: Mixture, order: readonly number[]): TopicLifts {
  const kept = Array.from({ length: words }, (_, w) => w).filter(
    (w) => (corpus.docFrequency[w] as number) >= FEWEST_DOCS,
  );
  const other = k * words;
  return {
    stems: kept.map((w) => corpus.stems[w] as string),
    shares: Float32Array.from(order, (t) => (logShare[t] as number) - (logShare[k] as number)),
    lifts: Float32Array.from(
      order.flatMap((t) => kept.map((w) => (logWord[t * words + w] as number) - (logWord[other + w] as number))),
    ),
  };
}

const NO_TOPICS = (docs: number): TopicModel => ({
  topics: [],
  topic: new Int16Array(docs).fill(-1),
  p: new Float32Array(docs).fill(1),
  coherence: null,
  diversity: null,
  otherShare: docs > 0 ? 1 : 0,
  lifts: { stems: [], shares: new Float32Array(0), lifts: new Float32Array(0) },
});

/**
 * Finds what texts of one language are about: groups of words that keep company start a mixture of word distributions (one topic per text),
 * fitted by EM. Every text gets a topic or "other". Same texts, k and seed: same answer. Topics come largest first.
 */
export function topicsOf(texts: readonly TopicText[], options: TopicOptions = {}): TopicModel {
  const seed = options.seed ?? 1;
  const corpus = buildCorpus(texts);
  if (corpus.stems.length < 2) return NO_TOPICS(corpus.docs);
  const pairs = countPairs(corpus);
  const centres = bestStart(corpus, pairs, options.k ?? topicsFor(corpus.docs), seed);
  if (centres.length === 0) return NO_TOPICS(corpus.docs);
  const mixture = fitMixture(corpus, centres, seed);
  const assigned = assign(corpus, mixture);
  return describe(texts, corpus, pairs, mixture, assigned);
}

function describe(
  texts: readonly TopicText[],
  corpus: Corpus,
  pairs: Pairs,
  mixture: Mixture,
  { topic, p }: { topic: Int16Array; p: Float32Array },
): TopicModel {
  const sizes = new Uint32Array(mixture.k);
  for (const t of topic) if (t >= 0) sizes[t] = (sizes[t] as number) + 1;
  const order = Array.from(sizes.keys())
    .filter((t) => (sizes[t] as number) > 0)
    .sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const words = topWords(mixture, pairs, TOP_WORDS);
  const newId = new Int16Array(mixture.k).fill(-1);
  order.forEach((t, id) => {
    newId[t] = id;
  });
  const members = order.map((t) => texts.filter((_, d) => topic[d] === t && (p[d] as number) > 0.6));
  const topics = order.map((t, id): FoundTopic => {
    const ids = words[t] as number[];
    return {
      id,
      label: labelOf(ids, corpus, members[id] as TopicText[]),
      words: ids.map((w) => corpus.forms[w] as string),
      signature: signatureOf(corpus, mixture, t),
      texts: sizes[t] as number,
      share: (sizes[t] as number) / corpus.docs,
      coherence: coherenceOf(ids, pairs),
    };
  });
  const known = topics.flatMap(({ coherence }) => coherence ?? []);
  return {
    topics,
    topic: topic.map((t) => (t < 0 ? -1 : (newId[t] as number))),
    p,
    coherence: known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : null,
    diversity: diversityOf(order.map((t) => words[t] as number[])),
    otherShare: 1 - topics.reduce((sum, { share }) => sum + share, 0),
    lifts: liftsOf(corpus, mixture, order),
  };
}
