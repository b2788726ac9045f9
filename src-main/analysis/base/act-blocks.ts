import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT } from './scan.ts';
import { ScopeReader } from './scope.ts';
import { findSessions, type Sessions } from './sessions.ts';

/** Acts looked at together: their numbers stay in the processor's nearest cache. */
export const ACT_BLOCK = 4096;

/** Rows of acts and the numbers of their visits, from 1; 0 = nobody's act, which is in no visit. Good until the next block. */
export interface ActBlock {
  rows: Uint32Array;
  visits: Int32Array;
  count: number;
}

const known = new WeakMap<Uint32Array, { from: number; to: number }>();

/** The rows of nobody (person 0) lie together. */
export function nobodys({ person, length }: EventColumns): { from: number; to: number } {
  const found = known.get(person);
  if (found) return found;
  let from = 0;
  while (from < length && person[from] !== 0) from++;
  let to = from;
  while (to < length && person[to] === 0) to++;
  known.set(person, { from, to });
  return { from, to };
}

/** Index of the first act at or behind a row. */
function firstFrom(acts: Uint32Array, row: number): number {
  let low = 0;
  let high = acts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((acts[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers of visits beside acts, for acts that are asked for one after the other. */
class VisitNumbers {
  readonly numbers = new Int32Array(ACT_BLOCK);
  readonly #start: Int32Array;
  readonly #count: number;
  /** Visits that began before the acts asked for. */
  #begun = 0;

  constructor({ start, count }: Sessions) {
    this.#start = start;
    this.#count = count;
  }

  /** Numbers of the visits of the acts from..to. */
  read(from: number, to: number): void {
    const [start, numbers, count] = [this.#start, this.numbers, this.#count];
    // A one where a visit begins, then sums from the front: a loop per visit would be left at a place nobody can guess.
    numbers.fill(0, 0, to - from);
    let visit = this.#begun;
    let next = visit;
    for (; next < count && (start[next] as number) < to; next++) numbers[(start[next] as number) - from] = 1;
    this.#begun = next;
    for (let j = 0; j < to - from; j++) {
      visit += numbers[j] as number;
      numbers[j] = visit;
    }
  }
}

/**
 * Calls back for every block of acts of the period, of known people and of nobody, in the order of the columns. Acts of
 * visits were found already: only what nobody did is looked for.
 */
export function eachActBlock(events: EventColumns, context: RunContext, found: (block: ActBlock) => void): void {
  const sessions = findSessions(events, context);
  const { acts } = sessions;
  const visits = new VisitNumbers(sessions);
  const inVisits = (first: number, end: number): void => {
    for (let from = first; from < end; from += ACT_BLOCK) {
      const to = Math.min(end, from + ACT_BLOCK);
      context.checkWanted?.();
      visits.read(from, to);
      found({ rows: acts.subarray(from, to), visits: visits.numbers, count: to - from });
    }
  };
  const middle = firstFrom(acts, nobodys(events).from);
  inVisits(0, middle);
  eachBlockOfNobody(events, context, found);
  inVisits(middle, acts.length);
}

/** Calls back for every block of acts of the period that nobody known did. */
export function eachBlockOfNobody(events: EventColumns, context: RunContext, found: (block: ActBlock) => void): void {
  const reader = new ScopeReader(events, context, IS_ACT, nobodys(events));
  const none = new Int32Array(ACT_BLOCK);
  for (let read = reader.read(); read >= 0; read = reader.read())
    if (read > 0) found({ rows: reader.rows, visits: none, count: read });
}
