import { type BasisDates, NO_BASIS_DATES } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';

interface Stored {
  run: number;
  fromMs: number | null;
  untilMs: number | null;
}

/** From and until when the bases of an import hold; null = no limit. */
export const getBasisDates = (db: ReadDb, runId: number): BasisDates =>
  get<BasisDates>(db, 'SELECT from_ms AS fromMs, until_ms AS untilMs FROM run_basis_dates WHERE run_id = ?', runId) ??
  NO_BASIS_DATES;

/** Sets from and until when the bases of an import hold, in whole ms; both null takes the limits away. */
export function saveBasisDates(db: WriteDb, runId: number, { fromMs, untilMs }: BasisDates): void {
  run(db, 'DELETE FROM run_basis_dates WHERE run_id = ?', runId);
  if (fromMs === null && untilMs === null) return;
  run(db, 'INSERT INTO run_basis_dates (run_id, from_ms, until_ms) VALUES (?, ?, ?)', runId, fromMs, untilMs);
}

/** Limits of all imports that have any. */
export const listBasisDates = (db: ReadDb): Stored[] =>
  all<Stored>(db, 'SELECT run_id AS run, from_ms AS fromMs, until_ms AS untilMs FROM run_basis_dates');

/** Whether the bases of an import hold at a moment: from its first instant on, and no longer at its last. */
export const holdsAt = ({ fromMs, untilMs }: BasisDates, nowMs: number): boolean =>
  (fromMs === null || nowMs >= fromMs) && (untilMs === null || nowMs < untilMs);
