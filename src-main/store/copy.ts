import type Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import { all, number } from './sql.ts';

/** How long one statement may take, in ms: then somebody else may stop the copying. */
const PIECE_MS = 60;
const FIRST_ROWS = 500;
const MOST_ROWS = 200_000;

interface Column {
  name: string;
  type: string;
  /** Place in the primary key, from 1; 0 = not in it. */
  pk: number;
  /** 2 and 3 = computed from others, never stored by hand. */
  hidden: number;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Makes what a database says of itself the same; before its first table. */
function likeOld(db: Database.Database): void {
  const old = (name: string) => String(db.pragma(`old.${name}`, { simple: true }));
  for (const name of ['page_size', 'auto_vacuum'])
    if (String(db.pragma(`main.${name}`, { simple: true })) !== old(name)) db.pragma(`main.${name} = ${old(name)}`);
  for (const name of ['application_id', 'user_version']) db.pragma(`main.${name} = ${old(name)}`);
}

/** The statement that copies the next rows of a table, in the order they lie in. Values stay in SQLite: they may be larger than a number here. */
function copying(db: Database.Database, table: string, withoutRowid: boolean): { first: string; next: string } {
  const columns = all<Column>(db, `PRAGMA old.table_xinfo(${quoted(table)})`).filter(({ hidden }) => hidden < 2);
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const isRowid = key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER';
  const place = withoutRowid ? key.map(({ name }) => quoted(name)) : ['rowid'];
  const names = [...(withoutRowid || isRowid ? [] : ['rowid']), ...columns.map(({ name }) => quoted(name))].join(', ');
  const last = `SELECT ${place.join(', ')} FROM main.${quoted(table)} ORDER BY ${place.map((name) => `${name} DESC`).join(', ')} LIMIT 1`;
  const select = (where: string) =>
    `INSERT INTO main.${quoted(table)} (${names}) SELECT ${names} FROM old.${quoted(table)} ${where} ORDER BY ${place.join(', ')} LIMIT ?`;
  return { first: select(''), next: select(`WHERE (${place.join(', ')}) > (${last})`) };
}

function* copyTable(db: Database.Database, table: string, withoutRowid: boolean): Generator<void> {
  const { first, next } = copying(db, table, withoutRowid);
  let rows = FIRST_ROWS;
  let copied = 0;
  for (let statement = db.prepare(first); ; statement = db.prepare(next)) {
    const started = performance.now();
    const { changes } = statement.run(rows);
    copied += changes;
    if (changes < rows) break;
    const took = Math.max(1, performance.now() - started);
    rows = Math.round(Math.min(MOST_ROWS, Math.max(1, rows * Math.min(4, PIECE_MS / took))));
    yield;
  }
  if (copied !== number(db, `SELECT count(*) FROM old.${quoted(table)}`)) throw new AppError('store-damaged');
}

/**
 * Copies the whole database `old` into `main`, which is empty, piece by piece, as VACUUM does in one: tables, then indexes, then
 * by name only what holds no rows of its own (https://sqlite.org/src/file/src/vacuum.c). Yields the share of pages that are
 * copied, 0 to 1. `old` may not change meanwhile. What is half copied must be thrown away: nothing of it can be rolled back.
 */
export function* copyOld(db: Database.Database): Generator<number> {
  // Tables of the planner and of the index of words bear names that nobody else may give.
  db.unsafeMode(true);
  for (const [name, value] of [
    ['writable_schema', 'ON'],
    ['foreign_keys', 'OFF'],
    ['ignore_check_constraints', 'ON'],
    ['main.journal_mode', 'OFF'],
    ['main.synchronous', 'OFF'],
    ['main.locking_mode', 'EXCLUSIVE'],
    ['main.cache_size', '-16000'],
  ])
    db.pragma(`${name} = ${value}`);
  likeOld(db);
  const pages = Math.max(1, number(db, 'PRAGMA old.page_count') - number(db, 'PRAGMA old.freelist_count'));
  const share = () => Math.min(1, number(db, 'PRAGMA main.page_count') / pages);
  const parts = all<{ type: string; name: string; sql: string | null }>(
    db,
    "SELECT type, name, sql FROM old.sqlite_schema WHERE rootpage > 0 AND sql IS NOT NULL AND name <> 'sqlite_sequence'",
  );
  const withoutRowid = new Set(
    all<{ name: string; wr: number; schema: string }>(db, 'PRAGMA old.table_list')
      .filter(({ wr, schema }) => wr === 1 && schema === 'old')
      .map(({ name }) => name),
  );
  db.exec('BEGIN');
  for (const { type, name, sql } of parts) {
    if (type !== 'table' || sql === null) continue;
    db.exec(sql);
    for (const _ of copyTable(db, name, withoutRowid.has(name))) yield share();
    yield share();
  }
  for (const { type, sql } of parts)
    if (type === 'index' && sql !== null) {
      db.exec(sql);
      yield share();
    }
  if (number(db, "SELECT count(*) FROM old.sqlite_schema WHERE name = 'sqlite_sequence'") > 0)
    db.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM old.sqlite_sequence');
  // Last, so that nothing sets them off.
  db.exec(
    "INSERT INTO main.sqlite_schema SELECT * FROM old.sqlite_schema WHERE type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0)",
  );
  db.exec('COMMIT');
  yield share();
}
