import { AppError } from '../../../shared/errors.ts';
import type { IdentifierKind } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';
import { getCounter, setCounter } from './counters.ts';
import { removeCountries } from './person-countries.ts';

/** An identifier as the store sees it: a keyed hash, never the value. `sealed` = the value encrypted for the vault, or null. */
export interface StoredIdentifier {
  hash: Uint8Array;
  kind: IdentifierKind;
  scope: string;
  seal: (() => Uint8Array) | null;
}

/** Id for the next new person: one that nobody had before, an erased person included. */
export const nextPersonId = (db: ReadDb): number => Math.max(maxPerson(db), getCounter(db, 'person-floor')) + 1;

/** Notes the largest id ever given away, before people go: it names nobody else, here or in a backup. */
export const keepFloor = (db: WriteDb): void => setCounter(db, 'person-floor', nextPersonId(db) - 1);

function createPerson(db: WriteDb): number {
  const id = nextPersonId(db);
  run(db, 'INSERT INTO people (id) VALUES (?)', id);
  return id;
}

/**
 * Finds or makes the person behind identifiers given strongest first, and notes that this run saw them.
 * The first identifier that is known decides; identifiers known as somebody else's are left with that person
 * (shared devices and family addresses must not melt people into one).
 */
export function resolvePerson(db: WriteDb, runId: number, identifiers: readonly StoredIdentifier[]): number {
  let person = 0;
  const missing: StoredIdentifier[] = [];
  for (const identifier of identifiers) {
    const known = get<{ id: number; person_id: number }>(
      db,
      'SELECT id, person_id FROM identifiers WHERE hash = ?',
      identifier.hash,
    );
    if (!known) {
      missing.push(identifier);
      continue;
    }
    if (person === 0) person = known.person_id;
    if (known.person_id !== person) continue;
    run(db, 'INSERT OR IGNORE INTO sightings VALUES (?, ?)', runId, known.id);
    if (identifier.seal) fillVault(db, known.id, identifier.seal);
  }
  if (missing.length === 0) return person;
  if (person === 0) person = createPerson(db);
  for (const identifier of missing) {
    const id = Number(
      run(
        db,
        'INSERT INTO identifiers (hash, kind, scope, person_id) VALUES (?, ?, ?, ?)',
        identifier.hash,
        identifier.kind,
        identifier.scope,
        person,
      ).lastInsertRowid,
    );
    run(db, 'INSERT INTO sightings VALUES (?, ?)', runId, id);
    if (identifier.seal) fillVault(db, id, identifier.seal);
  }
  return person;
}

/** Whether a run brought any of these identifiers that no other run has: what a repeated list of people does not. */
export const bringsNew = (db: ReadDb, runId: number, identifiers: readonly StoredIdentifier[]): boolean =>
  identifiers.some(
    ({ hash }) =>
      get(
        db,
        'SELECT 1 FROM identifiers i JOIN sightings s ON s.identifier_id = i.id WHERE i.hash = ? AND s.run_id <> ? LIMIT 1',
        hash,
        runId,
      ) === undefined,
  );

export function fillVault(db: WriteDb, identifierId: number, seal: () => Uint8Array): void {
  if (get(db, 'SELECT 1 FROM vault WHERE identifier_id = ?', identifierId)) return;
  run(db, 'INSERT INTO vault VALUES (?, ?)', identifierId, seal());
}

/** Removes a run's sightings, then identifiers and people that no run holds any more. */
export function removeSightings(db: WriteDb, runId: number): void {
  run(db, 'DELETE FROM consents WHERE run_id = ?', runId);
  run(db, 'DELETE FROM sightings WHERE run_id = ?', runId);
  removeCountries(db, runId);
  run(
    db,
    'DELETE FROM identifiers WHERE NOT EXISTS (SELECT 1 FROM sightings s WHERE s.identifier_id = identifiers.id)',
  );
  run(db, `DELETE FROM consents WHERE NOT EXISTS (SELECT 1 FROM identifiers i WHERE i.person_id = consents.person_id)`);
  keepFloor(db);
  run(db, 'DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM identifiers i WHERE i.person_id = people.id)');
}

/** Whether the person has an identifier with this hash. */
export const hasIdentifier = (db: ReadDb, person: number, hash: Uint8Array): boolean =>
  get(db, 'SELECT 1 FROM identifiers WHERE person_id = ? AND hash = ?', person, hash) !== undefined;

/**
 * Corrects an identifier: the new one is added, seen by the same imports; the old one keeps leading to the person, so that the
 * same file imported again does not make somebody new, but its clear value goes. Throws `invalid-input` where the new one is somebody else's.
 */
export function correctIdentifier(db: WriteDb, person: number, from: StoredIdentifier, to: StoredIdentifier): void {
  const old = get<{ id: number }>(db, 'SELECT id FROM identifiers WHERE person_id = ? AND hash = ?', person, from.hash);
  const known = get<{ person_id: number }>(db, 'SELECT person_id FROM identifiers WHERE hash = ?', to.hash);
  if (!old) throw new AppError('not-found');
  if (known && known.person_id !== person) throw new AppError('invalid-input', { field: 'to', taken: true });
  if (!known) {
    const id = Number(
      run(
        db,
        'INSERT INTO identifiers (hash, kind, scope, person_id) VALUES (?, ?, ?, ?)',
        to.hash,
        to.kind,
        to.scope,
        person,
      ).lastInsertRowid,
    );
    run(db, 'INSERT INTO sightings SELECT run_id, ? FROM sightings WHERE identifier_id = ?', id, old.id);
    if (to.seal) fillVault(db, id, to.seal);
  }
  run(db, 'DELETE FROM vault WHERE identifier_id = ?', old.id);
}

/** Every identifier, one after the other. */
export const streamIdentifiers = (db: ReadDb) =>
  db.prepare('SELECT hash, kind, person_id AS person FROM identifiers').iterate() as Iterable<{
    hash: Uint8Array;
    kind: IdentifierKind;
    person: number;
  }>;

export const countPeople = (db: ReadDb): number => number(db, 'SELECT count(*) FROM people');
export const maxPerson = (db: ReadDb): number => number(db, 'SELECT coalesce(max(id), 0) FROM people');
export const hasPerson = (db: ReadDb, person: number): boolean =>
  get(db, 'SELECT 1 FROM people WHERE id = ?', person) !== undefined;

export function setRestricted(db: WriteDb, person: number, restricted: boolean): void {
  run(db, 'UPDATE people SET restricted = ? WHERE id = ?', restricted ? 1 : 0, person);
}

/** Kinds of identifier known of a person, and whether the clear value is in the vault. */
export const listIdentifiers = (db: ReadDb, person: number) =>
  all<{ id: number; kind: IdentifierKind; scope: string; hash: Uint8Array; sealed: Uint8Array | null }>(
    db,
    'SELECT i.id, i.kind, i.scope, i.hash, v.sealed FROM identifiers i LEFT JOIN vault v ON v.identifier_id = i.id WHERE i.person_id = ? ORDER BY i.id',
    person,
  );
