import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextTable } from '../../src-main/services/text-table.ts';

const someText = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '\0', 'a\0b', '\ud800'), fc.string({ maxLength: 12 }));
const someParts = fc.array(someText, { minLength: 1, maxLength: 3 });

test('texts are numbered in the order they first come, and told apart exactly as lists of texts are', () => {
  fc.assert(
    fc.property(fc.array(someParts, { maxLength: 300 }), (lists) => {
      const table = new TextTable();
      const known = new Map<string, number>();
      for (const parts of lists) {
        const key = JSON.stringify(parts);
        const number = known.get(key);
        expect(table.numberOf(...parts)).toBe(number ?? -(known.size + 1));
        if (number === undefined) known.set(key, known.size + 1);
      }
      expect(table.size).toBe(known.size);
    }),
  );
});

test('it grows, and begins anew when cleared', () => {
  const table = new TextTable();
  for (let i = 1; i <= 20_000; i++) expect(table.numberOf('email', '', `person${i}@example.com`)).toBe(-i);
  for (let i = 1; i <= 20_000; i++) expect(table.numberOf('email', '', `person${i}@example.com`)).toBe(i);
  expect(table.units).toBeGreaterThan(20_000 * 20);
  table.clear();
  expect([table.size, table.units]).toEqual([0, 0]);
  expect(table.numberOf('email', '', 'person7@example.com')).toBe(-1);
});
