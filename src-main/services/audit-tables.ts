import type { Source } from '../import/format.ts';
import { wholeBytes } from '../import/members.ts';
import { isParquet, parquetRecords, type SliceSource, sliceOf } from '../import/parquet-records.ts';
import { evenRows, isCompound, isWorkbookArchive, openSheets } from '../import/sheet-rows.ts';
import { headOf } from '../import/source-bytes.ts';
import { type DumpEntry, dumpRows } from '../import/sql-dump.ts';
import { AppError } from '../../shared/errors.ts';
import type { AuditRecord } from '../privacy/audit/record.ts';
import { cellsRecord, columnNames, type Field, isHeader, LONGEST, leaves, toRecord } from './audit-fields.ts';

/** Rows of one stream, some at a time; null stands for a row that cannot be read. */
export interface AuditRows {
  kind: 'visit' | 'log' | 'events' | 'table' | 'database' | 'text';
  rows: AsyncIterable<(AuditRecord | null)[]>;
}

export type Bytes = () => AsyncIterable<Uint8Array>;

/** Files with their index at the end are held in memory where they lie packed in an archive. */
const MOST_PACKED_BYTES = 256 * 1024 ** 2;
const ROWS_AT_A_TIME = 1000;

async function sliceable(source: Source): Promise<SliceSource> {
  if (source.slice) return { sizeBytes: source.sizeBytes, slice: source.slice.bind(source) };
  const bytes = await wholeBytes(source.bytes(), MOST_PACKED_BYTES);
  if (!bytes) throw new AppError('file-too-large');
  return sliceOf(bytes);
}

async function* parquetRows(source: Source): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const batch of parquetRecords(await sliceable(source))) {
    if ('count' in batch) {
      for (let left = batch.count; left > 0; left -= ROWS_AT_A_TIME)
        yield Array.from({ length: Math.min(left, ROWS_AT_A_TIME) }, () => null);
      continue;
    }
    yield batch.records.map((record, i) => {
      const fields: Field[] = [];
      leaves(record, '', fields);
      return toRecord(fields, batch.line + i);
    });
  }
}

/** The first row that fills more than half of the table's width names the columns; titles above it are rows of their own. */
function* sheetRecords(rows: readonly { cells: readonly string[]; line: number }[], prefix: string) {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const at = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length * 2 > width);
  const header = rows[at]?.cells ?? [];
  const named = isHeader(header);
  const names = columnNames(Array.from({ length: width }, (_, i) => (named ? (header[i] ?? '') : ''))).map(
    (name) => prefix + name,
  );
  for (const [i, { cells, line }] of rows.entries()) {
    if (i < at) yield cellsRecord([`${prefix}title`], [cells.join(' ')], line);
    else if (i > at || !named) yield cellsRecord(names, cells, line);
  }
}

async function* sheetRows(source: Source): AsyncGenerator<(AuditRecord | null)[]> {
  const sheets = await openSheets(source);
  for (const name of sheets.names) {
    const prefix = sheets.names.length > 1 ? `${name.slice(0, 31)}.` : '';
    const rows = evenRows(sheets.rows(name, '.')).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    let some: AuditRecord[] = [];
    for (const record of sheetRecords(rows, prefix)) {
      some.push(record);
      if (some.length < ROWS_AT_A_TIME) continue;
      yield some;
      some = [];
    }
    yield some;
  }
}

const DUMP =
  /^(?:--|\/\*|\s)[\s\S]{0,400}(?:MySQL dump|MariaDB dump|PostgreSQL database|phpMyAdmin SQL)|^\s*(?:INSERT\s+(?:IGNORE\s+)?INTO|CREATE TABLE|DROP TABLE|PRAGMA foreign_keys|BEGIN TRANSACTION;|SET NAMES|SET SQL_MODE|COPY\s+\S+\s*\([^)]*\)\s+FROM stdin)/im;

/** Whether a file's first text is that of a dump of a database. */
export const isDump = (text: string): boolean =>
  DUMP.test(text.slice(0, 2000)) && /\b(?:INSERT\s+(?:IGNORE\s+)?INTO|CREATE TABLE|COPY\s+\S+)/i.test(text);

const utf8 = (cell: string): string => Buffer.from(cell.slice(0, LONGEST), 'latin1').toString('utf8');

function dumpRecord(entry: DumpEntry): AuditRecord | null {
  if (entry.table === null) return null;
  const { table, names, cells, line } = entry;
  const shown = columnNames(names.map(utf8)).map((name) => `${table.slice(0, 64)}.${name}`);
  return cellsRecord(shown, cells.map(utf8), line);
}

/** Rows of a dump's INSERT and COPY statements, their fields named `table.column`. */
export async function* dumpedRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const entries of dumpRows(bytes(), () => true, true)) yield entries.map(dumpRecord);
}

/** Rows of a Parquet file or a workbook; null for any other file. */
export async function openTables(source: Source): Promise<AuditRows | null> {
  if (isWorkbookArchive(source.members)) return { kind: 'table', rows: sheetRows(source) };
  if (source.members.length > 0) return null;
  const head = await headOf(source.bytes(), 4);
  if (isParquet(head)) return { kind: 'table', rows: parquetRows(source) };
  const isBook = isCompound(head) || (head[0] === 0x50 && head[1] === 0x4b && /\.(?:xls[xb]?|ods)$/i.test(source.name));
  return isBook ? { kind: 'table', rows: sheetRows(source) } : null;
}
