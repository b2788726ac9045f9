import type { RunSummary } from '../../../shared/contract/imports.ts';
import {
  type Basis,
  type BasisByPurpose,
  type BasisDates,
  PURPOSES,
  type Rejection,
  type RejectionCode,
  SAFE_BASIS,
} from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';
import { getBasisDates, saveBasisDates } from './basis-dates.ts';

/** At most this many single rejections are listed per run; all of them are counted. */
const LISTED_REJECTIONS = 10_000;

interface RunRow {
  id: number;
  file_name: string;
  size_bytes: number;
  format: string;
  state: RunSummary['state'];
  started_ms: number;
  finished_ms: number | null;
  kept: number;
  updated: number;
  duplicates: number;
  rejected: number;
  skipped: number;
  from_ms: number | null;
  to_ms: number | null;
  sample: number;
  suppressed: number;
  part_of: number | null;
  without_people: number;
}

const COLUMNS =
  "id, file_name, size_bytes, format, state, started_ms, finished_ms, kept, updated, duplicates, rejected, skipped, from_ms, to_ms, sample, suppressed, part_of, coalesce(json_extract(choices, '$.withoutPeople'), 0) AS without_people";

export function createRun(
  db: WriteDb,
  run_: {
    fileName: string;
    sizeBytes: number;
    format: string;
    mapping: string | null;
    choices: string | null;
    startedMs: number;
    sample: boolean;
    basis: BasisByPurpose;
    basisDates?: BasisDates;
    /** Run of the first part of the same export, where this is another part of it. */
    partOf?: number;
  },
): number {
  const { lastInsertRowid } = run(
    db,
    "INSERT INTO import_runs (file_name, size_bytes, format, mapping, choices, state, started_ms, sample) VALUES (?, ?, ?, ?, ?, 'running', ?, ?)",
    run_.fileName,
    run_.sizeBytes,
    run_.format,
    run_.mapping,
    run_.choices,
    run_.startedMs,
    run_.sample ? 1 : 0,
  );
  const id = Number(lastInsertRowid);
  if (run_.partOf !== undefined) run(db, 'UPDATE import_runs SET part_of = ? WHERE id = ?', run_.partOf, id);
  saveBasis(db, id, run_.basis);
  if (run_.basisDates) saveBasisDates(db, id, run_.basisDates);
  return id;
}

export function saveBasis(db: WriteDb, runId: number, basis: BasisByPurpose): void {
  for (const purpose of PURPOSES) {
    run(
      db,
      'INSERT INTO run_basis VALUES (?, ?, ?) ON CONFLICT (run_id, purpose) DO UPDATE SET basis = excluded.basis',
      runId,
      purpose,
      basis[purpose],
    );
  }
}

export interface RunCounts {
  kept: number;
  updated: number;
  duplicates: number;
  rejected: number;
  skipped: number;
  /** Of the skipped: rows of people who were erased at their request. */
  suppressed: number;
  fromMs: number | null;
  toMs: number | null;
}

export function finishRun(
  db: WriteDb,
  id: number,
  state: RunSummary['state'],
  finishedMs: number,
  counts: RunCounts,
  sha256: Uint8Array | null,
): void {
  run(
    db,
    'UPDATE import_runs SET state = ?, finished_ms = ?, kept = ?, updated = ?, duplicates = ?, rejected = ?, skipped = ?, from_ms = ?, to_ms = ?, file_sha256 = ?, suppressed = ? WHERE id = ?',
    state,
    finishedMs,
    counts.kept,
    counts.updated,
    counts.duplicates,
    counts.rejected,
    counts.skipped,
    counts.fromMs,
    counts.toMs,
    sha256,
    counts.suppressed,
    id,
  );
}

export function setRunState(db: WriteDb, id: number, state: RunSummary['state']): void {
  run(db, 'UPDATE import_runs SET state = ? WHERE id = ?', state, id);
}

/** Takes note of rows that could not be read: all counted, the first ten thousand listed. */
export function saveRejections(db: WriteDb, runId: number, rejections: readonly Rejection[], already: number): void {
  const byCode = new Map<RejectionCode, number>();
  rejections.forEach((rejection, index) => {
    byCode.set(rejection.code, (byCode.get(rejection.code) ?? 0) + 1);
    if (already + index < LISTED_REJECTIONS)
      run(db, 'INSERT INTO rejections VALUES (?, ?, ?, ?)', runId, rejection.line, rejection.code, rejection.field);
  });
  for (const [code, rows] of byCode) {
    run(
      db,
      'INSERT INTO rejection_counts VALUES (?, ?, ?) ON CONFLICT (run_id, code) DO UPDATE SET rows = rows + excluded.rows',
      runId,
      code,
      rows,
    );
  }
}

