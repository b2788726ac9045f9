import type { WriteDb } from '../open.ts';
import { number, prepare } from '../sql.ts';
import { fillVault, nextPersonId, type StoredIdentifier } from './people.ts';

/** Rows per statement: one statement a row costs three times as much. */
const CHUNK = 100;

const marks = (group: string, count: number): string => Array.from({ length: count }, () => group).join(', ');

/** An identifier as the batch knows it; `id` 0 = not in the store yet. */
interface Entry {
  identifier: StoredIdentifier;
  /** The hash as text that can be compared. */
  key: string;
  id: number;
  person: number;
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += CHUNK) yield list.slice(from, from + CHUNK);
}

/** Looks up which of the hashes the store knows. */
function findKnown(db: WriteDb, entries: ReadonlyMap<string, Entry>): void {
  for (const part of chunks([...entries.values()])) {
    const rows = prepare(
      db,
      `SELECT hash, id, person_id FROM identifiers WHERE hash IN (${marks('?', part.length)})`,
    ).all(...part.map(({ identifier }) => identifier.hash)) as { hash: Buffer; id: number; person_id: number }[];
    for (const { hash, id, person_id: person } of rows) {
      const entry = entries.get(hash.toString('latin1'));
      if (entry) Object.assign(entry, { id, person });
    }
  }
}

function entriesOf(people: readonly (readonly StoredIdentifier[])[]): Map<string, Entry> {
  const keys = people.flatMap((identifiers) =>
    identifiers.map((identifier) => ({ identifier, key: Buffer.from(identifier.hash).toString('latin1') })),
  );
  // In the order of the index: neighbours are written to the same pages.
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const entries = new Map<string, Entry>();
  for (const { identifier, key } of keys)
    if (!entries.has(key)) entries.set(key, { identifier, key, id: 0, person: 0 });
  return entries;
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

function addPeople(db: WriteDb, first: number, count: number): void {
  for (const part of chunks(Array.from({ length: count }, (_, i) => first + i)))
    prepare(db, `INSERT INTO people (id) VALUES ${marks('(?)', part.length)}`).run(...part);
}

function addIdentifiers(db: WriteDb, fresh: readonly Entry[]): void {
  let id = number(db, 'SELECT coalesce(max(id), 0) FROM identifiers');
  for (const entry of fresh) entry.id = ++id;
  for (const part of chunks(fresh))
    prepare(
      db,
      `INSERT INTO identifiers (id, hash, kind, scope, person_id) VALUES ${marks('(?, ?, ?, ?, ?)', part.length)}`,
    ).run(
      ...part.flatMap((entry) => [
        entry.id,
        entry.identifier.hash,
        entry.identifier.kind,
        entry.identifier.scope,
        entry.person,
      ]),
    );
}

function noteSightings(db: WriteDb, runId: number, seen: readonly Entry[]): void {
  const ids = seen.map(({ id }) => id).sort((a, b) => a - b);
  for (const part of chunks(ids))
    prepare(db, `INSERT OR IGNORE INTO sightings VALUES ${marks('(?, ?)', part.length)}`).run(
      ...part.flatMap((id) => [runId, id]),
    );
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
  findKnown(db, entries);
  const first = nextPersonId(db);
  let next = first;
  const seen = new Set<Entry>();
  const persons = Uint32Array.from(people, (identifiers) => {
    const own = identifiers.map(({ hash }) => entries.get(Buffer.from(hash).toString('latin1')) as Entry);
    return decide(own, seen, () => next++);
  });
  addPeople(db, first, next - first);
  addIdentifiers(
    db,
    [...entries.values()].filter(({ id }) => id === 0),
  );
  noteSightings(db, runId, [...seen]);
  for (const { id, identifier } of seen) if (identifier.seal) fillVault(db, id, identifier.seal);
  return persons;
}
