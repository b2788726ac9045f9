import type { EventColumns } from '../../../shared/columns.ts';
import { CutVisits, type WholeVisits } from './visit-cut.ts';

/** Not all acts of the visit are of the same agent. */
const SEVERAL = -1;

const known = new WeakMap<WholeVisits, { agent: Uint16Array; ofVisits: Int32Array }>();

/** The agent of each visit, below 0 where its acts (of one that is cut, with those cut off) have several: found once, as a change of dates changes few visits. */
export function agentsOfVisits(events: EventColumns, visits: WholeVisits): Int32Array {
  const { agent } = events;
  const found = known.get(visits);
  if (found?.agent === agent) return found.ofVisits;
  const { count, acts, start } = visits;
  const ofVisits = new Int32Array(count);
  if (visits instanceof CutVisits) {
    visits.copy(agentsOfVisits(events, visits.whole), ofVisits);
    known.set(visits, { agent, ofVisits });
    return ofVisits;
  }
  for (let s = 0; s < count; s++) {
    const [from, to] = [start[s] as number, start[s + 1] as number];
    const first = agent[acts[from] as number] as number;
    let others = 0;
    for (let a = from + 1; a < to; a++) others |= first ^ (agent[acts[a] as number] as number);
    ofVisits[s] = others === 0 ? first : SEVERAL;
  }
  known.set(visits, { agent, ofVisits });
  return ofVisits;
}
