import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/time.ts';
import { exitPages } from '../../src-main/analysis/exit-pages.ts';
import { goals } from '../../src-main/analysis/goals.ts';
import { pageEngagement } from '../../src-main/analysis/page-engagement.ts';
import { repeatClicks } from '../../src-main/analysis/repeat-clicks.ts';
import { secondVisit } from '../../src-main/analysis/second-visit.ts';
import { siteSearch } from '../../src-main/analysis/site-search.ts';
import { topEvents } from '../../src-main/analysis/top-events.ts';
import { visitFrequency } from '../../src-main/analysis/visit-frequency.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, linesOf, rowsBehind, runSeries, runTable } from './run.ts';

const visit = (
  person: number,
  day: number,
  ...pages: [minute: number, page: string, more?: Partial<EventSketch>][]
): EventSketch[] => pages.map(([minute, page, more]) => ({ person, at: at(day, 9, minute), page, ...more }));
const PAGES = ['/', '/tea', '/cart'];
const id = (page: string) => PAGES.indexOf(page) + 1;
const events = eventColumns(
  [
    ...visit(1, 0, [0, '/'], [2, '/tea'], [8, '/cart']),
    ...visit(1, 1, [0, '/tea']),
    ...visit(2, 0, [0, '/'], [4, '/tea']),
  ],
  { pages: PAGES },
);

test('exit-pages: the last act of each visit', () => {
  const { rows, n } = runTable(exitPages, { events }, {});
  expect(rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    [id('/tea'), 2, 2],
    [id('/cart'), 1, 1],
  ]);
  expect(n).toBe(3);
  expect(rowsBehind(exitPages, { events }, {}, String(id('/tea')))).toHaveLength(2);
});

test('page-engagement: time to the next act; the last page of a visit has none', () => {
  const { rows } = runTable(pageEngagement, { events }, {});
  expect(Object.fromEntries(rows.map(({ cells: [page, ...rest] }) => [page, rest]))).toEqual({
    [id('/')]: [2, 2, 3 * MINUTE_MS, 2, 0],
    [id('/tea')]: [3, 2, 6 * MINUTE_MS, 1, 2 / 3],
    [id('/cart')]: [1, 1, null, 0, 1],
  });
});

test('visit-frequency: people by their visits', () => {
  expect(linesOf(runSeries(visitFrequency, { events }, {})).visitors?.slice(0, 3)).toEqual([1, 1, 0]);
  expect(rowsBehind(visitFrequency, { events }, {}, 'visitors@2')).toHaveLength(1);
});

test('second-visit: from the end of the first to the start of the second', () => {
  const { x, lines } = runSeries(secondVisit, { events }, {});
  const labels = x.type === 'category' ? x.labels : [];
  expect(
    Object.fromEntries(labels.map((label, i) => [label, lines[0]?.values[i]]).filter(([, people]) => people !== 0)),
  ).toEqual({
    // 9:08 to 9:00 the next day is less than 24 hours.
    'same day': 1,
    'not again': 1,
  });
});

test('top-events: by kind and name, with values', () => {
  const shop = eventColumns(
    [
      ...visit(1, 0, [0, '/'], [1, 'add', { kind: 'cart', value: 5 }], [2, 'add', { kind: 'cart', value: 7 }]),
      ...visit(2, 0, [0, 'add', { kind: 'cart' }], [1, 'play', { kind: 'custom' }]),
    ],
    { pages: ['add', 'play'] },
  );
  expect(runTable(topEvents, { events: shop }, {}).rows.map(({ cells }) => cells)).toEqual([
    [1, 'cart', 3, 2, 1.5, 12],
    [2, 'custom', 1, 1, 1, null],
  ]);
});

