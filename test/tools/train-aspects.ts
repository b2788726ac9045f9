import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import {
  CATEGORY_PLACES,
  categoryFeatures,
  PLACES,
  polarityFeatures,
  textFacts,
  termFeatures,
} from '../../src-main/analysis/aspects/features.ts';
import { BEGINS, bestTags, CATEGORIES, INSIDE, TAGS } from '../../src-main/analysis/aspects/model.ts';
import { seeded } from '../../src-main/analysis/topics/anchors.ts';
import { readSentences, type Sentence } from './aspect-data.ts';

/**
 * Trains the aspect model: `node test/tools/train-aspects.ts DATA_FOLDER [--out]`. Prints figures on the held-back part;
 * with --out it then writes src-main/analysis/lexicons/aspects-model.ts, trained on the training part only, so that the figures are those
 * of the file. Same data, same bytes.
 */
const [folder = '../shared/data', flag] = process.argv.slice(2);
const random = seeded(17);

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

/* Term finder: averaged structured perceptron (Collins 2002). */
interface Tagged {
  features: number[][];
  gold: Uint8Array;
}
function toTagged({ tokens, terms }: Sentence): Tagged {
  const gold = new Uint8Array(tokens.length);
  for (const { from, to } of terms) {
    gold[from] = BEGINS;
    for (let i = from + 1; i <= to; i++) gold[i] = INSIDE;
  }
  return { features: termFeatures(tokens), gold };
}

function scoresOf(features: readonly number[][], weights: Float64Array): Float64Array {
  const scores = new Float64Array(features.length * TAGS);
  features.forEach((places, i) => {
    for (const at of places)
      for (let t = 0; t < TAGS; t++)
        scores[i * TAGS + t] = (scores[i * TAGS + t] as number) + (weights[at * TAGS + t] as number);
  });
  return scores;
}

/** How much rather a missed term is found than a wrong one left out, added to the scores while training. */
const MARGIN = 0.6;

function trainTerms(sentences: readonly Tagged[], epochs: number) {
  const size = PLACES * TAGS;
  const weights = new Float64Array(size + TAGS * TAGS);
  const sums = new Float64Array(size + TAGS * TAGS);
  let step = 1;
  const update = (at: number, by: number) => {
    weights[at] = (weights[at] as number) + by;
    sums[at] = (sums[at] as number) + step * by;
  };
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { features, gold } of shuffled(sentences)) {
      const scores = scoresOf(features, weights);
      gold.forEach((right, i) => {
        for (let t = 0; t < TAGS; t++)
          if (t !== right) scores[i * TAGS + t] = (scores[i * TAGS + t] as number) + MARGIN;
      });
      const guess = bestTags(scores, gold.length, weights.subarray(size));
      for (let i = 0; i < gold.length; i++) {
        const right = gold[i] as number;
        const wrong = guess[i] as number;
        if (right !== wrong)
          for (const at of features[i] as number[]) {
            update(at * TAGS + right, 1);
            update(at * TAGS + wrong, -1);
          }
        if (i === 0) continue;
        update(size + (gold[i - 1] as number) * TAGS + right, 1);
        update(size + (guess[i - 1] as number) * TAGS + wrong, -1);
      }
      step++;
    }
  return weights.map((weight, at) => weight - (sums[at] as number) / step);
}

/* Polarity and category: multinomial logistic regression, AdaGrad (Duchi, Hazan & Singer 2011). */
interface Example {
  features: number[];
  label: number;
  source: string;
}
function trainLinear(
  examples: readonly Example[],
  places: number,
  classes: number,
  epochs: number,
  rate: number,
  decay: number,
) {
  const weights = new Float64Array(places * classes);
  const squares = new Float64Array(places * classes).fill(1e-4);
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { features, label } of shuffled(examples)) {
      const p = probabilities(features, weights, classes);
      const scale = 1 / Math.sqrt(features.length);
      for (let c = 0; c < classes; c++) {
        const error = (p[c] as number) - (c === label ? 1 : 0);
        if (Math.abs(error) < 1e-3) continue;
        for (const place of features) {
          const at = place * classes + c;
          const gradient = error * scale + decay * (weights[at] as number);
          squares[at] = (squares[at] as number) + gradient * gradient;
          weights[at] = (weights[at] as number) - (rate * gradient) / Math.sqrt(squares[at] as number);
        }
      }
    }
  return weights;
}

function probabilities(features: readonly number[], weights: Float64Array, classes: number): number[] {
  const scores = Array.from({ length: classes }, () => 0);
  for (const place of features)
    for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) + (weights[place * classes + c] as number);
  const most = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - most));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / sum);
}

/** Weights as bytes: what is too small to matter becomes 0, which packs well. */
function quantised(weights: Float64Array): { scale: number; bytes: Int8Array } {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  const most = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
  const scale = most / 127;
  return {
    scale,
    bytes: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))),
  };
}
const restored = ({ scale, bytes }: { scale: number; bytes: Int8Array }) =>
  Float64Array.from(bytes, (byte) => byte * scale);

