import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alsoViewed } from '../../src-main/analysis/also-viewed.ts';
import { selectEvents, VIEW } from '../../src-main/analysis/base/scan.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, runTable } from './run.ts';

const views = (person: number, ...pages: string[]) => pages.map((page, i) => ({ person, at: at(0, 0, i), page }));
// /a is seen by 1, 2, 3; /b by 1, 2; /c by 3 and 4; /d by 1 alone. Seeing a page twice adds nothing.
const events = eventColumns([
  ...views(1, '/a', '/b', '/a', '/d'),
  ...views(2, '/b', '/a'),
  ...views(3, '/a', '/c'),
  ...views(4, '/c'),
]);
const [a, b] = [events.pageId('/a'), events.pageId('/b')];

test('also-viewed: pairs of pages by the cosine of their visitors', () => {
  const result = runTable(alsoViewed, { events }, { support: 2 });
  expect(result.rows).toEqual([{ key: `${a}:${b}`, cells: [a, b, 2, 2 / Math.sqrt(3 * 2)], people: 2 }]);
  expect(result).toMatchObject({ total: 1, people: 4 });
});

test('also-viewed: only the most visited pages are compared', () => {
  const seen = eventColumns([...views(1, '/a', '/b', '/c'), ...views(2, '/a', '/b', '/c'), ...views(3, '/b', '/c')]);
  const pairs = runTable(alsoViewed, { events: seen }, { support: 2, pages: 2 }).rows.map((row) => row.key);
  expect(pairs).toEqual([`${seen.pageId('/b')}:${seen.pageId('/c')}`]);
});

test('also-viewed: identical groups of people have similarity 1', () => {
  const same = eventColumns([...views(1, '/a', '/b'), ...views(2, '/b', '/a')]);
  expect(runTable(alsoViewed, { events: same }, { support: 2 }).rows[0]?.cells[3]).toBeCloseTo(1, 12);
});

test('also-viewed: a person who saw hundreds of pages does not link them all', () => {
  const pages = Array.from({ length: 200 }, (_, i) => `/p${i}`);
  const crawlers = eventColumns([...views(1, ...pages), ...views(2, ...pages)]);
  // Sixty pages each at most: 60 × 59 / 2 pairs.
  expect(runTable(alsoViewed, { events: crawlers }, { support: 2, limit: 1000 }).total).toBe(1770);
});

test('also-viewed: pages of different visits of one person go together too', () => {
  const apart = eventColumns(
    [1, 2].flatMap((person) => [
      { person, at: at(0), page: '/a' },
      { person, at: at(9), page: '/c' },
    ]),
  );
  const [first] = runTable(alsoViewed, { events: apart }, { support: 2 }).rows;
  expect(first?.cells[2]).toBe(2);
});

test('also-viewed: as when the views of each person are looked at by themselves', () => {
  const scenes = fc.tuple(
    fc.array(anEvent(instants(0, 2)), { minLength: 30, maxLength: 80, size: 'max' }),
    instants(0, 2),
    instants(0, 2),
  );
  fc.assert(
    fc.property(scenes, fc.integer({ min: 2, max: 5 }), ([rows, one, other], pages) => {
      const seen = eventColumns(rows, KNOWN);
      const context = contextOf({ range: { fromMs: Math.min(one, other), toMs: Math.max(one, other) + 1 } });
      const all = [...selectEvents(seen, context, (i) => seen.kind[i] === VIEW)];
      const people = [...new Set(all.map((row) => seen.person[row]))].filter((who) => who !== 0);
      const pagesOf = (who: number | undefined) =>
        new Set(all.filter((row) => seen.person[row] === who).map((row) => seen.page[row] as number));
      const baskets = people.map(pagesOf);
      const count = (...ids: number[]) => baskets.filter((basket) => ids.every((id) => basket.has(id))).length;
      const most = Array.from({ length: seen.pages }, (_, k) => k + 1)
        .filter((id) => count(id) > 0)
        .sort((x, y) => count(y) - count(x) || x - y)
        .slice(0, pages);
      const expected = most.flatMap((x, i) =>
        most.slice(i + 1).map((y) => [x, y, count(x, y), count(x, y) / Math.sqrt(count(x) * count(y))]),
      );
      const result = runTable(alsoViewed, { events: seen }, { support: 2, pages }, context);
      expect(result.rows.map(({ cells }) => cells).sort()).toEqual(
        expected.filter((row) => Number(row[2]) >= 2).sort(),
      );
      const top = runTable(alsoViewed, { events: seen }, { support: 2, pages, limit: 2 }, context);
      expect([top.rows, top.total]).toEqual([result.rows.slice(0, 2), result.total]);
      expect([result.n, result.people]).toEqual([all.length, people.length]);
    }),
    { numRuns: 200 },
  );
});
