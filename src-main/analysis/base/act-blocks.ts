import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT } from './scan.ts';
import { ScopeReader } from './scope.ts';
import { eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import type { WholeVisits } from './visit-cut.ts';
import { visitsOfActs } from './visits-of-acts.ts';

/** Acts looked at together: their numbers stay in the processor's nearest cache. */
export const ACT_BLOCK = 4096;

/**
 * Rows of acts and the numbers of their visits, from 1 among those of all time (see `wholeOf`); 0 = nobody's act, which is
 * in no visit. Good until the next block.
 */
export interface ActBlock {
  rows: Uint32Array;
  visits: Int32Array;
  count: number;
}

/** Acts of a block, by the numbers of their visits alone. */
export type Doings = Pick<ActBlock, 'visits' | 'count'>;

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

/** Runs of fewer acts are copied one by one: views of the arrays would cost more. */
const SHORT = 48;

/** Fills blocks with the acts of stretches of visits and the numbers of these. */
class BlockMaker {
  readonly #acts: Uint32Array;
  readonly #visitsOfActs: Int32Array;
  readonly #rows = new Uint32Array(ACT_BLOCK);
  readonly #visits = new Int32Array(ACT_BLOCK);
  readonly #found: (block: ActBlock) => void;
  #filled = 0;

  constructor(visits: WholeVisits, found: (block: ActBlock) => void) {
    this.#acts = visits.acts;
    this.#visitsOfActs = visitsOfActs(visits);
    this.#found = found;
  }

  /** Adds the acts from..to. */
  add(from: number, to: number): void {
    for (let a = from; a < to; ) {
      const end = Math.min(to, a + ACT_BLOCK - this.#filled);
      this.#copy(a, end);
      this.#filled += end - a;
      a = end;
      if (this.#filled === ACT_BLOCK) this.flush();
    }
  }

  #copy(from: number, to: number): void {
    const [acts, visitsOf, rows, visits] = [this.#acts, this.#visitsOfActs, this.#rows, this.#visits];
    if (to - from >= SHORT) {
      rows.set(acts.subarray(from, to), this.#filled);
      visits.set(visitsOf.subarray(from, to), this.#filled);
      return;
    }
    for (let a = from, j = this.#filled; a < to; a++, j++) {
      rows[j] = acts[a] as number;
      visits[j] = visitsOf[a] as number;
    }
  }

  /** Hands out what is there. */
  flush(): void {
    const count = this.#filled;
    if (count === 0) return;
    this.#filled = 0;
    this.#found({ rows: this.#rows, visits: this.#visits, count });
  }
}

/**
 * Calls back for every block of acts of the period, of known people and of nobody, in the order of the columns. Acts of
 * visits were found already: only what nobody did is looked for.
 */
export function eachActBlock(events: EventColumns, context: RunContext, found: (block: ActBlock) => void): void {
  const visits = findSessions(events, context);
  const whole = wholeOf(visits);
  const middle = firstFrom(whole.acts, nobodys(events).from);
  const maker = new BlockMaker(whole, (block) => {
    context.checkWanted?.();
    found(block);
  });
  let isBefore = true;
  const passNobody = (): void => {
    if (!isBefore) return;
    isBefore = false;
    maker.flush();
    eachBlockOfNobody(events, context, found);
  };
  eachStretchOfAll(visits, (_whole, _from, _to, fromAct, toAct) => {
    const end = isBefore ? Math.max(fromAct, Math.min(middle, toAct)) : fromAct;
    maker.add(fromAct, end);
    if (end === toAct) return;
    passNobody();
    maker.add(end, toAct);
  });
  maker.flush();
  passNobody();
}

/** Calls back for every block of acts of the period that nobody known did. */
export function eachBlockOfNobody(events: EventColumns, context: RunContext, found: (block: ActBlock) => void): void {
  const reader = new ScopeReader(events, context, IS_ACT, nobodys(events));
  const none = new Int32Array(ACT_BLOCK);
  for (let read = reader.read(); read >= 0; read = reader.read())
    if (read > 0) found({ rows: reader.rows, visits: none, count: read });
}
