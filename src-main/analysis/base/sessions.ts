import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT, kindMask, VIEW } from './scan.ts';
import { ScopeReader } from './scope.ts';
import { sessionBreak } from './session-breaks.ts';

const IS_VIEW = kindMask(VIEW);

/**
 * Visits (sessions): acts of one person without a gap longer than the idle time (30 minutes unless set otherwise), and
 * not over midnight or a change of source where the business says so.
 * A visit belongs to the moment it begins. Arrays have `count` entries.
 */
export interface Sessions {
  count: number;
  /** Row of the first act. */
  first: Uint32Array;
  /** Row of the last act. */
  last: Uint32Array;
  /** Page views in the visit. */
  views: Uint32Array;
}

/** Finds the visits of the period in one pass; rows of unknown people (person 0) are no visits. */
export function findSessions(events: EventColumns, context: RunContext): Sessions {
  const { at, person, kind } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const rows = reader.rows;
  const idle = context.sessionIdleMs;
  const breaks = sessionBreak(events, context);
  let capacity = 1 << 16;
  let first = new Uint32Array(capacity);
  let last = new Uint32Array(capacity);
  let views = new Uint32Array(capacity);
  // The visit under way is kept in plain variables and written down when the next one opens.
  let open = -1;
  let openPerson = 0;
  let openViews = 0;
  let previousRow = 0;
  let previous = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      const when = at[i] as number;
      if (who !== openPerson || when - previous > idle || breaks?.(i, previousRow, first[open] as number) === true) {
        if (open >= 0) {
          last[open] = previousRow;
          views[open] = openViews;
        }
        open++;
        if (open === capacity) {
          // As many as there will be if they go on as they began, but at least twice as many: seldom more than one copy.
          capacity = Math.max(2 * capacity, Math.ceil((1.05 * open * events.length) / (i + 1)));
          first = grow(first, capacity);
          last = grow(last, capacity);
          views = grow(views, capacity);
        }
        first[open] = i;
        openPerson = who;
        openViews = 0;
      }
      openViews += IS_VIEW[kind[i] as number] as number;
      previousRow = i;
      previous = when;
    }
  }
  if (open >= 0) {
    last[open] = previousRow;
    views[open] = openViews;
  }
  const count = open + 1;
  return { count, first: first.subarray(0, count), last: last.subarray(0, count), views: views.subarray(0, count) };
}

function grow(array: Uint32Array<ArrayBuffer>, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(array);
  return larger;
}

/** Distinct people among visits; they lie together. */
export function countVisitors(events: EventColumns, sessions: Sessions): number {
  let people = 0;
  let previous = 0;
  for (let s = 0; s < sessions.count; s++) {
    const who = events.person[sessions.first[s] as number] as number;
    if (who !== previous) people++;
    previous = who;
  }
  return people;
}
