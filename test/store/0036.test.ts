import { expect, test } from 'vitest';
import { NO_BASIS_DATES } from '../../shared/model.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run as execute } from '../../src-main/store/sql.ts';
import { getBasisDates, listBasisDates, saveBasisDates } from '../../src-main/store/tables/basis-dates.ts';
import { loadConsentIndex } from '../../src-main/store/tables/consents.ts';
import { aRun } from './stored.ts';

test('migration 36 starts without dates for any import, and every finished one is in use', () => {
  const db = openMemory(35);
  const run = aRun(db, 'orders.csv');
  migrate(db, { target: 36 });
  expect(schemaVersion(db)).toBe(36);
  expect([getBasisDates(db, run), listBasisDates(db)]).toEqual([NO_BASIS_DATES, []]);
  execute(db, "UPDATE import_runs SET state = 'ready'");
  const { readyRun, changesAtMs } = loadConsentIndex(db, 0);
  expect([readyRun[run], changesAtMs]).toEqual([1, Number.POSITIVE_INFINITY]);
  saveBasisDates(db, run, { fromMs: 5, untilMs: 7 });
  saveBasisDates(db, run, { fromMs: null, untilMs: 9 });
  expect(getBasisDates(db, run)).toEqual({ fromMs: null, untilMs: 9 });
  expect(() => execute(db, 'INSERT INTO run_basis_dates VALUES (?, 4, 4)', run + 1)).toThrow(/CHECK/);
  saveBasisDates(db, run, NO_BASIS_DATES);
  expect(listBasisDates(db)).toEqual([]);
  saveBasisDates(db, run, { fromMs: 1, untilMs: null });
  execute(db, 'DELETE FROM import_runs WHERE id = ?', run);
  expect(listBasisDates(db)).toEqual([]);
});
