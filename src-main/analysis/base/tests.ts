import { lnGamma } from './clv/special.ts';

/** Probability beyond |z| on both sides of the normal distribution, to 1.2e−7. */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  // Chebyshev fit of erfc (Numerical Recipes, 6.2).
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const sum = terms.reduceRight((inner, term) => term + t * inner, 0);
  return Math.min(1, t * Math.exp(-x * x + sum));
}

/** Hits among so many people. */
export interface Share {
  hits: number;
  of: number;
}

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);

/** Two-sided exact test that two shares are the same (Fisher 1922): adds up all tables that are no likelier than this one. */
export function fisherTest(a: Share, b: Share): number {
  const hits = a.hits + b.hits;
  const all = a.of + b.of;
  const lnOf = (k: number) => lnChoose(a.of, k) + lnChoose(b.of, hits - k) - lnChoose(all, hits);
  const here = lnOf(a.hits);
  let sum = 0;
  for (let k = Math.max(0, hits - b.of); k <= Math.min(hits, a.of); k++) {
    const other = lnOf(k);
    if (other <= here + 1e-9) sum += Math.exp(other);
  }
  return Math.min(1, sum);
}

/** Expected count below which the normal approximation of two shares is too coarse (Cochran 1954). */
const FEW = 5;

/** Two-sided p-value that two shares are the same: two-proportion z-test, or Fisher's exact test where numbers are small. */
export function sameShareTest(a: Share, b: Share): number {
  const all = a.of + b.of;
  const hits = a.hits + b.hits;
  if (a.of === 0 || b.of === 0 || hits === 0 || hits === all) return 1;
  const pooled = hits / all;
  const least = Math.min(a.of, b.of) * Math.min(pooled, 1 - pooled);
  if (least < FEW) return fisherTest(a, b);
  const z = (a.hits / a.of - b.hits / b.of) / Math.sqrt(pooled * (1 - pooled) * (1 / a.of + 1 / b.of));
  return normalTail(z);
}

/** p-values of many tests, made larger so that among all that are called significant few are by chance (Benjamini & Hochberg 1995). */
export function falseDiscoveryRates(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number));
  const adjusted = values.map(() => 1);
  let least = 1;
  order.forEach((i, k) => {
    least = Math.min(least, ((values[i] as number) * values.length) / (values.length - k));
    adjusted[i] = least;
  });
  return adjusted;
}
