import Papa from 'papaparse';
import type { Mapping } from '../../shared/contract/imports.ts';
import type { RejectionCode } from '../../shared/model.ts';

/** One record of a table: its cells, and the 1-based line on which it starts. */
export interface TableRow {
  cells: string[];
  line: number;
}

/** Records of one stretch of text, and the lines that could not be told apart from what follows. */
export interface TableRows {
  rows: TableRow[];
  /** Lines with a quotation mark that never closes. */
  broken: number[];
  /** Records that cannot be read for another reason; they stand after the rows. */
  refused?: { line: number; code: RejectionCode }[];
}

/** Longest record that is waited for, in characters. A quotation mark left open would otherwise swallow the file. */
const MAX_RECORD = 300_000;

type Delimiter = Mapping['delimiter'];

/** Excel's first line "sep=;", which names the delimiter and is no record. */
const SEPARATOR_LINE = /^sep=(.)\r?\n/i;

/** The delimiter that Excel's first line names, if there is such a line. */
export function namedDelimiter(text: string): Delimiter | null {
  const mark = SEPARATOR_LINE.exec(text)?.[1];
  return mark === ',' || mark === ';' || mark === '\t' || mark === '|' ? mark : null;
}

/** Line breaks inside a quoted cell. Old Mac files use CR alone. */
function breaksIn(cells: readonly string[], newline: string): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(newline); at >= 0; at = cell.indexOf(newline, at + 1)) breaks++;
  }
  return breaks;
}

interface Parsed {
  data: string[][];
  errors: readonly { code: string; row?: number }[];
  meta: { cursor: number };
}

/** Characters that decide on line ends. */
const START_LENGTH = 4096;

/** Open marks dropped one by one at the end of a file before the rest is taken without quotation marks. */
const MAX_OPEN_MARKS = 20;

/**
 * Cuts text into records as it comes (RFC 4180 through papaparse; runs of blanks by ourselves).
 * `take` a stretch at a time, then `finish`. Holds no more than one unfinished record.
 * With `columns` known, a record that an unclosed quotation mark has glued together is taken apart again.
 */
export class RowCutter {
  readonly #delimiter: Delimiter;
  readonly #columns: number;
  #pending = '';
  #line = 1;
  #newline: '\n' | '\r' = '\n';
  #started = false;
  #quotes = true;

  constructor(delimiter: Delimiter, columns = 0) {
    this.#delimiter = delimiter;
    this.#columns = columns;
  }

