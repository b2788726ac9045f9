import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, type ActBlock, eachBlockOfNobody } from './act-blocks.ts';
import { eachStretchOfAll, findSessions } from './sessions.ts';
import { isCut, type WholeVisits } from './visit-cut.ts';
import type { VisitDimension } from './visit-runs.ts';

/** Visits looked at together. */
export const VISIT_BLOCK = 2048;

/** What is told of the acts of a period by the day. What is not of one visit comes in the order of the columns. */
export interface DayListener {
  /** Visits from.. of those of all time, each with its day; below 0 where its acts are of several. Good until the next. */
  visits(whole: WholeVisits, from: number, count: number, days: Int32Array): void;
  /** Acts from..to of a visit of which some are not in the period. */
  cut(whole: WholeVisits, visit: number, from: number, to: number): void;
  /** Acts of nobody. */
  nobodys(block: ActBlock): void;
}

/** Tells of all acts of the period, mostly by whole visits: nearly all of them begin and end on one day. */
export function eachOnDays(
  events: EventColumns,
  context: RunContext,
  day: VisitDimension,
  { visits, cut, nobodys }: DayListener,
): void {
  const days = new Int32Array(VISIT_BLOCK);
  eachStretchOfAll(findSessions(events, context), (whole, from, to, fromAct, toAct) => {
    if (isCut(whole, from, to, fromAct, toAct)) {
      cut(whole, from, fromAct, toAct);
      return;
    }
    for (let v = from; v < to; v += VISIT_BLOCK) {
      context.checkWanted?.();
      const count = Math.min(VISIT_BLOCK, to - v);
      day.ofVisits(whole, v, count, days);
      visits(whole, v, count, days);
    }
  });
  eachBlockOfNobody(events, context, nobodys);
}

/** Collects acts of visits, and hands them out in blocks. */
export class ActBatch {
  readonly #block: ActBlock = { rows: new Uint32Array(ACT_BLOCK), visits: new Int32Array(ACT_BLOCK), count: 0 };
  readonly #found: (block: ActBlock) => void;

  constructor(found: (block: ActBlock) => void) {
    this.#found = found;
  }

  /** Acts from..to of a visit. */
  add({ acts }: WholeVisits, visit: number, from: number, to: number): void {
    const block = this.#block;
    for (let a = from; a < to; a++) {
      if (block.count === ACT_BLOCK) this.flush();
      block.rows[block.count] = acts[a] as number;
      block.visits[block.count++] = visit + 1;
    }
  }

  addVisit(whole: WholeVisits, visit: number): void {
    this.add(whole, visit, whole.start[visit] as number, whole.start[visit + 1] as number);
  }

  flush(): void {
    if (this.#block.count > 0) this.#found(this.#block);
    this.#block.count = 0;
  }
}
