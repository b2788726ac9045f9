import type { EventColumns, OrderColumns } from '../../shared/columns.ts';
import { AppError } from '../../shared/errors.ts';
import { CHANNELS, EVENT_KINDS, type EventKind } from '../../shared/model.ts';
import { type KeptValue, writePropertySet } from '../../shared/properties.ts';
import { instantOfLocal } from '../../shared/time.ts';
import { typedValue } from '../import/event-properties.ts';
import { classifySource } from '../import/referrers.ts';
import { packPropertySets } from '../store/tables/properties.ts';

/** Named columns each kind of table takes in the lab; the first of each list is the usual name. */
export const LAB_COLUMNS = {
  events: {
    person: ['person', 'visitor', 'user', 'user_id', 'visitor_id', 'customer', 'customer_id'],
    at: ['at', 'time', 'timestamp', 'date', 'datetime'],
    page: ['page', 'event', 'path', 'url'],
    source: ['source', 'referrer'],
    kind: ['kind'],
    status: ['status'],
    value: ['value', 'revenue'],
    duration: ['duration_ms', 'took_ms'],
  },
  orders: {
    person: ['person', 'customer', 'customer_id', 'user_id', 'email'],
    at: ['at', 'date', 'time', 'timestamp', 'order_date'],
    total: ['total', 'amount', 'value', 'revenue', 'dollar_value'],
    order: ['order', 'order_id'],
    item: ['item', 'product', 'sku'],
    quantity: ['quantity', 'units'],
  },
  messages: {
    text: ['text', 'message', 'review', 'comment'],
    at: ['at', 'date', 'time', 'timestamp'],
    person: ['person', 'author', 'user'],
    network: ['network'],
    kind: ['kind'],
    rating: ['rating', 'stars', 'score'],
    likes: ['likes'],
    language: ['language', 'lang'],
  },
} as const;

export interface LabRow {
  line: number;
  cells: Record<string, string>;
}
/** Rows that could not be read, by line and column: never their content. */
export interface LabRejection {
  line: number;
  column: string;
}

/** Numbers distinct texts from 1 in order of appearance; '' is 0. */
export class Dictionary {
  readonly ids = new Map<string, number>();
  readonly texts = [''];
  id(text: string): number {
    if (text === '') return 0;
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      this.ids.set(text, id);
      this.texts.push(text);
    }
    return id;
  }
}

