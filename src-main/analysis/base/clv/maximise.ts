import { zeros } from '../scan.ts';

/** A maximum found: where, its height, and the standard errors there (from the inverse of the negative Hessian). */
export interface Maximum {
  at: number[];
  value: number;
  /** NaN where the surface is flat: the data do not tell this parameter. */
  standardErrors: number[];
  /** Covariance of the parameters, row-major; null where the surface is flat. */
  covariance: number[][] | null;
  converged: boolean;
}

type Surface = (at: readonly number[]) => number;

interface Corner {
  at: number[];
  cost: number;
}

const MOST_STEPS = 4000;

/** Simplex search for a minimum (Nelder & Mead 1965) from `start` with first steps of `size`. */
function simplexSearch(cost: Surface, start: readonly number[], size: number): Corner {
  const n = start.length;
  const corner = (at: number[]): Corner => {
    const found = cost(at);
    return { at, cost: Number.isNaN(found) ? Number.POSITIVE_INFINITY : found };
  };
  const corners = [corner([...start])];
  for (let i = 0; i < n; i++) corners.push(corner(start.map((value, j) => (i === j ? value + size : value))));
  for (let step = 0; step < MOST_STEPS; step++) {
    corners.sort((a, b) => a.cost - b.cost);
    const best = corners[0] as Corner;
    const worst = corners[n] as Corner;
    if (worst.cost - best.cost < 1e-9 * (1 + Math.abs(best.cost))) break;
    const centre = start.map((_, i) => corners.slice(0, n).reduce((sum, { at }) => sum + (at[i] as number), 0) / n);
    const along = (factor: number) =>
      corner(centre.map((value, i) => value + factor * ((worst.at[i] as number) - value)));
    const mirrored = along(-1);
    if (mirrored.cost < best.cost) {
      const further = along(-2);
      corners[n] = further.cost < mirrored.cost ? further : mirrored;
    } else if (mirrored.cost < (corners[n - 1] as Corner).cost) corners[n] = mirrored;
    else {
      const nearer = along(mirrored.cost < worst.cost ? -0.5 : 0.5);
      if (nearer.cost < Math.min(worst.cost, mirrored.cost)) corners[n] = nearer;
      else
        for (let k = 1; k <= n; k++)
          corners[k] = corner((corners[k] as Corner).at.map((value, i) => (value + (best.at[i] as number)) / 2));
    }
  }
  corners.sort((a, b) => a.cost - b.cost);
  return corners[0] as Corner;
}

const STEP = 1e-4;

const moved = (at: readonly number[], ...moves: readonly (readonly [index: number, by: number])[]): number[] => {
  const to = [...at];
  for (const [index, by] of moves) to[index] = (to[index] as number) + by;
  return to;
};

/** Slope and curvature by central differences. */
function shapeAt(f: Surface, at: readonly number[]): { gradient: number[]; hessian: number[][] } {
  const here = f(at);
  const n = at.length;
  const up = at.map((_, i) => f(moved(at, [i, STEP])));
  const down = at.map((_, i) => f(moved(at, [i, -STEP])));
  const gradient = at.map((_, i) => ((up[i] as number) - (down[i] as number)) / (2 * STEP));
  const hessian = Array.from({ length: n }, () => zeros(n));
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      const curve =
        i === j
          ? ((up[i] as number) - 2 * here + (down[i] as number)) / STEP ** 2
          : (f(moved(at, [i, STEP], [j, STEP])) -
              f(moved(at, [i, STEP], [j, -STEP])) -
              f(moved(at, [i, -STEP], [j, STEP])) +
              f(moved(at, [i, -STEP], [j, -STEP]))) /
            (4 * STEP ** 2);
      (hessian[i] as number[])[j] = curve;
      (hessian[j] as number[])[i] = curve;
    }
  return { gradient, hessian };
}

/** Inverse of a small symmetric positive definite matrix (Cholesky); null when it is none. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const lower = Array.from({ length: n }, () => zeros(n));
  const cell = (rows: readonly (readonly number[])[], i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = cell(matrix, i, j);
      for (let k = 0; k < j; k++) sum -= cell(lower, i, k) * cell(lower, j, k);
      if (i === j && !(sum > 0)) return null;
      (lower[i] as number[])[j] = i === j ? Math.sqrt(sum) : sum / cell(lower, j, j);
    }
  const columns = matrix.map((_, column) => {
    const forward: number[] = [];
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= cell(lower, i, k) * (forward[k] as number);
      forward.push(sum / cell(lower, i, i));
    }
    const back = zeros(n);
    for (let i = n - 1; i >= 0; i--) {
      let sum = forward[i] as number;
      for (let k = i + 1; k < n; k++) sum -= cell(lower, k, i) * (back[k] as number);
      back[i] = sum / cell(lower, i, i);
    }
    return back;
  });
  return columns;
}

/**
 * Finds the highest point of a smooth surface from `start`: simplex search, begun anew until it gains nothing, then
 * Newton's steps to full precision. The same start gives the same answer.
 */
export function maximise(f: Surface, start: readonly number[]): Maximum {
  const cost: Surface = (at) => -f(at);
  let best = simplexSearch(cost, start, 0.5);
  for (let again = 0; again < 8; again++) {
    const next = simplexSearch(cost, best.at, 0.1);
    const gain = best.cost - next.cost;
    if (gain > 0) best = next;
    if (!(gain > 1e-6)) break;
  }
  let at = best.at;
  let value = -best.cost;
  let covariance: number[][] | null = null;
  let converged = false;
  for (let step = 0; step < 12; step++) {
    const { gradient, hessian } = shapeAt(f, at);
    const inverse = inverseOf(hessian.map((row) => row.map((curve) => -curve)));
    covariance = inverse;
    if (!inverse) break;
    const to = at.map(
      (old, i) => old + (inverse[i] as number[]).reduce((sum, c, j) => sum + c * (gradient[j] as number), 0),
    );
    const found = f(to);
    const move = Math.max(...to.map((next, i) => Math.abs(next - (at[i] as number))));
    // Differences of a long sum are exact to some nine digits: a step as small as that is no news.
    if (move < 1e-6) {
      converged = true;
      break;
    }
    if (!(found >= value - 1e-7 * Math.abs(value))) break;
    at = to;
    value = found;
  }
  const standardErrors = at.map((_, i) =>
    covariance ? Math.sqrt((covariance[i] as number[])[i] as number) : Number.NaN,
  );
  return { at, value, standardErrors, covariance, converged };
}
