import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOfRare, rowsOfKind, rowsWithValue } from '../../src-main/analysis/base/rare-rows.ts';

const ascending = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: most, size: 'max' })
    .map((rows) => rows.sort((a, b) => a - b));

test('rare rows of a block are found at their places, in their order', () => {
  fc.assert(
    fc.property(ascending(200), ascending(60), (rows, rare) => {
      const block = { rows: Uint32Array.from(rows), visits: new Int32Array(rows.length), count: rows.length };
      const places = new Int32Array(300);
      const found = placesOfRare(block, Uint32Array.from(rare), places);
      expect([...places.subarray(0, found)].map((j) => rows[j])).toEqual(rare.filter((row) => rows.includes(row)));
    }),
  );
});

test('rows with a value, or of a kind, are noted where they are few', () => {
  const value = new Float32Array(100);
  value[7] = 2;
  value[93] = -1;
  expect(rowsWithValue(value)).toEqual(Uint32Array.of(7, 93));
  expect(rowsWithValue(value.fill(1))).toEqual(Uint32Array.of(7, 93));
  expect(rowsWithValue(new Float32Array(100).fill(1))).toBeNull();
  const purchases = rowsOfKind(11);
  expect(purchases(Uint8Array.from({ length: 64 }, (_, i) => (i === 63 ? 11 : 0)))).toEqual(Uint32Array.of(63));
  expect(rowsOfKind(4)(Uint8Array.from({ length: 64 }, (_, i) => (i === 63 ? 11 : 0)))).toEqual(Uint32Array.of());
});
