import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { AppError } from '../../shared/errors.ts';
import type { Source } from './format.ts';
import { wholeBytes } from './members.ts';
import type { DecimalMark } from './numbers.ts';
import type { TableRow } from './table-rows.ts';

/** A workbook is read whole: larger ones would not fit into memory once unpacked. */
const MAX_FILE_BYTES = 64 * 1024 ** 2;
const MAX_UNPACKED_BYTES = 512 * 1024 ** 2;
const MAX_COLUMNS = 500;
/** Empty rows count as far as titles stand above a table. */
const EMPTY_ROWS_KEPT = 60;

/** A workbook made ready for reading. */
export interface Sheets {
  /** Sheets that hold something, in the order of the workbook. */
  names: string[];
  /** Rows of a sheet as text: dates as ISO text, numbers in the given notation. */
  rows(name: string, decimal: DecimalMark): TableRow[];
}

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Compound files hold .xls workbooks, and old documents and presentations as well. */
export const isCompound = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;

/** Paths of a zip archive that make it a workbook (xlsx, xlsb, ods). */
export const isWorkbookArchive = (members: readonly { path: string }[]): boolean =>
  members.some(({ path }) => /^xl\/workbook\.(xml|bin)$/.test(path)) ||
  (members.some(({ path }) => path === 'content.xml') && members.some(({ path }) => path === 'META-INF/manifest.xml'));

const opened = new WeakMap<Source, Promise<Sheets>>();

/** Opens the workbook of a source, once: it is looked into before it is read. Throws AppError when it is none or too large. */
export function openSheets(source: Source): Promise<Sheets> {
  let sheets = opened.get(source);
  if (!sheets) {
    sheets = readSheets(source);
    opened.set(source, sheets);
  }
  return sheets;
}

async function readSheets(source: Source): Promise<Sheets> {
  const unpacked = source.members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (source.sizeBytes > MAX_FILE_BYTES || unpacked > MAX_UNPACKED_BYTES) throw new AppError('file-too-large');
  const bytes = await wholeBytes(source.packed?.() ?? source.bytes(), MAX_FILE_BYTES);
  if (!bytes) throw new AppError('file-too-large');
  if (bytes.length === 0) throw new AppError('format-empty');
  // The library takes any text for a table; that is not what is asked for here.
  if (!isZip(bytes) && !isCompound(bytes)) throw new AppError('format-unknown');
  const { read, SSF } = await import('@e965/xlsx');
  let book: WorkBook;
  try {
    book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
  } catch {
    throw new AppError('file-unreadable', { reason: 'damaged' });
  }
  const since1904 = book.Workbook?.WBProps?.date1904 === true;
  const toText = (cell: CellObject | undefined, decimal: DecimalMark): string => {
    if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e' || cell.t === 'z') return '';
    if (typeof cell.v === 'number') {
      if (typeof cell.z === 'string' && SSF.is_date(cell.z))
        return dateText(SSF.parse_date_code(cell.v, { date1904: since1904 }));
      // Workbooks count in 15 digits; what binary fractions add beyond that was never in the cell.
      const number = String(Number(cell.v.toPrecision(15)));
      return decimal === '.' ? number : number.replace('.', ',');
    }
    return cell.v instanceof Date ? isoText(cell.v) : String(cell.v);
  };
  const dataOf = (name: string) => dense(book.Sheets[name]);
  return {
    names: book.SheetNames.filter((name) => dataOf(name).length > 0),
    rows: (name, decimal) => cut(dataOf(name), (cell) => toText(cell, decimal)),
  };
}

const isoText = (date: Date): string =>
  Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/\.\d+Z$/, 'Z');

const two = (value: number) => String(value).padStart(2, '0');

/** A day and time of a sheet, which has no zone: ISO text without one. A time alone stays a time. */
function dateText(
  code: { y: number; m: number; d: number; H: number; M: number; S: number; D: number } | undefined,
): string {
  if (!code) return '';
  const clock = `${two(code.H)}:${two(code.M)}:${two(code.S)}`;
  if (code.D === 0) return clock;
  const day = `${String(code.y).padStart(4, '0')}-${two(code.m)}-${two(code.d)}`;
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}

function dense(sheet: WorkSheet | undefined): (CellObject | undefined)[][] {
  const data: unknown = sheet?.['!data'];
  return Array.isArray(data) ? (data as (CellObject | undefined)[][]) : [];
}

/** Rows with text, as wide as they are filled. */
function cut(data: (CellObject | undefined)[][], toText: (cell: CellObject | undefined) => string): TableRow[] {
  const rows: TableRow[] = [];
  for (let at = 0; at < data.length; at++) {
    // Damaged files claim rows far apart; only those that are there are looked at.
    const found = data[at];
    const cells: string[] = [];
    for (let column = 0; found && column < Math.min(found.length, MAX_COLUMNS); column++)
      cells.push(toText(found[column]));
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    if (cells.length > 0) rows.push({ line: at + 1, cells });
    else if (at < EMPTY_ROWS_KEPT) rows.push({ line: at + 1, cells: [''] });
  }
  return rows;
}

/** Fills rows up to the width of the table, from its first full row on; titles above stay as short as they are. */
export function evenRows(rows: readonly TableRow[]): TableRow[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const filled = ({ cells }: TableRow) => cells.filter((cell) => cell.trim() !== '').length;
  const first = rows.findIndex((row) => filled(row) * 2 >= width);
  return rows.map((row, i) => (i < first ? row : { line: row.line, cells: padded(row.cells, width) }));
}

/** A row's cells, filled up with empty ones. */
export const padded = (cells: readonly string[], width: number): string[] =>
  Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? '');
