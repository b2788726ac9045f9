import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { eachPathRun, type PathRun } from './path-runs.ts';

/** Which ways: from or to what page (left out: the start or end of visits), and how many steps of them. */
export interface WayPlan {
  page?: string | undefined;
  direction: 'forward' | 'backward';
  depth: number;
}

/** What is no page, and ends a way. */
export const WAY_END = 0;

export const stepOf = ({ direction }: WayPlan): number => (direction === 'backward' ? -1 : 1);

/** Entry of a visit at which a way begins: forward the first time the page is seen, backward the last; −1 = never. */
function beginOf({ start, page }: PathRun, visit: number, wanted: number | null, backward: boolean): number {
  const from = start[visit] as number;
  const last = (start[visit + 1] as number) - 1;
  if (wanted === null) return backward ? last : from;
  for (let k = 0; k <= last - from; k++) {
    const e = backward ? last - k : from + k;
    if (page[e] === wanted) return e;
  }
  return -1;
}

/** Entries of a way that begins at one of a visit. */
function lengthOf({ start, page }: PathRun, visit: number, begin: number, step: number, most: number): number {
  const left = step > 0 ? (start[visit + 1] as number) - begin : begin - (start[visit] as number) + 1;
  const end = Math.min(left, most);
  let length = 0;
  while (length < end && page[begin + step * length] !== WAY_END) length++;
  return length;
}

/**
 * Calls back for the way of every visit that has one: the entry at which it begins, and how many entries it has, at most one
 * per step and one for where it begins.
 */
export function eachWay(
  events: EventColumns,
  plan: WayPlan,
  context: RunContext,
  found: (run: PathRun, visit: number, begin: number, length: number) => void,
): void {
  const wanted = plan.page === undefined ? null : events.pageId(plan.page);
  if (wanted === 0) return;
  const step = stepOf(plan);
  eachPathRun(events, context, (run) => {
    for (let v = run.from; v < run.to; v++) {
      const begin = beginOf(run, v, wanted, step < 0);
      if (begin >= 0) found(run, v, begin, lengthOf(run, v, begin, step, plan.depth + 1));
    }
  });
}

/** Ways looked at together: their pages stay in the processor's nearer caches. */
export const WAY_BLOCK = 2048;

/** Pages of ways: that of way j at step k is page[k × WAY_BLOCK + j]; WAY_END where it has ended. */
export class WayBlock {
  count = 0;
  readonly person = new Int32Array(WAY_BLOCK);
  readonly page: Int32Array;
  readonly #places: number;

  constructor({ depth }: WayPlan) {
    this.#places = depth + 1;
    this.page = new Int32Array(this.#places * WAY_BLOCK);
  }

  add(run: PathRun, visit: number, begin: number, length: number, step: number): void {
    const j = this.count++;
    this.person[j] = run.person[visit] as number;
    for (let k = 0; k < this.#places; k++)
      this.page[k * WAY_BLOCK + j] = k < length ? (run.page[begin + step * k] as number) : WAY_END;
  }

  /** Adds ways from the start of visits from..to, for which there is room. Without branches: where visits end is never guessed right. */
  addStarts({ start, page: pages, person }: PathRun, from: number, to: number): void {
    const { page: own, person: people, count } = this;
    for (let v = from, j = count; v < to; v++, j++) {
      people[j] = person[v] as number;
      own[j] = pages[start[v] as number] as number;
    }
    for (let k = 1; k < this.#places; k++)
      for (let v = from, j = k * WAY_BLOCK + count; v < to; v++, j++) {
        const entry = (start[v] as number) + k;
        // All bits set where the visit has such an entry, and where the way has not ended before.
        const inside = ~(((start[v + 1] as number) - 1 - entry) >> 31);
        const alive = -(own[j - WAY_BLOCK] as number) >> 31;
        own[j] = (pages[entry & inside] as number) & inside & alive;
      }
    this.count += to - from;
  }
}

/** Calls back for the ways of all visits that have one, block by block, in order. */
export function eachWayBlock(
  events: EventColumns,
  plan: WayPlan,
  context: RunContext,
  found: (block: WayBlock) => void,
): void {
  const block = new WayBlock(plan);
  const step = stepOf(plan);
  const handOut = (): void => {
    if (block.count > 0) found(block);
    block.count = 0;
  };
  if (plan.page === undefined && step > 0)
    eachPathRun(events, context, (run) => {
      for (let v = run.from; v < run.to; ) {
        const to = Math.min(run.to, v + WAY_BLOCK - block.count);
        block.addStarts(run, v, to);
        v = to;
        if (block.count === WAY_BLOCK) handOut();
      }
    });
  else
    eachWay(events, plan, context, (run, visit, begin, length) => {
      block.add(run, visit, begin, length, step);
      if (block.count === WAY_BLOCK) handOut();
    });
  handOut();
}
