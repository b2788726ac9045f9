import { makeRandom } from './softmax.ts';

/** Macro-averaged recall and F1 and the share of right answers, in percent. */
export interface Scores {
  recall: number;
  f1: number;
  accuracy: number;
  recalls: number[];
}

/** Scores of answers against labels; a class that does not occur has recall 0. */
export function measure(labels: ArrayLike<number>, answers: ArrayLike<number>, classes: number): Scores {
  const counts = new Float64Array(classes * classes);
  for (let i = 0; i < labels.length; i++) {
    const at = (labels[i] as number) * classes + (answers[i] as number);
    counts[at] = (counts[at] as number) + 1;
  }
  const recalls: number[] = [];
  let f1 = 0;
  let right = 0;
  for (let k = 0; k < classes; k++) {
    let meant = 0;
    let said = 0;
    for (let j = 0; j < classes; j++) {
      meant += counts[k * classes + j] as number;
      said += counts[j * classes + k] as number;
    }
    const hits = counts[k * classes + k] as number;
    right += hits;
    recalls.push((100 * hits) / Math.max(1, meant));
    f1 += (100 * 2 * hits) / Math.max(1, meant + said) / classes;
  }
  return {
    recall: recalls.reduce((a, b) => a + b, 0) / classes,
    f1,
    accuracy: (100 * right) / Math.max(1, labels.length),
    recalls,
  };
}

const RESAMPLES = 500;

/** 95 % interval of a figure by the bootstrap over texts (Efron 1979), with a fixed seed. */
export function interval(
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
  classes: number,
  figure: 'recall' | 'f1',
): [number, number] {
  const random = makeRandom(7);
  const size = labels.length;
  const drawnLabels = new Uint8Array(size);
  const drawnAnswers = new Uint8Array(size);
  const found = Float64Array.from({ length: RESAMPLES }, () => {
    for (let i = 0; i < size; i++) {
      const at = Math.floor(random() * size);
      drawnLabels[i] = labels[at] as number;
      drawnAnswers[i] = answers[at] as number;
    }
    return measure(drawnLabels, drawnAnswers, classes)[figure];
  }).sort();
  return [found[Math.floor(RESAMPLES * 0.025)] as number, found[Math.ceil(RESAMPLES * 0.975) - 1] as number];
}

/** Index of the largest of each row of `classes` sums. */
export function answersOf(sums: Float64Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: sums.length / classes }, (_, d) => {
    let best = 0;
    for (let k = 1; k < classes; k++)
      if ((sums[d * classes + k] as number) > (sums[d * classes + best] as number)) best = k;
    return best;
  });
}

/** Mean over texts of −log p(label), each class counting alike. */
function crossEntropy(sums: Float64Array, labels: readonly number[], classes: number, temperature: number): number {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  let total = 0;
  for (const [d, label] of labels.entries()) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) most = Math.max(most, (sums[d * classes + k] as number) / temperature);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp((sums[d * classes + k] as number) / temperature - most);
    const lost = Math.log(sum) + most - (sums[d * classes + label] as number) / temperature;
    total += lost / (classes * (counts[label] as number));
  }
  return total;
}

/** The temperature that makes held-out labels most likely, in steps of 0.05 (Guo et al. 2017). */
export function fitTemperature(sums: Float64Array, labels: readonly number[], classes: number): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let step = 4; step <= 80; step++) {
    const lost = crossEntropy(sums, labels, classes, step / 20);
    if (lost >= least) continue;
    least = lost;
    best = step / 20;
  }
  return best;
}

/** Expected calibration error in percent over ten bins of the probability of the answer, each class counting alike. */
export function calibrationError(
  sums: Float64Array,
  labels: readonly number[],
  classes: number,
  temperature: number,
): number {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  const bins = Array.from({ length: 10 }, () => ({ weight: 0, said: 0, right: 0 }));
  const answers = answersOf(sums, classes);
  for (const [d, label] of labels.entries()) {
    const answer = answers[d] as number;
    const most = sums[d * classes + answer] as number;
    let total = 0;
    for (let k = 0; k < classes; k++) total += Math.exp(((sums[d * classes + k] as number) - most) / temperature);
    const weight = 1 / (classes * (counts[label] as number));
    const bin = bins[Math.min(9, Math.floor(10 / total))];
    if (!bin) continue;
    bin.weight += weight;
    bin.said += weight / total;
    if (answer === label) bin.right += weight;
  }
  return 100 * bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0);
}
