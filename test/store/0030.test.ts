import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { listNotes } from '../../src-main/store/tables/kept.ts';
import { number, run } from '../../src-main/store/sql.ts';

test('migration 30 keeps what was kept, and begins without goals', () => {
  const db = openMemory(29);
  run(db, "INSERT INTO day_notes (day, text) VALUES ('2026-03-02', 'New prices')");
  migrate(db, { target: 30 });
  expect(schemaVersion(db)).toBe(30);
  expect([listNotes(db).length, number(db, 'SELECT count(*) FROM kept_goals')]).toEqual([1, 0]);
});
