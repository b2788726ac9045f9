import type { RetainedCount, RetentionRule } from '../../../shared/contract/retention.ts';
import type { Basis, Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';

export const listRules = (db: ReadDb): RetentionRule[] =>
  all(db, 'SELECT run_id AS run, format, purpose, months FROM retention_rules ORDER BY run_id, format, purpose');

/** Sets how many months a source is kept for a purpose; null takes the rule away. */
export function saveRule(db: WriteDb, rule: Omit<RetentionRule, 'months'> & { months: number | null }): void {
  const { run: runId, format, purpose, months } = rule;
  run(db, 'DELETE FROM retention_rules WHERE run_id = ? AND format = ? AND purpose = ?', runId, format, purpose);
  if (months !== null)
    run(
      db,
      'INSERT INTO retention_rules (run_id, format, purpose, months) VALUES (?, ?, ?, ?)',
      runId,
      format,
      purpose,
      months,
    );
}

/** A finished import as retention sees it. `original` = the import whose rows it stands for: itself, or the first with the same content. */
export interface RetentionSource {
  run: number;
  original: number;
  format: string;
  basis: { purpose: Purpose; basis: Basis }[];
  /** Instant from which its bases hold no longer; null = no end. */
  untilMs: number | null;
}

export function listRetentionSources(db: ReadDb): RetentionSource[] {
  const bases = all<{ run_id: number; purpose: Purpose; basis: Basis }>(
    db,
    'SELECT run_id, purpose, basis FROM run_basis',
  );
  const byRun = Map.groupBy(bases, ({ run_id }) => run_id);
  return all<{ id: number; original: number; format: string; untilMs: number | null }>(
    db,
    `SELECT id, coalesce(same_as, id) AS original, format, until_ms AS untilMs FROM import_runs
     LEFT JOIN run_basis_dates ON run_id = id WHERE state = 'ready' ORDER BY id`,
  ).map(({ id, original, format, untilMs }) => ({ run: id, original, format, basis: byRun.get(id) ?? [], untilMs }));
}

/** Adds rows that went to the counts that are left. */
export function addRetained(db: WriteDb, { month, format, record, currency, rows, total }: RetainedCount): void {
  run(
    db,
    `INSERT INTO retained_counts (month, format, record, currency, rows, total) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (month, format, record, currency) DO UPDATE SET rows = rows + excluded.rows, total = total + excluded.total`,
    month,
    format,
    record,
    currency,
    rows,
    total,
  );
}

export const listRetained = (db: ReadDb): RetainedCount[] =>
  all(
    db,
    'SELECT month, format, record, currency, rows, total FROM retained_counts ORDER BY month DESC, format, record, currency',
  );
