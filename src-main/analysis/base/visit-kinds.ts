import type { EventColumns } from '../../../shared/columns.ts';
import { CutVisits, type WholeVisits } from './visit-cut.ts';

const known = new WeakMap<WholeVisits, Uint16Array>();

/**
 * The kinds of the acts of each visit, a bit for each code: found once, so that visits without a rare kind need not be
 * looked at again. Of a visit that is cut, what is cut off may be told, too. There are fewer kinds of events than bits.
 */
export function kindsOfVisits(events: EventColumns, visits: WholeVisits): Uint16Array {
  const { kind } = events;
  const found = known.get(visits);
  if (found) return found;
  const { count, acts, start } = visits;
  const kinds = new Uint16Array(count);
  if (visits instanceof CutVisits) {
    visits.copy(kindsOfVisits(events, visits.whole), kinds);
    known.set(visits, kinds);
    return kinds;
  }
  for (let s = 0; s < count; s++) {
    let bits = 0;
    for (let a = start[s] as number; a < (start[s + 1] as number); a++)
      bits |= 1 << (kind[acts[a] as number] as number);
    kinds[s] = bits;
  }
  known.set(visits, kinds);
  return kinds;
}
