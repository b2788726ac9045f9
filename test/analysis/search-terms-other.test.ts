import { describe, expect, test } from 'vitest';
import { searchTerms } from '../../src-main/analysis/search-terms.ts';
import { passResult } from '../../src-main/privacy/gate.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

/** `null`: a term beyond those that an import keeps. */
const search = (person: number, minute: number, term: string | null): EventSketch => ({
  person,
  at: at(0, 9, minute),
  kind: 'search',
  page: 'search',
  properties: { 'search term': term },
});
const upTo = (n: number, from = 1) => Array.from({ length: n }, (_, i) => from + i);
/** So many people searched for a term, each of them `times`. */
const searches = (term: string | null, people: number, from = 1, times = 1): EventSketch[] =>
  upTo(people, from).flatMap((person) =>
    // Something else in between, so that it is no further page of the same search.
    upTo(times).flatMap((i) => [search(person, 4 * i, term), { person, at: at(0, 9, 4 * i + 1), page: '/tea' }]),
  );

const K = 10;
const told = (...all: EventSketch[][]) => {
  const table = runTable(searchTerms, { events: eventColumns(all.flat()) }, {});
  const { result, leftOut } = passResult(table, { mode: 'binding', k: K });
  const rows = result.kind === 'table' ? result.rows : [];
  return { rows: rows.map(({ cells: [term, n, people] }) => [term, n, people]), result, leftOut };
};

describe('search-terms: the row of other terms', () => {
  test('counts everybody once, and all of their searches', () => {
    const events = eventColumns([...searches(null, 4, 1, 3), ...searches('tea', 2, 3)]);
    const { rows, people, n } = runTable(searchTerms, { events }, {});
    expect(rows.map(({ cells: [term, count, who], people: of }) => [term, count, who, of])).toEqual([
      ['(other)', 12, 4, 4],
      ['tea', 2, 2, 2],
    ]);
    expect([people, n]).toEqual([4, 14]);
    expect(rowsBehind(searchTerms, { events }, {}, '(other)')).toHaveLength(12);
  });

  test('leaves the screen rounded where enough people stand behind it', () => {
    expect(told(searches(null, 20), searches('tea', 30, 21)).rows).toEqual([
      ['tea', 30, 30],
      ['(other)', 20, 20],
    ]);
  });

  test('of a few people who searched often is hidden, whatever the number of searches, and with it the next smallest', () => {
    const { rows, result, leftOut } = told(searches(null, 3, 1, 9), searches('tea', 20, 21), searches('mugs', 40, 51));
    // 27 searches by 3 people: fewer than K are behind the gap, so that the total would tell of them.
    expect(rows).toEqual([['mugs', 40, 40]]);
    expect(leftOut).toEqual([{ reason: 'small-group', people: 0, rows: 2 }]);
    expect(JSON.stringify(result)).not.toContain('(other)');
  });

  test('is hidden itself where it is the next smallest after a term of few people', () => {
    const { rows } = told(searches('rare words', 4), searches(null, 15, 11), searches('tea', 40, 51));
    expect(rows).toEqual([['tea', 40, 40]]);
  });

  test('does not tell of terms of few people by what is left of the total', () => {
    const { rows, result } = told(
      searches('rare words', 6),
      searches('rarer words', 5, 11),
      searches(null, 30, 21),
      searches('tea', 40, 61),
    );
    expect(rows).toEqual([
      ['tea', 40, 40],
      ['(other)', 30, 30],
    ]);
    expect(JSON.stringify(result)).not.toMatch(/rare/);
    // Eleven people stand behind what is not told.
    expect(result).toMatchObject({ total: 2, n: 80, people: 80 });
  });

  test('is all there is, by a few people: nothing is told, not even how many', () => {
    expect(told(searches(null, 7, 1, 5)).result).toMatchObject({ rows: [], n: 0, people: 0 });
  });
});
