import { expect, test } from 'vitest';
import { PURPOSES } from '../../shared/model.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { loadConsentIndex } from '../../src-main/store/tables/consents.ts';
import { listPurposeLimits, savePurposeLimit } from '../../src-main/store/tables/purpose-limits.ts';

test('migration 32 starts without limits, and no purpose is closed', () => {
  const db = openMemory(31);
  migrate(db, { target: 32 });
  expect(schemaVersion(db)).toBe(32);
  const none = { fromMs: null, untilMs: null, consentDays: null };
  expect(listPurposeLimits(db)).toEqual(PURPOSES.map((purpose) => ({ purpose, ...none })));
  // What reads it is of today, and asks for what later migrations brought.
  migrate(db);
  const { closed, changesAtMs } = loadConsentIndex(db, 0);
  expect([...Object.values(closed), changesAtMs]).toEqual([
    false,
    false,
    false,
    false,
    false,
    Number.POSITIVE_INFINITY,
  ]);
  const limit = { purpose: 'research', fromMs: 5, untilMs: null, consentDays: 30 } as const;
  savePurposeLimit(db, { ...limit, untilMs: 7 });
  savePurposeLimit(db, limit);
  expect(listPurposeLimits(db).find(({ purpose }) => purpose === 'research')).toEqual(limit);
  savePurposeLimit(db, { purpose: 'research', ...none });
  expect(listPurposeLimits(db).every(({ fromMs }) => fromMs === null)).toBe(true);
});