export function listRejections(db: ReadDb, runId: number) {
  const byCode = all<{ code: RejectionCode; rows: number }>(
    db,
    'SELECT code, rows FROM rejection_counts WHERE run_id = ? ORDER BY rows DESC',
    runId,
  );
  const rows = all<{ code: RejectionCode; line: number; field: string }>(
    db,
    'SELECT code, line, field FROM rejections WHERE run_id = ? ORDER BY line LIMIT 1000',
    runId,
  );
  return { total: byCode.reduce((sum, entry) => sum + entry.rows, 0), byCode, rows };
}

/** Every listed row of a run that could not be read, by line. */
export const listAllRejections = (db: ReadDb, runId: number): Rejection[] =>
  all<Rejection>(db, 'SELECT code, line, field FROM rejections WHERE run_id = ? ORDER BY line, code', runId);

export function getBasis(db: ReadDb, runId: number): BasisByPurpose {
  const rows = all<{ purpose: string; basis: Basis }>(
    db,
    'SELECT purpose, basis FROM run_basis WHERE run_id = ?',
    runId,
  );
  return { ...SAFE_BASIS, ...Object.fromEntries(rows.map((row) => [row.purpose, row.basis])) };
}

/** People that at least one of the runs tells of. */
const countPeople = (db: ReadDb, runs: readonly number[]): number =>
  number(
    db,
    'SELECT count(DISTINCT i.person_id) FROM sightings s JOIN identifiers i ON i.id = s.identifier_id WHERE s.run_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(runs),
  );

/** Finished runs that are parts of the same export as this one, itself among them, in the order of their imports. */
export const listSet = (db: ReadDb, id: number): number[] =>
  all<{ id: number }>(
    db,
    `SELECT id FROM import_runs WHERE state = 'ready' AND coalesce(part_of, id) =
       (SELECT coalesce(part_of, id) FROM import_runs WHERE id = ?) ORDER BY id`,
    id,
  ).map((row) => row.id);

/** People of each set of parts, by the run of its first part: one person may be in several parts. */
function peopleOfSets(db: ReadDb, rows: readonly RunRow[]): Map<number, number> {
  const parts = rows.filter((row) => row.part_of !== null);
  const sets = Map.groupBy(parts, (row) => row.part_of as number);
  return new Map([...sets].map(([first, others]) => [first, countPeople(db, [first, ...others.map(({ id }) => id)])]));
}

/** Imports newest first. `titleOf` names a format for people. */
export function listRuns(db: ReadDb, titleOf: (format: string) => string): RunSummary[] {
  const rows = all<RunRow>(db, `SELECT ${COLUMNS} FROM import_runs ORDER BY id DESC`);
  const sets = peopleOfSets(db, rows);
  const setOf = (id: number) => ({ id, people: sets.get(id) ?? 0 });
  return rows.map((row) => ({
    id: row.id,
    file: row.file_name,
    format: row.format,
    formatTitle: titleOf(row.format),
    startedMs: row.started_ms,
    finishedMs: row.finished_ms,
    state: row.state,
    sizeBytes: row.size_bytes,
    kept: row.kept,
    updated: row.updated,
    duplicates: row.duplicates,
    rejected: row.rejected,
    skipped: row.skipped,
    suppressed: row.suppressed,
    people: countPeople(db, [row.id]),
    range: row.from_ms === null || row.to_ms === null ? null : { fromMs: row.from_ms, toMs: row.to_ms + 1 },
    basis: getBasis(db, row.id),
    basisDates: getBasisDates(db, row.id),
    sample: row.sample === 1,
    withoutPeople: row.without_people === 1,
    set: sets.has(row.part_of ?? row.id) ? setOf(row.part_of ?? row.id) : null,
  }));
}

/** Runs that a crash cut off. */
export const listUnfinished = (db: ReadDb): number[] =>
  all<{ id: number }>(db, "SELECT id FROM import_runs WHERE state = 'running'").map((row) => row.id);

/** True when a finished import had exactly this content. */
export const hasContent = (db: ReadDb, sha256: Uint8Array): boolean =>
  get(db, "SELECT 1 FROM import_runs WHERE file_sha256 = ? AND state = 'ready'", sha256) !== undefined;

/** True when a finished import brought exactly this content with its people and it is now wanted without them, or the other way round. */
export const hasOtherwise = (db: ReadDb, sha256: Uint8Array, withoutPeople: boolean): boolean =>
  get(
    db,
    `SELECT 1 FROM import_runs WHERE file_sha256 = ? AND state = 'ready'
     AND coalesce(json_extract(choices, '$.withoutPeople'), 0) <> ?`,
    sha256,
    withoutPeople ? 1 : 0,
  ) !== undefined;
