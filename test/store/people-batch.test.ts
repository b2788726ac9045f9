import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { resolvePerson, type StoredIdentifier } from '../../src-main/store/tables/people.ts';
import { resolvePeople, resolveSingles } from '../../src-main/store/tables/people-batch.ts';
import { aRun } from './stored.ts';

const identifier = (n: number): StoredIdentifier => ({
  hash: new Uint8Array(16).fill(n),
  kind: n % 2 === 0 ? 'email' : 'phone',
  scope: '',
  // Half of them may be read again, the others never.
  seal: n % 3 === 0 ? () => Uint8Array.of(n) : null,
});

/** Everything that is held of people, told without the numbers of identifiers. */
const held = (db: WriteDb) => ({
  people: all(db, 'SELECT id FROM people ORDER BY id'),
  identifiers: all(db, 'SELECT hash, kind, scope, person_id FROM identifiers ORDER BY hash'),
  sightings: all(
    db,
    'SELECT s.run_id, i.hash FROM sightings s JOIN identifiers i ON i.id = s.identifier_id ORDER BY 1, 2',
  ),
  vault: all(db, 'SELECT i.hash, v.sealed FROM vault v JOIN identifiers i ON i.id = v.identifier_id ORDER BY 1'),
});

test('many people at a time become the same people as one after the other', () => {
  const person = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 });
  const run = fc.array(fc.array(person, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 3 }), (runs) => {
      const [single, many] = [openMemory(), openMemory()];
      for (const batches of runs) {
        const [a, b] = [aRun(single), aRun(many)];
        for (const batch of batches) {
          const people = batch.map((numbers) => numbers.map(identifier));
          expect([...resolvePeople(many, b, people)]).toEqual(people.map((one) => resolvePerson(single, a, one)));
        }
      }
      expect(held(many)).toEqual(held(single));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('more than fit into one statement', () => {
  const db = openMemory();
  const run = aRun(db);
  const people = Array.from({ length: 1234 }, (_, i) => [
    { ...identifier(1), hash: Uint8Array.from({ length: 16 }, (_, byte) => (byte < 4 ? (i >>> (byte * 8)) & 255 : 1)) },
  ]);
  const persons = Array.from({ length: 1234 }, (_, i) => i + 1);
  expect([...resolvePeople(db, run, people)]).toEqual(persons);
  expect([...resolvePeople(db, aRun(db), people)]).toEqual(persons);
});

test('people of one identifier each become the same people from their hashes alone', () => {
  const hashOf = (n: number) => Uint8Array.of(...new Uint8Array(15).fill(7), n);
  const run = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 3 }), (runs) => {
      const [single, many] = [openMemory(), openMemory()];
      for (const batches of runs) {
        const [a, b] = [aRun(single), aRun(many)];
        for (const numbers of batches) {
          const people = numbers.map((n) => [{ hash: hashOf(n), kind: 'email' as const, scope: '', seal: null }]);
          const hashes = Uint8Array.from(numbers.flatMap((n) => [...hashOf(n)]));
          expect([...resolveSingles(many, b, hashes, { kind: 'email', scope: '' })]).toEqual(
            people.map((one) => resolvePerson(single, a, one)),
          );
        }
      }
      expect(held(many)).toEqual(held(single));
    }),
    { numRuns: 60 },
  );
}, 60_000);
