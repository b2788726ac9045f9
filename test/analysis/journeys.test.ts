import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frequentSequences } from '../../src-main/analysis/base/prefix-span.ts';
import { findPaths } from '../../src-main/analysis/base/paths.ts';
import { falseDiscoveryRates, fisherTest, normalTail, sameShareTest } from '../../src-main/analysis/base/tests.ts';
import { converterPages } from '../../src-main/analysis/converter-pages.ts';
import { funnelBySegment } from '../../src-main/analysis/funnel-by-segment.ts';
import { funnelLost } from '../../src-main/analysis/funnel-lost.ts';
import { funnelOverTime } from '../../src-main/analysis/funnel-over-time.ts';
import { loops } from '../../src-main/analysis/loops.ts';
import { pathFlow } from '../../src-main/analysis/path-flow.ts';
import { topSequences } from '../../src-main/analysis/top-sequences.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, linesOf, rowsBehind, runMatrix, runSeries, runTable } from './run.ts';

const PAGES = ['/', '/tea', '/cart', '/help'];
const way = (person: number, pages: string, day = 0, more: Partial<EventSketch> = {}): EventSketch[] =>
  pages.split(' ').map((page, i) => ({ person, at: at(day, 9, i), page: page === '/' ? '/' : `/${page}`, ...more }));
const events = eventColumns([...way(1, '/ tea tea cart'), ...way(2, '/ tea / help'), ...way(3, '/ help', 1)], {
  pages: PAGES,
});

test('path-flow: forward from the start of visits, step by step', () => {
  const { rows, n } = runTable(pathFlow, { events }, { depth: 2 });
  expect(rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    [1, 1, 2, 2, 2],
    [1, 1, 4, 1, 1],
    [2, 2, 1, 1, 1],
    [2, 2, 3, 1, 1],
    [2, 4, '(visit ends)', 1, 1],
  ]);
  expect(n).toBe(3);
  expect(rowsBehind(pathFlow, { events }, { depth: 2 }, '0:1:2')).toHaveLength(2);
});

test('path-flow: backward from a page, and all but the most common together', () => {
  const back = runTable(pathFlow, { events }, { page: '/help', direction: 'backward', depth: 2 });
  expect(back.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([
    [1, 4, 1, 2],
    [2, 1, '(visit begins)', 1],
    [2, 1, 2, 1],
  ]);
  const few = runTable(pathFlow, { events }, { depth: 1, width: 1 });
  expect(few.rows.map(({ cells }) => cells.slice(1, 4))).toEqual([
    [1, 2, 2],
    [1, '(other pages)', 1],
  ]);
  expect(runTable(pathFlow, { events }, { page: '/nowhere' })).toMatchObject({ rows: [], n: 0 });
});

test('top-sequences: stretches that visits have in common', () => {
  const { rows } = runTable(topSequences, { events }, {});
  expect(rows.map(({ cells }) => cells)).toEqual([
    [1, 2, 2, 2, 2 / 3],
    [1, 4, 2, 2, 2 / 3],
  ]);
  expect(runTable(topSequences, { events }, { gaps: true }).rows).toHaveLength(2);
});

test('top-sequences: a list that is cut tells how many there are, or that there are more', () => {
  const cut = (params: object, limit: number) => {
    const { rows, total, totalIsLeast = false } = runTable(topSequences, { events }, { ...params, limit });
    return [rows.length, total, totalIsLeast];
  };
  // Of so few visits both common stretches are found on the way to the first.
  expect(cut({}, 1)).toEqual([1, 2, false]);
  expect(cut({ gaps: true }, 1)).toEqual([1, 2, false]);
  // A stretch of ten visits is found without a look at those of one visit.
  const often = Array.from({ length: 10 }, (_, i) => way(i + 1, '/ tea cart'));
  const many = eventColumns([...often, way(11, '/ help tea')].flat(), { pages: PAGES });
  const least = runTable(topSequences, { events: many }, { support: 1, limit: 1 });
  expect(least.totalIsLeast).toBe(true);
  expect(least.total).toBeGreaterThanOrEqual(1);
  const all = runTable(topSequences, { events: many }, { support: 1, limit: 500 });
  expect([all.total, all.totalIsLeast]).toEqual([6, undefined]);
});

test('frequent sequences are those of a search through all of them', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(0, 2)), { maxLength: 40 }), fc.boolean(), (rows, gaps) => {
      const paths = findPaths(eventColumns(rows, KNOWN), contextOf());
      const visits = Array.from({ length: paths.count }, (_, v) => [
        ...paths.page.subarray(paths.start[v], paths.start[v + 1]),
      ]);
      const holds = (visit: number[], [a, b]: readonly [number, number]) =>
        visit.some((page, i) => page === a && (gaps ? visit.slice(i + 1).includes(b) : visit[i + 1] === b));
      const { sequences: found } = frequentSequences(paths, { support: 2, longest: 2, gaps, most: 1000 });
      const naive: string[] = [];
      for (let a = 1; a <= 5; a++)
        for (let b = 1; b <= 5; b++) {
          const count = visits.filter((visit) => holds(visit, [a, b])).length;
          if (count >= 2) naive.push(`${a} ${b} ${count}`);
        }
      expect(found.map(({ pages, visits: count }) => `${pages.join(' ')} ${count}`).sort()).toEqual(naive.sort());
    }),
    { numRuns: 100 },
  );
});

