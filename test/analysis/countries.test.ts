import { expect, test } from 'vitest';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { countriesOfVisits } from '../../src-main/analysis/countries.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), page: '/a', country: 'DE' },
  { person: 1, at: at(1), page: '/b', country: 'DE' },
  { person: 1, at: at(1, 0, 5), page: '/a', country: 'DE' },
  { person: 2, at: at(1), page: '/a', country: 'FR' },
  { person: 3, at: at(1), page: '/b' },
  { person: 0, at: at(2), page: '/b' },
]);

test('countries: visits and visitors by country, in words, with those of unknown ones', () => {
  const result = runTable(countriesOfVisits, { events }, {});
  expect(result.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    ['Germany', 2, 1],
    ['(not known)', 1, 1],
    ['France', 1, 1],
  ]);
  expect(rowsBehind(countriesOfVisits, { events }, {}, '1')).toHaveLength(2);
});

test('countries: says nothing where nobody’s is known', () => {
  const none = eventColumns([{ person: 1, at: at(0), page: '/a' }]);
  expect(runTable(countriesOfVisits, { events: none }, {}).rows).toEqual([]);
});

test('a segment of a country holds the acts of its people, and explore can group by it', () => {
  const mask = maskOf(events, contextOf(), { field: 'country', is: ['DE', 'XX'], in: 'act' });
  expect([...events.person].filter((_, i) => mask[i] === 1)).toEqual([1, 1, 1]);
  expect([...maskOf(events, contextOf(), { field: 'country', is: ['XX'], in: 'person' })]).not.toContain(1);
  const table = runTable(explore, { events }, { by: 'country', measure: 'acts' });
  expect(table.rows.find(({ cells }) => cells[0] === 'Germany')?.cells).toContain(3);
});
