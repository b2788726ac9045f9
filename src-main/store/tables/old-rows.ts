import { peopleWithEvents } from '../events/old.ts';
import type { WriteDb } from '../open.ts';
import { pruneOrderTexts } from '../orders/figures.ts';
import { listOldOrders, peopleWithOrders } from '../orders/old.ts';
import { removeOrderVersions } from '../orders/remove.ts';
import { all, run } from '../sql.ts';
import { removeCorrectionsAt } from './corrections.ts';
import { removePerson } from './erase.ts';
import { electAll } from './records.ts';

/** What is held about people besides events. */
export const OLD_TABLES = ['messages', 'orders'] as const;
export type OldTable = (typeof OLD_TABLES)[number];

/** A row that is past its time. */
export interface OldRow {
  id: number;
  run: number;
  line: number;
  person: number;
  /** Unix ms; null = undated: its age is that of its import. */
  at: number | null;
  current: number;
  currency: string;
  total: number;
  scope: string;
  key: string;
}

/** Puts cutoffs, people who are held back, and "who lost what" where statements can see them. Taken down with `dropWork`. */
export function makeWork(db: WriteDb, cutoffs: ReadonlyMap<number, number>, held: ReadonlySet<number>): void {
  db.exec(`
    CREATE TEMP TABLE old_before (run_id INTEGER PRIMARY KEY, before_ms REAL NOT NULL);
    CREATE TEMP TABLE old_held (person_id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE old_lost (person_id INTEGER, run_id INTEGER, PRIMARY KEY (person_id, run_id)) WITHOUT ROWID;
  `);
  for (const [runId, beforeMs] of cutoffs) run(db, 'INSERT INTO old_before VALUES (?, ?)', runId, beforeMs);
  for (const person of held) run(db, 'INSERT INTO old_held VALUES (?)', person);
}

export function dropWork(db: WriteDb): void {
  db.exec('DROP TABLE old_before; DROP TABLE old_held; DROP TABLE old_lost');
}

/** Notes that a person lost something an import had brought. */
export function noteLost(db: WriteDb, person: number, runId: number): void {
  if (person > 0) run(db, 'INSERT OR IGNORE INTO old_lost VALUES (?, ?)', person, runId);
}

/** Rows, in every version, that none of the imports that brought them may keep any longer; people held back included. */
export function listOldRows(db: WriteDb, table: OldTable): OldRow[] {
  if (table === 'orders') {
    const before = all<{ run: number; ms: number }>(db, 'SELECT run_id AS run, before_ms AS ms FROM old_before');
    return listOldOrders(db, new Map(before.map(({ run: runId, ms }) => [runId, ms])));
  }
  return all<OldRow>(
    db,
    `SELECT t.id, t.run_id AS run, t.line, t.author_id AS person, t.at_ms AS at, t.current, '' AS currency,
       0 AS total, t.network AS scope, t.key
     FROM messages t JOIN old_before b ON b.run_id = t.run_id JOIN import_runs i ON i.id = t.run_id
     WHERE coalesce(t.at_ms, i.started_ms) < b.before_ms AND NOT EXISTS (
       SELECT 1 FROM repeats r JOIN import_runs s ON s.id = r.run_id LEFT JOIN old_before o ON o.run_id = r.run_id
       WHERE r.record = 'messages' AND r.record_id = t.id
         AND (o.run_id IS NULL OR coalesce(t.at_ms, s.started_ms) >= o.before_ms))`,
  );
}

/** Removes such rows; of what is left under the same keys the version that counts is chosen anew. */
export function removeOldRows(db: WriteDb, table: OldTable, rows: readonly OldRow[]): void {
  for (const { id, run: runId, person } of rows) {
    noteLost(db, person, runId);
    const repeats = all<{ run_id: number }>(
      db,
      'SELECT run_id FROM repeats WHERE record = ? AND record_id = ?',
      table,
      id,
    );
    for (const repeat of repeats) noteLost(db, person, repeat.run_id);
    run(db, 'DELETE FROM repeats WHERE record = ? AND record_id = ?', table, id);
    if (table === 'messages') run(db, 'DELETE FROM messages WHERE id = ?', id);
  }
  if (table === 'messages') {
    electAll(db, table, rows);
    removeCorrectionsAt(db, rows);
  } else removeOrderVersions(db, new Set(rows.map(({ id }) => id)));
}

/**
 * Removes people of whom nothing is left: no order, message or event, and every import that named them has let them go – it
 * lost rows of theirs now, all of its rows are past their time, or its own day is. Answers how many.
 */
export function removeForgotten(db: WriteDb): number {
  const busy = new Set([...peopleWithEvents(db), ...peopleWithOrders(db)]);
  const gone = all<{ id: number }>(
    db,
    `SELECT p.id FROM people p
     WHERE p.id NOT IN (SELECT person_id FROM old_held)
       AND EXISTS (SELECT 1 FROM identifiers i WHERE i.person_id = p.id)
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.author_id = p.id)
       AND NOT EXISTS (
         SELECT 1 FROM identifiers i JOIN sightings s ON s.identifier_id = i.id JOIN import_runs r ON r.id = s.run_id
         LEFT JOIN old_before b ON b.run_id = s.run_id
         WHERE i.person_id = p.id AND (b.run_id IS NULL OR (
           r.started_ms >= b.before_ms AND coalesce(r.to_ms >= b.before_ms, 1)
           AND NOT EXISTS (SELECT 1 FROM old_lost l WHERE l.person_id = p.id AND l.run_id = s.run_id))))`,
  ).filter(({ id }) => !busy.has(id));
  for (const { id } of gone) removePerson(db, id);
  return gone.length;
}

/** People whose rows must stay: frozen ones, and those with a request that is not answered yet. */
export const listHeldBack = (db: WriteDb): Set<number> =>
  new Set(
    all<{ id: number }>(
      db,
      "SELECT id FROM people WHERE restricted = 1 UNION SELECT person_id FROM requests WHERE state = 'open' AND person_id > 0",
    ).map(({ id }) => id),
  );

/** Names of items and other words of orders that nothing refers to any more go, too. */
export const removeUnusedItems = (db: WriteDb): void => pruneOrderTexts(db);

/** A file whose rows went is read anew when it is imported again, in case it may be kept longer by then. */
export function forgetReading(db: WriteDb, runId: number): void {
  run(db, 'UPDATE import_runs SET whole_digest = NULL WHERE id = ?', runId);
}
