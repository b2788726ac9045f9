import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonStretches, pagesOf } from '../../src-main/analysis/base/common-stretches.ts';
import type { Paths } from '../../src-main/analysis/base/paths.ts';
import { frequentSequences } from '../../src-main/analysis/base/prefix-span.ts';

interface Visit {
  person: number;
  pages: number[];
}

function pathsOf(visits: readonly Visit[]): Paths {
  const start = [0];
  for (const { pages } of visits) start.push((start.at(-1) as number) + pages.length);
  const page = Uint32Array.from(visits.flatMap(({ pages }) => pages));
  return {
    count: visits.length,
    start: Int32Array.from(start),
    page,
    row: Uint32Array.from(page.keys()),
    person: Uint32Array.from(visits, ({ person }) => person),
  };
}

/** Every stretch of two pages or more, by sets of the visits and people that have it. */
function naive(visits: readonly Visit[], support: number, longest: number) {
  const found = new Map<string, { visits: Set<number>; people: Set<number> }>();
  visits.forEach(({ person, pages }, v) => {
    for (let from = 0; from < pages.length; from++)
      for (let to = from + 2; to <= Math.min(pages.length, from + longest); to++) {
        const key = pages.slice(from, to).join('>');
        const own = found.get(key) ?? { visits: new Set(), people: new Set() };
        own.visits.add(v);
        own.people.add(person);
        found.set(key, own);
      }
  });
  return [...found]
    .filter(([, own]) => own.visits.size >= support)
    .map(([key, own]) => ({ key, visits: own.visits.size, people: own.people.size }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const someVisits = fc
  .array(fc.record({ person: fc.integer({ min: 1, max: 6 }), pages: fc.array(fc.integer({ min: 0, max: 5 })) }), {
    maxLength: 60,
  })
  .map((visits) => visits.sort((a, b) => a.person - b.person));

test('stretches are those that sets of visits and people tell', () => {
  fc.assert(
    fc.property(
      someVisits,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 2, max: 4 }),
      (visits, support, longest) => {
        const found = commonStretches(pathsOf(visits), support, longest)
          .map((stretch) => ({
            key: pagesOf(stretch).join('>'),
            visits: stretch.visits,
            people: stretch.people,
          }))
          .sort((a, b) => (a.key < b.key ? -1 : 1));
        expect(found).toEqual(naive(visits, support, longest));
      },
    ),
    { numRuns: 300 },
  );
});

test('of many stretches the most common are kept, whatever their number', () => {
  fc.assert(
    fc.property(someVisits, fc.integer({ min: 1, max: 40 }), (visits, most) => {
      const limits = { support: 1, longest: 3, gaps: false };
      const { sequences: all, total } = frequentSequences(pathsOf(visits), { ...limits, most: 100_000 });
      const some = frequentSequences(pathsOf(visits), { ...limits, most });
      expect([some.sequences, some.total]).toEqual([all.slice(0, most), total]);
      expect(total).toBe(all.length);
    }),
  );
});

test('a pair that comes more often than a slot counts is counted in full', () => {
  const visits = Array.from({ length: 70_000 }, (_, v) => ({ person: v + 1, pages: [1, 2] }));
  expect(commonStretches(pathsOf(visits), 69_999, 4)).toMatchObject([{ first: 1, last: 2, visits: 70_000 }]);
});
