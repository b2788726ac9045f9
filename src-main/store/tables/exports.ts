import type { Recipient } from '../../../shared/contract/exports.ts';
import type { Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** What a workspace may tell by noisy figures until its owner says otherwise, in thousandths of epsilon. */
const FIRST_BUDGET = 2000;

/** One analysis in a file, by the SHA-256 of its figures. */
export interface ExportPart {
  analysis: string;
  figures: Uint8Array;
}

/** How many rows of a table about people stood behind a file's analyses of one purpose, and how many people. */
export interface ExportScope {
  purpose: Purpose;
  record: 'events' | 'orders' | 'messages';
  rows: number;
  people: number;
}

export interface NewExport {
  atMs: number;
  kind: string;
  recipient: Recipient;
  /** JSON: dates, robots, segment. */
  filter: string;
  milliEpsilon: number;
  sha256: Uint8Array;
  parts: readonly ExportPart[];
  scopes: readonly ExportScope[];
}

/** Id of the newest import; what a file made now can hold. */
export const lastRun = (db: ReadDb): number => number(db, 'SELECT coalesce(max(id), 0) FROM import_runs');

/** Notes a file that is handed out; to be called in a transaction. Answers its number. */
export function addExport(db: WriteDb, entry: NewExport): number {
  const { lastInsertRowid } = run(
    db,
    'INSERT INTO exports (at_ms, kind, recipient, filter, last_run, milli_epsilon, sha256) VALUES (?, ?, ?, ?, ?, ?, ?)',
    Math.round(entry.atMs),
    entry.kind,
    entry.recipient,
    entry.filter,
    lastRun(db),
    entry.milliEpsilon,
    entry.sha256,
  );
  const id = Number(lastInsertRowid);
  for (const { analysis, figures } of entry.parts)
    run(db, 'INSERT INTO export_parts (export_id, analysis, figures) VALUES (?, ?, ?)', id, analysis, figures);
  for (const { purpose, record, rows, people } of entry.scopes)
    run(
      db,
      'INSERT INTO export_scopes (export_id, purpose, record, rows, people) VALUES (?, ?, ?, ?, ?)',
      id,
      purpose,
      record,
      rows,
      people,
    );
  return id;
}

export interface StoredExport {
  id: number;
  at_ms: number;
  kind: string;
  recipient: Recipient;
  filter: string;
  last_run: number;
  milli_epsilon: number;
  sha256: Uint8Array;
}

export const countExports = (db: ReadDb): number => number(db, 'SELECT count(*) FROM exports');

/** Newest first. */
export const listExports = (db: ReadDb, offset: number, limit: number): StoredExport[] =>
  all(
    db,
    'SELECT id, at_ms, kind, recipient, filter, last_run, milli_epsilon, sha256 FROM exports ORDER BY id DESC LIMIT ? OFFSET ?',
    limit,
    offset,
  );

/** Ids of what is in a file. */
export const listExportParts = (db: ReadDb, exportId: number): string[] =>
  all<{ analysis: string }>(
    db,
    'SELECT analysis FROM export_parts WHERE export_id = ? ORDER BY analysis',
    exportId,
  ).map(({ analysis }) => analysis);

/** Whether an analysis was handed out with the very same figures before. */
export const wasExported = (db: ReadDb, { analysis, figures }: ExportPart): boolean =>
  get(db, 'SELECT 1 FROM export_parts WHERE analysis = ? AND figures = ?', analysis, figures) !== undefined;

/** What stood behind an earlier file, with its filter. */
export interface PastScope extends ExportScope {
  exportId: number;
  atMs: number;
  filter: string;
  lastRun: number;
}

/** What stood behind every file so far, newest first; the newest of those with the same filter and data. */
export const listPastScopes = (db: ReadDb): PastScope[] =>
  all(
    db,
    `SELECT max(e.id) AS exportId, max(e.at_ms) AS atMs, e.filter, e.last_run AS lastRun, s.purpose, s.record, s.rows, s.people
     FROM exports e JOIN export_scopes s ON s.export_id = e.id
     GROUP BY e.filter, e.last_run, s.purpose, s.record, s.rows, s.people ORDER BY exportId DESC`,
  );

/** How much noisy figures may tell in all and have told, in thousandths of epsilon (sequential composition: they add up). */
export const getBudget = (db: ReadDb): { milliEpsilon: number; spent: number } => ({
  milliEpsilon:
    get<{ milli_epsilon: number }>(db, 'SELECT milli_epsilon FROM noise_budget WHERE id = 1')?.milli_epsilon ??
    FIRST_BUDGET,
  spent: number(db, 'SELECT coalesce(sum(milli_epsilon), 0) FROM exports'),
});

export function saveBudget(db: WriteDb, milliEpsilon: number): void {
  run(
    db,
    'INSERT INTO noise_budget (id, milli_epsilon) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET milli_epsilon = excluded.milli_epsilon',
    milliEpsilon,
  );
}
