import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { listRules, saveRule } from '../../src-main/store/tables/retention.ts';

test('migration 39 keeps every rule, and adds those for what nothing may use any more', () => {
  const db = openMemory(38);
  const rules = [
    { run: 0, format: '', purpose: 'all', months: 24 },
    { run: 0, format: 'table-file', purpose: 'research', months: 12 },
    { run: 7, format: '', purpose: 'service', months: 1 },
  ] as const;
  for (const rule of rules) saveRule(db, rule);
  migrate(db, { target: 39 });
  expect(schemaVersion(db)).toBe(39);
  expect(listRules(db)).toEqual(rules);
  saveRule(db, { run: 0, format: '', purpose: 'ended', months: 0 });
  expect(listRules(db)).toHaveLength(4);
  expect(() => run(db, "INSERT INTO retention_rules VALUES (1, '', 'all', 0)")).toThrow();
  expect(() => run(db, "INSERT INTO retention_rules VALUES (1, '', 'ended', -1)")).toThrow();
});
