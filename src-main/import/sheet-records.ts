import type { CsvRecord } from './csv-records.ts';
import { plainName } from './table-aliases.ts';

/** A table found in rows of cells: the names of its columns, plain and as written, and its records. */
export interface SheetTable {
  names: string[];
  written: string[];
  records: CsvRecord[];
}

/** The table whose header, within the first rows, has all the columns of one of `needs`; null when there is none. */
export function sheetTable(
  rows: readonly { cells: string[]; line: number }[],
  needs: readonly (readonly string[])[],
  within = 12,
): SheetTable | null {
  const at = rows.slice(0, within).findIndex(({ cells }) => {
    const names = cells.map(plainName);
    return needs.some((wanted) => wanted.every((name) => names.includes(name)));
  });
  const header = rows[at];
  if (!header) return null;
  const written = header.cells.map((cell) => cell.trim());
  const names = written.map(plainName);
  const records = rows.slice(at + 1).map(
    ({ cells, line }): CsvRecord => ({
      line,
      cells,
      get: (...wanted) => {
        const name = wanted.find((entry) => names.includes(entry));
        return name === undefined ? '' : (cells[names.indexOf(name)] ?? '').trim();
      },
    }),
  );
  return { names, written, records };
}