  take(text: string): TableRows {
    const found: TableRows = { rows: [], broken: [] };
    this.#pending += text;
    // The start decides on line ends, and always the same stretch of it, however the text comes.
    if (!this.#started && this.#pending.length < START_LENGTH) return found;
    if (!this.#started) this.#begin();
    this.#cut(found);
    while (this.#pending.length > MAX_RECORD) {
      const before = this.#pending.length;
      this.#dropLine(found);
      this.#cut(found);
      if (this.#pending.length <= MAX_RECORD || before - this.#pending.length > MAX_RECORD / 8) continue;
      // Open marks all over: take this stretch as it stands, or it would be read again for each of them.
      this.#cutPlain(found);
      if (this.#pending.length > MAX_RECORD) this.#dropLine(found);
    }
    return found;
  }

  finish(): TableRows {
    const found: TableRows = { rows: [], broken: [] };
    if (!this.#started) this.#begin();
    while (this.#pending !== '') {
      this.#cut(found);
      if (this.#pending === '') break;
      if (found.broken.length > MAX_OPEN_MARKS) this.#cutPlain(found);
      const { data, errors } = this.#parse(false);
      if (errors.some(({ code }) => code === 'MissingQuotes')) {
        this.#dropLine(found);
        continue;
      }
      this.#place(data, found);
      this.#pending = '';
    }
    return found;
  }

  #begin(): void {
    this.#started = true;
    if (this.#pending.startsWith('\ufeff')) this.#pending = this.#pending.slice(1);
    const start = this.#pending.slice(0, START_LENGTH);
    this.#newline = !start.includes('\n') && start.includes('\r') ? '\r' : '\n';
    const separator = SEPARATOR_LINE.exec(this.#pending);
    if (!separator) return;
    this.#pending = this.#pending.slice(separator[0].length);
    this.#line++;
  }

  #parse(ignoreLastRow: boolean): Parsed {
    if (this.#delimiter === 'space') return cutBlanks(this.#pending, this.#newline, ignoreLastRow);
    const options = { delimiter: this.#delimiter, newline: this.#newline, ...(this.#quotes ? {} : { fastMode: true }) };
    return new Papa.Parser(options).parse(this.#pending, 0, ignoreLastRow) as Parsed;
  }

  #cut(into: TableRows): void {
    for (;;) {
      const { data, errors, meta } = this.#parse(true);
      const glued = this.#firstGlued(data, errors);
      if (glued < 0) {
        this.#place(data, into);
        this.#pending = this.#pending.slice(meta.cursor);
        return;
      }
      const from = this.#line;
      this.#place(data.slice(0, glued), into);
      this.#skipLines(this.#line - from);
      this.#dropLine(into);
    }
  }

  /**
   * Index of the first record that an unclosed quotation mark has glued together, or -1. Such a record has stray marks,
   * runs over several lines, and has the wrong number of cells or holds lines that are records by themselves.
   */
  #firstGlued(data: readonly string[][], errors: Parsed['errors']): number {
    if (this.#columns === 0 || !this.#quotes) return -1;
    for (const { code, row = -1 } of errors) {
      const cells = code === 'InvalidQuotes' ? data[row] : undefined;
      const breaks = cells ? breaksIn(cells, this.#newline) : 0;
      if (!cells || breaks === 0) continue;
      if (cells.length !== this.#columns) return row;
      const before = data.slice(0, row).reduce((sum, other) => sum + 1 + breaksIn(other, this.#newline), 0);
      const inner = this.#pending.split(this.#newline, before + 1 + breaks).slice(before + 1);
      if (inner.filter((line) => this.#isRecord(line)).length * 2 >= inner.length) return row;
    }
    return -1;
  }

  #isRecord(line: string): boolean {
    const parser = new Papa.Parser({ delimiter: this.#delimiter, newline: '\n' });
    return (parser.parse(line, 0, false) as Parsed).data[0]?.length === this.#columns;
  }

  /** Takes what is pending as if quotation marks were ordinary signs. */
  #cutPlain(into: TableRows): void {
    this.#quotes = false;
    this.#cut(into);
    this.#quotes = true;
  }

  #place(data: readonly string[][], into: TableRows): void {
    // Only a quoted cell can hold a line break.
    const quoted = this.#quotes && this.#delimiter !== 'space' && this.#pending.includes('"');
    for (const cells of data) {
      const line = this.#line;
      this.#line += 1 + (quoted ? breaksIn(cells, this.#newline) : 0);
      const last = cells[cells.length - 1] as string;
      if (last.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1);
      into.rows.push({ cells, line });
    }
  }

  #skipLines(count: number): void {
    let start = 0;
    for (let i = 0; i < count; i++) start = this.#pending.indexOf(this.#newline, start) + 1;
    this.#pending = this.#pending.slice(start);
  }

  /** Drops the first line of what is pending: its quotation mark never closes. */
  #dropLine(into: TableRows): void {
    const end = this.#pending.indexOf(this.#newline);
    into.broken.push(this.#line++);
    this.#pending = end < 0 ? '' : this.#pending.slice(end + 1);
  }
}

function cutBlanks(text: string, newline: string, ignoreLastRow: boolean): Parsed {
  const parts = text.split(newline);
  const last = ignoreLastRow ? (parts.pop() as string) : '';
  const data = parts.map((part) => {
    const trimmed = part.trim();
    return trimmed === '' ? [''] : trimmed.split(/\s+/);
  });
  return { data, errors: [], meta: { cursor: text.length - last.length } };
}

/** Records of a stream of text. */
export async function* tableRows(
  chunks: AsyncIterable<string>,
  delimiter: Delimiter,
  columns = 0,
): AsyncGenerator<TableRows> {
  const cutter = new RowCutter(delimiter, columns);
  for await (const chunk of chunks) yield cutter.take(chunk);
  yield cutter.finish();
}

/** Complete records of a text at hand; the last one is left out when the text was cut off. */
export function rowsOf(text: string, delimiter: Delimiter, cutOff: boolean): TableRow[] {
  const cutter = new RowCutter(delimiter);
  const { rows } = cutter.take(text);
  return cutOff ? rows : [...rows, ...cutter.finish().rows];
}

/** Whether a record is an empty line. */
export function isBlank({ cells }: TableRow): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false;
  return true;
}

/** Records and lost lines (as numbers) in the order of the file, which is the same however the text came in pieces. */
export function* inOrder<T extends { line: number }>(
  rows: readonly T[],
  broken: readonly number[],
): Generator<T | number> {
  let next = 0;
  for (const row of rows) {
    while (next < broken.length && (broken[next] as number) < row.line) yield broken[next++] as number;
    yield row;
  }
  yield* broken.slice(next);
}
