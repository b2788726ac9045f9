import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { OUTSIDE } from './scan.ts';
import { findSessions } from './sessions.ts';

/** Events without the visits that are too long, and how many acts those have. */
export interface WithoutLong {
  events: EventColumns;
  /** Acts of the period left out. */
  acts: number;
}

/** Found lately, by the flags of the columns: the analyses of one page ask for the same ones. */
interface Known {
  key: string;
  of: EventColumns;
  without: WithoutLong;
}
const known = new WeakMap<Uint8Array, Known[]>();
/** The period looked at and the one before it. */
const MOST_KNOWN = 2;

function search(of: EventColumns, context: RunContext, most: number): WithoutLong {
  const { first, last, start, count } = findSessions(of, context);
  const flags = of.flags.slice();
  let acts = 0;
  for (let s = 0; s < count; s++) {
    const length = (start[s + 1] as number) - (start[s] as number);
    if (length <= most) continue;
    acts += length;
    // Whatever lies between belongs to the same person and time: files the pages load, and what failed.
    for (let i = first[s] as number; i <= (last[s] as number); i++) flags[i] = (flags[i] as number) | OUTSIDE;
  }
  return acts === 0 ? { events: of, acts } : { events: { ...of, flags }, acts };
}

/**
 * Marks the rows of visits with more than `most` acts as outside, as log analysers do with what no person would do in one
 * go; no analysis counts them. The visits are those of the period.
 */
export function withoutLongVisits(of: EventColumns, context: RunContext, most: number): WithoutLong {
  const key = JSON.stringify([most, context]);
  const list = known.get(of.flags) ?? [];
  const found = list.find((one) => one.key === key && one.of === of);
  if (found) return found.without;
  const without = search(of, context, most);
  known.set(of.flags, [{ key, of, without }, ...list].slice(0, MOST_KNOWN));
  return without;
}
