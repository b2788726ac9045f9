import Papa from 'papaparse';
import { AppError } from '../../shared/errors.ts';
import { requireText } from './no-text.ts';

/** What the columns of Fader and Hardie's CDNOW files are, which have no header: with and without the number in the sample. */
const CDNOW: Readonly<Record<number, readonly string[]>> = {
  4: ['customer_id', 'date', 'units', 'dollar_value'],
  5: ['master_id', 'customer_id', 'date', 'units', 'dollar_value'],
};

export interface NamedColumns {
  columns: string[];
  rows: { line: number; cells: Record<string, string> }[];
}

/** Tables of the sciences: columns set apart by blanks, without quotes. */
const isBlankSeparated = (text: string): boolean => {
  const first = /\S.*/.exec(text)?.[0] ?? '';
  return !/[,;\t|"]/.test(first) && /\S +\S/.test(first);
};

function readBlankSeparated(text: string): { line: number; cells: string[] }[] {
  return text.split(/\r?\n/).flatMap((row, i) => {
    const cells = row.trim().split(/\s+/);
    return cells[0] === '' ? [] : [{ line: i + 1, cells }];
  });
}

function readDelimited(clean: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(clean, {
    step({ data, meta }) {
      if (data.some((cell) => cell.trim() !== '')) records.push({ line, cells: data });
      line += clean.slice(start, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      start = meta.cursor;
    },
  });
  return records;
}

/**
 * A table with a header (or with the names given, when it has none), read whole: for the lab, where a file is small
 * enough to hold. Cells are set apart by comma, semicolon, tab or bar, or by blanks. Lines are those of the file, from 1;
 * a record over several lines has its first.
 */
export function readNamedColumns(text: string, names: readonly string[] = []): NamedColumns {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  requireText(clean);
  const isBlank = isBlankSeparated(clean);
  const records = isBlank ? readBlankSeparated(clean) : readDelimited(clean);
  const first = records[0]?.cells ?? [];
  const isHeaderless = isBlank && first.every((cell) => /^[\d.]+$/.test(cell));
  const known = names.length > 0 ? names : isHeaderless ? CDNOW[first.length] : undefined;
  const header = known ?? first;
  const columns = header.map((name) => name.trim().toLowerCase());
  if (columns.length === 0) throw new AppError('format-empty');
  const rows = (known ? records : records.slice(1)).map((record) => ({
    line: record.line,
    cells: Object.fromEntries(columns.map((name, i) => [name, record.cells[i] ?? ''])),
  }));
  return { columns, rows };
}
