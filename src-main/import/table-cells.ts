import type { Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Identifier, Rejection, RejectionCode, Row } from '../../shared/model.ts';
import { propertyOfField } from '../../shared/properties.ts';
import { DAY_MS, instantOfLocal } from '../../shared/time.ts';
import { type DateReader, dateReader } from './dates.ts';
import { clockMs, hasOffset, zoneNamed } from './table-clock.ts';
import type { TableRow } from './table-rows.ts';

/** Where records and refusals of one step are put. */
export interface TableSink {
  rows: Row[];
  rejections: Rejection[];
  skipped: number;
}

/** Turns table rows into records; `finish` gives out what was held back. */
export interface Recorder {
  add(row: TableRow, sink: TableSink): void;
  finish(sink: TableSink): void;
}

export const reject = (sink: TableSink, code: RejectionCode, line: number, field = ''): void => {
  sink.rejections.push({ code, line, field });
};

/** Fields whose cells identify: a spreadsheet's text mark (') is no part of them, and a broken sign makes them useless. */
const IDENTIFYING: ReadonlySet<string> = new Set(['key', 'customer', 'email', 'phone', 'sku', 'author', 'visitor']);

/** Longest text kept of a cell that is no message text. */
const MAX_CELL = 2000;
export const MAX_TEXT = 100_000;

const TEXT_MARK = "'".charCodeAt(0);
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Where the cells of a field stand, looked up once for all rows. */
export interface Column {
  /** -1 where the field is not mapped. */
  readonly at: number;
  /** A spreadsheet's text mark (') in front is no part of its cells. */
  readonly isMarked: boolean;
}

/** A mapping made ready for reading rows. */
export class Cells {
  readonly mapping: Mapping;
  readonly #column: ReadonlyMap<string, number>;
  readonly #date: DateReader;
  /** The same as wall-clock time, for dates whose time or zone stands in another column. */
  readonly #wall: DateReader | null;
  /** Date cells of workbooks and JSON are ISO text, whatever the other dates of their column look like. */
  readonly #iso: DateReader | null;
  readonly #lastColumn: number;
  /** Columns of identifying fields. */
  readonly #identifying: readonly { field: string; column: number }[];
  readonly #at: Column;
  readonly #people: Readonly<Record<'customer' | 'email' | 'phone' | 'name', Column>>;

