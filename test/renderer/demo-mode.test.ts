import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pseudonymOf } from '../../shared/ids.ts';
import { inventedName, personName } from '../../src-renderer/ui/person-name.ts';
import { cellText } from '../../src-renderer/ui/result-columns.ts';

const LOCALE = { locale: 'en-GB', zone: 'UTC', currency: '' };

test('no two people share an invented name, and it is the same every time', () => {
  const names = Array.from({ length: 10_000 }, (_, person) => inventedName(person + 1));
  expect(new Set(names).size).toBe(10_000);
  expect(names.every((name) => /^[A-Z][a-z]+ [A-Z][a-z]+( \d+)?$/.test(name))).toBe(true);
  const person = fc.integer({ min: 1, max: 0xffff_ffff });
  fc.assert(
    fc.property(person, person, (one, other) => {
      expect(inventedName(one) === inventedName(other)).toBe(one === other);
    }),
  );
});

test('the window shows pseudonyms, in demo mode invented names; nobody stays unknown', () => {
  const column = { id: 'who', label: 'Who', type: 'person' } as const;
  expect(personName(7, LOCALE)).toBe(pseudonymOf(7));
  expect(cellText(column, 7, LOCALE)).toBe(pseudonymOf(7));
  expect(cellText(column, 7, { ...LOCALE, demo: true })).toBe(inventedName(7));
  expect(cellText(column, 0, { ...LOCALE, demo: true })).toBe('Unknown');
});
