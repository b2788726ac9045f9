import { copiedCells, copyOf, createdColumns } from './sql-copy.ts';

/** One row of an INSERT or COPY statement: its cells by the names of the table's columns. */
export interface DumpRow {
  /** 1-based number among the rows that were read. */
  line: number;
  table: string;
  /** Columns as the dump names them; those of a table that it does not describe are `column 1`, `column 2` … */
  names: readonly string[];
  /** One byte a character, as dumps hold binary cells; '' for NULL. */
  cells: readonly string[];
  /** Cell by column name; '' for NULL and unknown columns. One byte a character, as dumps hold binary cells. */
  get(column: string): string;
}

/** A row, or the place of a row that could not be read. */
export type DumpEntry = DumpRow | { line: number; table: null };

const MAX_CELL = 8192;
const MAX_CELLS = 500;
const MAX_HEAD = 8192;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\x1a' };
/** A schema may stand before the table's name; it says nothing about what the rows hold. */
const INSERT =
  /^INSERT\s+(?:IGNORE\s+)?INTO\s+(?:[`"]?\w+[`"]?\.)?(?:[`"]([^`"]+)[`"]|(\w+))\s*(?:\(([^)]*)\))?\s*VALUES\s*/i;
const CREATE = /^CREATE TABLE (?:IF NOT EXISTS )?(?:[`"]?\w+[`"]?\.)?(?:[`"]([^`"]+)[`"]|(\w+))(.*)/is;
/** PostgreSQL's dumps say so where a backslash in a text is only a backslash; E'…' is the exception. */
const PLAIN_BACKSLASH = /^SET standard_conforming_strings = on/i;
/** A line of COPY is kept up to this length; of a longer one the last cells are lost, and the row is counted as broken. */
const MAX_LINE = 256 * 1024;

/** Signs that mean nothing in a state. */
const PLAIN: Partial<Record<State, RegExp>> = {
  head: /[^\n(]+/y,
  quoted: /[^'\\]+/y,
  cell: /[^,()'\n]+/y,
  copy: /[^\n]+/y,
};

type State = 'head' | 'skip-line' | 'before-row' | 'cell' | 'quoted' | 'after-quoted' | 'copy';

/**
 * Reads rows out of a dump as mysqldump, MariaDB's tools, pg_dump and SQLite's shell write it: CREATE TABLE tells the
 * columns, INSERT and COPY … FROM stdin the rows. Works as the text comes and holds one row. Nothing is ever run.
 * https://dev.mysql.com/doc/refman/8.4/en/string-literals.html, https://www.postgresql.org/docs/17/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export class DumpCutter {
  readonly #wanted: (table: string) => boolean;
  readonly #unnamed: boolean;
  readonly #columns = new Map<string, string[]>();
  #state: State = 'head';
  #head = '';
  #creating = '';
  #table = '';
  #names: readonly string[] = [];
  #cells: string[] = [];
  #cell = '';
  #escaped = false;
  /** Whether a backslash escapes: in this dump, and in the text being read. */
  #backslashes = true;
  #escapes = true;
  #rows = 0;
  #found: DumpEntry[] = [];

  /** `unnamed`: whether rows of tables whose columns the dump does not name are rows too, or broken ones. */
  constructor(wanted: (table: string) => boolean, unnamed = false) {
    this.#wanted = wanted;
    this.#unnamed = unnamed;
  }

  /** Takes the next stretch, one byte a character. */
  take(text: string): DumpEntry[] {
    this.#found = [];
    for (let at = 0; at < text.length; ) at = this.#step(text, at);
    return this.#found;
  }

  /** What is left when the dump ends: a row that was never closed. */
  end(): DumpEntry[] {
    this.#found = [];
    if (this.#state === 'cell' || this.#state === 'quoted' || this.#state === 'after-quoted') this.#broken('head');
    else if (this.#state === 'copy' && this.#head !== '') this.#readCopy();
    return this.#found;
  }

  #step(text: string, at: number): number {
    if (this.#state === 'skip-line') {
      const end = text.indexOf('\n', at);
      if (end < 0) return text.length;
      this.#state = 'head';
      return end + 1;
    }
    // Stretches without a sign that matters are taken as one.
    const plain = PLAIN[this.#state];
    if (plain && !this.#escaped) {
      plain.lastIndex = at;
      const length = plain.exec(text)?.[0].length ?? 0;
      if (length > 0) {
        const stretch = text.slice(at, at + length);
        if (this.#state === 'head') this.#growHead(stretch);
        else if (this.#state === 'copy') this.#head += stretch.slice(0, Math.max(0, MAX_LINE - this.#head.length));
        else this.#keep(stretch);
        return at + length;
      }
    }
    const sign = text[at] as string;
    if (this.#state === 'head') this.#readHead(sign);
    else if (this.#state === 'quoted') this.#readQuoted(sign);
    else if (this.#state === 'before-row') this.#readBetween(sign);
    else if (this.#state === 'copy') this.#readCopy();
    else if (sign === '\n') this.#broken('head');
    else this.#readCell(sign);
    return at + 1;
  }

  #readHead(sign: string): void {
    if (sign === '(') {
      if (!this.#startInsert(true)) this.#growHead(sign);
      return;
    }
    const line = this.#head;
    this.#head = '';
    if (PLAIN_BACKSLASH.test(line)) this.#backslashes = false;
    const created = CREATE.exec(line);
    if (created) this.#startTable(created);
    else if (this.#creating !== '') {
      this.#addColumns(createdColumns(line));
      if (line.startsWith(')')) this.#creating = '';
    } else if (!this.#startCopy(line)) {
      this.#head = line;
      if (!this.#startInsert(false)) this.#head = '';
    }
  }

  #startTable([, quoted, bare, rest = '']: RegExpExecArray): void {
    this.#creating = quoted ?? bare ?? '';
    if (this.#columns.size < 1000) this.#columns.set(this.#creating, []);
    // All on one line, as SQLite's shell writes it.
    const inside = /^\s*\((.*)\)[^()]*;\s*$/s.exec(rest)?.[1];
    if (inside === undefined) return;
    this.#addColumns(inside.split(/,(?![^(]*\))/).flatMap((part) => createdColumns(` ${part} `)));
    this.#creating = '';
  }

  #addColumns(names: readonly string[]): void {
    const known = this.#columns.get(this.#creating);
    for (const name of names) if (known && known.length < MAX_CELLS) known.push(name);
  }

  #startCopy(line: string): boolean {
    const found = copyOf(line);
    if (!found) return false;
    this.#table = found.table;
    this.#names = found.columns ?? this.#columns.get(found.table) ?? [];
    this.#state = 'copy';
    return true;
  }

  /** One line of COPY is one row; `\.` ends them. */
  #readCopy(): void {
    const line = this.#head.replace(/\r$/, '');
    this.#head = '';
    if (line === '\\.') {
      this.#state = 'head';
      return;
    }
    if (!this.#wanted(this.#table)) return;
    const cells = line.length < MAX_LINE ? copiedCells(line, MAX_CELL) : [];
    if (cells.length === 0 || cells.length > MAX_CELLS) this.#broken('copy');
    else {
      this.#cells = cells;
      this.#close();
      this.#state = 'copy';
    }
  }

  /** Lines that are no INSERT of a wanted table are not read to their end, however long they are. */
  #growHead(stretch: string): void {
    this.#head += stretch;
    if (this.#head.length < MAX_HEAD) return;
    this.#head = '';
    this.#state = 'skip-line';
  }

  /** Whether the head read so far begins an INSERT; rows of tables that nobody wants are passed over. */
  #startInsert(inRow: boolean): boolean {
    if (inRow && !/VALUES\s*$/i.test(this.#head.slice(-16))) return false;
    const found = INSERT.exec(this.#head);
    const table = found?.[1] ?? found?.[2];
    if (table === undefined) return false;
    this.#head = '';
    const columns = found?.[3];
    this.#table = table;
    this.#names = columns
      ? columns.split(',').map((name) => name.trim().replace(/[`"]/g, ''))
      : (this.#columns.get(table) ?? []);
    if (!this.#wanted(table)) this.#state = 'skip-line';
    else if (inRow) this.#startRow();
    else this.#state = 'before-row';
    return true;
  }

  #startRow(): void {
    this.#state = 'cell';
    this.#cells = [];
    this.#cell = '';
  }

  #readBetween(sign: string): void {
    if (sign === '(') this.#startRow();
    else if (sign === ';') this.#state = 'skip-line';
    else if (sign !== ',' && sign !== ' ' && sign !== '\n' && sign !== '\r') this.#state = 'skip-line';
  }

  #readCell(sign: string): void {
    if (sign === ',' || sign === ')') {
      const bare = this.#state === 'cell' ? this.#cell.trim() : this.#cell;
      this.#cells.push(this.#state === 'cell' && /^null$/i.test(bare) ? '' : bare);
      this.#cell = '';
      this.#state = 'cell';
      if (sign === ')') this.#close();
      else if (this.#cells.length > MAX_CELLS) this.#broken('skip-line');
    } else if (this.#state === 'after-quoted') {
      // A doubled mark stands for one.
      if (sign === "'") {
        this.#keep(sign);
        this.#state = 'quoted';
      } else if (sign !== ' ') this.#broken('skip-line');
    } else if (sign === "'") {
      // What stands before it is how it is written (E'…', _binary'…', N'…').
      this.#escapes = this.#backslashes || /^e$/i.test(this.#cell.trim());
      this.#cell = '';
      this.#escaped = false;
      this.#state = 'quoted';
    } else this.#keep(sign);
  }

  #readQuoted(sign: string): void {
    if (this.#escaped) {
      this.#escaped = false;
      this.#keep(ESCAPES[sign] ?? sign);
    } else if (sign === '\\' && this.#escapes) this.#escaped = true;
    else if (sign === "'") this.#state = 'after-quoted';
    else this.#keep(sign);
  }

  #keep(sign: string): void {
    if (this.#cell.length < MAX_CELL) this.#cell += sign.slice(0, MAX_CELL - this.#cell.length);
  }

  #broken(next: State): void {
    this.#found.push({ line: ++this.#rows, table: null });
    this.#state = next;
  }

  #close(): void {
    const [cells, table] = [this.#cells, this.#table];
    const names = this.#unnamed && this.#names.length === 0 ? cells.map((_, i) => `column ${i + 1}`) : this.#names;
    this.#state = 'before-row';
    const line = ++this.#rows;
    if (cells.length !== names.length) this.#found.push({ line, table: null });
    else this.#found.push({ line, table, names, cells, get: (column) => cells[names.indexOf(column)] ?? '' });
  }
}

/** Rows of the wanted tables of a dump, as many at a time as a chunk holds. */
export async function* dumpRows(
  bytes: AsyncIterable<Uint8Array>,
  wanted: (table: string) => boolean,
  unnamed = false,
): AsyncGenerator<DumpEntry[]> {
  const cutter = new DumpCutter(wanted, unnamed);
  for await (const chunk of bytes) {
    const found = cutter.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1'));
    if (found.length > 0) yield found;
  }
  const left = cutter.end();
  if (left.length > 0) yield left;
}