function packModel(
  follows: Float64Array,
  models: readonly { classes: number; scale: number; bytes: Int8Array }[],
): Buffer {
  const parts: Buffer[] = [Buffer.from(Float64Array.from(follows).buffer)];
  for (const { classes, scale, bytes } of models) {
    parts.push(Buffer.from(Float64Array.from([classes, scale, bytes.length]).buffer), Buffer.from(bytes.buffer));
  }
  const raw = Buffer.concat(parts);
  return brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

/* Figures, with 95 % intervals from 1,000 resamplings of sentences (Efron 1979). */
function interval(count: number, statistic: (rows: readonly number[]) => number): string {
  const rows = Array.from({ length: count }, (_, i) => i);
  const drawn = Array.from({ length: 1000 }, () => statistic(rows.map(() => Math.floor(random() * count)))).sort(
    (a, b) => a - b,
  );
  const percent = (value: number) => (value * 100).toFixed(1);
  return `${percent(statistic(rows))} [${percent(drawn[25] as number)}, ${percent(drawn[974] as number)}]`;
}

function spans(tags: ArrayLike<number>): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i < tags.length; i++) {
    if (tags[i] !== BEGINS) continue;
    let to = i;
    while (tags[to + 1] === INSIDE) to++;
    found.add(`${i}-${to}`);
  }
  return found;
}

function termFigures(test: readonly Sentence[], weights: Float64Array): string {
  const counts = test.map((sentence) => {
    const { features, gold } = toTagged(sentence);
    const guess = spans(bestTags(scoresOf(features, weights), gold.length, weights.subarray(PLACES * TAGS)));
    const right = spans(gold);
    return { hit: [...guess].filter((one) => right.has(one)).length, guess: guess.size, right: right.size };
  });
  return interval(counts.length, (rows) => {
    const sum = (pick: (c: (typeof counts)[0]) => number) =>
      rows.reduce((total, i) => total + pick(counts[i] as (typeof counts)[0]), 0);
    return (2 * sum((c) => c.hit)) / (sum((c) => c.guess) + sum((c) => c.right));
  });
}

function labelFigures(test: readonly Example[], weights: Float64Array, classes: number): string {
  const guesses = test.map(({ features, label }) => {
    const p = probabilities(features, weights, classes);
    return { label, guess: p.indexOf(Math.max(...p)) };
  });
  const accuracy = interval(
    guesses.length,
    (rows) => rows.filter((i) => guesses[i]?.label === guesses[i]?.guess).length / rows.length,
  );
  const macro = interval(guesses.length, (rows) => {
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      let hit = 0;
      let all = 0;
      for (const i of rows) {
        const { label, guess } = guesses[i] as (typeof guesses)[0];
        if (label === c && guess === c) hit++;
        if (label === c) all++;
        if (guess === c) all++;
      }
      sum += all === 0 ? 0 : (2 * hit) / all;
    }
    return sum / classes;
  });
  return `accuracy ${accuracy}  macro F1 ${macro}`;
}

function polarityExamples(sentences: readonly Sentence[]): Example[] {
  return sentences.flatMap(({ tokens, terms, source }) =>
    terms
      .filter(({ polarity }) => polarity >= 0)
      .map(({ from, to, polarity }) => {
        const { said, rest } = polarityFeatures(textFacts(tokens), from, to);
        return { features: [...rest, ...said.flatMap(({ features }) => features)], label: polarity, source };
      }),
  );
}
const categoryExamples = (sentences: readonly Sentence[]): Example[] =>
  sentences.flatMap(({ tokens, terms, source }) =>
    terms
      .filter(({ category }) => category >= 0)
      .map(({ from, to, category }) => ({ features: categoryFeatures(tokens, from, to), label: category, source })),
  );

const sentences = readSentences(join(folder, 'aspects'));
const train = sentences.filter(({ test }) => !test);
const test = sentences.filter((sentence) => sentence.test);
console.log(`sentences: ${train.length} to learn from, ${test.length} held back`);

const terms = trainTerms(train.filter(({ complete }) => complete).map(toTagged), 8);
const packedTerms = quantised(terms.subarray(0, PLACES * TAGS));
const follows = terms.slice(PLACES * TAGS);
const termWeights = Float64Array.from([...restored(packedTerms), ...follows]);
for (const source of ['laptop14', 'restaurant14', 'restaurant15', 'restaurant16', 'laptop-acos', 'mams']) {
  const part = test.filter((sentence) => sentence.source === source && sentence.complete);
  if (part.length > 0) console.log(`terms F1 ${source} (${part.length} sentences): ${termFigures(part, termWeights)}`);
}

const polarity = quantised(trainLinear(polarityExamples(train), PLACES, 3, 5, 0.02, 1e-4));
const polarityTest = polarityExamples(test);
for (const source of [
  'laptop14',
  'restaurant14',
  'restaurant15',
  'restaurant16',
  'laptop-acos',
  'mams',
  'twitter',
  '',
]) {
  const part = polarityTest.filter((example) => source === '' || example.source === source);
  if (part.length > 0)
    console.log(`polarity ${source || 'all'} (${part.length} terms): ${labelFigures(part, restored(polarity), 3)}`);
}

const category = quantised(trainLinear(categoryExamples(train), CATEGORY_PLACES, CATEGORIES.length, 10, 0.1, 1e-5));
console.log(`category: ${labelFigures(categoryExamples(test), restored(category), CATEGORIES.length)}`);

const packed = packModel(follows, [
  { classes: TAGS, ...packedTerms },
  { classes: 3, ...polarity },
  { classes: CATEGORIES.length, ...category },
]);
console.log(`model: ${packed.length} bytes`);
if (flag === '--out')
  writeFileSync(
    new URL('../../src-main/analysis/lexicons/aspects-model.ts', import.meta.url),
    `/** Written by test/tools/train-aspects.ts; see docs/models/aspects.md. */\nexport const ASPECTS_MODEL =\n  '${packed.toString('base64')}';\n`,
  );
