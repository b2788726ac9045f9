import { MODEL_MARK, type ModelHead } from '../../../src-main/analysis/base/text-model.ts';
import type { Labelled } from './data.ts';
import { type Matrix, toMatrix, usedBuckets } from './matrix.ts';
import { fitTemperature } from './measure.ts';
import { type Linear, sumsOf, trainSoftmax } from './softmax.ts';

/** How one classifier is learnt. */
export interface Recipe {
  labels: readonly string[];
  bits: number;
  scales: readonly number[];
  /** Texts in which a feature must occur. */
  fewest: number;
  epochs: number;
  rate: number;
  decay: number;
  /** Whether classes count alike in each source, and each source has offsets of its own while learning. */
  bySource: boolean;
  /** Whether set phrases are read as the one word that says what they mean, in texts to judge; learnt is word by word. */
  joinsPhrases: boolean;
}

/** A classifier learnt but not yet stored. */
export interface Learnt {
  recipe: Recipe;
  buckets: Int32Array;
  linear: Linear;
}

const SEED = 20260101;

/** What each text counts for: in each group, the classes that occur in it count alike. */
function importanceOf(texts: readonly Labelled[], groupOf: (text: Labelled) => string): Float32Array {
  const sums = new Map<string, Map<number, number>>();
  for (const text of texts) {
    const byLabel = sums.get(groupOf(text)) ?? new Map<number, number>();
    byLabel.set(text.label, (byLabel.get(text.label) ?? 0) + text.weight);
    sums.set(groupOf(text), byLabel);
  }
  return Float32Array.from(texts, (text) => {
    const byLabel = sums.get(groupOf(text)) ?? new Map<number, number>();
    const total = [...byLabel.values()].reduce((a, b) => a + b, 0);
    return (text.weight * total) / byLabel.size / (byLabel.get(text.label) ?? 1);
  });
}

/** Learns a classifier. */
export function learn(texts: readonly Labelled[], recipe: Recipe): Learnt {
  const classes = recipe.labels.length;
  const wordByWord = { ...recipe, joinsPhrases: false };
  const buckets = usedBuckets(texts, wordByWord, recipe.fewest);
  const targets = new Float32Array(texts.length * classes);
  for (const [d, { label }] of texts.entries()) targets[d * classes + label] = 1;
  const matrix = toMatrix(texts, wordByWord, buckets);
  const sources = [...new Set(texts.map(({ source }) => source))];
  const groups = Uint8Array.from(texts, ({ source }) => (recipe.bySource ? sources.indexOf(source) + 1 : 0));
  const importance = importanceOf(texts, ({ source, language }) => (recipe.bySource ? source : language));
  const rows = { targets, importance, groups };
  return { recipe, buckets, linear: trainSoftmax(matrix, rows, { ...recipe, classes, seed: SEED }) };
}

const matrixFor = ({ recipe, buckets }: Learnt, texts: readonly Labelled[]): Matrix => toMatrix(texts, recipe, buckets);

/** Log-odds of each text's classes. */
export const judge = (learnt: Learnt, texts: readonly Labelled[]): Float64Array =>
  sumsOf(matrixFor(learnt, texts), learnt.linear);

/** Temperature under which a classifier is as often right as it says, on texts it did not learn from. */
export const temperatureOf = (learnt: Learnt, heldOut: readonly Labelled[]): number =>
  fitTemperature(
    judge(learnt, heldOut),
    heldOut.map(({ label }) => label),
    learnt.recipe.labels.length,
  );

/** Largest stored weight. A few weights in ten thousand are larger than `CUT` of them all and are cut. */
const LARGEST = 127;
const CUT = 0.9999;

/** The model file: mark, head as JSON, and the table in eighth bits. */
export function toModelFile({ recipe, buckets, linear }: Learnt, temperature: number): Uint8Array {
  const classes = recipe.labels.length;
  const stored = classes - 1;
  const differences = new Float32Array(buckets.length * stored);
  for (let column = 0; column < buckets.length; column++)
    for (let k = 0; k < stored; k++)
      differences[column * stored + k] =
        (linear.weights[column * classes + k + 1] as number) - (linear.weights[column * classes] as number);
  const sizes = differences.map(Math.abs).sort();
  const step = (sizes[Math.floor(CUT * (sizes.length - 1))] || 1) / LARGEST;
  const round = (value: number) => Number(value.toPrecision(6));
  const head: ModelHead = {
    labels: [...recipe.labels],
    bits: recipe.bits,
    step: round(step),
    scales: [...recipe.scales],
    bias: Array.from(linear.bias, round),
    temperature,
    languages: {},
  };
  const start = new TextEncoder().encode(`${MODEL_MARK}\n${JSON.stringify(head)}\n`);
  const file = new Uint8Array(start.length + stored * 2 ** recipe.bits);
  file.set(start);
  const table = new Int8Array(file.buffer, start.length);
  for (const [column, bucket] of buckets.entries())
    for (let k = 0; k < stored; k++) {
      const steps = Math.round((differences[column * stored + k] as number) / step);
      table[bucket * stored + k] = Math.max(-LARGEST, Math.min(LARGEST, steps));
    }
  return file;
}
