import Papa from 'papaparse';
import { AppError } from '../../shared/errors.ts';

/** A CSV with a header, read whole: for the lab, where a file is small enough to hold. Lines are those of the file, from 1; a record over several lines has its first. */
export function readNamedColumns(text: string): {
  columns: string[];
  rows: { line: number; cells: Record<string, string> }[];
} {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
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
  const columns = (records[0]?.cells ?? []).map((name) => name.trim().toLowerCase());
  if (columns.length === 0) throw new AppError('format-empty');
  const rows = records.slice(1).map((record) => ({
    line: record.line,
    cells: Object.fromEntries(columns.map((name, i) => [name, record.cells[i] ?? ''])),
  }));
  return { columns, rows };
}
