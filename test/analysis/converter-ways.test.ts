import { expect, test } from 'vitest';
import { converterPages } from '../../src-main/analysis/converter-pages.ts';
import { converterWays } from '../../src-main/analysis/converter-ways.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

/** One visit of a person, a page a minute. */
const visit = (person: number, day: number, ...pages: string[]): EventSketch[] =>
  pages.map((page, i) => ({ person, page, at: at(day, 9, i), ...(page === 'order' ? { kind: 'purchase' } : {}) }));

// Twenty buy after list → tea, of which one also came list → mug; forty look at list → mug and do not; what the buyers did
// afterwards, and a way over two visits, count nowhere.
const rows = [
  ...Array.from({ length: 20 }, (_, i) => [
    ...visit(i + 1, 1, '/list', '/tea', '/tea', 'order', '/list', '/mug'),
    ...visit(i + 1, 2, '/mug', '/list'),
  ]).flat(),
  ...visit(20, 0, '/list', '/mug'),
  ...Array.from({ length: 40 }, (_, i) => [...visit(i + 100, 1, '/list', '/mug'), ...visit(i + 100, 2, '/tea')]).flat(),
];
const events = eventColumns(rows);
const id = (page: string) => events.pageId(page);

test('converter-ways: compares the ways before the goal with those of people who never reach it', () => {
  const { rows: found, n, columns } = runTable(converterWays, { events }, {});
  expect(n).toBe(60);
  expect(columns.map(({ id: name }) => name)).toEqual([
    'page-1',
    'page-2',
    'converters',
    'others',
    'chance',
    'verdict',
  ]);
  expect(found.map(({ cells, people }) => [...cells.slice(0, 4), cells[5], people])).toEqual([
    [id('/list'), id('/tea'), 1, 0, 'more often', 20],
    [id('/list'), id('/mug'), 1 / 20, 1, 'less often', 41],
  ]);
  expect(found[0]?.cells[4]).toBeLessThan(1e-6);
  expect(rowsBehind(converterWays, { events }, {}, `${id('/list')}>${id('/tea')}`)).toHaveLength(20);
  expect(rowsBehind(converterWays, { events }, {}, `${id('/list')}>${id('/mug')}`)).toHaveLength(41);
});

test('converter-ways: a goal of its own; without anybody who reaches it there is nothing to compare', () => {
  const goal = { goal: '/mug' };
  const own = runTable(converterWays, { events }, goal).rows.map(({ cells }) => cells.slice(0, 2));
  expect(own).not.toContainEqual([id('/list'), id('/mug')]);
  expect(runTable(converterWays, { events }, { goal: '/nowhere' }).rows).toEqual([]);
});

test('converter-ways: a page somebody saw before they buy on it belongs to the way, as it does to “What leads to success”', () => {
  const buys = (person: number, ...pages: string[]) => [
    ...visit(person, 1, ...pages),
    { person, page: pages.at(-1) as string, at: at(1, 9, 10), kind: 'purchase' as const },
    ...visit(person, 2, '/tea', '/mug'),
  ];
  const own = eventColumns([
    ...Array.from({ length: 12 }, (_, i) => buys(i + 1, '/list', '/tea')).flat(),
    // Buys on a page not seen before.
    ...visit(13, 1, '/list'),
    { person: 13, page: '/tea', at: at(1, 9, 10), kind: 'purchase' },
    ...Array.from({ length: 20 }, (_, i) => visit(i + 100, 1, '/tea', '/mug')).flat(),
  ]);
  const [list, tea, mug] = ['/list', '/tea', '/mug'].map((page) => own.pageId(page));
  const ways = runTable(converterWays, { events: own }, {}).rows;
  expect(ways.map(({ cells, people }) => [...cells.slice(0, 4), people])).toEqual([
    [tea, mug, 0, 1, 20],
    [list, tea, 12 / 13, 0, 12],
  ]);
  const pages = runTable(converterPages, { events: own }, {}).rows;
  expect(pages.find(({ cells }) => cells[0] === tea)?.cells[1]).toBe(12 / 13);
  expect(rowsBehind(converterWays, { events: own }, {}, `${list}>${tea}`)).toHaveLength(12);
  expect(rowsBehind(converterWays, { events: own }, {}, `${tea}>${mug}`)).toHaveLength(20);
});

test('converter-ways: who buys after more pages than are looked at converts, too', () => {
  const long = Array.from({ length: 600 }, (_, i) => ({
    person: 1,
    page: i % 2 === 0 ? '/list' : '/tea',
    at: at(1, 9) + 1000 * i,
  }));
  const purchase = { person: 1, page: '/pay', at: at(1, 9, 15), kind: 'purchase' as const };
  const own = eventColumns([...long, purchase, ...visit(2, 1, '/list', '/tea'), ...visit(3, 1, '/list', '/tea')]);
  const found = runTable(converterWays, { events: own }, { support: 1 });
  expect([found.n, found.fewest]).toEqual([3, 1]);
  expect(found.rows.map(({ cells }) => cells.slice(-4, -2))).toContainEqual([1, 1]);
});
