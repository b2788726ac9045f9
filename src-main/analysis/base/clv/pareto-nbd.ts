import type { Grouped, History } from './histories.ts';
import type { BuyingModel } from './model.ts';
import { gaussSeries, lnGamma, lnSum } from './special.ts';

type Four = readonly [r: number, alpha: number, s: number, beta: number];

/**
 * ln of ₂F₁(r+s+x, second; r+s+x+1; z) / (most + t)^(r+s+x) with z = gap ÷ (most + t), through Euler's transformation:
 * all terms are positive and fall off like zⁿ.
 */
function lnPart(sumRsx: number, second: number, gap: number, most: number, t: number): number {
  const z = gap / (most + t);
  const c = sumRsx + 1;
  return (1 - second) * Math.log1p(-z) + Math.log(gaussSeries(1, c - second, c, z)) - sumRsx * Math.log(most + t);
}

/** ln of the likelihood's two parts: alive at the end, and left before. Both without the factor of `lnFactor`. */
function lnParts(
  parameters: readonly number[],
  x: number,
  recency: number,
  age: number,
): [alive: number, left: number] {
  const [r, alpha, s, beta] = parameters as unknown as Four;
  const sumRsx = r + s + x;
  const alive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
  const most = Math.max(alpha, beta);
  const gap = Math.abs(alpha - beta);
  const second = alpha >= beta ? s + 1 : r + x;
  const early = lnPart(sumRsx, second, gap, most, recency);
  const late = lnPart(sumRsx, second, gap, most, age);
  const left =
    age > recency ? Math.log(s / sumRsx) + early + Math.log(-Math.expm1(late - early)) : Number.NEGATIVE_INFINITY;
  return [alive, left];
}

function lnFactor([r, alpha, s, beta]: Four, x: number): number {
  return lnGamma(r + x) - lnGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
}

function logLikelihood(parameters: readonly number[], { frequency, recency, age, weight }: Grouped): number {
  const four = parameters as unknown as Four;
  let sum = 0;
  for (let i = 0; i < weight.length; i++) {
    const x = frequency[i] as number;
    const [alive, left] = lnParts(parameters, x, recency[i] as number, age[i] as number);
    sum += (weight[i] as number) * (lnFactor(four, x) + lnSum(alive, left));
  }
  return sum;
}

function aliveProbability(parameters: readonly number[], { frequency, recency, age }: History): number {
  const [alive, left] = lnParts(parameters, frequency, recency, age);
  return Math.exp(alive - lnSum(alive, left));
}

function expectedPurchases(parameters: readonly number[], history: History, time: number): number {
  const [r, alpha, s, beta] = parameters as unknown as Four;
  const { frequency: x, age } = history;
  const rate = (r + x) / (alpha + age);
  // (β+T) / (s−1) · (1 − ((β+T)/(β+T+t))^(s−1)), which for s = 1 is a logarithm.
  const shrink = Math.log((beta + age) / (beta + age + time));
  const span = Math.abs(s - 1) < 1e-9 ? -shrink : -Math.expm1((s - 1) * shrink) / (s - 1);
  return rate * (beta + age) * span * aliveProbability(parameters, history);
}

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987; likelihood as in Fader & Hardie 2005, "A Note on Deriving the
 * Pareto/NBD Model"): while alive a customer buys at random at a rate of their own (gamma: r, α) and leaves at a rate of
 * their own (gamma: s, β).
 */
export const paretoNbd: BuyingModel = {
  id: 'pareto-nbd',
  names: ['r', 'alpha', 's', 'beta'],
  logLikelihood,
  aliveProbability,
  expectedPurchases,
};