test('top-events: where they are rare among views, too; robots, own staff and other dates stay out', () => {
  const views = Array.from({ length: 300 }, (_, minute) => ({ person: 3, at: at(1, 9, minute), page: 'add' }));
  const shop = eventColumns(
    [
      ...visit(1, 0, [0, '/'], [1, 'add', { kind: 'cart', value: 5 }], [2, 'add', { kind: 'cart', value: 7 }]),
      ...visit(2, 0, [0, 'add', { kind: 'cart' }], [1, 'play', { kind: 'custom' }]),
      ...views,
      ...visit(4, 0, [0, 'add', { kind: 'cart', bot: true }], [1, 'play', { kind: 'custom', own: true }]),
      ...visit(5, 40, [0, 'add', { kind: 'cart', value: 9 }]),
      ...visit(0, 0, [0, 'play', { kind: 'custom' }]),
    ],
    { pages: ['add', 'play'] },
  );
  const { rows, n, people } = runTable(topEvents, { events: shop }, {});
  expect(rows.map(({ cells }) => cells)).toEqual([
    [1, 'cart', 3, 2, 1.5, 12],
    [2, 'custom', 2, 1, 2, null],
  ]);
  expect([n, people]).toEqual([5, 2]);
});

test('site-search: what came after tells whether something was found', () => {
  const searches = eventColumns(
    [
      ...visit(1, 0, [0, 'tea', { kind: 'search' }], [1, '/tea']),
      ...visit(2, 0, [0, 'tea', { kind: 'search' }], [1, 'green tea', { kind: 'search' }]),
    ],
    { pages: ['tea', 'green tea'] },
  );
  expect(runTable(siteSearch, { events: searches }, {}).rows.map(({ cells }) => cells)).toEqual([
    [1, 2, 2, 1 / 2, 1 / 2, 0],
    [2, 1, 1, 0, 0, 1],
  ]);
});

test('repeat-clicks: three times within half a minute is one burst, four are no second', () => {
  const times = (person: number, ...seconds: number[]): EventSketch[] =>
    seconds.map((second) => ({ person, at: at(0) + second * 1000, page: '/' }));
  const clicks = eventColumns([
    ...times(1, 0, 5, 10, 15),
    ...times(2, 0, 20, 40),
    ...times(3, 0, 10, 20, 600, 605, 610),
  ]);
  const { rows, n } = runTable(repeatClicks, { events: clicks }, {});
  expect(rows.map(({ cells }) => cells.slice(1))).toEqual([[3, 2]]);
  expect(n).toBe(3);
});

test('goals: conversions, people, converted visits and worth', () => {
  const shop = eventColumns([
    ...visit(1, 0, [0, '/'], [1, '/thanks'], [2, '/thanks']),
    ...visit(1, 1, [0, '/']),
    ...visit(2, 0, [0, 'paid', { kind: 'purchase', value: 40 }]),
  ]);
  const chosen = {
    goals: [
      { name: 'Thanks', page: '/thanks', worth: 3 },
      { name: 'Big sale', kind: 'purchase' as const, atLeast: 50 },
    ],
  };
  expect(runTable(goals, { events: shop }, chosen).rows.map(({ cells }) => cells)).toEqual([
    ['Thanks', 2, 1, 1, 1 / 3, 6],
    ['Big sale', 0, 0, 0, 0, null],
  ]);
  expect(runTable(goals, { events: shop }, {}).rows[0]?.cells).toEqual(['Purchase', 1, 1, 1, 1 / 3, 40]);
});

test('site-search: views of pages that show what was found are searches, too; a page of another name is not', () => {
  const rows = [
    { person: 1, at: at(0), page: '/search' },
    { person: 1, at: at(0, 0, 1), page: '/search/tea' },
    { person: 1, at: at(0, 0, 2), page: '/tea' },
    { person: 2, at: at(0), page: '/searching-for-tea' },
    { person: 2, at: at(0, 0, 1), page: '/suche.php' },
    { person: 3, at: at(0), page: '/search', kind: 'missing' as const },
  ];
  const events = eventColumns(rows);
  const found = (params: { pages?: string[] }) =>
    runTable(siteSearch, { events }, params).rows.map(({ cells }) => [cells[0], ...cells.slice(3)]);
  const id = (page: string) => events.pageId(page);
  expect(found({})).toEqual([
    [id('/search'), 0, 1, 0],
    [id('/search/tea'), 1, 0, 0],
    [id('/suche.php'), 0, 0, 1],
  ]);
  expect(found({ pages: ['/searching*'] })).toEqual([[id('/searching-for-tea'), 1, 0, 0]]);
});
