import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/time.ts';
import type { StretchLimits } from '../../src-main/analysis/base/common-stretches.ts';
import { findPaths, pathsWithout } from '../../src-main/analysis/base/paths.ts';
import { frequentSequences, frequentStretches } from '../../src-main/analysis/base/prefix-span.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, contextOf } from './run.ts';

/** Visits of pages, one after the other, each of some person; a minute between acts, an hour between visits. */
function eventsOf(visits: readonly { person: number; pages: readonly number[] }[]) {
  let minute = 0;
  const rows: EventSketch[] = [];
  for (const { person, pages } of visits) {
    for (const page of pages)
      rows.push({ at: at(0) + MINUTE_MS * minute++, person, page: page === 0 ? '' : `/${page}` });
    minute += 60;
  }
  return { events: eventColumns(rows), minutes: minute };
}

const someVisits = (pages: fc.Arbitrary<number>, maxLength: number) =>
  fc.array(
    fc.record({ person: fc.integer({ min: 1, max: 4 }), pages: fc.array(pages, { maxLength: 9, size: 'max' }) }),
    {
      maxLength,
      size: 'max',
    },
  );
const limits = fc.record({
  support: fc.integer({ min: 1, max: 6 }),
  longest: fc.integer({ min: 2, max: 5 }),
  most: fc.integer({ min: 1, max: 12 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** People who are left out, by person. */
const SECOND_AND_THIRD = Uint8Array.from({ length: 10 }, (_, person) => Number(person === 2 || person === 3));

/** Checks stretches of dates that begin and end at some shares of all against those of all paths. */
function agree(visits: Parameters<typeof eventsOf>[0], ends: readonly number[], wanted: StretchLimits): void {
  const { events, minutes } = eventsOf(visits);
  const [from = 0, to = 0] = ends.map((end) => Math.round(end * minutes)).sort((a, b) => a - b);
  const context = contextOf({ range: { fromMs: at(0) + from * MINUTE_MS, toMs: at(0) + to * MINUTE_MS } });
  const paths = findPaths(events, context);
  for (const leftOut of [null, SECOND_AND_THIRD]) {
    const { sequences, total, isAll } = frequentStretches(events, context, wanted, leftOut);
    const all = frequentSequences(pathsWithout(paths, leftOut), { ...wanted, gaps: false });
    expect(sequences).toEqual(all.sequences);
    // Where not all were looked for, there are as many at least, and more than are listed or just as many.
    expect(total).toBeGreaterThanOrEqual(sequences.length);
    expect(total).toBeLessThanOrEqual(all.total);
    if (isAll || all.total < wanted.most) expect([total, isAll]).toEqual([all.total, true]);
  }
}

test.each([2, 4, 30])('the most common stretches are the same as when all are found: of %i pages', (pages) => {
  fc.assert(
    fc.property(someVisits(fc.integer({ min: 0, max: pages }), 40), share, share, limits, (visits, a, b, wanted) =>
      agree(visits, [a, b], wanted),
    ),
    { numRuns: 150 },
  );
});

test('also where more pages may be part of one than are counted in pairs', () => {
  // Every page as common as the next, and a few that are more so.
  const page = fc.oneof(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 8 }));
  const least = fc.record({ support: fc.integer({ min: 1, max: 2 }), longest: fc.constant(4), most: fc.constant(40) });
  fc.assert(
    fc.property(someVisits(page, 20), share, least, (visits, from, wanted) => {
      const all = Array.from({ length: 700 }, (_, n) => ({
        person: 1 + (n % 5),
        pages: [n + 1, 1 + ((n * 7) % 700), n + 1],
      }));
      agree([...all, ...visits], [from / 4, 1], wanted);
    }),
    { numRuns: 20 },
  );
});

test('a stretch that visits have again and again counts once for each', () => {
  const visits = Array.from({ length: 9 }, (_, n) => ({ person: n, pages: [1, 2, 1, 2, 1, 2, 3 + n] }));
  agree(visits, [0, 1], { support: 1, longest: 4, most: 2 });
  agree(visits, [0, 1], { support: 9, longest: 3, most: 50 });
});

test('pages that are seen less often than hundreds of others still make the most common stretch', () => {
  const alone = Array.from({ length: 3000 }, (_, n) => ({ person: 1, pages: [1 + (n % 500)] }));
  const together = Array.from({ length: 4 }, (_, n) => ({ person: 1 + n, pages: [900, 901, 902] }));
  agree([...alone, ...together], [0, 1], { support: 2, longest: 3, most: 1 });
  agree([...alone, ...together], [0, 1], { support: 1, longest: 3, most: 9 });
});

test('also where the longest search stops at the most common ones, there are said to be more', () => {
  const several = (times: number, ...pages: number[]) => Array.from({ length: times }, () => ({ person: 1, pages }));
  const visits = [
    ...Array.from({ length: 5000 }, (_, n) => ({ person: 1, pages: [1 + (n % 500)] })),
    ...several(20, 1, 2),
    ...several(1, ...Array.from({ length: 24 }, (_, n) => 3 + (n % 2))),
    ...several(8, 900, 901),
    ...several(3, 902, 903),
  ];
  const wanted = { support: 2, longest: 2, most: 2 };
  agree(visits, [0, 1], wanted);
  const { total, isAll } = frequentStretches(
    eventsOf(visits).events,
    contextOf({ range: { fromMs: 0, toMs: 1e15 } }),
    wanted,
  );
  expect([total, isAll]).toEqual([2, false]);
});
