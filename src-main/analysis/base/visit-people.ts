import type { EventColumns } from '../../../shared/columns.ts';
import type { WholeVisits } from './visit-cut.ts';

const known = new WeakMap<WholeVisits, { of: Uint32Array; people: Uint32Array }>();

/** Person of each whole visit, found once; the visits of one lie together. Never write into what this answers. */
export function peopleOfVisits({ person }: EventColumns, visits: WholeVisits): Uint32Array {
  const found = known.get(visits);
  if (found?.of === person) return found.people;
  const { count, first } = visits;
  const people = new Uint32Array(count);
  for (let s = 0; s < count; s++) people[s] = person[first[s] as number] as number;
  known.set(visits, { of: person, people });
  return people;
}
