import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pseudonymOf } from '../../shared/ids.ts';

const people = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test('a pseudonym is short, stable and of one form', () => {
  fc.assert(
    fc.property(people, (person) => {
      expect(pseudonymOf(person)).toMatch(/^P-[0-9A-Z]{7}$/);
      expect(pseudonymOf(person)).toBe(pseudonymOf(person));
    }),
  );
});

test('no two people have the same pseudonym', () => {
  const seen = new Set<string>();
  for (let person = 0; person < 200_000; person++) seen.add(pseudonymOf(person));
  expect(seen.size).toBe(200_000);
  fc.assert(
    fc.property(people, people, (a, b) => {
      expect(pseudonymOf(a) === pseudonymOf(b)).toBe(a === b);
    }),
  );
});

test('neighbours do not look like neighbours', () => {
  let alike = 0;
  for (let person = 1; person < 1000; person++)
    if (pseudonymOf(person).slice(0, 4) === pseudonymOf(person + 1).slice(0, 4)) alike++;
  expect(alike).toBeLessThan(20);
});
