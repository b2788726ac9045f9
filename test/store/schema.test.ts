import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';
import { SCHEMA_FILE, schemaOf } from '../tools/schema.ts';

test('schema.sql is the schema that the migrations make (if not: npm run schema)', () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(schemaOf(openMemory()));
});

const tablesOf = (db: WriteDb) =>
  // A full-text index is a virtual table with tables of its own, which SQLite makes.
  all<{ name: string; strict: number }>(
    db,
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'",
  ).filter(({ name }) => !name.startsWith('sqlite_'));

test('every table is STRICT', () => {
  expect(tablesOf(openMemory()).filter((table) => table.strict !== 1)).toEqual([]);
});

test('every foreign key has an index that begins with it, so that undo stays quick', () => {
  const db = openMemory();
  const missing = tablesOf(db).flatMap(({ name }) => {
    const indexed = new Set(
      all<{ column: string }>(
        db,
        `SELECT i.name AS "column" FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE i.seqno = 0
         UNION ALL SELECT name FROM pragma_table_info(?) WHERE pk = 1`,
        name,
        name,
      ).map((row) => row.column),
    );
    return all<{ column: string }>(db, 'SELECT "from" AS "column" FROM pragma_foreign_key_list(?)', name)
      .filter(({ column }) => !indexed.has(column))
      .map(({ column }) => `${name}.${column}`);
  });
  expect(missing).toEqual([]);
});
