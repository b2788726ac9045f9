import { expect, test } from 'vitest';
import { EVENT_FLAGS } from '../../shared/model.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { number, run } from '../../src-main/store/sql.ts';
import { addOwnRule, countOwnRules, noteOwnPerson, removeOwnRule } from '../../src-main/store/tables/own.ts';
import { idOfPage } from '../../src-main/store/tables/pages.ts';
import { bring, line } from './events-model.ts';

const asItIs = (value: string) => ({ value, shown: '', sealed: null });

test('migration 8 starts without a rule: everything counts as before', () => {
  const db = openMemory(7);
  migrate(db, { target: 8 });
  expect(schemaVersion(db)).toBe(8);
  expect(number(db, 'SELECT count(*) FROM own_rules')).toBe(0);
});

test('rules mark hits when they are loaded, never in the store; taking one away leaves no trace', () => {
  const db = openMemory();
  run(db, 'INSERT INTO people (id) VALUES (1), (2)');
  const pages = ['/admin/users', '/admin', '/tea', '/a[1]?'].map((text) => idOfPage(db, text));
  bring(db, pages.map((page, i) => line(i, 1, page, i + 1)).concat([line(9, 2, pages[2] ?? 0, 9)]));
  const marked = () => {
    const { person, page, flags } = loadEvents(db);
    return [...flags].flatMap((bits, i) => ((bits & EVENT_FLAGS.own) === 0 ? [] : [`${person[i]} ${page[i]}`]));
  };
  expect(marked()).toEqual([]);
  const admin = addOwnRule(db, 'page', asItIs('/admin/*'));
  expect(addOwnRule(db, 'page', asItIs('/admin/*'))).toBe(admin);
  expect(marked()).toEqual([`1 ${pages[0]}`]);
  addOwnRule(db, 'page', asItIs('/a[1]?'));
  expect(marked()).toEqual([`1 ${pages[0]}`, `1 ${pages[3]}`]);
  const address = addOwnRule(db, 'address', asItIs('192.0.2.0/24'));
  noteOwnPerson(db, 2, address);
  noteOwnPerson(db, 2, address);
  expect(marked()).toContain(`2 ${pages[2]}`);
  expect(countOwnRules(db).map(({ matches }) => matches)).toEqual([1, 1, 1]);
  // A page alone can be loaded without the columns that the marks need.
  expect(loadEvents(db, ['at']).flags).toHaveLength(0);

  run(db, 'DELETE FROM people WHERE id = 2');
  expect(number(db, 'SELECT count(*) FROM own_people')).toBe(0);
  for (const { id } of countOwnRules(db)) expect(removeOwnRule(db, id)).toBe(true);
  expect(removeOwnRule(db, address)).toBe(false);
  expect(marked()).toEqual([]);
});
