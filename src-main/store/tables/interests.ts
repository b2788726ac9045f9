import type { Purpose } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';

/** Why a legitimate interest in a purpose outweighs those of the people, as it was written down. */
export interface StoredInterest {
  purpose: Purpose;
  text: string;
  atMs: number;
}

export function addInterest(db: WriteDb, { purpose, text, atMs }: StoredInterest): void {
  run(db, 'INSERT INTO interests (purpose, text, at_ms) VALUES (?, ?, ?)', purpose, text, Math.round(atMs));
}

/** Every wording, newest first. */
export const listInterests = (db: ReadDb): StoredInterest[] =>
  all(db, 'SELECT purpose, text, at_ms AS atMs FROM interests ORDER BY id DESC');
