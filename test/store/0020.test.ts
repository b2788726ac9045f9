import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { number, run } from '../../src-main/store/sql.ts';
import { mergePersonRows } from '../../src-main/store/tables/erase.ts';
import { removeSightings } from '../../src-main/store/tables/people.ts';
import {
  countCountries,
  countryOfPerson,
  loadCountries,
  noteCountry,
} from '../../src-main/store/tables/person-countries.ts';
import { resolveVisitors } from '../../src-main/store/tables/visitors.ts';
import { aRun } from './stored.ts';

test('migration 20 keeps people; nobody’s country is known', () => {
  const db = openMemory(19);
  run(db, 'INSERT INTO people (id) VALUES (3)');
  migrate(db, { target: 20 });
  expect(schemaVersion(db)).toBe(20);
  expect(countryOfPerson(db, 3)).toBe('');
  expect([countCountries(db), loadCountries(db).codes]).toEqual([0, ['']]);
});

test('the country of an address comes with the visitor, what an import says counts for more, and undo takes it back', () => {
  const db = openMemory();
  const first = aRun(db, 'access.log');
  const hashes = Uint8Array.from({ length: 32 }, (_, i) => i);
  expect([...resolveVisitors(db, first, 'visitor', 'log', hashes, ['DE', ''])]).toEqual([1, 2]);
  const second = aRun(db, 'people.csv');
  resolveVisitors(db, second, 'visitor', 'log', hashes, ['FR', 'FR']);
  noteCountry(db, 2, second, 'IT');
  noteCountry(db, 2, second, 'AT');
  noteCountry(db, 1, second, 'CH');
  const { codes, ofPerson } = loadCountries(db);
  expect([1, 2].map((person) => codes[ofPerson[person] as number])).toEqual(['CH', 'AT']);
  expect([countryOfPerson(db, 1), countryOfPerson(db, 2), countCountries(db)]).toEqual(['CH', 'AT', 2]);
  removeSightings(db, second);
  expect([countryOfPerson(db, 1), countryOfPerson(db, 2), countCountries(db)]).toEqual(['DE', '', 1]);
  removeSightings(db, first);
  expect(number(db, 'SELECT count(*) FROM people') + number(db, 'SELECT count(*) FROM person_countries')).toBe(0);
});

test('two people made one: what was known of either is known of the one', () => {
  const db = openMemory();
  const runId = aRun(db);
  const hashes = Uint8Array.from({ length: 32 }, (_, i) => i);
  resolveVisitors(db, runId, 'visitor', 'log', hashes, ['DE', '']);
  noteCountry(db, 1, runId, 'AT');
  mergePersonRows(db, 1, 2);
  expect(countryOfPerson(db, 2)).toBe('AT');
  run(db, 'DELETE FROM person_countries');
  expect(countryOfPerson(db, 2)).toBe('DE');
});
