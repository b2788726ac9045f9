import type { ReadDb, WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';

/** A finished run that read a file with the same fingerprint in the same way. */
export interface SameRun {
  id: number;
  wholeDigest: Uint8Array;
}

/** The run that brought what this file would bring: same fingerprint, same way of reading. Undefined when there is none. */
export function findSameRun(db: ReadDb, fingerprint: Uint8Array, readAs: string): SameRun | undefined {
  const found = get<{ id: number; whole_digest: Uint8Array }>(
    db,
    `SELECT id, whole_digest FROM import_runs
     WHERE file_sha256 = ? AND read_as = ? AND state = 'ready' AND same_as IS NULL AND whole_digest IS NOT NULL LIMIT 1`,
    fingerprint,
    readAs,
  );
  return found && { id: found.id, wholeDigest: found.whole_digest };
}

/** Notes how a run read its file. */
export function noteReading(db: WriteDb, runId: number, readAs: string, wholeDigest: Uint8Array): void {
  run(db, 'UPDATE import_runs SET read_as = ?, whole_digest = ? WHERE id = ?', readAs, wholeDigest, runId);
}

/** Makes a run stand for the same content as an earlier one: everything was there already, and what was unreadable still is. */
export function repeatRun(db: WriteDb, runId: number, original: number): void {
  run(db, 'UPDATE import_runs SET same_as = ? WHERE id = ?', original, runId);
  run(db, 'INSERT INTO rejections SELECT ?, line, code, field FROM rejections WHERE run_id = ?', runId, original);
  run(
    db,
    'INSERT INTO run_properties SELECT ?, name, outcome, times FROM run_properties WHERE run_id = ?',
    runId,
    original,
  );
  run(db, 'INSERT INTO rejection_counts SELECT ?, code, rows FROM rejection_counts WHERE run_id = ?', runId, original);
}

/** Counts of a run, for the one that repeats it. */
export const countsOf = (db: ReadDb, runId: number) =>
  get<{
    kept: number;
    updated: number;
    duplicates: number;
    rejected: number;
    skipped: number;
    suppressed: number;
    from_ms: number | null;
    to_ms: number | null;
  }>(
    db,
    'SELECT kept, updated, duplicates, rejected, skipped, suppressed, from_ms, to_ms FROM import_runs WHERE id = ?',
    runId,
  );

/**
 * The run whose rows must go when this one is undone: its own, or – where several runs stand for the same content – the
 * first one's, once none of them is left. Null while another import still stands for the same content: then nothing goes.
 */
export function rowsToRemove(db: ReadDb, runId: number): number | null {
  const original = get<{ id: number }>(
    db,
    'SELECT coalesce(same_as, id) AS id FROM import_runs WHERE id = ?',
    runId,
  )?.id;
  if (original === undefined) return null;
  const others = get(
    db,
    "SELECT 1 FROM import_runs WHERE (id = ? OR same_as = ?) AND id <> ? AND state = 'ready' LIMIT 1",
    original,
    original,
    runId,
  );
  return others ? null : original;
}
