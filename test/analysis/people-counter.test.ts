import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PeopleCounter } from '../../src-main/analysis/base/messages.ts';

test('people are counted once each, nobody never, however many there are', () => {
  const someone = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0x7fff_ffff >>> 8 }));
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 300 }), fc.integer({ min: 0, max: 6000 }), (people, crowd) => {
      const counter = new PeopleCounter();
      const seen = new Set<number>();
      const all = [...people, ...Array.from({ length: crowd }, (_, i) => 1 + i * 3), ...people];
      for (const person of all) {
        counter.add(person);
        if (person > 0) seen.add(person);
      }
      expect(counter.count).toBe(seen.size);
    }),
    { numRuns: 60 },
  );
});
