import type { ReadDb, WriteDb } from '../open.ts';
import { number, run } from '../sql.ts';

type Counter =
  | 'revision'
  | 'wide-revision'
  | 'vault-open'
  | 'sentiment-version'
  | 'unscored'
  | 'read-version'
  | 'person-floor'
  | 'auto-lock-minutes';

/** Named whole numbers: the data revision, the one of the last change that was not of messages alone, whether the vault is open (so that readers can say so), the version every text is scored by, whether some still are to be scored, and the one every message is read by, and the highest person id ever given away (an erased person's pseudonym names nobody else). */
export const getCounter = (db: ReadDb, name: Counter): number =>
  number(db, 'SELECT value FROM counters WHERE name = ?', name);

export function setCounter(db: WriteDb, name: Counter, value: number): void {
  run(db, 'INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
}

/** Marks the data as changed: every cache keyed by revision becomes stale; of messages alone, all that is made of them. */
export function bumpRevision(db: WriteDb, only?: 'messages'): number {
  const next = getCounter(db, 'revision') + 1;
  setCounter(db, 'revision', next);
  if (!only) setCounter(db, 'wide-revision', next);
  return next;
}
