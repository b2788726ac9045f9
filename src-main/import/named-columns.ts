import Papa from 'papaparse';
import { AppError } from '../../shared/errors.ts';

/** A CSV with a header, read whole: for the lab, where a file is small enough to hold. Line numbers are 1-based. */
export function readNamedColumns(text: string): {
  columns: string[];
  rows: { line: number; cells: Record<string, string> }[];
} {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  const parsed = Papa.parse<Record<string, string>>(clean, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const columns = parsed.meta.fields ?? [];
  if (columns.length === 0) throw new AppError('format-empty');
  return { columns, rows: parsed.data.map((cells, i) => ({ line: i + 2, cells })) };
}
