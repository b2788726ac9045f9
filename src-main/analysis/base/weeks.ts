/** A count among so many, of one stretch of time. */
export interface Part {
  count: number;
  of: number;
}

/**
 * p value of at least t by chance in Student's distribution with whole degrees of freedom, one side: the finite series of
 * Abramowitz & Stegun 26.7.3 and 26.7.4.
 */
export function studentTail(t: number, freedom: number): number {
  const theta = Math.atan(Math.abs(t) / Math.sqrt(freedom));
  const square = Math.cos(theta) ** 2;
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? Math.cos(theta) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  const tail = Math.max(0, (1 - inside) / 2);
  return t < 0 ? 1 - tail : tail;
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Square roots of counts vary alike whatever their size: by 1 when chance alone makes them differ (Anscombe 1948). */
const evened = (count: number): number => 2 * Math.sqrt(count + 0.375);

/**
 * p value that the newest count is as high as it is by chance, given those of earlier stretches of the same length: a
 * prediction by their mean and spread, which is never taken to be less than chance makes (Poisson).
 */
export function moreThanBefore(before: readonly number[], now: number): number {
  const m = before.length;
  const values = before.map(evened);
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (m - 1);
  return studentTail((evened(now) - mean) / Math.sqrt(Math.max(1, variance) * (1 + 1 / m)), m - 1);
}

/** Arcsine of the root of a share, which varies alike whatever the share (Anscombe 1948). */
const turned = ({ count, of }: Part): number => Math.asin(Math.sqrt((count + 0.375) / (of + 0.75)));
const varianceOf = ({ of }: Part): number => 1 / (4 * of + 2);

/**
 * p value that the newest share is as high as it is by chance, given those of earlier stretches. Where the earlier ones differ
 * from each other by more than chance makes, that much is allowed the newest, too (quasi-binomial dispersion, McCullagh &
 * Nelder 1989).
 */
export function largerShareThanBefore(before: readonly Part[], now: Part): number {
  const all = before.reduce((sum, { count, of }) => ({ count: sum.count + count, of: sum.of + of }), {
    count: 0,
    of: 0,
  });
  const share = all.count / Math.max(1, all.of);
  const freedom = before.length - 1;
  const distance = before.reduce(
    (sum, { count, of }) =>
      sum + (of > 0 && share > 0 && share < 1 ? (count - of * share) ** 2 / (of * share * (1 - share)) : 0),
    0,
  );
  const dispersion = Math.max(1, distance / freedom);
  const spread = Math.sqrt(dispersion * (varianceOf(all) + varianceOf(now)));
  return studentTail((turned(now) - turned(all)) / spread, freedom);
}
