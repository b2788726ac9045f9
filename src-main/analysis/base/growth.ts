/** Half of a period in which something was said `count` times, out of `all`. */
export interface Half {
  count: number;
  all: number;
}
/** How something changed: new, growing, fading, steady, or too rare to tell. */
export type Trend = 'new' | 'growing' | 'fading' | 'steady' | 'too-few';

const FEWEST = 5;
/** Share of false finds that is put up with among all that are called growing or fading. */
const FALSE_SHARE = 0.05;

/** Two-sided p value of a normal deviate (Abramowitz & Stegun 26.2.17; error below 1e-7). */
export function twoSided(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return Math.min(1, 2 * poly * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)));
}

/** z of the log odds ratio between two halves, with half a count added to each cell (Haldane 1955; Anscombe 1956). */
export function logOddsZ(early: Half, late: Half): number {
  const cells = [late.count, late.all - late.count, early.count, early.all - early.count].map((n) => n + 0.5) as [
    number,
    number,
    number,
    number,
  ];
  const odds = Math.log((cells[0] * cells[3]) / (cells[1] * cells[2]));
  return odds / Math.sqrt(cells.reduce((sum, n) => sum + 1 / n, 0));
}

/** Which of many p values stand when a share `level` of false ones is put up with (Benjamini & Hochberg 1995). */
export function stands(pValues: readonly number[], level = FALSE_SHARE): boolean[] {
  const order = pValues.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p);
  let last = -1;
  order.forEach(({ p }, rank) => {
    if (p <= (level * (rank + 1)) / pValues.length) last = rank;
  });
  const kept = pValues.map(() => false);
  for (const { i } of order.slice(0, last + 1)) kept[i] = true;
  return kept;
}

/** Judges many things at once: the share of each in the later half of a period against the earlier half. */
export function trendsOf(halves: readonly { early: Half; late: Half }[]): Trend[] {
  const zs = halves.map(({ early, late }) => logOddsZ(early, late));
  const sure = stands(zs.map(twoSided));
  return halves.map(({ early, late }, i) => {
    if (early.count + late.count < FEWEST) return 'too-few';
    if (!sure[i]) return 'steady';
    if ((zs[i] as number) < 0) return 'fading';
    return early.count === 0 ? 'new' : 'growing';
  });
}

/** Wilson's 95 % interval of a share (Wilson 1927); null without cases. */
export function wilson(part: number, whole: number): { low: number; high: number } | null {
  if (whole === 0) return null;
  const z = 1.959964;
  const p = part / whole;
  const centre = p + (z * z) / (2 * whole);
  const spread = z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  const norm = 1 + (z * z) / whole;
  return { low: Math.max(0, (centre - spread) / norm), high: Math.min(1, (centre + spread) / norm) };
}
