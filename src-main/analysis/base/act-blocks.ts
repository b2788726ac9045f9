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

/** The rows of nobody (person 0) lie together. */
function nobodys({ person, length }: EventColumns): { from: number; to: number } {
  const from = person.indexOf(0);
  if (from < 0 || from >= length) return { from: length, to: length };
  let to = from + 1;
  while (to < length && person[to] === 0) to++;
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
  #visit = 0;

  constructor({ start }: Sessions) {
    this.#start = start;
  }

  /** Numbers of the visits of the acts from..to. */
  read(from: number, to: number): void {
    const [start, numbers] = [this.#start, this.numbers];
    let visit = this.#visit;
    for (let a = from; a < to; ) {
      while ((start[visit] as number) <= a) visit++;
      const end = Math.min(to, start[visit] as number);
      for (; a < end; a++) numbers[a - from] = visit;
    }
    this.#visit = visit;
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
  const known = (first: number, end: number): void => {
    for (let from = first; from < end; from += ACT_BLOCK) {
      const to = Math.min(end, from + ACT_BLOCK);
      visits.read(from, to);
      found({ rows: acts.subarray(from, to), visits: visits.numbers, count: to - from });
    }
  };
  const { from, to } = nobodys(events);
  const middle = firstFrom(acts, from);
  known(0, middle);
  const reader = new ScopeReader(events, context, IS_ACT, { from, to });
  const none = new Int32Array(ACT_BLOCK);
  for (let read = reader.read(); read >= 0; read = reader.read())
    if (read > 0) found({ rows: reader.rows, visits: none, count: read });
  known(middle, acts.length);
}
