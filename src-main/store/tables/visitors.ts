import type { IdentifierKind } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { number } from '../sql.ts';
import { addIdentifiers, addPeople, findKnown, HASH_BYTES, noteSightings } from './identifiers-bulk.ts';
import { nextPersonId } from './people.ts';

/**
 * Finds or makes the people behind single identifiers of one kind – the visitors of a log – many at a time, and notes
 * that this run saw them. `hashes` = 16 bytes each, one after another. Answers a person id each.
 */
export function resolveVisitors(
  db: WriteDb,
  runId: number,
  kind: IdentifierKind,
  scope: string,
  hashes: Uint8Array,
  countries: readonly string[] = [],
): Uint32Array {
  const count = hashes.length / HASH_BYTES;
  const persons = new Uint32Array(count);
  const buffer = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  const seen: number[] = [];
  for (const { place, id, person } of findKnown(db, hashes)) {
    persons[place] = person;
    seen.push(id);
  }
  const firstPerson = nextPersonId(db);
  const firstId = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM identifiers');
  const fresh = new Map<string, number>();
  const [places, told]: [number[], string[]] = [[], []];
  for (let i = 0; i < count; i++) {
    if (persons[i] !== 0) continue;
    const text = buffer.toString('latin1', i * HASH_BYTES, (i + 1) * HASH_BYTES);
    let person = fresh.get(text);
    if (person === undefined) {
      person = firstPerson + fresh.size;
      fresh.set(text, person);
      places.push(i);
      told.push(countries[i] ?? '');
    }
    persons[i] = person;
  }
  const added = new Uint8Array(places.length * HASH_BYTES);
  places.forEach((from, to) => {
    added.set(hashes.subarray(from * HASH_BYTES, (from + 1) * HASH_BYTES), to * HASH_BYTES);
  });
  addPeople(db, firstPerson, told);
  addIdentifiers(db, firstId, { hashes: added, kind, scope, persons: places.map((place) => persons[place] as number) });
  noteSightings(db, runId, [...places.map((_, i) => firstId + i), ...seen]);
  return persons;
}
