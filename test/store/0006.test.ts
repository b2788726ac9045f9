import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { addAgent } from '../../src-main/store/tables/agents.ts';

test('migration 6 keeps agents; what robots come for is unknown for those of earlier imports', () => {
  const db = openMemory(5);
  run(db, "INSERT INTO agents VALUES (1, 'Finder/1 (+https://finder.example/)', 'Finder', '', 4, 1)");
  migrate(db, { target: 6 });
  expect(schemaVersion(db)).toBe(6);
  expect(all(db, 'SELECT browser, bot, major, bot_class, bot_rule FROM agents')).toEqual([
    { browser: 'Finder', bot: 1, major: '', bot_class: '', bot_rule: '' },
  ]);
});

test('an agent of a new import brings its version, class and rule', () => {
  const db = openMemory();
  const agent = { text: 'Finderbot/2.1', browser: 'Finderbot', major: '2', os: '', device: 4, bot: true };
  addAgent(db, { ...agent, botClass: 'search', botRule: 'name says robot: Finderbot' });
  expect(all(db, 'SELECT major, bot_class, bot_rule FROM agents')).toEqual([
    { major: '2', bot_class: 'search', bot_rule: 'name says robot: Finderbot' },
  ]);
});

test('an agent that an earlier version stored is told apart as soon as it comes again', () => {
  const db = openMemory(5);
  run(db, "INSERT INTO agents VALUES (1, 'Finderbot/2.1', 'Finderbot', '', 4, 1)");
  migrate(db, { target: 6 });
  const agent = { text: 'Finderbot/2.1', browser: 'Finderbot', major: '2', os: '', device: 4, bot: true };
  expect(addAgent(db, { ...agent, botClass: 'search', botRule: 'known robot: Finderbot' })).toBe(1);
  expect(all(db, 'SELECT id, major, bot_class, bot_rule FROM agents')).toEqual([
    { id: 1, major: '2', bot_class: 'search', bot_rule: 'known robot: Finderbot' },
  ]);
});
