/** Cost of one level for the values from..to (half-open); smaller fits better. */
export type StretchCost = (from: number, to: number) => number;

/**
 * Places where a course of `n` values changes its level: the cut into stretches with the least cost plus `penalty` per change
 * (PELT, Killick, Fearnhead & Eckley 2012). Stretches are at least `least` long. A beginning is given up for good only once a
 * stretch from the place that beats it is long enough to be allowed: the answer is exact.
 */
export function changePlaces(n: number, least: number, penalty: number, cost: StretchCost): number[] {
  if (n < 2 * least) return [];
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(n + 1);
  best[0] = -penalty;
  /** Beginnings that may still be best, and from which end on each is known not to be. */
  let begins: number[] = [];
  const beatenFrom = new Int32Array(n + 1).fill(n + 1);
  for (let to = least; to <= n; to++) {
    const next = to - least;
    if (next === 0 || next >= least) begins.push(next);
    begins = begins.filter((from) => (beatenFrom[from] as number) > to);
    const costs = begins.map((from) => (best[from] as number) + cost(from, to));
    costs.forEach((total, k) => {
      if (total + penalty >= (best[to] as number)) return;
      best[to] = total + penalty;
      before[to] = begins[k] as number;
    });
    costs.forEach((total, k) => {
      const from = begins[k] as number;
      if (Number.isFinite(total) && total > (best[to] as number))
        beatenFrom[from] = Math.min(beatenFrom[from] as number, to + least);
    });
  }
  const places: number[] = [];
  for (let at = before[n] as number; at > 0; at = before[at] as number) places.unshift(at);
  return places;
}

/**
 * Where between `from` and `to` a change may lie: the middle 95 % of what the costs say, all places being alike beforehand.
 * `scale`: cost that makes a place exp(−½) times as likely.
 */
export function placeRange(
  from: number,
  to: number,
  least: number,
  scale: number,
  cost: StretchCost,
): { earliest: number; latest: number } {
  const places = Array.from({ length: Math.max(0, to - from - 2 * least + 1) }, (_, i) => from + least + i);
  const costs = places.map((at) => cost(from, at) + cost(at, to));
  const lowest = Math.min(...costs);
  const weights = costs.map((total) => Math.exp((lowest - total) / (2 * scale)));
  const all = weights.reduce((a, b) => a + b, 0);
  let passed = 0;
  let earliest = places[0] ?? from;
  let latest = places.at(-1) ?? to;
  let hasBegun = false;
  for (const [i, weight] of weights.entries()) {
    passed += weight / all;
    if (!hasBegun && passed >= 0.025) {
      earliest = places[i] as number;
      hasBegun = true;
    }
    if (passed >= 0.975) {
      latest = places[i] as number;
      break;
    }
  }
  return { earliest, latest };
}
