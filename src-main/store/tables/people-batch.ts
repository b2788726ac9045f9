import type { WriteDb } from '../open.ts';
import { number } from '../sql.ts';
import { addIdentifiers, addPeople, findKnown, joinHashes, noteSightings } from './identifiers-bulk.ts';
import { fillVault, nextPersonId, type StoredIdentifier } from './people.ts';

/** An identifier as the batch knows it; `id` 0 = not in the store yet. */
interface Entry {
  identifier: StoredIdentifier;
  /** The hash as text that can be compared. */
  key: string;
  id: number;
  person: number;
}

const keyOf = ({ hash }: StoredIdentifier): string =>
  Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('latin1');

/** Each identifier once, sorted by its hash: neighbours of the index are written to the same pages. */
function entriesOf(people: readonly (readonly StoredIdentifier[])[]): Map<string, Entry> {
  const first = new Map<string, Entry>();
  for (const identifiers of people)
    for (const identifier of identifiers) {
      const key = keyOf(identifier);
      if (!first.has(key)) first.set(key, { identifier, key, id: 0, person: 0 });
    }
  return new Map([...first].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Looks up which of the identifiers the store knows. */
function lookUp(db: WriteDb, entries: readonly Entry[]): void {
  const hashes = joinHashes(entries.map(({ identifier }) => identifier.hash));
  for (const { place, id, person } of findKnown(db, hashes)) Object.assign(entries[place] as Entry, { id, person });
}

/** As `resolvePerson`, over what the batch knows: answers the person and takes in the identifiers that join them. */
function decide(entries: readonly Entry[], seen: Set<Entry>, create: () => number): number {
  let person = 0;
  const missing: Entry[] = [];
  for (const entry of entries) {
    if (entry.person === 0) {
      missing.push(entry);
      continue;
    }
    if (person === 0) person = entry.person;
    if (entry.person === person) seen.add(entry);
  }
  if (missing.length === 0) return person;
  if (person === 0) person = create();
  for (const entry of missing) {
    entry.person = person;
    seen.add(entry);
  }
  return person;
}

/** Adds what the store does not know yet, a statement for each kind and scope. */
function addFresh(db: WriteDb, fresh: readonly Entry[]): void {
  let next = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM identifiers');
  for (const group of Map.groupBy(fresh, ({ identifier: { kind, scope } }) => `${kind}\0${scope}`).values()) {
    const { kind, scope } = (group[0] as Entry).identifier;
    const hashes = joinHashes(group.map(({ identifier }) => identifier.hash));
    addIdentifiers(db, next, { hashes, kind, scope, persons: group.map(({ person }) => person) });
    for (const entry of group) entry.id = next++;
  }
}

/**
 * `resolvePerson` for many people at a time, with the same answers as one after the other: each given by their
 * identifiers, strongest first. Answers a person id each, 0 for people without identifiers. Call within a transaction.
 */
export function resolvePeople(
  db: WriteDb,
  runId: number,
  people: readonly (readonly StoredIdentifier[])[],
): Uint32Array {
  const entries = entriesOf(people);
  const sorted = [...entries.values()];
  lookUp(db, sorted);
  const first = nextPersonId(db);
  let next = first;
  const seen = new Set<Entry>();
  const persons = Uint32Array.from(people, (identifiers) => {
    const own = identifiers.map((identifier) => entries.get(keyOf(identifier)) as Entry);
    return decide(own, seen, () => next++);
  });
  addPeople(db, first, Array<string>(next - first).fill(''));
  addFresh(
    db,
    sorted.filter(({ id }) => id === 0),
  );
  noteSightings(
    db,
    runId,
    Array.from(seen, ({ id }) => id).sort((a, b) => a - b),
  );
  for (const { id, identifier } of seen) if (identifier.seal) fillVault(db, id, identifier.seal);
  return persons;
}
