import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { commonStretches, type Stretch, type StretchLimits, stretchesOf, type Walks } from './common-stretches.ts';
import { type PairReader, pairReader } from './pair-reader.ts';
import { eachPathRun, type PathRun } from './path-runs.ts';
import { findPaths, pathsWithout } from './paths.ts';
import { findSessions, wholeOf } from './sessions.ts';
import type { WholeVisits } from './visit-cut.ts';

/** Pages whose pairs are counted in a square of their own, which stays in the processor's nearer caches. */
const MOST_RANKS = 400;
/** Entries looked at together. */
const BLOCK = 4096;

const known = new WeakMap<WholeVisits, { pages: Uint32Array; counts: Int32Array }>();

/** Acts of each page in all visits, which are at least as many as entries. */
function countActs({ page, pages }: EventColumns, visits: WholeVisits): Int32Array {
  const found = known.get(visits);
  if (found?.pages === page) return found.counts;
  const counts = new Int32Array(pages + 1);
  for (const row of visits.acts) {
    const id = page[row] as number;
    counts[id] = (counts[id] as number) + 1;
  }
  known.set(visits, { pages: page, counts });
  return counts;
}

/** How often each page is an entry of a path, at most. Of most of the visits, all tell well enough. */
function mostEntries(events: EventColumns, context: RunContext): Int32Array {
  const visits = findSessions(events, context);
  const all = wholeOf(visits);
  if (2 * visits.count > all.count) return countActs(events, all);
  const counts = new Int32Array(events.pages + 1);
  eachPathRun(events, context, ({ from, to, start, page }) => {
    const end = start[to] as number;
    for (let e = start[from] as number; e < end; e++) {
      const id = page[e] as number;
      counts[id] = (counts[id] as number) + 1;
    }
  });
  return counts;
}

/** The nth largest of numbers, from 1; 0 where there are fewer. */
const nthLargest = (numbers: Int32Array, n: number): number => numbers.slice().sort()[numbers.length - n] ?? 0;

/** Pairs of the most common pages. */
class PairSquare {
  /** Most entries that a page has which is not among them. */
  readonly unranked: number;
  /** Per page: its rank from 1; 0 = not among them. */
  readonly #rank: Int32Array;
  readonly #width: number;
  /** How often page a comes just before page b: times[rank of a × width + rank of b]. */
  readonly #times: Int32Array;

  /** Pages with fewer than `support` entries are none of them. */
  constructor(pageCounts: Int32Array, support: number) {
    const counts = pageCounts.filter((count) => count >= support);
    const least = Math.max(support, nthLargest(counts, MOST_RANKS));
    const ids = Array.from(pageCounts.keys()).filter((id) => (pageCounts[id] as number) >= least);
    ids.sort((a, b) => (pageCounts[b] as number) - (pageCounts[a] as number) || a - b);
    this.unranked = pageCounts[ids[MOST_RANKS] ?? -1] ?? (least > support ? least - 1 : 0);
    this.#rank = new Int32Array(pageCounts.length);
    ids.slice(0, MOST_RANKS).forEach((id, i) => {
      this.#rank[id] = i + 1;
    });
    this.#width = 1 + Math.min(MOST_RANKS, ids.length);
    this.#times = new Int32Array(this.#width ** 2);
  }