  /** Throws `mapping-incomplete` for a date format that cannot be read. */
  constructor(mapping: Mapping) {
    this.mapping = mapping;
    const columns = new Map<string, number>();
    mapping.fields.forEach((field, i) => {
      // Properties are no fields of their own: there may be any number of them, and a row may lack the last ones.
      if (field !== 'ignore' && propertyOfField(field) === null && !columns.has(field)) columns.set(field, i);
    });
    this.#column = columns;
    this.#lastColumn = Math.max(-1, ...columns.values());
    this.#identifying = [...IDENTIFYING].flatMap((field) => {
      const column = columns.get(field);
      return column === undefined ? [] : [{ field, column }];
    });
    this.#at = this.column('at');
    this.#people = {
      customer: this.column('customer'),
      email: this.column('email'),
      phone: this.column('phone'),
      name: this.column('name'),
    };
    const date = dateReader(mapping.dateFormat, mapping.zone);
    if (!date) throw new AppError('mapping-incomplete', { field: 'dateFormat' });
    this.#date = date;
    this.#wall = columns.has('time') || columns.has('zone') ? dateReader(mapping.dateFormat, 'UTC') : null;
    this.#iso = (mapping.container ?? 'text') === 'text' ? null : dateReader('iso', mapping.zone);
  }

  has(field: string): boolean {
    return this.#column.has(field);
  }

  /** Column of a field, or -1. */
  columnOf(field: string): number {
    return this.#column.get(field) ?? -1;
  }

  /** Column of a field, for recorders that read many rows: looking it up anew for each costs more than reading its cell. */
  column(field: string): Column {
    return { at: this.columnOf(field), isMarked: IDENTIFYING.has(field) };
  }

  /** Text of a field, trimmed; '' where it is not mapped. */
  text({ cells }: TableRow, field: string | Column): string {
    const { at, isMarked } = typeof field === 'string' ? this.column(field) : field;
    if (at < 0) return '';
    const cell = (cells[at] ?? '').trim();
    return isMarked && cell.charCodeAt(0) === TEXT_MARK ? cell.slice(1) : cell;
  }

  /** Short text: what is beyond any sensible length is cut. */
  short(row: TableRow, field: string | Column): string {
    const text = this.text(row, field);
    return text.length > MAX_CELL ? text.slice(0, MAX_CELL) : text;
  }

  /** Unix ms; null when empty, a rejection code when it cannot be. */
  instant(row: TableRow): number | null | RejectionCode {
    const text = this.text(row, this.#at);
    if (text === '') return null;
    const at = (this.#wall ? this.#apart(row, text) : this.#date(text)) ?? this.#iso?.(text) ?? null;
    if (at === null) return 'bad-date';
    // Business records before computers kept them, or a century ahead, are slips of the pen.
    return at < EARLIEST || at >= LATEST ? 'impossible-date' : at;
  }

  /** Instant of a date whose time of day or zone stands in a column of its own. */
  #apart(row: TableRow, date: string): number | null {
    const time = this.text(row, 'time');
    const zone = zoneNamed(this.text(row, 'zone')) ?? this.mapping.zone;
    if (hasOffset(date)) return this.#date(date);
    const local = this.#wall?.(date) ?? null;
    if (local === null) return null;
    if (time === '') return instantOfLocal(zone, local);
    const clock = clockMs(time);
    return clock === null ? null : instantOfLocal(zone, Math.floor(local / DAY_MS) * DAY_MS + clock);
  }

  /** Refuses rows that do not fit the columns, and those whose identifying cells are damaged. True when the row can be read. */
  accepts(row: TableRow, sink: TableSink): boolean {
    const { cells, line } = row;
    if (cells.length <= this.#lastColumn) {
      reject(sink, 'too-few-columns', line);
      return false;
    }
    if (
      cells.length > this.mapping.fields.length &&
      cells.slice(this.mapping.fields.length).some((cell) => cell.trim() !== '')
    ) {
      reject(sink, 'not-this-format', line);
      return false;
    }
    for (const { field, column } of this.#identifying) {
      if (!(cells[column] as string).includes('\ufffd')) continue;
      reject(sink, 'bad-encoding', line, field);
      return false;
    }
    return true;
  }

  /** Who a row is about, strongest identifier first. `scope`: the shop or network where the value is unique. */
  people(row: TableRow, scope: string): Identifier[] {
    const { customer: customers, phone: phones, name: names } = this.#people;
    const written = this.short(row, customers);
    // Etsy writes "Jane Doe (janedoe)" in one export and "janedoe" in the other.
    const customer = scope === 'etsy' ? written.replace(/^.*\(([^()\s]+)\)$/, '$1') : written;
    const email = this.email(row);
    const phone = this.short(row, phones);
    // An array that things are pushed into takes room for 17, and rows that wait for others are held by the thousand.
    if (customer === '' && phone === '' && email !== '') return [{ kind: 'email', scope: '', value: email }];
    const found: Identifier[] = [];
    if (customer !== '') found.push({ kind: 'customer', scope, value: customer });
    if (email !== '') found.push({ kind: 'email', scope: '', value: email });
    if (phone !== '') found.push({ kind: 'phone', scope: '', value: phone });
    if (found.length > 0) return found;
    // A name alone tells people apart badly: it is only used where there is nothing better.
    const name = this.short(row, names);
    return name === '' ? found : [{ kind: 'name', scope, value: name }];
  }

  email(row: TableRow): string {
    const text = this.short(row, this.#people.email);
    return text !== '' && /^[^\s@]+@[^\s@]+$/.test(text) ? text : '';
  }
}

/** Primary BCP-47 tag of a language cell, or ''. */
export const languageTag = (text: string): string =>
  /^([a-z]{2,3})(?:[-_][A-Za-z0-9]+)*$/i.exec(text)?.[1]?.toLowerCase() ?? '';
