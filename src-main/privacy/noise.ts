/** Random bytes from a cryptographic source; given, so that tests can give their own. */
export type RandomBytes = (size: number) => Uint8Array;

const BYTES = 8;
const SPAN = 1n << 64n;

/** A whole number from 0 to below − 1, every one as likely: what would favour the small ones is drawn anew. */
function uniform(below: bigint, random: RandomBytes): bigint {
  const limit = SPAN - (SPAN % below);
  for (;;) {
    const bytes = random(BYTES);
    let drawn = 0n;
    for (const byte of bytes) drawn = (drawn << 8n) | BigInt(byte);
    if (drawn < limit) return drawn % below;
  }
}

/** True with probability exp(−over/under), for 0 ≤ over ≤ under, by whole numbers only (Canonne, Kamath, Steinke, Algorithm 1). */
function happens(over: bigint, under: bigint, random: RandomBytes): boolean {
  let k = 1n;
  while (uniform(under * k, random) < over) k++;
  return k % 2n === 1n;
}

/**
 * Discrete Laplace noise: a whole number x with probability in proportion to exp(−|x| · milliEpsilon / (1000 · most)). Added to
 * a count or sum of whole units to which one person adds `most` at most, it makes the figure ε-differentially private, ε =
 * milliEpsilon / 1000, one person more or fewer (the two-sided geometric mechanism: Ghosh, Roughgarden and Sundararajan, STOC
 * 2009; Dwork, McSherry, Nissim and Smith, TCC 2006).
 *
 * Drawn exactly, with whole numbers only (Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
 * Algorithm 2): noise from floating-point numbers gives away the figure under it by its last bits (Mironov, CCS 2012).
 */
export function laplaceNoise(milliEpsilon: number, most: number, random: RandomBytes): number {
  const s = BigInt(milliEpsilon);
  const t = 1000n * BigInt(most);
  for (;;) {
    const first = uniform(t, random);
    if (!happens(first, t, random)) continue;
    let whole = 0n;
    while (happens(1n, 1n, random)) whole++;
    const size = (first + t * whole) / s;
    const negative = uniform(2n, random) === 1n;
    if (negative && size === 0n) continue;
    return Number(negative ? -size : size);
  }
}

/** The noise stays within this, with the probability 95 % at least: from its tail, 2q^(m+1) / (1 + q) with q = exp(−ε / most). */
export function accuracy(milliEpsilon: number, most: number): number {
  const log = -milliEpsilon / (1000 * most);
  const q = Math.exp(log);
  return Math.max(0, Math.ceil(Math.log((0.05 * (1 + q)) / 2) / log - 1));
}

/** Sum over people of what each adds, cut to `most` per person; whole units. person 0 = nobody known, and is not counted. */
export function clampedSum(person: ArrayLike<number>, amount: (row: number) => number, most: number): number {
  const each = new Map<number, number>();
  for (let i = 0; i < person.length; i++) {
    const who = person[i] as number;
    if (who > 0) each.set(who, (each.get(who) ?? 0) + amount(i));
  }
  let sum = 0;
  for (const adds of each.values()) sum += Math.min(most, Math.max(0, Math.round(adds)));
  return sum;
}
