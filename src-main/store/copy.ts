import type Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import { rawKey } from './cipher.ts';
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

/** Which part of a database is copied. */
export interface CopyPlan {
  /** Condition for the rows of a table; '' for all of them. */
  rowsOf(table: string): string;
  /** Whether a table, index, view or trigger is left out altogether. */
  leavesOut(name: string): boolean;
}

const WHOLE: CopyPlan = { rowsOf: () => '', leavesOut: () => false };

/** The statement that copies the next rows of a table, in the order they lie in. Values stay in SQLite: they may be larger than a number here. */
function copying(
  db: Database.Database,
  table: string,
  withoutRowid: boolean,
  condition: string,
): { first: string; next: string } {
  const columns = all<Column>(db, `PRAGMA old.table_xinfo(${quoted(table)})`).filter(({ hidden }) => hidden < 2);
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  const isRowid = key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER';
  const place = withoutRowid ? key.map(({ name }) => quoted(name)) : ['rowid'];
  const names = [...(withoutRowid || isRowid ? [] : ['rowid']), ...columns.map(({ name }) => quoted(name))].join(', ');
  const last = `SELECT ${place.join(', ')} FROM main.${quoted(table)} ORDER BY ${place.map((name) => `${name} DESC`).join(', ')} LIMIT 1`;
  const select = (...conditions: string[]) => {
    const where = conditions.filter((one) => one !== '').map((one) => `(${one})`);
    return `INSERT INTO main.${quoted(table)} (${names}) SELECT ${names} FROM old.${quoted(table)} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY ${place.join(', ')} LIMIT ?`;
  };
  return { first: select(condition), next: select(`(${place.join(', ')}) > (${last})`, condition) };
}

function* copyTable(db: Database.Database, table: string, withoutRowid: boolean, condition: string): Generator<void> {
  const { first, next } = copying(db, table, withoutRowid, condition);
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
  const where = condition === '' ? '' : ` WHERE ${condition}`;
  if (copied !== number(db, `SELECT count(*) FROM old.${quoted(table)}${where}`)) throw new AppError('store-damaged');
}

/** Attaches a store as `old`. */
export function attachOld(db: Database.Database, file: string, key: Uint8Array | null): void {
  const given = key ? rawKey(key) : Buffer.alloc(0);
  try {
    db.prepare('ATTACH ? AS old KEY ?').run(file, given);
  } finally {
    given.fill(0);
  }
}

/** Prepares `main`, which is empty, to become a copy of `old`, and begins the transaction that all of it is read in. What is half copied must be thrown away: nothing of it can be rolled back. */
export function beginCopy(db: Database.Database): void {
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
  db.exec('BEGIN');
}

/** Copies tables, then their indexes; yields the share of pages that are copied, 0 to 1. */
export function* copyTables(db: Database.Database, plan: CopyPlan = WHOLE): Generator<number> {
  const pages = Math.max(1, number(db, 'PRAGMA old.page_count') - number(db, 'PRAGMA old.freelist_count'));
  const share = () => Math.min(1, number(db, 'PRAGMA main.page_count') / pages);
  const parts = all<{ type: string; name: string; table: string; sql: string | null }>(
    db,
    'SELECT type, name, tbl_name AS "table", sql FROM old.sqlite_schema WHERE rootpage > 0 AND sql IS NOT NULL AND name <> \'sqlite_sequence\'',
  ).filter(({ name, table }) => !plan.leavesOut(name) && !plan.leavesOut(table));
  const withoutRowid = new Set(
    all<{ name: string; wr: number; schema: string }>(db, 'PRAGMA old.table_list')
      .filter(({ wr, schema }) => wr === 1 && schema === 'old')
      .map(({ name }) => name),
  );
  for (const { type, name, sql } of parts) {
    if (type !== 'table' || sql === null) continue;
    db.exec(sql);
    for (const _ of copyTable(db, name, withoutRowid.has(name), plan.rowsOf(name))) yield share();
    yield share();
  }
  for (const { type, sql } of parts)
    if (type === 'index' && sql !== null) {
      db.exec(sql);
      yield share();
    }
  if (number(db, "SELECT count(*) FROM old.sqlite_schema WHERE name = 'sqlite_sequence'") > 0)
    db.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM old.sqlite_sequence');
}

/**
 * Copies the whole database `old` into `main`, which is empty, piece by piece, as VACUUM does in one: tables, then indexes, then
 * by name only what holds no rows of its own (https://sqlite.org/src/file/src/vacuum.c). Yields the share of pages that are
 * copied, 0 to 1. `old` may not change meanwhile. What is half copied must be thrown away: nothing of it can be rolled back.
 */
export function* copyOld(db: Database.Database): Generator<number> {
  beginCopy(db);
  yield* copyTables(db);
  // Last, so that nothing sets them off.
  db.exec(
    "INSERT INTO main.sqlite_schema SELECT * FROM old.sqlite_schema WHERE type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0)",
  );
  db.exec('COMMIT');
  yield 1;
}
