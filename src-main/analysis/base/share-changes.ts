import { changePlaces, placeRange, type StretchCost } from './stretches.ts';
import { type LevelChange, runningSums } from './usual-amount.ts';

const WEEK = 7;
/** A share is not judged on fewer cases than this. */
const FEWEST_CASES = 10;

/** −2 × log likelihood of so many hits, as often as they came. */
function binomialCost(hits: number, cases: number): number {
  if (hits === 0 || hits === cases) return 0;
  return -2 * (hits * Math.log(hits / cases) + (cases - hits) * Math.log(1 - hits / cases));
}

/** How much more the weekly shares differ from each other than chance makes; 1 = no more. The largest difference, which may be a change, is left out. */
function dispersionOf(hits: readonly number[], cases: readonly number[]): number {
  const squares: number[] = [];
  let last: { hits: number; cases: number } | null = null;
  for (let end = cases.length; end >= WEEK; end -= WEEK) {
    const sum = (values: readonly number[]) => values.slice(end - WEEK, end).reduce((a, b) => a + b, 0);
    const week = { hits: sum(hits), cases: sum(cases) };
    if (week.cases === 0) continue;
    if (last) {
      const share = (week.hits + last.hits) / (week.cases + last.cases);
      const spread = share * (1 - share) * (1 / week.cases + 1 / last.cases);
      if (spread > 0) squares.push((week.hits / week.cases - last.hits / last.cases) ** 2 / spread);
    }
    last = week;
  }
  if (squares.length < 3) return 1;
  return Math.max(1, (squares.reduce((a, b) => a + b, 0) - Math.max(...squares)) / (squares.length - 1));
}

/**
 * Days from which on a share is another one for good: PELT with the likelihood of binomial counts and a penalty of 3 ln n (Zhang &
 * Siegmund 2007) times the dispersion. Each level lasts a week and rests on ten cases at least. `before` and `after` are shares.
 */
export function shareChanges(hits: readonly number[], cases: readonly number[]): LevelChange[] {
  const n = cases.length;
  const hitSums = runningSums(hits);
  const caseSums = runningSums(cases);
  const within = (sums: Float64Array, from: number, to: number) => (sums[to] as number) - (sums[from] as number);
  if (within(caseSums, 0, n) < 2 * FEWEST_CASES) return [];
  const cost: StretchCost = (from, to) => {
    const all = within(caseSums, from, to);
    return all < FEWEST_CASES ? Number.POSITIVE_INFINITY : binomialCost(within(hitSums, from, to), all);
  };
  const dispersion = dispersionOf(hits, cases);
  const days = cases.filter((count) => count > 0).length;
  const places = changePlaces(n, WEEK, 3 * Math.log(Math.max(2, days)) * dispersion, cost);
  const begins = [0, ...places];
  const share = (from: number, to: number) => within(hitSums, from, to) / within(caseSums, from, to);
  return places.map((at, k) => {
    const from = begins[k] as number;
    const until = places[k + 1] ?? n;
    return {
      at,
      ...placeRange(from, until, WEEK, dispersion, cost),
      before: share(from, at),
      after: share(at, until),
      until,
    };
  });
}
