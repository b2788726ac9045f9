import type { Grouped, History } from './histories.ts';
import type { BuyingModel } from './model.ts';
import { hyp2f1, lnGamma, lnSum } from './special.ts';

type Four = readonly [r: number, alpha: number, a: number, b: number];

/** Values of a function of the frequency (a whole number), worked out once per frequency met. */
function memoOf(f: (x: number) => number): (x: number) => number {
  const known = new Map<number, number>();
  return (x) => {
    let value = known.get(x);
    if (value === undefined) {
      value = f(x);
      known.set(x, value);
    }
    return value;
  };
}

function logLikelihood(parameters: readonly number[], { frequency, recency, age, weight }: Grouped): number {
  const [r, alpha, a, b] = parameters as unknown as Four;
  const ofFrequency = memoOf(
    (x) =>
      lnGamma(r + x) -
      lnGamma(r) +
      r * Math.log(alpha) +
      lnGamma(a + b) +
      lnGamma(b + x) -
      lnGamma(b) -
      lnGamma(a + b + x),
  );
  let sum = 0;
  for (let i = 0; i < weight.length; i++) {
    const x = frequency[i] as number;
    const lives = -(r + x) * Math.log(alpha + (age[i] as number));
    const left =
      x > 0
        ? Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + (recency[i] as number))
        : Number.NEGATIVE_INFINITY;
    sum += (weight[i] as number) * (ofFrequency(x) + lnSum(lives, left));
  }
  return sum;
}

function aliveProbability(parameters: readonly number[], { frequency: x, recency, age }: History): number {
  const [r, alpha, a, b] = parameters as unknown as Four;
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

function expectedPurchases(parameters: readonly number[], history: History, time: number): number {
  const [r, alpha, given, b] = parameters as unknown as Four;
  // The formula divides by a − 1; beside that point it is smooth.
  const a = Math.abs(given - 1) < 1e-6 ? 1 + 1e-6 : given;
  const { frequency: x, age } = history;
  const later = alpha + age + time;
  const stay = ((alpha + age) / later) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, time / later);
  return ((a + b + x - 1) / (a - 1)) * (1 - stay) * aliveProbability(parameters, history);
}

/**
 * BG/NBD (Fader, Hardie & Lee 2005, Marketing Science 24(2), eqs. 6, 10 and Fader & Hardie 2008 for the probability to be
 * alive): while alive a customer buys at random at a rate of their own (gamma: r, α); after each purchase they leave with
 * a probability of their own (beta: a, b).
 */
export const bgNbd: BuyingModel = {
  id: 'bg-nbd',
  names: ['r', 'alpha', 'a', 'b'],
  logLikelihood,
  aliveProbability,
  expectedPurchases,
};
