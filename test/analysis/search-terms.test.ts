import { expect, test } from 'vitest';
import { searchTerms } from '../../src-main/analysis/search-terms.ts';
import { siteSearch } from '../../src-main/analysis/site-search.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

const search = (person: number, minute: number, term: string, results?: number): EventSketch => ({
  person,
  at: at(0, 9, minute),
  kind: 'search',
  page: 'search',
  properties: { 'search term': term, ...(results === undefined ? {} : { 'search results': results }) },
});
const act = (person: number, minute: number, more: Partial<EventSketch> = {}): EventSketch => ({
  person,
  at: at(0, 9, minute),
  page: '/tea',
  ...more,
});

// tea: person 1 went on and bought; person 2 looked at two pages of it and left; person 3 was told of no result but went on.
// mugs: person 2 searched for something else after it; person 4 has 3 results and left.
const events = eventColumns([
  search(1, 0, 'tea'),
  act(1, 1),
  act(1, 2, { kind: 'purchase', value: 9 }),
  search(2, 0, 'mugs'),
  search(2, 1, 'tea'),
  search(2, 2, 'tea'),
  search(3, 0, 'tea', 0),
  act(3, 1),
  search(4, 0, 'mugs', 3),
  // Searches whose term nobody knows are not listed.
  act(5, 0, { kind: 'search', page: 'search' }),
  // A page view that tells what was typed is a search.
  act(6, 0, { page: '/', properties: { 'search term': 'mugs' } }),
  act(6, 1),
]);

test('search-terms: with result by the number that is told, else by what came next; a further page is no search of its own', () => {
  const { rows, n, people } = runTable(searchTerms, { events }, {});
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['mugs', 3, 3, 2 / 3, 1 / 3, 'both', 1 / 3, 1 / 3, 1 / 3, 0],
    ['tea', 3, 3, 1 / 3, 2 / 3, 'both', 2 / 3, 0, 1 / 3, 1 / 3],
  ]);
  expect([n, people]).toEqual([6, 5]);
  expect(rowsBehind(searchTerms, { events }, {}, 'tea')).toHaveLength(3);
});

test('search-terms: those that found nothing, most often first', () => {
  const { rows } = runTable(searchTerms, { events }, { show: 'without-result' });
  expect(rows.map(({ cells: [term] }) => term)).toEqual(['tea', 'mugs']);
  expect(rowsBehind(searchTerms, { events }, { show: 'without-result' }, 'tea')).toHaveLength(2);
  const found = eventColumns([search(1, 0, 'tea', 4)]);
  expect(runTable(searchTerms, { events: found }, { show: 'without-result' }).rows).toEqual([]);
});

test('search-terms: each says how it is known whether something was found', () => {
  const some = eventColumns([search(1, 0, 'tea', 4), search(2, 0, 'mugs'), act(2, 1)]);
  const { rows } = runTable(searchTerms, { events: some }, {});
  expect(rows.map(({ cells }) => [cells[0], cells[5]])).toEqual([
    ['mugs', 'next step'],
    ['tea', 'result count'],
  ]);
});

test('site-search: a page view that tells what was typed counts, by its page', () => {
  const { rows } = runTable(siteSearch, { events }, {});
  expect(rows.map(({ cells: [, searches] }) => searches)).toEqual([7, 1]);
});
