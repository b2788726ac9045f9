import { expect, test } from 'vitest';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { removePeople, removeRun } from '../../src-main/store/events/remove.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { number } from '../../src-main/store/sql.ts';
import { idOfWord } from '../../src-main/store/tables/screens.ts';
import { bring, line } from './events-model.ts';

const screensIn = (db: WriteDb) => {
  const { length, person, screen, screens } = loadEvents(db);
  return Array.from({ length }, (_, i) => [person[i], screens[screen[i] ?? 0]]);
};

test('migration 29 keeps events; nobody’s screen and language are known', () => {
  const db = openMemory(28);
  migrate(db, { target: 29 });
  expect(schemaVersion(db)).toBe(29);
  expect(loadEvents(db)).toMatchObject({ screens: [''], languages: [''] });
});

test('screens come with their events, and go with them when an import is undone or a person erased', () => {
  const db = openMemory();
  const [small, large] = ['390×844', '1920×1080'].map((size) => idOfWord(db, 'screens', size));
  expect([idOfWord(db, 'screens', '390×844'), idOfWord(db, 'screens', '')]).toEqual([small, 0]);
  bring(db, [line(1, 1, 1, 1, { screen: small as number }), line(2, 2, 1, 2)]);
  const { run } = bring(db, [line(3, 17, 1, 1, { screen: large as number })]);
  expect(screensIn(db)).toEqual([
    [1, '390×844'],
    [17, '1920×1080'],
    [2, ''],
  ]);
  removeRun(db, run);
  expect(loadEvents(db).screens).toEqual(['', '390×844']);
  removePeople(db, new Set([1]));
  expect(screensIn(db)).toEqual([[2, '']]);
  expect(number(db, 'SELECT count(*) FROM screens')).toBe(0);
});