  /** Counts the pairs of visits from..to of a run; `step` −1 takes them off again. */
  count({ start, page }: PathRun, from: number, to: number, step: 1 | -1 = 1): void {
    const [rank, width, times] = [this.#rank, this.#width, this.#times];
    const end = start[to] as number;
    let row = 0;
    for (let e = start[from] as number; e < end; e++) {
      const own = rank[page[e] as number] as number;
      times[row + own] = (times[row + own] as number) + step;
      row = Math.imul(own, width);
    }
    // Across two visits there is no pair: to take them out again costs less than to find in every step where a visit ends.
    for (let v = from + 1; v < to; v++) {
      const e = start[v] as number;
      const cell = Math.imul(rank[page[e - 1] as number] as number, width) + (rank[page[e] as number] as number);
      times[cell] = (times[cell] as number) - step;
    }
  }

  /** All pairs are counted: what is no pair of these pages is left out. */
  close(): void {
    const [width, times] = [this.#width, this.#times];
    for (let rank = 0; rank < width; rank++) {
      times[rank] = 0;
      times[rank * width] = 0;
    }
  }

  /** Times of the pairs that come at least so often. */
  timesFrom(least: number): Int32Array {
    const times = this.#times;
    const found = new Int32Array(times.length);
    let count = 0;
    for (let cell = 0; cell < times.length; cell++) {
      const own = times[cell] as number;
      if (own >= least) found[count++] = own;
    }
    return found.subarray(0, count);
  }

  /** Finds those of the entries from..to that make such a pair with the one before, and answers how many they are. */
  readerOf(least: number): PairReader {
    const [rank, width, times] = [this.#rank, this.#width, this.#times];
    const likely = new Uint8Array(times.length);
    for (let cell = 0; cell < times.length; cell++) likely[cell] = Number((times[cell] as number) >= least);
    return pairReader(rank, width, likely);
  }
}

/** Calls back for the stretches of visits of people who are left out. */
function eachLeftOut(
  { from, to, person }: PathRun,
  leftOut: Uint8Array,
  found: (from: number, to: number) => void,
): void {
  for (let v = from; v < to; v++) {
    if (leftOut[person[v] as number] === 0) continue;
    const first = v;
    while (v < to && leftOut[person[v] as number] === 1) v++;
    found(first, v);
  }
}

/** Parts of paths in which every step is one of the pairs that come at least so often. */
function likelyParts(
  events: EventColumns,
  context: RunContext,
  square: PairSquare,
  least: number,
  leftOut: Uint8Array | null,
): Walks {
  const steps = square.timesFrom(least).reduce((sum, times) => sum + times, 0);
  const parts = {
    count: 0,
    start: new Int32Array(steps + 1),
    page: new Uint32Array(2 * steps),
    person: new Uint32Array(steps),
    visit: new Int32Array(steps),
  };
  const { start, page, person, visit } = parts;
  // No pair comes often enough: there is nothing to look for.
  if (steps === 0) return parts;
  const read = square.readerOf(least);
  const entries = new Int32Array(BLOCK);
  let [visits, length, count] = [0, 0, 0];
  eachPathRun(events, context, (run) => {
    let v = run.from;
    let before = -1;
    const end = run.start[run.to] as number;
    for (let block = (run.start[v] as number) + 1; block < end; block += BLOCK) {
      const found = read(run.page, block, Math.min(end, block + BLOCK), entries);
      for (let k = 0; k < found; k++) {
        const e = entries[k] as number;
        while ((run.start[v + 1] as number) <= e) v++;
        if (e === run.start[v]) continue;
        if (leftOut !== null && leftOut[run.person[v] as number] === 1) continue;
        if (before !== e - 1) {
          start[count] = length;
          person[count] = run.person[v] as number;
          visit[count++] = visits + v - run.from;
          page[length++] = run.page[e - 1] as number;
        }
        page[length++] = run.page[e] as number;
        before = e;
      }
    }
    visits += run.to - run.from;
  });
  start[count] = length;
  return { ...parts, count };
}

/** Stretches, and whether they are all there are. */
interface Found {
  found: Stretch[];
  isAll: boolean;
}

/**
 * Stretches of two pages or more that at least `support` visits have: the `most` that most visits have, and perhaps others.
 * Pairs of the most common pages tell how often the last of these comes at least, so that nearly all steps of nearly all
 * visits are never looked at again (a threshold that rises, as in TSP: Tzvetkov, Yan & Han 2005). Where too many pages may be part of one,
 * all are found. `leftOut`: 1 by person, whose visits do not count.
 */
export function topStretches(
  events: EventColumns,
  context: RunContext,
  { support, longest, most }: StretchLimits,
  leftOut: Uint8Array | null = null,
): Found {
  const square = new PairSquare(mostEntries(events, context), support);
  eachPathRun(events, context, (run) => {
    square.count(run, run.from, run.to);
    // Not needed for the answer, as pairs may be counted too often: fewer of them are looked at again.
    if (leftOut) eachLeftOut(run, leftOut, (from, to) => square.count(run, from, to, -1));
  });
  square.close();
  // A visit mostly has a pair once: half as many visits as times are enough but for odd data.
  const enough = Math.max(support, nthLargest(square.timesFrom(support), most) >> 1);
  // Below this, pages that are not in the square may be part of a stretch.
  const lowest = Math.max(support, square.unranked + 1);
  for (let least = Math.max(lowest, enough), before = 0; least !== before; least = Math.max(lowest, least >> 1)) {
    const found = stretchesOf(likelyParts(events, context, square, least, leftOut), least, longest);
    if (found.length >= most || least === support) return { found, isAll: least === support };
    before = least;
  }
  const paths = pathsWithout(findPaths(events, context), leftOut);
  const found = commonStretches(paths, enough, longest);
  if (found.length >= most) return { found, isAll: enough === support };
  return { found: commonStretches(paths, support, longest), isAll: true };
}
