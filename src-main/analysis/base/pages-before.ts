import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { goalPages, PURCHASE } from './goal.ts';
import { rowsOfKind } from './kind-rows.ts';
import { IS_ACT, outOfScope } from './scan.ts';
import { rowsInScope } from './scope.ts';
import { countVisitors, eachStretch, findSessions, type Sessions } from './sessions.ts';

/** Rows looked at together. */
const BLOCK = 4096;

/** People who reach a goal and those who do not, and how many of each saw each page or event: of the first, before they did. */
export interface PagesBefore {
  converters: number;
  others: number;
  yes: Int32Array;
  no: Int32Array;
}

/** People who saw each page, and who was the last, side by side. */
function countSeen(
  { page, person }: EventColumns,
  acts: Uint32Array,
  from: number,
  to: number,
  seen: Int32Array,
): void {
  for (let a = from; a < to; a++) {
    const row = acts[a] as number;
    const who = person[row] as number;
    const at = (page[row] as number) << 1;
    seen[at + 1] = (seen[at + 1] as number) + differ(seen[at] as number, who);
    seen[at] = who;
  }
}

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
function goalRows(events: EventColumns, context: RunContext, visits: Sessions, goal: string | undefined) {
  if (goal === undefined) return rowsInScope(events, context, rowsOfKind(events, PURCHASE));
  const wanted = goalPages(events, goal);
  const rows: number[] = [];
  eachStretch(visits, ({ acts }, _from, _to, fromAct, toAct) =>
    findWanted(events.page, acts, [fromAct, toAct], wanted, rows),
  );
  return rows;
}

/** What converters saw: before the goal, and in all. */
class Converters {
  count = 0;
  readonly before: Int32Array;
  readonly inAll: Int32Array;
  readonly #events: EventColumns;
  readonly #context: RunContext;
  readonly #hidden: number;
  /** Number of the converter who was seen last at each page. */
  readonly #last: Int32Array;

  constructor(events: EventColumns, context: RunContext) {
    this.#events = events;
    this.#context = context;
    this.#hidden = outOfScope(context);
    const size = events.pages + 1;
    [this.before, this.inAll, this.#last] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  }

  /** Who reaches the goal first at a row. The rows of a person lie together. */
  add(goalRow: number): void {
    const { person, page, length } = this.#events;
    const who = person[goalRow] as number;
    const number = ++this.count;
    let from = goalRow;
    while (from > 0 && person[from - 1] === who) from--;
    for (let row = from; row < length && person[row] === who; row++) {
      const id = page[row] as number;
      if (this.#last[id] === number || !this.#isAct(row)) continue;
      this.#last[id] = number;
      this.inAll[id] = (this.inAll[id] as number) + 1;
      if (row < goalRow) this.before[id] = (this.before[id] as number) + 1;
    }
  }

  #isAct(row: number): boolean {
    const { at, kind, flags } = this.#events;
    const { fromMs, toMs } = this.#context.range;
    const when = at[row] as number;
    const isInScope = when >= fromMs && when < toMs && ((flags[row] as number) & this.#hidden) === 0;
    return isInScope && IS_ACT[kind[row] as number] === 1;
  }
}

/**
 * Counts who saw each page, of all people at once: few reach the goal, and what these saw in all is taken off again. The
 * rows of a person are in the order of time.
 */
export function countPagesBefore(events: EventColumns, context: RunContext, goal: string | undefined): PagesBefore {
  const visits = findSessions(events, context);
  const size = events.pages + 1;
  const seen = new Int32Array(2 * size);
  eachStretch(visits, ({ acts }, _from, _to, fromAct, toAct) => countSeen(events, acts, fromAct, toAct, seen));
  const converters = new Converters(events, context);
  let current = 0;
  for (const row of goalRows(events, context, visits, goal)) {
    const who = events.person[row] as number;
    if (who === 0 || who === current) continue;
    current = who;
    converters.add(row);
  }
  const { count, before, inAll } = converters;
  return {
    converters: count,
    others: countVisitors(events, visits) - count,
    yes: before,
    no: inAll.map((own, id) => (seen[2 * id + 1] as number) - own),
  };
}
