import type { ReactNode } from 'react';

/** One column of a DataTable. Values stay numbers and ids; `text` makes words of them, also for copying. */
export interface DataColumn<T> {
  id: string;
  label: string;
  kind: 'text' | 'number';
  /** What is sorted by; null sorts last. */
  value: (row: T) => number | string | null;
  text: (row: T) => string;
  /** Richer than text, e.g. a link; `text` still serves for copying. */
  render?: (row: T) => ReactNode;
  /** 0..1 drawn as an inline bar behind the text. */
  share?: (row: T) => number | null;
  /** One sentence for the heading. */
  about?: string;
  /** px */
  width?: number;
  /** Not shown until chosen. */
  hidden?: boolean;
}

/** Ascending order of two sort values; words by locale, numbers by size. */
export function compareValues(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

const cell = (text: string): string => {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  // A pasted cell that begins like a formula would run in a spreadsheet; wide signs count in some languages' versions.
  return /^\s*[=+@＝＋－＠-]/.test(line) && !/^[-+]?[\d.,\s%]+$/.test(line) ? `'${line}` : line;
};

/** The table as tab-separated text, for a spreadsheet. Numbers as numbers, in the order shown. */
export function toTsv<T>(columns: readonly DataColumn<T>[], rows: readonly T[]): string {
  const head = columns.map((column) => cell(column.label)).join('\t');
  const body = rows.map((row) =>
    columns
      .map((column) => {
        const value = column.value(row);
        return column.kind === 'number' && typeof value === 'number' ? String(value) : cell(column.text(row));
      })
      .join('\t'),
  );
  return [head, ...body].join('\n');
}
