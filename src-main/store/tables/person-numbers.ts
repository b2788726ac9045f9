import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';
import { setCounter } from './counters.ts';
import { nextPersonId } from './people.ts';

/** A number that no backup may be opened by any more; `keep` = the figures of whoever had it stay, without them. */
export interface DroppedNumber {
  number: number;
  keep: boolean;
}

/** Every number that is a person's: in backups made before they were merged with somebody, or parted from them, they are under others. */
const numbersOf = (db: ReadDb, person: number): number[] => [
  person,
  ...all<{ number: number }>(db, 'SELECT number FROM person_numbers WHERE person_id = ?', person).map(
    ({ number }) => number,
  ),
];

/** The number that a backup made now holds each person under, for those where it is not their id. */
export const ownNumbers = (db: ReadDb, schema = 'main'): Map<number, number> =>
  new Map(
    all<{ person: number; number: number }>(
      db,
      `SELECT person_id AS person, max(number) AS number FROM ${schema}.person_numbers
       WHERE person_id > 0 GROUP BY person_id HAVING max(number) > person_id`,
    ).map(({ person, number }) => [person, number]),
  );

const give = (db: WriteDb, person: number, number: number): void =>
  void run(db, 'INSERT OR IGNORE INTO person_numbers VALUES (?, ?)', person, number);

/** Gives all numbers of one person to another, and removes the one by `remove`: erased later, all of them go. */
export function mergeNumbers(db: WriteDb, from: number, into: number, remove: () => void): void {
  for (const number of numbersOf(db, from)) give(db, into, number);
  run(db, 'DELETE FROM person_numbers WHERE person_id = ?', from);
  give(db, 0, from);
  remove();
  run(db, 'DELETE FROM person_numbers WHERE person_id = 0');
}

/**
 * What was one person is two: earlier backups hold both under the numbers of the one. Erasing either takes those numbers away,
 * so each needs one of their own for later backups.
 */
export function splitNumbers(db: WriteDb, person: number, made: number): void {
  for (const number of numbersOf(db, person)) give(db, made, number);
  const own = nextPersonId(db);
  give(db, person, own);
  setCounter(db, 'person-floor', own);
}

/** Notes that somebody's figures stay when they are removed next. */
export function keepFigures(db: WriteDb, person: number): void {
  for (const number of numbersOf(db, person))
    run(db, 'INSERT INTO dropped_numbers VALUES (?, 1) ON CONFLICT (number) DO NOTHING', number);
}

export const hasDropped = (db: ReadDb): boolean => get(db, 'SELECT 1 FROM dropped_numbers LIMIT 1') !== undefined;

export const listDropped = (db: ReadDb): DroppedNumber[] =>
  all<{ number: number; keep: number }>(db, 'SELECT number, keep FROM dropped_numbers ORDER BY number').map(
    ({ number, keep }) => ({ number, keep: keep === 1 }),
  );

/** Forgets those that were taken out of the keys. */
export const forgetDropped = (db: WriteDb, upTo: readonly DroppedNumber[]): void =>
  void run(
    db,
    'DELETE FROM dropped_numbers WHERE number IN (SELECT value FROM json_each(?))',
    JSON.stringify(upTo.map(({ number }) => number)),
  );
