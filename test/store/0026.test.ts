import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { number, run } from '../../src-main/store/sql.ts';
import {
  addNote,
  deleteContentGroup,
  deleteNote,
  deleteSavedSegment,
  deleteView,
  findSavedSegment,
  listContentGroups,
  listNotes,
  listSavedSegments,
  listViews,
  saveContentGroup,
  saveSegment,
  saveView,
} from '../../src-main/store/tables/kept.ts';

test('migration 26 starts with nothing kept', () => {
  const db = openMemory(25);
  migrate(db, { target: 26 });
  expect(schemaVersion(db)).toBe(26);
  for (const table of ['saved_segments', 'saved_views', 'content_groups', 'day_notes'])
    expect(number(db, `SELECT count(*) FROM ${table}`), table).toBe(0);
});

test('what is kept under a name is replaced under the same name, and goes by it', () => {
  const db = openMemory();
  const phones = { field: 'device', is: ['phone'], in: 'act' } as const;
  saveSegment(db, { name: 'Phones', condition: { not: { ...phones, is: ['phone'] } } });
  saveSegment(db, { name: 'Phones', condition: { ...phones, is: ['phone'] } });
  expect(listSavedSegments(db)).toEqual([{ name: 'Phones', condition: phones }]);
  expect(findSavedSegment(db, 'Phones')).toEqual(phones);
  expect(findSavedSegment(db, 'Others')).toBeNull();
  // A condition of a newer or damaged store is no segment here.
  run(db, 'INSERT INTO saved_segments VALUES (?, ?)', 'Odd', '{"field":"moon"}');
  expect(findSavedSegment(db, 'Odd')).toBeNull();
  expect(listSavedSegments(db)).toHaveLength(1);
  expect([deleteSavedSegment(db, 'Phones'), deleteSavedSegment(db, 'Phones')]).toEqual([true, false]);

  const view = {
    path: '/activity',
    query: { part: 'funnels' },
    preset: 'all',
    from: '2025-01-01',
    to: '2025-12-31',
    compare: true,
    bots: false,
    segment: null,
  };
  saveView(db, { name: 'Year', view });
  expect(listViews(db)).toEqual([{ name: 'Year', view }]);
  expect([deleteView(db, 'Year'), deleteView(db, 'Year')]).toEqual([true, false]);
});

test('a pattern is in one group; notes stand by day', () => {
  const db = openMemory();
  saveContentGroup(db, { name: 'Tea', pattern: '/shop/*' });
  saveContentGroup(db, { name: 'Shop', pattern: '/shop/*' });
  saveContentGroup(db, { name: 'Help', pattern: '/help' });
  expect(listContentGroups(db).map(({ name }) => name)).toEqual(['Help', 'Shop']);
  expect([deleteContentGroup(db, '/help'), deleteContentGroup(db, '/help')]).toEqual([true, false]);
  const late = addNote(db, { day: '2025-06-02', text: 'New prices' });
  const early = addNote(db, { day: '2025-05-01', text: 'Opened' });
  expect(listNotes(db).map(({ id }) => id)).toEqual([early, late]);
  expect([deleteNote(db, late), deleteNote(db, late)]).toEqual([true, false]);
  // A number is never given away again: a window that still shows the old note deletes no new one.
  expect(addNote(db, { day: '2025-06-02', text: 'New again' })).toBeGreaterThan(late);
});
