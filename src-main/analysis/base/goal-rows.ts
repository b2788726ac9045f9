import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { goalPages, PURCHASE } from './goal.ts';
import { rowsOfKind } from './kind-rows.ts';
import { rowsInScope } from './scope.ts';
import { eachStretch, findSessions } from './sessions.ts';

/** Rows looked at together. */
const BLOCK = 4096;

/** Acts from..to that are of pages wanted: their rows are added to `rows`. */
function findWanted(
  page: Uint32Array,
  acts: Uint32Array,
  [from, to]: [number, number],
  wanted: Uint8Array,
  rows: number[],
) {
  const found = new Uint32Array(BLOCK + 1);
  for (let block = from; block < to; block += BLOCK) {
    const end = Math.min(to, block + BLOCK);
    let count = 0;
    for (let a = block; a < end; a++) {
      const row = acts[a] as number;
      // Written down always, and written over by the next where it is not wanted.
      found[count] = row;
      count += wanted[page[row] as number] as number;
    }
    for (let k = 0; k < count; k++) rows.push(found[k] as number);
  }
}

/** Rows of the period that reach the goal, in the order of the columns. */
function goalRows(events: EventColumns, context: RunContext, goal: string | undefined) {
  if (goal === undefined) return rowsInScope(events, context, rowsOfKind(events, PURCHASE));
  const wanted = goalPages(events, goal);
  const rows: number[] = [];
  eachStretch(findSessions(events, context), ({ acts }, _from, _to, fromAct, toAct) =>
    findWanted(events.page, acts, [fromAct, toAct], wanted, rows),
  );
  return rows;
}

/** The row at which each known person first reaches a goal (see goalTest) in the period, in the order of the columns. */
export function firstGoalRows(events: EventColumns, context: RunContext, goal: string | undefined): number[] {
  const firsts: number[] = [];
  let current = 0;
  for (const row of goalRows(events, context, goal)) {
    const who = events.person[row] as number;
    if (who === current || who === 0) continue;
    current = who;
    firsts.push(row);
  }
  return firsts;
}
