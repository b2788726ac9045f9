import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { addGoal, countKept, deleteGoal, listGoals } from '../../src-main/store/tables/kept.ts';

const bare = (page: string) => ({ page, properties: [] });

test('migration 37 keeps goals and their order; they ask for no properties', () => {
  const db = openMemory(36);
  for (const page of ['/thanks', 'signup', '/contact*']) run(db, 'INSERT INTO kept_goals (page) VALUES (?)', page);
  run(db, "DELETE FROM kept_goals WHERE page = 'signup'");
  migrate(db, { target: 37 });
  expect(schemaVersion(db)).toBe(37);
  addGoal(db, bare('signup'));
  expect(listGoals(db)).toEqual(['/thanks', '/contact*', 'signup'].map(bare));
});

test('goals stay in the order in which they were made, each once', () => {
  const db = openMemory();
  for (const page of ['/thanks', '/contact*', '/thanks', 'signup']) addGoal(db, bare(page));
  expect([listGoals(db), countKept(db).goals]).toEqual([['/thanks', '/contact*', 'signup'].map(bare), 3]);
  expect([deleteGoal(db, bare('/thanks')), deleteGoal(db, bare('/thanks')), listGoals(db)]).toEqual([
    true,
    false,
    ['/contact*', 'signup'].map(bare),
  ]);
});

test('a page is a goal once for each list of properties, however these are written', () => {
  const db = openMemory();
  const pro = { page: 'signup', properties: [{ name: 'plan', is: ['pro'] }] };
  const large = {
    page: 'signup',
    properties: [
      { name: 'plan', is: ['pro'] },
      { name: 'seats', above: 3 },
    ],
  };
  for (const goal of [bare('signup'), pro, large, { ...pro, properties: [{ is: ['pro'], name: 'plan' }] }])
    addGoal(db, goal);
  expect(listGoals(db)).toEqual([bare('signup'), pro, large]);
  expect([deleteGoal(db, { ...pro, properties: [{ is: ['pro'], name: 'plan' }] }), listGoals(db)]).toEqual([
    true,
    [bare('signup'), large],
  ]);
});

test('a goal that a later version wrote differently is left aside, not the others', () => {
  const db = openMemory();
  addGoal(db, bare('/thanks'));
  run(db, 'INSERT INTO kept_goals (page, properties) VALUES (?, ?)', 'signup', '[{"name":"plan","like":"p%"}]');
  expect(listGoals(db)).toEqual([bare('/thanks')]);
});
