import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removePeople, removeRun } from '../../src-main/store/events/remove.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import {
  hasTitles,
  MOST_TITLES,
  noteTitles,
  titleNumbers,
  titlesOfPages,
} from '../../src-main/store/tables/page-titles.ts';
import { findPage, idOfPage } from '../../src-main/store/tables/pages.ts';
import { bring, line } from './events-model.ts';

const titles = (db: WriteDb, ...pages: number[]) => [...titlesOfPages(db, pages)];

test('migration 31 keeps pages; none has a title', () => {
  const db = openMemory(30);
  const tea = idOfPage(db, '/tea');
  migrate(db, { target: 31 });
  expect(schemaVersion(db)).toBe(31);
  expect([hasTitles(db), titles(db, tea)]).toEqual([false, []]);
});

test('the title seen last counts, whichever import tells it; undo and erasure take titles along', () => {
  const db = openMemory();
  const tea = idOfPage(db, '/tea');
  const cake = idOfPage(db, '/cake', 'shop.example');
  const plainCake = idOfPage(db, '/cake');
  const first = bring(db, [line(1, 1, tea, 1), line(2, 2, cake, 2), line(3, 2, plainCake, 3)]).run;
  const second = bring(db, [line(4, 3, tea, 1)]).run;
  noteTitles(db, second, [{ page: tea, title: 'Tea, old', atMs: 5 }]);
  noteTitles(db, first, [
    { page: tea, title: 'Tea', atMs: 2 },
    { page: cake, title: 'Cake', atMs: 2 },
    { page: 0, title: 'Nowhere', atMs: 2 },
  ]);
  noteTitles(db, first, [{ page: tea, title: 'Tea', atMs: 9 }]);
  noteTitles(db, first, [{ page: tea, title: 'Tea', atMs: 1 }]);
  // One page to analyses, whatever the site it is on.
  expect(titles(db, tea, cake, plainCake)).toEqual([
    [cake, 'Cake'],
    [plainCake, 'Cake'],
    [tea, 'Tea'],
  ]);
  removeRun(db, first);
  expect(titles(db, tea)).toEqual([[tea, 'Tea, old']]);
  removePeople(db, new Set([3]));
  expect(number(db, 'SELECT count(*) FROM page_titles')).toBe(0);
});

test('a page with many titles in one import shows none of them: they name who looked at it', () => {
  const db = openMemory();
  const thanks = idOfPage(db, '/thanks');
  const { run } = bring(db, [line(1, 1, thanks, 1)]);
  for (let i = 0; i < MOST_TITLES; i++) noteTitles(db, run, [{ page: thanks, title: `Thanks ${i}`, atMs: i }]);
  expect(titles(db, thanks)).toEqual([[thanks, `Thanks ${MOST_TITLES - 1}`]]);
  for (let i = 0; i < 20; i++) noteTitles(db, run, [{ page: thanks, title: `Thanks again ${i}`, atMs: 100 + i }]);
  expect(titles(db, thanks)).toEqual([]);
  expect(number(db, 'SELECT count(*) FROM page_titles')).toBe(MOST_TITLES + 1);
});

test('pages have one number where the title that is shown of them is the same, and 0 where none is', () => {
  const paths = ['/a', '/a', '/a', '/b', '/c', '/d'];
  const noted = fc.record({
    path: fc.constantFrom(...paths),
    site: fc.constantFrom('', '', '', '', 'one.example', 'two.example'),
    // Two of them sort differently as bytes and as letters of JavaScript.
    title: fc.constantFrom('Tea', 'Cake', 'tea', '\u{1f375}', '\u{ff61}', 'Bread', 'Milk', 'Salt'),
    run: fc.constantFrom(0, 0, 0, 1),
    atMs: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(noted, { maxLength: 90, size: 'max' }), (rows) => {
      const db = openMemory();
      const runs = [bring(db, []).run, bring(db, []).run];
      for (const { path, site, run, ...row } of rows)
        noteTitles(db, runs[run] as number, [{ page: idOfPage(db, path, site), ...row }]);
      const numbers = titleNumbers(db);
      const firsts = paths.map((path) => findPage(db, path));
      const shown = titlesOfPages(db, firsts);
      for (const page of firsts) {
        const same = firsts.filter((other) => other > 0 && shown.has(other) && shown.get(other) === shown.get(page));
        expect(numbers[page] ?? 0).toBe(shown.has(page) ? Math.min(...same) : 0);
      }
    }),
    { numRuns: 60 },
  );
});
