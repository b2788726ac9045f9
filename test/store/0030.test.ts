import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { addGoal, countKept, deleteGoal, listGoals, listNotes } from '../../src-main/store/tables/kept.ts';
import { run } from '../../src-main/store/sql.ts';

test('migration 30 keeps what was kept, and begins without goals', () => {
  const db = openMemory(29);
  run(db, "INSERT INTO day_notes (day, text) VALUES ('2026-03-02', 'New prices')");
  migrate(db, { target: 30 });
  expect(schemaVersion(db)).toBe(30);
  expect([listNotes(db).length, listGoals(db)]).toEqual([1, []]);
});

test('goals stay in the order in which they were made, each once', () => {
  const db = openMemory();
  for (const page of ['/thanks', '/contact*', '/thanks', 'signup']) addGoal(db, page);
  expect([listGoals(db), countKept(db).goals]).toEqual([['/thanks', '/contact*', 'signup'], 3]);
  expect([deleteGoal(db, '/thanks'), deleteGoal(db, '/thanks'), listGoals(db)]).toEqual([
    true,
    false,
    ['/contact*', 'signup'],
  ]);
});
