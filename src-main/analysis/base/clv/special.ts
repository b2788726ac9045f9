/** Coefficients of Lanczos' series (g = 607/128, 15 terms; Godfrey 2001): about 15 digits. */
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
] as const;
const HALF_LN_TWO_PI = 0.9189385332046728;

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (x + i - 1);
  const t = x + 607 / 128 - 0.5;
  return HALF_LN_TWO_PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const MOST_TERMS = 100_000;

/** Gauss' series of ₂F₁(a, b; c; z) for 0 ≤ z < 1; for z near 1 only where its terms fall off (c > a + b). */
export function gaussSeries(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    sum += term;
    if (Math.abs(term) < 1e-15 * Math.abs(sum)) break;
  }
  return sum;
}

/**
 * ₂F₁(a, b; c; z) for 0 ≤ z < 1, through Euler's transformation (Abramowitz & Stegun 15.3.3) where c < a + b, so that
 * the series converges.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number {
  if (z === 0) return 1;
  const rest = c - a - b;
  return rest < 0 ? (1 - z) ** rest * gaussSeries(c - a, c - b, c, z) : gaussSeries(a, b, c, z);
}

/** ln(eᵃ + eᵇ) without overflow. */
export function lnSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === Number.NEGATIVE_INFINITY ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
