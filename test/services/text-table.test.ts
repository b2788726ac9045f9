import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextTable } from '../../src-main/services/text-table.ts';

const someText = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab', '\0', 'a\0b', '\ud800'), fc.string({ maxLength: 12 }));
const someGroup = fc.constantFrom(0, 1, 97, 65_535);

test('texts are numbered in the order they first come, and told apart exactly as pairs of group and text are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(someText, someGroup), { maxLength: 300 }), (texts) => {
      const table = new TextTable();
      const known = new Map<string, number>();
      for (const [text, group] of texts) {
        const key = JSON.stringify([text, group]);
        const number = known.get(key);
        expect(table.numberOf(text, group)).toBe(number ?? -(known.size + 1));
        if (number === undefined) known.set(key, known.size + 1);
      }
      expect(table.size).toBe(known.size);
    }),
  );
});

test('it grows, and begins anew when cleared', () => {
  const table = new TextTable();
  for (let i = 1; i <= 20_000; i++) expect(table.numberOf(`person${i}@example.com`, 1)).toBe(-i);
  for (let i = 1; i <= 20_000; i++) expect(table.numberOf(`person${i}@example.com`, 1)).toBe(i);
  expect(table.words).toBeGreaterThan(20_000 * 10);
  table.clear();
  expect([table.size, table.words]).toEqual([0, 0]);
  expect(table.numberOf('person7@example.com', 1)).toBe(-1);
});
