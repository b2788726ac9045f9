import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT, outOfScope, VIEW } from './scan.ts';

/**
 * Visits (sessions): acts of one person without a gap longer than the idle time (30 minutes unless set otherwise).
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
  const { at, person, kind, flags, length } = events;
  const { fromMs, toMs } = context.range;
  const idle = context.sessionIdleMs;
  const hidden = outOfScope(context);
  let capacity = 1 << 14;
  let first = new Uint32Array(capacity);
  let last = new Uint32Array(capacity);
  let views = new Uint32Array(capacity);
  let count = 0;
  let openPerson = 0;
  let previous = 0;
  for (let i = 0; i < length; i++) {
    const who = person[i] as number;
    const when = at[i] as number;
    if (
      who === 0 ||
      when < fromMs ||
      when >= toMs ||
      IS_ACT[kind[i] as number] === 0 ||
      ((flags[i] as number) & hidden) !== 0
    )
      continue;
    if (who !== openPerson || when - previous > idle) {
      if (count === capacity) {
        capacity *= 2;
        first = grow(first, capacity);
        last = grow(last, capacity);
        views = grow(views, capacity);
      }
      first[count] = i;
      count++;
      openPerson = who;
    }
    last[count - 1] = i;
    if (kind[i] === VIEW) views[count - 1] = (views[count - 1] as number) + 1;
    previous = when;
  }
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
