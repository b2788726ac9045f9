import { expect, test } from 'vitest';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { findPage, idOfPage, mergeSites } from '../../src-main/store/tables/pages.ts';
import { bring, line } from './events-model.ts';

test('migration 7 keeps pages and their ids, without a site', () => {
  const db = openMemory(6);
  run(db, "INSERT INTO pages VALUES (3, '/tea'), (7, '/coffee')");
  migrate(db, { target: 7 });
  expect(schemaVersion(db)).toBe(7);
  expect(all(db, 'SELECT id, text, site FROM pages ORDER BY id')).toEqual([
    { id: 3, text: '/tea', site: '' },
    { id: 7, text: '/coffee', site: '' },
  ]);
});

test('a path on two sites has two ids in the store and one in analyses', () => {
  const db = openMemory();
  const ids = [
    idOfPage(db, '/tea', 'a.example'),
    idOfPage(db, '/tea', 'b.example'),
    idOfPage(db, '/tea'),
    idOfPage(db, '/milk', 'b.example'),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(idOfPage(db, '/tea', 'b.example')).toBe(ids[1]);
  const column = Uint32Array.from([0, ...ids]);
  mergeSites(db, column);
  expect([...column]).toEqual([0, ids[0], ids[0], ids[0], ids[3]]);
  expect(findPage(db, '/tea')).toBe(ids[0]);
  expect(findPage(db, '/cake')).toBe(0);
});

test('equal hits on two sites are both kept, and loaded as hits of one page', () => {
  const db = openMemory();
  const [one, two] = [idOfPage(db, '/tea', 'a.example'), idOfPage(db, '/tea', 'b.example')];
  expect(bring(db, [line(1, 1, one, 1)]).kept).toBe(1);
  expect(bring(db, [line(1, 1, two, 1)]).kept).toBe(1);
  expect(bring(db, [line(1, 1, two, 1)]).kept).toBe(0);
  expect([...loadEvents(db).page]).toEqual([one, one]);
});
