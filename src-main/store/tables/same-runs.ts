import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';

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
    from_ms: number | null;
    to_ms: number | null;
  }>(db, 'SELECT kept, updated, duplicates, rejected, skipped, from_ms, to_ms FROM import_runs WHERE id = ?', runId);

/** What belongs to the import as an event in time; the rest belongs to the content. */
const OWN = ['file_name', 'started_ms', 'finished_ms', 'sample', 'state', 'size_bytes'] as const;

/**
 * Before a run is undone: when a later run stands for the same content, the two change places, so that what they both brought
 * stays with the one that is left. Answers the run that may now be marked as undone without removing anything, or null when
 * nobody stands for the same content.
 */
export function handOver(db: WriteDb, runId: number): number | null {
  const heir = get<{ id: number }>(
    db,
    "SELECT id FROM import_runs WHERE same_as = ? AND state = 'ready' ORDER BY id LIMIT 1",
    runId,
  )?.id;
  if (heir === undefined) return null;
  const rows = all<Record<string, string | number | null>>(
    db,
    `SELECT id, ${OWN.join(', ')} FROM import_runs WHERE id IN (?, ?)`,
    runId,
    heir,
  );
  const of = (id: number) => rows.find((row) => row.id === id) ?? {};
  for (const [to, from] of [
    [runId, heir],
    [heir, runId],
  ] as const)
    run(
      db,
      `UPDATE import_runs SET ${OWN.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      ...OWN.map((name) => of(from)[name] ?? null),
      to,
    );
  // The basis that counts is that of the import which is left.
  run(db, 'DELETE FROM run_basis WHERE run_id = ?', runId);
  run(db, 'INSERT INTO run_basis SELECT ?, purpose, basis FROM run_basis WHERE run_id = ?', runId, heir);
  return heir;
}
