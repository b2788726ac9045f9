import type { Recipient } from '../../../shared/contract/exports.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';

/** Notes whose data was in a file; to be called in a transaction. */
export function addExportPeople(db: WriteDb, exportId: number, people: readonly number[]): void {
  for (const person of people) run(db, 'INSERT OR IGNORE INTO export_people VALUES (?, ?)', exportId, person);
}

export const countExportPeople = (db: ReadDb, exportId: number): number =>
  number(db, 'SELECT count(*) FROM export_people WHERE export_id = ?', exportId);

/** Gives what was handed out of one person to another. */
export function moveExportPeople(db: WriteDb, from: number, into: number): void {
  run(db, 'UPDATE OR IGNORE export_people SET person_id = ? WHERE person_id = ?', into, from);
  run(db, 'DELETE FROM export_people WHERE person_id = ?', from);
}

/** One file in which a person's data was handed out. */
export interface HandedOutOf {
  /** Number in the list of exports. */
  export: number;
  atMs: number;
  recipient: Recipient;
}

/** Files in which a person's data was handed out, newest first. */
export const listExportsOf = (db: ReadDb, person: number): HandedOutOf[] =>
  all(
    db,
    `SELECT e.id AS export, e.at_ms AS atMs, e.recipient FROM export_people p JOIN exports e ON e.id = p.export_id
     WHERE p.person_id = ? ORDER BY e.id DESC`,
    person,
  );