/** Unix seconds, milliseconds or microseconds by size; else ISO 8601 or YYYYMMDD, taken in `zone` where no zone stands. */
export function toInstant(text: string, zone: string): number {
  const inZone = (localMs: number) => (Number.isNaN(localMs) ? localMs : instantOfLocal(zone, localMs));
  if (/^\d{8}$/.test(text))
    return inZone(Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00Z`));
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const n = Number(text);
    return n > 1e14 ? n / 1000 : n > 1e11 ? n : n * 1000;
  }
  // 3/4/1997 is two days, by who reads it.
  if (!/^\d{4}-\d\d/.test(text)) return Number.NaN;
  if (/\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return Date.parse(text.replace(' ', 'T'));
  return inZone(Date.parse(text.includes(':') ? `${text.replace(' ', 'T')}Z` : text));
}

type Names = Readonly<Record<string, readonly string[]>>;
/** How a file is to be read: the zone of times that name none, and columns that the user named for fields. */
export interface LabReading {
  zone: string;
  named?: Readonly<Record<string, string>>;
  /** Whether the other columns of a table of events are its properties. */
  properties?: boolean;
}

/** Finds the column of each field by its names; throws when a needed one is missing. */
export function pickColumns(
  columns: readonly string[],
  names: Names,
  needed: readonly string[],
): (field: string, row: LabRow) => string {
  const found = new Map(
    Object.entries(names).map(([field, aliases]) => [field, aliases.find((alias) => columns.includes(alias))]),
  );
  for (const field of needed)
    if (found.get(field) === undefined) throw new AppError('mapping-incomplete', { column: field });
  return (field, row) => {
    const name = found.get(field);
    return name === undefined ? '' : (row.cells[name] ?? '').trim();
  };
}

/** Names of a table's columns, of which the user may have given some. */
function namesOf(table: 'events' | 'orders', { named = {} }: LabReading): Names {
  const own = Object.entries(named).map(([field, column]) => [field, [column.trim().toLowerCase()]] as const);
  return { ...LAB_COLUMNS[table], ...Object.fromEntries(own) };
}

/** The same for a table whose columns the user may have named. */
const cellsOf = (
  columns: readonly string[],
  table: 'events' | 'orders',
  needed: readonly string[],
  reading: LabReading,
): ((field: string, row: LabRow) => string) =>
  pickColumns(columns, namesOf(table, reading), [...needed, ...Object.keys(reading.named ?? {})]);

/** The columns that stand for no field, as properties of each row by its line: they name sets, from 1; 0 = none. */
function labProperties(columns: readonly string[], rows: readonly LabRow[], reading: LabReading) {
  const names = Object.values(namesOf('events', reading));
  const fields = new Set(names.map((aliases) => aliases.find((alias) => columns.includes(alias))));
  const own = reading.properties ? columns.filter((column) => column !== '' && !fields.has(column)) : [];
  const sets = new Dictionary();
  const ofLine = new Map<number, number>();
  for (const { line, cells } of own.length === 0 ? [] : rows) {
    const kept = new Map<string, KeptValue>();
    for (const name of own) {
      const text = (cells[name] ?? '').trim();
      if (text !== '') kept.set(name, typedValue(text));
    }
    if (kept.size > 0) ofLine.set(line, sets.id(writePropertySet(kept)));
  }
  const highest = sets.texts.length - 1;
  return {
    ofLine,
    propertySets: packPropertySets(
      sets.texts.slice(1).map((text, i) => [i + 1, text] as const),
      highest,
    ),
  };
}

export const byTime = (a: { at: number; line: number }, b: { at: number; line: number }) =>
  a.at - b.at || a.line - b.line;

/** A table made of a lab file, the texts its numbers stand for, and what could not be read. */
export interface Made<T> {
  columns: T;
  pages: Dictionary;
  people: Dictionary;
  items: Dictionary;
  sources: Dictionary;
  rejected: LabRejection[];
}

/** A lab file names no agents. */
const NO_AGENTS = {
  agents: 0,
  deviceOfAgent: new Uint8Array(1),
  botClassOfAgent: new Uint8Array(1),
  programOfAgent: new Uint16Array(1),
  screen: new Uint16Array(0),
  screens: [''],
  language: new Uint16Array(0),
  languages: [''],
  countries: [''],
  countryOfPerson: new Uint8Array(1),
};

/** What is known of sources by their texts; the first is '' = direct. */
function sourcesOf(texts: readonly string[]) {
  const first = new Map<string, number>();
  const known = texts.map((text) => classifySource(text));
  const site = known.map(({ name, channel }, id) => {
    const key = `${channel} ${name}`;
    if (!first.has(key)) first.set(key, id);
    return first.get(key) ?? id;
  });
  return {
    channelOfSource: Uint8Array.from(known, ({ channel }) => CHANNELS.indexOf(channel)),
    siteOfSource: Uint32Array.from(site),
    campaignOfSource: new Uint8Array(texts.length),
  };
}

/** Whole ms plus 1; 0 where the file does not tell. */
const tookOf = (text: string): number => (/^\d{1,9}(\.\d+)?$/.test(text) ? Math.round(Number(text)) + 1 : 0);
const optional = (values: readonly number[]): Uint32Array =>
  values.some((value) => value > 0) ? Uint32Array.from(values) : new Uint32Array(0);

const lookupIn = ({ ids }: Dictionary) => ({
  titleOfPage: () => new Uint32Array(1),
  pageId: (text: string) => ids.get(text) ?? 0,
  pagesWithPrefix: (prefix: string) =>
    Uint32Array.from([...ids].filter(([text]) => text.startsWith(prefix)).map(([, id]) => id)),
});

/** The rows of a table of events, by person and time. */
function readEvents(
  columns: readonly string[],
  rows: readonly LabRow[],
  reading: LabReading,
  { people, pages, sources, rejected }: Pick<Made<EventColumns>, 'people' | 'pages' | 'sources' | 'rejected'>,
) {
  const cell = cellsOf(columns, 'events', ['person', 'at', 'page'], reading);
  const read = rows.flatMap((row) => {
    const at = toInstant(cell('at', row), reading.zone);
    if (Number.isNaN(at)) {
      rejected.push({ line: row.line, column: 'at' });
      return [];
    }
    const kind = Math.max(0, EVENT_KINDS.indexOf((cell('kind', row) || 'view') as EventKind));
    return [
      {
        at,
        line: row.line,
        person: people.id(cell('person', row)),
        page: pages.id(cell('page', row)),
        source: sources.id(cell('source', row)),
        kind,
        status: Number(cell('status', row)) || 0,
        value: Number(cell('value', row)) || 0,
        tookMsPlus1: tookOf(cell('duration', row)),
      },
    ];
  });
  read.sort((a, b) => a.person - b.person || byTime(a, b));
  return read;
}

export function labEvents(
  columns: readonly string[],
  rows: readonly LabRow[],
  reading: LabReading,
): Made<EventColumns> {
  const people = new Dictionary();
  const pages = new Dictionary();
  const sources = new Dictionary();
  const rejected: LabRejection[] = [];
  const read = readEvents(columns, rows, reading, { people, pages, sources, rejected });
  const { ofLine, propertySets } = labProperties(columns, rows, reading);
  const length = read.length;
  return {
    pages,
    people,
    items: new Dictionary(),
    sources,
    rejected,
    columns: {
      length,
      at: Float64Array.from(read, (row) => row.at),
      person: Uint32Array.from(read, (row) => row.person),
      kind: Uint8Array.from(read, (row) => row.kind),
      flags: new Uint8Array(length),
      page: Uint32Array.from(read, (row) => row.page),
      source: Uint32Array.from(read, (row) => row.source),
      agent: new Uint16Array(length),
      status: Uint16Array.from(read, (row) => row.status),
      sizeBytes: new Uint32Array(length),
      value: Float32Array.from(read, (row) => row.value),
      run: new Uint16Array(length),
      tookMsPlus1: optional(read.map((row) => row.tookMsPlus1)),
      pages: pages.texts.length - 1,
      sources: sources.texts.length - 1,
      ...sourcesOf(sources.texts),
      ...NO_AGENTS,
      properties: optional(read.map(({ line }) => ofLine.get(line) ?? 0)),
      propertySets,
      ...lookupIn(pages),
    },
  };
}

interface LabOrder {
  at: number;
  line: number;
  person: number;
  total: number;
  lines: { item: number; quantity: number; price: number }[];
}

/** Puts rows with the same order number together; rows without one are orders of their own. */
function gatherOrders(
  columns: readonly string[],
  rows: readonly LabRow[],
  reading: LabReading,
  { people, items, rejected }: { people: Dictionary; items: Dictionary; rejected: LabRejection[] },
): LabOrder[] {
  const cell = cellsOf(columns, 'orders', ['person', 'at'], reading);
  const orders = new Map<string, LabOrder>();
  for (const row of rows) {
    const at = toInstant(cell('at', row), reading.zone);
    const total = Number(cell('total', row) || 0);
    const quantity = Number(cell('quantity', row) || 1);
    const bad = Number.isNaN(at) ? 'at' : Number.isNaN(total) ? 'total' : Number.isNaN(quantity) ? 'quantity' : null;
    if (bad) {
      rejected.push({ line: row.line, column: bad });
      continue;
    }
    const key = cell('order', row) || `line ${row.line}`;
    const order = orders.get(key) ?? {
      at,
      line: row.line,
      person: people.id(cell('person', row)),
      total: 0,
      lines: [],
    };
    order.total += total;
    const item = items.id(cell('item', row));
    if (item > 0) order.lines.push({ item, quantity, price: total });
    orders.set(key, order);
  }
  return [...orders.values()].sort(byTime);
}

export function labOrders(
  columns: readonly string[],
  rows: readonly LabRow[],
  reading: LabReading,
): Made<OrderColumns> {
  const people = new Dictionary();
  const items = new Dictionary();
  const rejected: LabRejection[] = [];
  const read = gatherOrders(columns, rows, reading, { people, items, rejected });
  const lines = read.flatMap((order) => order.lines);
  const lineStart = new Uint32Array(read.length + 1);
  read.forEach((order, i) => {
    lineStart[i + 1] = (lineStart[i] as number) + order.lines.length;
  });
  return {
    pages: new Dictionary(),
    people,
    items,
    sources: new Dictionary(),
    rejected,
    columns: {
      length: read.length,
      id: Uint32Array.from(read, (order) => order.line),
      at: Float64Array.from(read, (order) => order.at),
      buyer: Uint32Array.from(read, (order) => order.person),
      total: Float64Array.from(read, (order) => order.total),
      currency: new Uint8Array(read.length),
      currencies: [''],
      status: new Uint8Array(read.length).fill(1),
      run: new Uint16Array(read.length),
      lineStart,
      lineItem: Uint32Array.from(lines, (line) => line.item),
      lineQuantity: Float32Array.from(lines, (line) => line.quantity),
      linePrice: Float32Array.from(lines, (line) => line.price),
      items: items.texts.length - 1,
    },
  };
}
