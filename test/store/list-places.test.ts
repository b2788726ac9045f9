import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ListPlaces } from '../../src-main/store/columns/list-places.ts';

test('law: each id has its own entries, in any order of the ids asked for; those without any have none', () => {
  const lists = fc.uniqueArray(fc.record({ id: fc.nat({ max: 99 }), length: fc.nat({ max: 9 }) }), {
    selector: ({ id }) => id,
    maxLength: 20,
  });
  fc.assert(
    fc.property(lists, (given) => {
      const ids = Uint32Array.from(given, ({ id }) => id);
      const places = new ListPlaces(ids);
      const entries: number[] = [];
      for (const { id, length } of given)
        for (let i = 0; i < length; i++) {
          places.add(id, entries.length);
          entries.push(id);
        }
      const asked = ids.toReversed();
      const [start, count] = [new Uint32Array(asked.length), new Uint8Array(asked.length)];
      places.fill(asked, start, count);
      for (const [i, id] of asked.entries()) {
        const list = entries.slice(start[i], (start[i] as number) + (count[i] as number));
        expect(list).toEqual(entries.filter((entry) => entry === id));
      }
    }),
  );
});
