import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Signature, topicPlaces } from '../../../src-main/analysis/topics/places.ts';

const distance = (a: { x: number; y: number } | undefined, b: { x: number; y: number } | undefined) =>
  Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));

test('two topics lie at the ends of a line, one in the middle, none nowhere', () => {
  // Nothing in common: centred likeness ½ and −½, so coordinates √1 × ±1/√2, scaled to ±1.
  const { places, kept } = topicPlaces([{ parcel: 1 }, { coffee: 1 }]);
  expect(places.map(({ x, y }) => [Number(x.toFixed(9)), Math.abs(Number(y.toFixed(9)))])).toEqual([
    [1, 0],
    [-1, 0],
  ]);
  expect(kept).toBeCloseTo(1, 9);
  expect(topicPlaces([{ parcel: 1 }])).toEqual({ places: [{ x: 0, y: 0 }], kept: 1 });
  expect(topicPlaces([])).toEqual({ places: [], kept: 1 });
});

test('three topics with nothing in common are equally far from each other, and the plane holds all of it', () => {
  const { places, kept } = topicPlaces([{ a: 2 }, { b: 1 }, { c: 3 }]);
  const [a, b, c] = places;
  expect(distance(a, b)).toBeCloseTo(distance(b, c), 9);
  expect(distance(a, b)).toBeCloseTo(distance(a, c), 9);
  expect(kept).toBeCloseTo(1, 9);
});

test('topics that share words lie nearer than those that do not', () => {
  const { places } = topicPlaces([
    { parcel: 3, late: 2, courier: 1 },
    { parcel: 2, late: 2, driver: 1 },
    { coffee: 3, cup: 1 },
    { coffee: 2, cup: 2, milk: 1 },
  ]);
  expect(distance(places[0], places[1])).toBeLessThan(distance(places[0], places[2]));
  expect(distance(places[2], places[3])).toBeLessThan(distance(places[1], places[3]));
});

const signature: fc.Arbitrary<Signature> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  fc.double({ min: 0.01, max: 2, noNaN: true }),
  { maxKeys: 5 },
);

test('places are within the picture, and the same each time, whatever the scale of the weights', () => {
  fc.assert(
    fc.property(fc.array(signature, { maxLength: 8 }), (signatures) => {
      const found = topicPlaces(signatures);
      for (const { x, y } of found.places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1 + 1e-9);
      expect(found.kept).toBeLessThanOrEqual(1 + 1e-9);
      expect(topicPlaces(signatures)).toEqual(found);
      const half = signatures.map((words) => Object.fromEntries(Object.entries(words).map(([w, v]) => [w, v / 2])));
      expect(topicPlaces(half).kept).toBeCloseTo(found.kept, 6);
    }),
    { numRuns: 60 },
  );
});
