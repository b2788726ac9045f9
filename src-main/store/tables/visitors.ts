import type { IdentifierKind } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { number, prepare } from '../sql.ts';
import { nextPersonId } from './people.ts';

/** Bytes of an identifier hash. */
const HASH_BYTES = 16;
/** Rows per statement: one statement a row costs three times as much (measured at 330,000 visitors). */
const CHUNK = 100;

const marks = (group: string, count: number): string => Array.from({ length: count }, () => group).join(', ');

interface Known {
  id: number;
  person: number;
}

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
  let nextPerson = nextPersonId(db);
  let nextId = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM identifiers');
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(count, from + CHUNK);
    const parts = Array.from({ length: to - from }, (_, i) =>
      buffer.subarray((from + i) * HASH_BYTES, (from + i + 1) * HASH_BYTES),
    );
    const known = findKnown(db, parts);
    const fresh: Fresh[] = [];
    const seen: number[] = [];
    parts.forEach((hash, i) => {
      const text = hash.toString('latin1');
      let found = known.get(text);
      if (found) seen.push(found.id);
      else {
        found = { id: nextId++, person: nextPerson++ };
        known.set(text, found);
        fresh.push({ hash, ...found, country: countries[from + i] ?? '' });
      }
      persons[from + i] = found.person;
    });
    addFresh(db, fresh, kind, scope);
    noteSightings(db, runId, [...fresh.map((entry) => entry.id), ...seen]);
  }
  return persons;
}

function findKnown(db: WriteDb, hashes: readonly Uint8Array[]): Map<string, Known> {
  const rows = prepare(
    db,
    `SELECT hash, id, person_id FROM identifiers WHERE hash IN (${marks('?', hashes.length)})`,
  ).all(...hashes) as {
    hash: Buffer;
    id: number;
    person_id: number;
  }[];
  return new Map(rows.map((row) => [row.hash.toString('latin1'), { id: row.id, person: row.person_id }]));
}

interface Fresh {
  hash: Uint8Array;
  id: number;
  person: number;
  country: string;
}

function addFresh(db: WriteDb, fresh: readonly Fresh[], kind: string, scope: string): void {
  if (fresh.length === 0) return;
  prepare(db, `INSERT INTO people (id, country) VALUES ${marks('(?, ?)', fresh.length)}`).run(
    ...fresh.flatMap(({ person, country }) => [person, country]),
  );
  prepare(
    db,
    `INSERT INTO identifiers (id, hash, kind, scope, person_id) VALUES ${marks('(?, ?, ?, ?, ?)', fresh.length)}`,
  ).run(...fresh.flatMap(({ id, hash, person }) => [id, hash, kind, scope, person]));
}

function noteSightings(db: WriteDb, runId: number, ids: readonly number[]): void {
  if (ids.length === 0) return;
  prepare(db, `INSERT OR IGNORE INTO sightings VALUES ${marks('(?, ?)', ids.length)}`).run(
    ...ids.flatMap((id) => [runId, id]),
  );
}
