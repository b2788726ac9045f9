import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openMemory } from '../../src-main/store/open.ts';
import { run as execute } from '../../src-main/store/sql.ts';
import { holdsAt, saveBasisDates } from '../../src-main/store/tables/basis-dates.ts';
import { loadConsentIndex } from '../../src-main/store/tables/consents.ts';
import { aRun } from './stored.ts';

const moment = fc.option(fc.integer({ min: 0, max: 40 }), { nil: null });
const between = fc
  .record({ fromMs: moment, untilMs: moment })
  .filter(({ fromMs, untilMs }) => fromMs === null || untilMs === null || fromMs < untilMs);

test('an import is in use from the first moment of its dates to the last, and the next change is told', () => {
  const db = openMemory();
  const runs = ['a.csv', 'b.csv'].map((name) => aRun(db, name));
  execute(db, "UPDATE import_runs SET state = 'ready'");
  fc.assert(
    fc.property(fc.tuple(between, between), fc.integer({ min: -1, max: 41 }), (dates, nowMs) => {
      for (const [i, run] of runs.entries()) saveBasisDates(db, run, dates[i] ?? { fromMs: null, untilMs: null });
      const standing = (ms: number) => runs.map((run) => loadConsentIndex(db, ms).readyRun[run]);
      const { changesAtMs } = loadConsentIndex(db, nowMs);
      expect(standing(nowMs)).toEqual(dates.map((one) => (holdsAt(one, nowMs) ? 1 : 2)));
      // Nothing changes before the moment that is told; without one, nothing ever will.
      expect(changesAtMs).toBeGreaterThan(nowMs);
      const last = Number.isFinite(changesAtMs) ? changesAtMs - 1 : 1000;
      expect(standing(last)).toEqual(standing(nowMs));
    }),
    { numRuns: 200 },
  );
});

test('rows of an import that was undone go by the dates of the one that stands for the same content', () => {
  const db = openMemory();
  const [first, second] = ['a.csv', 'a.csv'].map((name) => aRun(db, name)) as [number, number];
  execute(db, "UPDATE import_runs SET state = 'ready', same_as = ? WHERE id = ?", first, second);
  execute(db, "UPDATE import_runs SET state = 'undone' WHERE id = ?", first);
  for (const run of [first, second])
    execute(db, "INSERT OR IGNORE INTO run_basis VALUES (?, 'service', 'contract')", run);
  saveBasisDates(db, second, { fromMs: null, untilMs: 10 });
  expect([9, 10].map((ms) => loadConsentIndex(db, ms).readyRun[first])).toEqual([1, 2]);
});
