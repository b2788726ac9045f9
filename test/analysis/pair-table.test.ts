import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from '../../src-main/analysis/base/pair-table.ts';

test('pairs are counted as a map of texts would, also when there are many and large numbers', () => {
  const pair = fc.record({
    a: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 0xffff_fffe })),
    b: fc.integer({ min: 0, max: 400 }),
    group: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 2000 }), (pairs) => {
      // Those of one group lie together, and two groups are one person's.
      const sorted = [...pairs].sort((x, y) => x.group - y.group);
      const table = new PairTable();
      const known = new Map<string, { times: number; groups: Set<number>; people: Set<number> }>();
      for (const { a, b, group } of sorted) {
        const who = 1 + Math.floor(group / 2);
        const n = table.add(a, b, group, who);
        expect([table.a(n), table.b(n)]).toEqual([a, b]);
        const one = known.get(`${a} ${b}`) ?? { times: 0, groups: new Set(), people: new Set() };
        known.set(`${a} ${b}`, one);
        one.times++;
        one.groups.add(group);
        one.people.add(who);
      }
      expect(table.size).toBe(known.size);
      const ours = Array.from({ length: table.size }, (_, n) => [
        `${table.a(n)} ${table.b(n)}`,
        [table.times(n), table.groups(n), table.people(n)],
      ]);
      expect(Object.fromEntries(ours)).toEqual(
        Object.fromEntries(
          [...known].map(([key, { times, groups, people }]) => [key, [times, groups.size, people.size]]),
        ),
      );
    }),
    { numRuns: 40 },
  );
});
