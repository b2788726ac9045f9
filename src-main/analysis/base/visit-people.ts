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

const knownFirsts = new WeakMap<Uint32Array, Int32Array>();

/**
 * Number of the first visit, from 1, of the person of each whole visit, found once. As visits of a person lie together,
 * whatever number is less belongs to somebody else. Never write into what this answers.
 */
export function firstVisits(events: EventColumns, visits: WholeVisits): Int32Array {
  const people = peopleOfVisits(events, visits);
  const found = knownFirsts.get(people);
  if (found) return found;
  const firsts = new Int32Array(people.length);
  let [person, first] = [0, 0];
  for (let s = 0; s < people.length; s++) {
    const own = people[s] as number;
    if (own !== person) [person, first] = [own, s + 1];
    firsts[s] = first;
  }
  knownFirsts.set(people, firsts);
  return firsts;
}
