import type { Mapping } from '../../shared/contract/imports.ts';
import { aliasRank, ALIASES, plainName } from './table-aliases.ts';
import { isBlank, namedDelimiter, rowsOf, type TableRow } from './table-rows.ts';

type Delimiter = Mapping['delimiter'];

/** How the start of a text falls into records and columns. */
export interface Layout {
  delimiter: Delimiter;
  /** Records above the data, the column names among them. */
  headerRows: number;
  /** Whether the last of those names the columns. */
  named: boolean;
  names: string[];
  /** Data records, without empty lines. */
  rows: TableRow[];
  /** Share of records with the usual number of cells, 0 to 1. */
  consistency: number;
}

/** Records looked at. Enough to tell, few enough to be cheap. */
const LOOKED_AT = 400;
const MAX_TITLES = 20;
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

interface Vote {
  delimiter: Delimiter;
  rows: TableRow[];
  columns: number;
  /** Lines above the first record of the usual length. */
  titles: number;
  consistency: number;
  score: number;
}

function usualCount(rows: readonly TableRow[]): { columns: number; share: number } {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let columns = 0;
  let most = 0;
  // A cell alone is a title or a note: it weighs little beside lines that come apart.
  for (const [count, times] of counts) {
    const weight = count === 1 ? times / 3 : times;
    if (weight > most || (weight === most && count > columns)) [columns, most] = [count, weight];
  }
  return { columns, share: rows.length === 0 ? 0 : (counts.get(columns) ?? 0) / rows.length };
}

function voteFor(text: string, delimiter: Delimiter, cutOff: boolean): Vote {
  const rows = rowsOf(text, delimiter, cutOff).slice(0, LOOKED_AT);
  const filled = rows.filter((row) => !isBlank(row));
  const { columns, share: overall } = usualCount(filled);
  // Title lines above a table say nothing against it, as long as they are few.
  const first = filled.findIndex((row) => row.cells.length === columns);
  const share = first <= MAX_TITLES ? usualCount(filled.slice(first)).share : overall;
  // Between equally even readings the one with more columns; a first record that fits counts extra, as a decimal comma is not in it.
  const score = share * (1 + Math.min(columns, 20) / 40) + (filled[0]?.cells.length === columns ? 0.1 : 0);
  return { delimiter, rows, columns, titles: Math.max(0, first), consistency: share, score: columns < 2 ? 0 : score };
}

const numeric = (cell: string) => /^[\s'(+-]*[\d.,:/\s€$£-]*\d[\d.,:/\s€$£%)TZ-]*$/.test(cell);
const LABEL = /\p{L}/u;

/** Whether a record names the columns: short distinct words, where the data below is not words, or names that we know. */
function isHeader(cells: readonly string[], below: readonly TableRow[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length < Math.max(2, cells.length * 0.5)) return false;
  if (new Set(filled).size < filled.length * 0.8) return false;
  if (filled.some((cell) => cell.length > 80 || numeric(cell) || cell.includes('@') || !LABEL.test(cell))) return false;
  if (knownNames(cells) >= 2 || (knownNames(cells) >= 1 && cells.length <= 3)) return true;
  return cells.some((_, i) => {
    const column = below.map((row) => row.cells[i]?.trim() ?? '').filter((cell) => cell !== '');
    return column.length > 0 && column.filter(numeric).length > column.length * 0.8;
  });
}

/** Column names that some record type knows. */
export function knownNames(names: readonly string[]): number {
  return names.filter((name) => {
    const plain = plainName(name);
    return Object.values(ALIASES).some((aliases, i) =>
      Object.keys(aliases).some((target) => aliasRank(TYPES[i] as (typeof TYPES)[number], target, plain) >= 0),
    );
  }).length;
}
const TYPES = ['order', 'review', 'message', 'event'] as const;

function toLayout({ delimiter, rows, columns, consistency }: Vote): Layout {
  // Title lines above the table have another number of cells.
  const first = rows.findIndex((row) => row.cells.length === columns && !isBlank(row));
  const head = rows[first]?.cells ?? [];
  const body = rows.slice(first + 1).filter((row) => !isBlank(row));
  const named = isHeader(head, body.slice(0, 50));
  return {
    delimiter,
    headerRows: Math.min(50, named ? first + 1 : first),
    named,
    names: Array.from({ length: columns }, (_, i) => (named ? (head[i] ?? '').trim() : '') || `Column ${i + 1}`),
    rows: named || first < 0 ? body : [rows[first] as TableRow, ...body],
    consistency,
  };
}

/** Delimiter, column names and first records of a text; null when it is no table. `cutOff`: the text goes on. */
export function guessLayout(text: string, cutOff: boolean): Layout | null {
  const named = namedDelimiter(text);
  const votes = (named ? [named] : DELIMITERS).map((delimiter) => voteFor(text, delimiter, cutOff));
  const best = votes.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0 && best.consistency >= 0.7) {
    const layout = toLayout(best);
    // Prose has commas too: what begins with other lines must then be even, and name its columns.
    if (best.titles === 0 || (layout.named && best.consistency >= 0.9)) return layout;
  }
  const blanks = voteFor(text, 'space', cutOff);
  if (blanks.columns < 2 || blanks.columns > 40 || blanks.consistency < 0.95 || blanks.rows.length < 3) return null;
  const layout = toLayout(blanks);
  // Prose and logs also come apart at blanks; a table of figures has mostly numbers.
  const figures = layout.names.filter((_, i) => layout.rows.every((row) => numeric(row.cells[i] ?? ''))).length;
  return figures * 2 >= layout.names.length ? layout : null;
}

/** The columns of a text cut as a chosen mapping says. */
export function layoutAs(text: string, cutOff: boolean, { delimiter, headerRows }: Mapping): Layout {
  const rows = rowsOf(text, delimiter, cutOff).slice(0, LOOKED_AT + headerRows);
  const head = headerRows > 0 ? (rows[headerRows - 1]?.cells ?? []) : [];
  const body = rows.slice(headerRows).filter((row) => !isBlank(row));
  const { columns, share } = usualCount(body.length > 0 ? body : rows);
  return {
    delimiter,
    headerRows,
    named: headerRows > 0,
    names: Array.from(
      { length: Math.max(columns, head.length) },
      (_, i) => (head[i] ?? '').trim() || `Column ${i + 1}`,
    ),
    rows: body,
    consistency: share,
  };
}
