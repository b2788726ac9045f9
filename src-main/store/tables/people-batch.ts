import type { WriteDb } from '../open.ts';
import { number } from '../sql.ts';
import { addIdentifiers, addPeople, findKnown, HASH_BYTES, joinHashes, noteSightings } from './identifiers-bulk.ts';
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

/** First four bytes of each hash as a number that sorts as they do. */
function firstWords(hashes: Uint8Array): Uint32Array {
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  return Uint32Array.from({ length: hashes.length / HASH_BYTES }, (_, i) => view.getUint32(i * HASH_BYTES));
}

function compareHashes(hashes: Uint8Array, a: number, b: number): number {
  for (let i = 0; i < HASH_BYTES; i++) {
    const difference = (hashes[a * HASH_BYTES + i] as number) - (hashes[b * HASH_BYTES + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The different hashes among those given, sorted, and which of them each is. */
function differentHashes(hashes: Uint8Array): { sorted: Uint8Array; slotOf: Uint32Array } {
  const words = firstWords(hashes);
  const order = Uint32Array.from(words.keys()).sort(
    (a, b) => (words[a] as number) - (words[b] as number) || compareHashes(hashes, a, b),
  );
  const sorted = new Uint8Array(hashes.length);
  const slotOf = new Uint32Array(order.length);
  let different = 0;
  order.forEach((place, k) => {
    if (k === 0 || compareHashes(hashes, order[k - 1] as number, place) !== 0) {
      sorted.set(hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES), different * HASH_BYTES);
      different++;
    }
    slotOf[place] = different - 1;
  });
  return { sorted: sorted.subarray(0, different * HASH_BYTES), slotOf };
}

/**
 * As `resolvePeople`, for people of one identifier each, all of one kind and scope and none for the vault: given by their
 * hashes, 16 bytes each. Nothing is made per person, which for the buyers of a shop is half the time.
 */
export function resolveSingles(
  db: WriteDb,
  runId: number,
  hashes: Uint8Array,
  { kind, scope }: Pick<StoredIdentifier, 'kind' | 'scope'>,
): Uint32Array {
  const { sorted, slotOf } = differentHashes(hashes);
  const different = sorted.length / HASH_BYTES;
  // Ids as the store gives them: not bound to 32 bits.
  const [ids, persons] = [new Float64Array(different), new Float64Array(different)];
  for (const { place, id, person } of findKnown(db, sorted)) {
    ids[place] = id;
    persons[place] = person;
  }
  const first = nextPersonId(db);
  let next = first;
  const answer = Uint32Array.from(slotOf, (slot) => {
    if (persons[slot] === 0) persons[slot] = next++;
    return persons[slot] as number;
  });
  addPeople(db, first, Array<string>(next - first).fill(''));
  const firstId = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM identifiers');
  const fresh = Uint32Array.from(ids.keys()).filter((slot) => ids[slot] === 0);
  const freshHashes = joinHashes(
    Array.from(fresh, (slot) => sorted.subarray(slot * HASH_BYTES, (slot + 1) * HASH_BYTES)),
  );
  const owners = Array.from(fresh, (slot) => persons[slot] as number);
  addIdentifiers(db, firstId, { hashes: freshHashes, kind, scope, persons: owners });
  fresh.forEach((slot, i) => {
    ids[slot] = firstId + i;
  });
  noteSightings(db, runId, Array.from(ids.sort()));
  return answer;
}
