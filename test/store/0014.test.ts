import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import { addRetained, listRetained, listRules, saveRule } from '../../src-main/store/tables/retention.ts';

test('migration 14 keeps everything and sets no limit by itself', () => {
  const db = openMemory(13);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'a.csv', 12, 'table-file', 'ready', 99)",
  );
  migrate(db, { target: 14 });
  expect(schemaVersion(db)).toBe(14);
  expect(number(db, 'SELECT count(*) FROM import_runs')).toBe(1);
  expect([listRules(db), listRetained(db)]).toEqual([[], []]);
  expect(() => run(db, "INSERT INTO retention_rules VALUES (0, '', 'all', 0)")).toThrow();
});

test('one rule per source and purpose: a new one replaces it, null takes it away; counts of one month add up', () => {
  const db = openMemory();
  const rule = { run: 0, format: 'access-log', purpose: 'all' } as const;
  saveRule(db, { ...rule, months: 6 });
  saveRule(db, { ...rule, months: 9 });
  saveRule(db, { ...rule, purpose: 'research', months: 24 });
  expect(listRules(db)).toEqual([
    { ...rule, months: 9 },
    { ...rule, purpose: 'research', months: 24 },
  ]);
  saveRule(db, { ...rule, months: null });
  expect(listRules(db)).toHaveLength(1);
  const count = {
    month: '2025-03',
    format: 'table-file',
    record: 'orders',
    currency: 'EUR',
    rows: 2,
    total: 10,
  } as const;
  addRetained(db, count);
  addRetained(db, { ...count, rows: 3, total: 5 });
  expect(listRetained(db)).toEqual([{ ...count, rows: 5, total: 15 }]);
  expect(all(db, 'SELECT * FROM retained_counts')).toHaveLength(1);
});
