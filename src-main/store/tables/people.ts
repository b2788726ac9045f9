import type { IdentifierKind } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** An identifier as the store sees it: a keyed hash, never the value. `sealed` = the value encrypted for the vault, or null. */
export interface StoredIdentifier {
  hash: Uint8Array;
  kind: IdentifierKind;
  scope: string;
  seal: (() => Uint8Array) | null;
}

const createPerson = (db: WriteDb): number => Number(run(db, 'INSERT INTO people DEFAULT VALUES').lastInsertRowid);

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
  run(
    db,
    'DELETE FROM identifiers WHERE NOT EXISTS (SELECT 1 FROM sightings s WHERE s.identifier_id = identifiers.id)',
  );
  run(db, `DELETE FROM consents WHERE NOT EXISTS (SELECT 1 FROM identifiers i WHERE i.person_id = consents.person_id)`);
  run(db, 'DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM identifiers i WHERE i.person_id = people.id)');
}

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
