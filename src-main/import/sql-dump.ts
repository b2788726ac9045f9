/** One row of an INSERT statement: its cells by the names of the table's columns. */
export interface DumpRow {
  /** 1-based number among the rows that were read. */
  line: number;
  table: string;
  /** Cell by column name; '' for NULL and unknown columns. One byte a character, as dumps hold binary cells. */
  get(column: string): string;
}

/** A row, or the place of a row that could not be read. */
export type DumpEntry = DumpRow | { line: number; table: null };

const MAX_CELL = 8192;
const MAX_CELLS = 500;
const MAX_HEAD = 8192;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\x1a' };
const INSERT = /^INSERT\s+(?:IGNORE\s+)?INTO\s+[`"]?(\w+)[`"]?\s*(?:\(([^)]*)\))?\s*VALUES\s*/i;
const CREATE = /^CREATE TABLE (?:IF NOT EXISTS )?[`"]?(\w+)[`"]?/i;
const COLUMN = /^\s+[`"](\w+)[`"]\s/;

/** Signs that mean nothing in a state. */
const PLAIN: Partial<Record<State, RegExp>> = {
  head: /[^\n(]+/y,
  quoted: /[^'\\]+/y,
  cell: /[^,()'\n]+/y,
};

type State = 'head' | 'skip-line' | 'before-row' | 'cell' | 'quoted' | 'after-quoted';

/**
 * Reads rows out of a dump as mysqldump and MariaDB's tools write it: CREATE TABLE tells the columns, INSERT the rows.
 * Works as the text comes and holds one row. Nothing is ever run.
 */
export class DumpCutter {
  readonly #wanted: (table: string) => boolean;
  readonly #columns = new Map<string, string[]>();
  #state: State = 'head';
  #head = '';
  #creating = '';
  #table = '';
  #names: readonly string[] = [];
  #cells: string[] = [];
  #cell = '';
  #escaped = false;
  #rows = 0;
  #found: DumpEntry[] = [];

  constructor(wanted: (table: string) => boolean) {
    this.#wanted = wanted;
  }

  /** Takes the next stretch, one byte a character. */
  take(text: string): DumpEntry[] {
    this.#found = [];
    for (let at = 0; at < text.length; ) at = this.#step(text, at);
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
        else this.#keep(stretch);
        return at + length;
      }
    }
    const sign = text[at] as string;
    if (this.#state === 'head') this.#readHead(sign);
    else if (this.#state === 'quoted') this.#readQuoted(sign);
    else if (this.#state === 'before-row') this.#readBetween(sign);
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
    const created = CREATE.exec(line)?.[1];
    if (created !== undefined) {
      this.#creating = created;
      if (this.#columns.size < 1000) this.#columns.set(created, []);
    } else if (this.#creating !== '') {
      const column = COLUMN.exec(line)?.[1];
      const known = this.#columns.get(this.#creating);
      if (column !== undefined && known && known.length < MAX_CELLS) known.push(column);
      if (line.startsWith(')')) this.#creating = '';
    } else {
      this.#head = line;
      if (!this.#startInsert(false)) this.#head = '';
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
    const found = INSERT.exec(this.#head);
    if (!found?.[1]) return false;
    this.#head = '';
    const [, table, columns] = found;
    this.#table = table;
    this.#names = columns
      ? columns.split(',').map((name) => name.replace(/[`"\s]/g, ''))
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
      this.#cell = '';
      this.#escaped = false;
      this.#state = 'quoted';
    } else this.#keep(sign);
  }

  #readQuoted(sign: string): void {
    if (this.#escaped) {
      this.#escaped = false;
      this.#keep(ESCAPES[sign] ?? sign);
    } else if (sign === '\\') this.#escaped = true;
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
    const [cells, names, table] = [this.#cells, this.#names, this.#table];
    this.#state = 'before-row';
    if (cells.length !== names.length) {
      this.#found.push({ line: ++this.#rows, table: null });
      return;
    }
    this.#found.push({ line: ++this.#rows, table, get: (column) => cells[names.indexOf(column)] ?? '' });
  }
}

/** Rows of the wanted tables of a dump, as many at a time as a chunk holds. */
export async function* dumpRows(
  bytes: AsyncIterable<Uint8Array>,
  wanted: (table: string) => boolean,
): AsyncGenerator<DumpEntry[]> {
  const cutter = new DumpCutter(wanted);
  for await (const chunk of bytes) {
    const found = cutter.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1'));
    if (found.length > 0) yield found;
  }
}
