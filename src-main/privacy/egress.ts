import type { Result, TableResult } from '../../shared/results.ts';
import type { Cleared } from './gate.ts';
import { maskText } from './redact.ts';

/** Longest text that leaves in one piece. */
const LONGEST = 2000;

// C0/C1 controls but tab and line feed, zero-width and bidirectional controls: they hide or reorder what the reader sees.
const INVISIBLE = /[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** Text as it may leave the machine in a report or export: personal data masked, nothing invisible, well-formed, bounded. */
export function safeText(text: string): string {
  const visible = text.toWellFormed().replace(INVISIBLE, (char) => (char === '\t' || char === '\n' ? char : ''));
  const masked = maskText(visible.slice(0, 2 * LONGEST));
  return masked.length > LONGEST ? `${masked.slice(0, LONGEST - 1).toWellFormed()}…` : masked;
}

function safeTable(table: TableResult): TableResult {
  const columns = table.columns.map((column) => ({ ...column, label: safeText(column.label) }));
  const rows = table.rows.map((row) => ({
    ...row,
    key: safeText(row.key),
    cells: row.cells.map((cell) => (typeof cell === 'string' ? safeText(cell) : cell)),
  }));
  return { ...table, columns, rows };
}

function safe(result: Result): Result {
  switch (result.kind) {
    case 'number':
      return result;
    case 'table':
      return safeTable(result);
    case 'series': {
      const x = result.x.type === 'category' ? { ...result.x, labels: result.x.labels.map(safeText) } : result.x;
      return { ...result, x, lines: result.lines.map((line) => ({ ...line, label: safeText(line.label) })) };
    }
    case 'matrix':
      return { ...result, rows: result.rows.map(safeText), columns: result.columns.map(safeText) };
  }
}

/** The last step before a report: every text of a cleared result passes `safeText`. Figures stay as they are. */
export const safeResult = <R extends Result>(result: Cleared<R>): Cleared<R> => safe(result) as Cleared<R>;
