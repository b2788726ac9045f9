import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, iterateRaw, number, run } from '../sql.ts';

/** Notes the country (ISO 3166-1 alpha-2) that an import gives of a person; within one import the last one counts. */
export function noteCountry(db: WriteDb, person: number, runId: number, country: string): void {
  run(
    db,
    'INSERT INTO person_countries VALUES (?, ?, ?) ON CONFLICT (person_id, run_id) DO UPDATE SET country = excluded.country',
    person,
    runId,
    country,
  );
}

export const removeCountries = (db: WriteDb, runId: number) =>
  run(db, 'DELETE FROM person_countries WHERE run_id = ?', runId);

/** All that is held of one person's country goes over to another, who keeps their own where there is one. */
export function moveCountries(db: WriteDb, from: number, to: number): void {
  run(db, 'UPDATE OR IGNORE person_countries SET person_id = ? WHERE person_id = ?', to, from);
  run(
    db,
    "UPDATE people SET country = (SELECT country FROM people WHERE id = ?) WHERE id = ? AND country = ''",
    from,
    to,
  );
}

/** Country of one person; '' where it is not known. What an import says counts for more than an address. */
export function countryOfPerson(db: ReadDb, person: number): string {
  const told = get<{ country: string }>(
    db,
    'SELECT country FROM person_countries WHERE person_id = ? ORDER BY run_id DESC LIMIT 1',
    person,
  );
  return (
    told?.country ?? get<{ country: string }>(db, 'SELECT country FROM people WHERE id = ?', person)?.country ?? ''
  );
}

/** Countries of everybody. `ofPerson[id]` indexes `codes`, whose first entry '' = not known. Length = highest person id + 1. */
export function loadCountries(db: ReadDb): { codes: string[]; ofPerson: Uint8Array } {
  const codes = all<{ country: string }>(
    db,
    "SELECT '' AS country UNION SELECT country FROM people UNION SELECT country FROM person_countries ORDER BY country",
  ).map(({ country }) => country);
  const codeOf = new Map(codes.map((code, i) => [code, i]));
  const ofPerson = new Uint8Array(new SharedArrayBuffer(number(db, 'SELECT coalesce(max(id), 0) + 1 FROM people')));
  if (codes.length === 1) return { codes, ofPerson };
  for (const [id, country] of iterateRaw(db, "SELECT id, country FROM people WHERE country <> ''"))
    ofPerson[id as number] = codeOf.get(country as string) ?? 0;
  for (const [id, country] of iterateRaw(db, 'SELECT person_id, country FROM person_countries ORDER BY run_id'))
    ofPerson[id as number] = codeOf.get(country as string) ?? 0;
  return { codes, ofPerson };
}

/** People whose country is known. */
export const countCountries = (db: ReadDb): number =>
  number(
    db,
    "SELECT count(*) FROM people p WHERE country <> '' OR EXISTS (SELECT 1 FROM person_countries c WHERE c.person_id = p.id)",
  );
