import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dumpRows } from '../../src-main/import/sql-dump.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Rows of a dump that comes in pieces of the given length; null = a row that could not be read. */
async function rowsOf(dump: string, pieceBytes = dump.length || 1) {
  const pieces = async function* () {
    for (let at = 0; at < dump.length; at += pieceBytes) yield latin1(dump.slice(at, at + pieceBytes));
  };
  const rows: (readonly string[] | null)[] = [];
  for await (const some of dumpRows(pieces(), () => true, true))
    for (const entry of some) rows.push(entry.table === null ? null : [entry.table, ...entry.cells]);
  return rows;
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...`'\\"();,\n\r\t\b\f\v\0 .NaxE-é`.split('')), maxLength: 12 }),
  fc.constantFrom('\\.', '\\N', 'NULL', ');', "E'", '-- x', ''),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
const piece = fc.integer({ min: 1, max: 40 });

const asMySql = (text: string) =>
  `'${text.replace(/[\\'\n\r\t\b\0]/g, (sign) => `\\${{ '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\0': '0' }[sign] ?? sign}`)}'`;
const asPostgres = (text: string) => `'${text.replaceAll("'", "''")}'`;
const COPIED: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v', '\\': '\\' };
const asCopied = (text: string) => text.replace(/[\b\f\n\r\t\v\\]/g, (sign) => `\\${COPIED[sign]}`);

describe('rows of dumps', () => {
  test('what mysqldump writes is read as it was, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, piece, async (rows, bytes) => {
        const values = rows.map((cells) => `(${cells.map(asMySql).join(',')})`).join(',');
        const dump = `-- MySQL dump\nINSERT INTO \`t\` VALUES ${values};\n`;
        expect(await rowsOf(dump, bytes)).toEqual(rows.map((cells) => ['t', ...cells]));
      }),
    );
  });
  test('what pg_dump --inserts writes is read as it was: there a backslash is a backslash', async () => {
    await fc.assert(
      fc.asyncProperty(table, piece, async (rows, bytes) => {
        const lines = rows.map((cells) => `INSERT INTO public.t VALUES (${cells.map(asPostgres).join(', ')});\n`);
        const dump = `SET standard_conforming_strings = on;\n${lines.join('')}`;
        expect(await rowsOf(dump, bytes)).toEqual(rows.map((cells) => ['t', ...cells]));
      }),
    );
  });
  test('what COPY writes is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(table, piece, async (rows, bytes) => {
        const lines = rows.map((cells) => `${cells.map(asCopied).join('\t')}\n`);
        const dump = `COPY public."t" FROM stdin;\n${lines.join('')}\\.\n\nINSERT INTO u VALUES (1,2);\n`;
        expect(await rowsOf(dump, bytes)).toEqual([...rows.map((cells) => ['t', ...cells]), ['u', '1', '2']]);
      }),
    );
  });
  test('anything at all ends, and never throws', async () => {
    const word = fc.constantFrom(
      ...`'\\(),;\n"\`Ex`.split(''),
      ...'INSERT INTO t VALUES |COPY t FROM stdin;\n|\\.\n|NULL|CREATE TABLE t (|a int'.split('|'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 60 }), piece, async (words, bytes) => {
        const whole = await rowsOf(words.join(''));
        expect(await rowsOf(words.join(''), bytes)).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });

  test('columns are those that CREATE TABLE names, also on one line', async () => {
    const dump = `CREATE TABLE one (id INTEGER PRIMARY KEY, "full name" TEXT, price DECIMAL(10,2), UNIQUE (id));
INSERT INTO one VALUES(1,'Tea',2.5);
CREATE TABLE public.two (
    id integer NOT NULL,
    CONSTRAINT two_id CHECK ((id > 0))
);
COPY public.two FROM stdin;
7
\\.
`;
    const named: (readonly string[])[] = [];
    const bytes = async function* () {
      yield latin1(dump);
    };
    for await (const some of dumpRows(bytes(), () => true))
      for (const entry of some) if (entry.table !== null) named.push(entry.names);
    expect(named).toEqual([['id', 'full name', 'price'], ['id']]);
  });
  test('a text that never ends, and a line that is too long, are each one broken row', async () => {
    expect(
      await rowsOf(`INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'${'x'.repeat(100_000)}`, 4096),
    ).toEqual([['t', '1', 'a'], null]);
    const long = `COPY t FROM stdin;\n${'y'.repeat(300_000)}\n1\t2\n\\.\n`;
    expect(await rowsOf(long, 4096)).toEqual([null, ['t', '1', '2']]);
    const wide = `INSERT INTO t VALUES (${'1,'.repeat(2000)}1);\nINSERT INTO t VALUES (3);\n`;
    expect(await rowsOf(wide)).toEqual([null, ['t', '3']]);
  });
});
