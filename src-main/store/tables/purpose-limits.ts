import type { PurposeLimit } from '../../../shared/contract/limits.ts';
import { PURPOSES, type Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';

/** Limits of every purpose, in the order of PURPOSES; nulls where there is none. */
export function listPurposeLimits(db: ReadDb): PurposeLimit[] {
  const rows = all<{ purpose: string; from_ms: number | null; until_ms: number | null; consent_days: number | null }>(
    db,
    'SELECT purpose, from_ms, until_ms, consent_days FROM purpose_limits',
  );
  const of = new Map(rows.map((row) => [row.purpose, row]));
  return PURPOSES.map((purpose: Purpose) => {
    const row = of.get(purpose);
    return {
      purpose,
      fromMs: row?.from_ms ?? null,
      untilMs: row?.until_ms ?? null,
      consentDays: row?.consent_days ?? null,
    };
  });
}

/** Sets the limits of one purpose; all null takes them away. */
export function savePurposeLimit(db: WriteDb, { purpose, fromMs, untilMs, consentDays }: PurposeLimit): void {
  const whole = (ms: number | null) => (ms === null ? null : Math.round(ms));
  run(db, 'DELETE FROM purpose_limits WHERE purpose = ?', purpose);
  if (fromMs === null && untilMs === null && consentDays === null) return;
  run(
    db,
    'INSERT INTO purpose_limits (purpose, from_ms, until_ms, consent_days) VALUES (?, ?, ?, ?)',
    purpose,
    whole(fromMs),
    whole(untilMs),
    consentDays,
  );
}