test('loops: there and back in one visit', () => {
  expect(runTable(loops, { events }, {}).rows.map(({ cells }) => cells)).toEqual([[1, 2, 1, 1]]);
});

test('converter-pages: shares before the goal, tested', () => {
  const people = Array.from({ length: 40 }, (_, i) =>
    i < 20 ? way(i + 1, i < 18 ? '/ tea cart' : '/ cart') : way(i + 1, i < 22 ? '/ tea' : '/ help'),
  ).flat();
  const { rows, n } = runTable(converterPages, { events: eventColumns(people, { pages: PAGES }) }, { goal: '/cart' });
  expect(n).toBe(40);
  const tea = rows.find(({ key }) => key === '2')?.cells ?? [];
  expect(tea.slice(1, 4)).toEqual([0.9, 0.1, 0.8]);
  expect(tea[5]).toBe('more often');
  expect(rows.find(({ key }) => key === '1')?.cells.slice(4)).toEqual([1, 'no clear difference']);
});

test('tests of shares: textbook values', () => {
  expect(normalTail(1.959964)).toBeCloseTo(0.05, 6);
  // Fisher's tea lady: 3 of 4 right.
  expect(fisherTest({ hits: 3, of: 4 }, { hits: 1, of: 4 })).toBeCloseTo(0.4857, 4);
  expect(sameShareTest({ hits: 60, of: 100 }, { hits: 40, of: 100 })).toBeCloseTo(0.004678, 5);
  expect(sameShareTest({ hits: 0, of: 0 }, { hits: 1, of: 4 })).toBe(1);
  expect(falseDiscoveryRates([0.01, 0.04, 0.03, 0.5]).map((rate) => rate.toFixed(4))).toEqual([
    '0.0400',
    '0.0533',
    '0.0533',
    '0.5000',
  ]);
});

const steps = ['/', '/tea', '/cart'];
test('funnel-lost: where those went who did not go on', () => {
  const { rows } = runTable(funnelLost, { events }, { steps });
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['/', 4, 1, 1],
    ['/tea', 1, 1, 1],
  ]);
});
test('funnel-over-time: by when people entered', () => {
  const lines = linesOf(runSeries(funnelOverTime, { events }, { steps, bucket: 'day' }));
  expect(lines.done?.slice(0, 3)).toEqual([0.5, 0, null]);
});
test('funnel-by-segment: each group by itself', () => {
  const devices = eventColumns([
    ...way(1, '/ tea', 0, { agent: 'a', device: 'phone' }),
    ...way(2, '/', 0, { agent: 'b', device: 'desktop' }),
  ]);
  const { rows, values } = runMatrix(funnelBySegment, { events: devices }, { steps: ['/', '/tea'] });
  const of = (name: string) => values.slice(rows.indexOf(name) * 2, rows.indexOf(name) * 2 + 2);
  expect([of('phone'), of('desktop'), of('tablet')]).toEqual([
    [1, 1],
    [1, 0],
    [null, null],
  ]);
});

test('funnel-by-segment: the channel is that of the visit in which somebody entered, also behind its first act', () => {
  const [landing] = way(1, 'tea', 0, { source: 'https://search.example/', channel: 'search' });
  const inside = { source: 'https://own.example/', channel: 'internal' as const };
  const visits = eventColumns([
    { ...(landing as EventSketch), at: at(0, 8, 59) },
    ...way(1, '/ cart', 0, inside),
    ...way(2, '/', 0, inside),
  ]);
  const chosen = { steps: ['/', '/cart'], by: 'channel' as const };
  const { rows, values, people } = runMatrix(funnelBySegment, { events: visits }, chosen);
  const of = (name: string, list: readonly (number | null)[]) => list.slice(rows.indexOf(name) * 2).slice(0, 2);
  expect([of('search', values), of('direct', values), of('internal', people)]).toEqual([
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
});
