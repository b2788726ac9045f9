import { expect, test } from 'vitest';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, number } from '../../src-main/store/sql.ts';
import { addConsent } from '../../src-main/store/tables/consents.ts';
import {
  countPeople,
  hasPerson,
  listIdentifiers,
  maxPerson,
  removeSightings,
  resolvePerson,
  type StoredIdentifier,
} from '../../src-main/store/tables/people.ts';
import { aRun } from './stored.ts';

const email = (n: number): StoredIdentifier => ({ hash: Uint8Array.of(1, n), kind: 'email', scope: '', seal: null });
const phone = (n: number): StoredIdentifier => ({ hash: Uint8Array.of(2, n), kind: 'phone', scope: '', seal: null });
const tables = (db: WriteDb) =>
  Object.fromEntries(
    ['people', 'identifiers', 'sightings', 'vault', 'consents'].map((name) => [
      name,
      number(db, `SELECT count(*) FROM ${name}`),
    ]),
  );

test('the same identifier is the same person, another one somebody else', () => {
  const db = openMemory();
  const run = aRun(db);
  const ada = resolvePerson(db, run, [email(1)]);
  expect(resolvePerson(db, run, [email(1)])).toBe(ada);
  expect(resolvePerson(db, run, [email(2)])).not.toBe(ada);
  expect(countPeople(db)).toBe(2);
  expect(hasPerson(db, ada)).toBe(true);
  expect(hasPerson(db, 99)).toBe(false);
});

test('identifiers that come together are joined, and later ones found by either', () => {
  const db = openMemory();
  const run = aRun(db);
  const ada = resolvePerson(db, run, [email(1)]);
  expect(resolvePerson(db, run, [email(1), phone(1)])).toBe(ada);
  expect(resolvePerson(db, aRun(db), [phone(1)])).toBe(ada);
  expect(listIdentifiers(db, ada).map((identifier) => identifier.kind)).toEqual(['email', 'phone']);
});

test('a shared phone does not melt two people into one: the strongest identifier decides', () => {
  const db = openMemory();
  const run = aRun(db);
  const ada = resolvePerson(db, run, [email(1), phone(1)]);
  const ben = resolvePerson(db, run, [email(2)]);
  expect(resolvePerson(db, run, [email(2), phone(1)])).toBe(ben);
  expect(listIdentifiers(db, ben).map((identifier) => identifier.kind)).toEqual(['email']);
  expect(resolvePerson(db, run, [phone(1)])).toBe(ada);
});

test('nobody is nobody', () => {
  const db = openMemory();
  expect(resolvePerson(db, aRun(db), [])).toBe(0);
  expect(tables(db)).toMatchObject({ people: 0, identifiers: 0 });
});

test('a clear value is sealed once, the first time it is offered', () => {
  const db = openMemory();
  let seals = 0;
  const sealed = (n: number): StoredIdentifier => ({ ...email(n), seal: () => Uint8Array.of(++seals) });
  const ada = resolvePerson(db, aRun(db), [email(1)]);
  expect(listIdentifiers(db, ada)[0]?.sealed).toBeNull();
  resolvePerson(db, aRun(db), [sealed(1)]);
  resolvePerson(db, aRun(db), [sealed(1)]);
  expect(Array.from(listIdentifiers(db, ada)[0]?.sealed ?? [])).toEqual([1]);
  expect(seals).toBe(1);
});

test('undoing the only import that saw somebody leaves nothing of them', () => {
  const db = openMemory();
  const run = aRun(db);
  const ada = resolvePerson(db, run, [{ ...email(1), seal: () => Uint8Array.of(9) }, phone(1)]);
  addConsent(db, { person: ada, purpose: 'marketing', state: 'granted', atMs: 1, wording: '', run, line: 1 });
  // Also what the owner recorded by hand: there is nobody left whom it could be about.
  addConsent(db, { person: ada, purpose: 'research', state: 'denied', atMs: 1, wording: '', run: null, line: null });
  removeSightings(db, run);
  expect(tables(db)).toEqual({ people: 0, identifiers: 0, sightings: 0, vault: 0, consents: 0 });
});

test('undoing one of two imports leaves the person, and takes only what that import alone knew', () => {
  const db = openMemory();
  const [first, second] = [aRun(db), aRun(db)];
  const ada = resolvePerson(db, first, [email(1)]);
  resolvePerson(db, second, [email(1), phone(1)]);
  removeSightings(db, second);
  expect(listIdentifiers(db, ada).map((identifier) => identifier.kind)).toEqual(['email']);
  removeSightings(db, first);
  expect(tables(db)).toMatchObject({ people: 0, sightings: 0 });
});

test('the undone import’s own consents go, the other’s stay', () => {
  const db = openMemory();
  const [first, second] = [aRun(db), aRun(db)];
  const ada = resolvePerson(db, first, [email(1)]);
  resolvePerson(db, second, [email(1)]);
  for (const run of [first, second])
    addConsent(db, { person: ada, purpose: 'marketing', state: 'granted', atMs: 5, wording: '', run, line: 1 });
  removeSightings(db, first);
  expect(all(db, 'SELECT run_id FROM consents')).toEqual([{ run_id: second }]);
});

test('numbers of people run from 1 without holes while nobody goes', () => {
  const db = openMemory();
  const run = aRun(db);
  const people = [1, 2, 3].map((n) => resolvePerson(db, run, [email(n)]));
  expect(people).toEqual([1, 2, 3]);
  expect(maxPerson(db)).toBe(3);
});
