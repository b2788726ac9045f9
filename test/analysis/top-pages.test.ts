import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topPages } from '../../src-main/analysis/top-pages.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), page: '/a' },
  { person: 1, at: at(1), page: '/a' },
  { person: 2, at: at(1), page: '/a' },
  { person: 2, at: at(2), page: '/b' },
  { person: 0, at: at(2), page: '/b' },
  { person: 2, at: at(2), page: '/style.css', kind: 'asset' },
  { person: 3, at: at(2), page: '/a', bot: true },
  { person: 2, at: at(20), page: '/b' },
]);
const [a, b] = [events.pageId('/a'), events.pageId('/b')];

test('top-pages: ranks pages by views, with visitors and share', () => {
  const result = runTable(topPages, { events }, {});
  expect(result.rows).toEqual([
    { key: String(a), cells: [a, 3, 2, 3 / 5], people: 2 },
    { key: String(b), cells: [b, 2, 1, 2 / 5], people: 1 },
  ]);
  expect(result).toMatchObject({ total: 2, n: 5, people: 2 });
});

test('top-pages: robots count when asked for', () => {
  const result = runTable(topPages, { events }, {}, contextOf({ bots: true }));
  expect(result.rows[0]?.cells).toEqual([a, 4, 3, 4 / 6]);
});

test('top-pages: a limit cuts the list but not the totals', () => {
  const result = runTable(topPages, { events }, { limit: 1 });
  expect(result.rows.map((row) => row.key)).toEqual([String(a)]);
  expect(result).toMatchObject({ total: 2, n: 5 });
});

test('top-pages: the rows behind a page are its views, newest first', () => {
  const rows = rowsBehind(topPages, { events }, {}, String(b));
  expect(rows.map((i) => events.page[i])).toEqual([b, b]);
  const times = rowsBehind(topPages, { events }, {}, String(a)).map((i) => events.at[i] as number);
  expect(times).toEqual([...times].sort((x, y) => y - x));
});

test('top-pages: agrees with a naive count, and shares add up to 1', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(-1, 3)), { maxLength: 80 }), (rows) => {
      const columns = eventColumns(rows, KNOWN);
      const result = runTable(topPages, { events: columns }, {});
      const views = rows.filter((row) => row.kind === 'view' && row.at >= at(0));
      const expected = KNOWN.pages.flatMap((page, i) => {
        const own = views.filter((row) => row.page === page);
        const people = new Set(own.map((row) => row.person).filter((person) => person !== 0)).size;
        return own.length > 0 ? [{ id: i + 1, views: own.length, people }] : [];
      });
      expected.sort((x, y) => y.views - x.views || x.id - y.id);
      expect(result.rows.map(({ cells: [id, count, people] }) => ({ id, views: count, people }))).toEqual(expected);
      const sum = result.rows.reduce((total, row) => total + Number(row.cells[3]), 0);
      if (views.length > 0) expect(sum).toBeCloseTo(1, 10);
      for (const row of result.rows)
        expect(rowsBehind(topPages, { events: columns }, {}, row.key)).toHaveLength(Number(row.cells[1]));
    }),
  );
});
