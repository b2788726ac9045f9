import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { ScopeReader } from './scope.ts';

/** Rows and distinct people per dictionary id. */
export interface Tally {
  rows: Uint32Array;
  people: Uint32Array;
  /** Rows counted in all, and distinct people among them. */
  n: number;
  allPeople: number;
}

/**
 * Counts rows and distinct people per id in one pass. Rows of a person lie together, so remembering who was last seen
 * at each id is enough. `mask` has 1 for every event kind that counts.
 */
export function tallyEvents(
  events: EventColumns,
  context: RunContext,
  ids: ArrayLike<number>,
  size: number,
  mask: Uint8Array,
): Tally {
  const { person } = events;
  const reader = new ScopeReader(events, context, mask);
  const rows = new Uint32Array(size);
  const people = new Uint32Array(size);
  const seen = new Uint32Array(size);
  let n = 0;
  let allPeople = 0;
  let current = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    n += count;
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      const id = ids[i] as number;
      const who = person[i] as number;
      rows[id] = (rows[id] as number) + 1;
      if (who === 0) continue;
      if (who !== current) {
        current = who;
        allPeople++;
      }
      if (seen[id] !== who) {
        seen[id] = who;
        people[id] = (people[id] as number) + 1;
      }
    }
  }
  return { rows, people, n, allPeople };
}
