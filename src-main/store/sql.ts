import type Database from 'better-sqlite3-multiple-ciphers';

const caches = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A prepared statement, made once per connection. Values are only ever bound, never pasted into the text. */
export function prepare(db: Database.Database, text: string): Database.Statement {
  let cache = caches.get(db);
  if (!cache) {
    cache = new Map();
    caches.set(db, cache);
  }
  let statement = cache.get(text);
  if (!statement) {
    statement = db.prepare(text);
    cache.set(text, statement);
  }
  return statement;
}

type Value = string | number | bigint | Uint8Array | null;

/** All rows of a query as objects. */
export const all = <T>(db: Database.Database, text: string, ...values: Value[]): T[] =>
  prepare(db, text).all(...values) as T[];
/** First row, or undefined. */
export const get = <T>(db: Database.Database, text: string, ...values: Value[]): T | undefined =>
  prepare(db, text).get(...values) as T | undefined;
/** Runs a statement; answers the number of changed rows and the last row id. */
export const run = (db: Database.Database, text: string, ...values: Value[]) => prepare(db, text).run(...values);
/** First column of the first row as a number; 0 when there is no row. */
export function number(db: Database.Database, text: string, ...values: Value[]): number {
  const row = prepare(db, text).get(...values) as Record<string, number> | undefined;
  return row ? (Object.values(row)[0] ?? 0) : 0;
}
/** Rows as arrays, streamed: for loading columns. */
export const iterateRaw = (db: Database.Database, text: string, ...values: Value[]) =>
  db
    .prepare(text)
    .raw(true)
    .iterate(...values) as IterableIterator<unknown[]>;
