import { lnGamma } from './clv/special.ts';

/** A count that is to be expected: its mean and variance. Variances below the mean are taken as the mean (Poisson). */
export interface ExpectedCount {
  mean: number;
  variance: number;
}

/** How far from the mean counts can be passed over: 9 standard deviations. */
const FAR = 9;

/** Calls `take` with counts in order and how likely each is, until it answers true or the counts are hardly likely any more. */
function walkCounts(
  { mean, variance }: ExpectedCount,
  from: number,
  take: (count: number, p: number) => boolean,
): void {
  const extra = variance - mean;
  const isPoisson = extra <= mean * 1e-6;
  // Negative binomial with this mean and variance; p(k + 1) / p(k) = (k + size) / (k + 1) × mean / (size + mean).
  const size = isPoisson ? Number.POSITIVE_INFINITY : (mean * mean) / extra;
  let ln = isPoisson
    ? from * Math.log(mean) - mean - lnGamma(from + 1)
    : lnGamma(from + size) -
      lnGamma(size) -
      lnGamma(from + 1) +
      size * Math.log(size / (size + mean)) +
      from * Math.log(mean / (size + mean));
  const end = mean + FAR * Math.sqrt(Math.max(mean, variance)) + 30 * Math.max(1, variance / mean);
  for (let k = from; k <= Math.max(end, from + 30); k++) {
    if (take(k, Math.exp(ln))) return;
    ln += isPoisson ? Math.log(mean / (k + 1)) : Math.log(((k + size) / (k + 1)) * (mean / (size + mean)));
  }
}

const firstOf = ({ mean, variance }: ExpectedCount): number =>
  Math.max(0, Math.floor(mean - FAR * Math.sqrt(Math.max(mean, variance))));

/** The counts between which 95 of 100 such counts lie: 2.5 % and 97.5 % points of the negative binomial, or Poisson, distribution. */
export function countRange(expected: ExpectedCount): { low: number; high: number } {
  if (!(expected.mean > 0)) return { low: 0, high: 0 };
  let passed = 0;
  let low = -1;
  let high = 0;
  walkCounts(expected, firstOf(expected), (count, p) => {
    passed += p;
    if (low < 0 && passed >= 0.025) low = count;
    high = count;
    return passed >= 0.975;
  });
  return { low: Math.max(0, low), high };
}

/** How likely a count of `least` or more is. */
export function atLeast(expected: ExpectedCount, least: number): number {
  if (least <= 0) return 1;
  if (!(expected.mean > 0)) return 0;
  const isAbove = least > expected.mean;
  let sum = 0;
  if (isAbove) {
    walkCounts(expected, least, (_, p) => {
      sum += p;
      return p < sum * 1e-12;
    });
    return Math.min(1, sum);
  }
  walkCounts(expected, firstOf(expected), (count, p) => {
    if (count >= least) return true;
    sum += p;
    return false;
  });
  return Math.max(0, 1 - sum);
}
