import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { firstGoalRows } from './goal-rows.ts';
import { IS_ACT, outOfScope } from './scan.ts';
import { countVisitors, eachStretch, findSessions } from './sessions.ts';

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
  for (const row of firstGoalRows(events, context, goal)) converters.add(row);
  const { count, before, inAll } = converters;
  return {
    converters: count,
    others: countVisitors(events, visits) - count,
    yes: before,
    no: inAll.map((own, id) => (seen[2 * id + 1] as number) - own),
  };
}
