import { expect, test } from 'vitest';
import { pageGroupsOf } from '../../src-main/analysis/base/content-groups.ts';
import { contentGroups } from '../../src-main/analysis/content-groups.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const way = (person: number, ...pages: string[]): EventSketch[] =>
  pages.map((page, i) => ({ person, at: at(0, 9, i), page }));
const events = eventColumns([
  ...way(1, '/', '/shop/tea', '/shop/tea/green', '/shop'),
  ...way(2, '/shop/tea', '/'),
  ...way(3, '/help'),
]);
const context = contextOf({
  contentGroups: [
    { name: 'Shop', pattern: '/shop*' },
    { name: 'Tea', pattern: '/shop/tea*' },
    { name: 'Start', pattern: '/' },
    { name: 'Tea', pattern: '/shop' },
  ],
});

test('the longest pattern that fits a page decides, and a whole path before any beginning', () => {
  const { names, ofPage } = pageGroupsOf(events, context);
  const of = (text: string) => names[ofPage[events.pageId(text)] as number];
  expect(['/', '/shop/tea', '/shop/tea/green', '/shop', '/help'].map(of)).toEqual([
    'Start',
    'Tea',
    'Tea',
    'Tea',
    '(no group)',
  ]);
});

test('content-groups: views, people, visits and where visits begin', () => {
  const table = runTable(contentGroups, { events }, {}, context);
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['Tea', 4, 2, 2, 1, 4 / 7],
    ['Start', 2, 2, 2, 1, 2 / 7],
    ['(no group)', 1, 1, 1, 1, 1 / 7],
  ]);
  expect(table).toMatchObject({ n: 7, people: 3 });
  expect(rowsBehind(contentGroups, { events }, {}, 'Tea', context)).toHaveLength(4);
  expect(rowsBehind(contentGroups, { events }, {}, 'Moon', context)).toEqual([]);
});

test('without groups there is nothing to tell apart, and the explorer knows groups too', () => {
  expect(runTable(contentGroups, { events }, {}).rows).toEqual([]);
  const { rows } = runTable(explore, { events }, { by: 'group', measure: 'acts' }, context);
  expect(rows.map(({ cells }) => cells[0])).toEqual(['Tea', 'Start', '(no group)']);
});
