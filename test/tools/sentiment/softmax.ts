import type { Matrix } from './matrix.ts';

export interface SoftmaxOptions {
  classes: number;
  epochs: number;
  /** Step size of the first epoch; falls evenly to 0. */
  rate: number;
  /** Pull of each weight towards 0. */
  decay: number;
  seed: number;
}

export interface Linear {
  /** Column by column, class by class. */
  weights: Float32Array;
  bias: Float64Array;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32, Ettinger). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher–Yates. */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

const BIAS_RATE = 0.02;
const OFFSET_RATE = 0.2;
const FLOOR = 1e-3;

/** What the rows of a matrix are learnt for. */
export interface Rows {
  /** Probability of each class of each row. */
  targets: Float32Array;
  /** What a row counts for. */
  importance: Float32Array;
  /**
   * The row's group, 0 for none. Each group has offsets of its own, which are left out of the answer: what only tells groups
   * apart is then not put down to words.
   */
  groups: Uint8Array;
}

/** Multinomial logistic regression with cross-entropy, by AdaGrad (Duchi, Hazan & Singer 2011). */
export function trainSoftmax(
  { rows, starts, columns, values, buckets }: Matrix,
  { targets, importance, groups }: Rows,
  { classes, epochs, rate, decay, seed }: SoftmaxOptions,
): Linear {
  // Weights and squared gradients of a column stand side by side: one miss of the cache instead of two.
  const state = new Float32Array(buckets.length * classes * 2);
  const bias = new Float64Array(classes);
  const offsets = new Float64Array(256 * classes);
  const error = new Float64Array(classes);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const random = makeRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    const step = rate * (1 - epoch / epochs);
    for (const d of order) {
      const from = starts[d] as number;
      const to = starts[d + 1] as number;
      const group = (groups[d] as number) * classes;
      for (let k = 0; k < classes; k++) error[k] = (bias[k] as number) + (offsets[group + k] as number);
      for (let p = from; p < to; p++) {
        const at = (columns[p] as number) * classes * 2;
        const value = values[p] as number;
        for (let k = 0; k < classes; k++) error[k] = (error[k] as number) + (state[at + k] as number) * value;
      }
      toProbabilities(error);
      for (let k = 0; k < classes; k++) {
        const slope = ((error[k] as number) - (targets[d * classes + k] as number)) * (importance[d] as number);
        error[k] = slope;
        bias[k] = (bias[k] as number) - step * slope * BIAS_RATE;
        if (group > 0) offsets[group + k] = (offsets[group + k] as number) - step * slope * OFFSET_RATE;
      }
      for (let p = from; p < to; p++) {
        const at = (columns[p] as number) * classes * 2;
        const value = values[p] as number;
        for (let k = 0; k < classes; k++) {
          const weight = state[at + k] as number;
          const slope = (error[k] as number) * value + decay * weight;
          const squares = (state[at + classes + k] as number) + slope * slope;
          state[at + classes + k] = squares;
          state[at + k] = weight - (step * slope) / (Math.sqrt(squares) + FLOOR);
        }
      }
    }
  }
  const weights = new Float32Array(buckets.length * classes);
  for (let i = 0; i < weights.length; i++)
    weights[i] = state[Math.floor(i / classes) * classes * 2 + (i % classes)] as number;
  return { weights, bias };
}

/** Softmax in place. */
export function toProbabilities(sums: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > most) most = sum;
  let total = 0;
  for (let k = 0; k < sums.length; k++) total += sums[k] = Math.exp((sums[k] as number) - most);
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) / total;
}

/** Log-odds of each class for each row. */
export function sumsOf({ rows, starts, columns, values }: Matrix, { weights, bias }: Linear): Float64Array {
  const classes = bias.length;
  const sums = new Float64Array(rows * classes);
  for (let d = 0; d < rows; d++)
    for (let k = 0; k < classes; k++) {
      let sum = bias[k] as number;
      for (let p = starts[d] as number; p < (starts[d + 1] as number); p++)
        sum += (weights[(columns[p] as number) * classes + k] as number) * (values[p] as number);
      sums[d * classes + k] = sum;
    }
  return sums;
}
