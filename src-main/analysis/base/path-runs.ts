import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import { isCut, type WholeVisits } from './visit-cut.ts';
import { peopleOfVisits } from './visit-people.ts';

/** Entries of one visit are cut off here: nobody walks on purpose through thousands of pages. */
export const LONGEST_PATH = 500;

/**
 * Paths of visits from..to (half-open) that lie together: their pages and events one after the other, the same one twice in
 * a row once. Entries of visit v are start[v] .. start[v + 1] of `page`. Good until the next run.
 */
export interface PathRun {
  from: number;
  to: number;
  start: Int32Array;
  /** Signed, so that a place counted from a page stays an integer to V8. */
  page: Int32Array;
  /** Person of each visit; the visits of one lie together. */
  person: Uint32Array;
  /** Rows of the acts of all visits; those of visit v are act[v] .. act[v + 1]. */
  acts: Uint32Array;
  act: Int32Array;
}

/** Entries of whole visits, each cut off where it is too long. */
type WholePaths = Pick<PathRun, 'start' | 'page'>;

/** Writes the entries of the acts from..to of visits to a place of `page`; answers where they end. */
function writeEntries(
  pages: Uint32Array,
  acts: Uint32Array,
  from: number,
  to: number,
  page: Int32Array,
  place: number,
): number {
  let next = place;
  let before = -1;
  for (let a = from; a < to && next - place < LONGEST_PATH; a++) {
    const id = pages[acts[a] as number] as number;
    if (id === before) continue;
    page[next++] = id;
    before = id;
  }
  return next;
}

const known = new WeakMap<WholeVisits, { pages: Uint32Array; paths: WholePaths }>();

/** The paths of all whole visits: found once, as the visits themselves. */
function wholePaths({ page: pages }: EventColumns, visits: WholeVisits): WholePaths {
  const found = known.get(visits);
  if (found?.pages === pages) return found.paths;
  const { count, acts, start: firstActs } = visits;
  const start = new Int32Array(count + 1);
  const page = new Int32Array(acts.length);
  for (let v = 0; v < count; v++)
    start[v + 1] = writeEntries(
      pages,
      acts,
      firstActs[v] as number,
      firstActs[v + 1] as number,
      page,
      start[v] as number,
    );
  const paths = { start, page: page.subarray(0, start[count] as number) };
  known.set(visits, { pages, paths });
  return paths;
}

/** Calls back for the paths of all visits of the period, run by run, in order. */
export function eachPathRun(events: EventColumns, context: RunContext, found: (run: PathRun) => void): void {
  const sessions = findSessions(events, context);
  const all = wholeOf(sessions);
  const { acts, start } = all;
  const person = peopleOfVisits(events, all);
  const many: PathRun = { from: 0, to: 0, ...wholePaths(events, all), person, acts, act: start };
  const one: PathRun = {
    from: 0,
    to: 1,
    start: new Int32Array(2),
    page: new Int32Array(LONGEST_PATH),
    person: new Uint32Array(1),
    acts,
    act: new Int32Array(2),
  };
  eachStretchOfAll(sessions, (whole, from, to, fromAct, toAct) => {
    if (!isCut(whole, from, to, fromAct, toAct)) {
      many.from = from;
      many.to = to;
      found(many);
      return;
    }
    one.start[1] = writeEntries(events.page, acts, fromAct, toAct, one.page, 0);
    one.person[0] = person[from] as number;
    one.act[0] = fromAct;
    one.act[1] = toAct;
    found(one);
  });
}

/** Row at which the entry of a visit was first seen. */
export function rowOfEntry({ page }: EventColumns, run: PathRun, visit: number, entry: number): number {
  const { start, acts, act } = run;
  let a = act[visit] as number;
  for (let left = entry - (start[visit] as number); left > 0; left--) {
    const here = page[acts[a] as number];
    while (page[acts[a] as number] === here) a++;
  }
  return acts[a] as number;
}
