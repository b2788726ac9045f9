import type { WriteDb } from '../open.ts';
import { prepare, run } from '../sql.ts';

/** Bytes of an identifier hash. */
export const HASH_BYTES = 16;

/**
 * Many identifiers at a time. Values travel as one blob of hashes and one JSON list of numbers that SQLite takes apart:
 * binding each value by itself cost more than all of SQLite's work (writing 122,000 buyers: a third of the time).
 */

/** An identifier that the store knows. */
interface Known {
  id: number;
  person: number;
}

/** Where each hash of a blob (16 bytes each) is known; `place` counts the hashes from 0. Unknown ones are left out. */
export function findKnown(db: WriteDb, hashes: Uint8Array): (Known & { place: number })[] {
  return prepare(
    db,
    `WITH RECURSIVE place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < @count)
     SELECT place.n AS place, i.id AS id, i.person_id AS person
     FROM place CROSS JOIN identifiers i ON i.hash = substr(@hashes, place.n * ${HASH_BYTES} + 1, ${HASH_BYTES})
     WHERE @count > 0`,
  ).all({ hashes, count: hashes.length / HASH_BYTES }) as (Known & { place: number })[];
}

/** Makes people with the ids from `first` on; `countries` where they are known ('' = not). */
export function addPeople(db: WriteDb, first: number, countries: readonly string[]): void {
  if (countries.length > 0)
    run(
      db,
      'INSERT INTO people (id, country) SELECT ? + key, value FROM json_each(?)',
      first,
      JSON.stringify(countries),
    );
}

/** Adds identifiers of one kind and scope with the ids from `first` on; `persons[i]` owns the i-th hash. */
export function addIdentifiers(
  db: WriteDb,
  first: number,
  { hashes, kind, scope, persons }: { hashes: Uint8Array; kind: string; scope: string; persons: readonly number[] },
): void {
  if (persons.length > 0)
    run(
      db,
      `INSERT INTO identifiers (id, hash, kind, scope, person_id)
       SELECT ? + key, substr(?, key * ${HASH_BYTES} + 1, ${HASH_BYTES}), ?, ?, value FROM json_each(?)`,
      first,
      hashes,
      kind,
      scope,
      JSON.stringify(persons),
    );
}

/** Notes that a run saw identifiers; those noted already stay. */
export function noteSightings(db: WriteDb, runId: number, ids: readonly number[]): void {
  if (ids.length > 0)
    run(db, 'INSERT OR IGNORE INTO sightings SELECT ?, value FROM json_each(?)', runId, JSON.stringify(ids));
}

/** Hashes of 16 bytes, one after the other. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * HASH_BYTES);
  hashes.forEach((hash, i) => {
    all.set(hash, i * HASH_BYTES);
  });
  return all;
}
