import { EVENT_KINDS, type EventKind, type EventProperty, type Identifier } from '../../shared/model.ts';
import { propertyOfField } from '../../shared/properties.ts';
import { typedValue } from './event-properties.ts';
import { toAddress, toPage } from './log-text.ts';
import { type DecimalMark, parseNumber } from './numbers.ts';
import { type Cells, type Recorder, reject } from './table-cells.ts';
import { isOfSearch, searchOf } from './site-search.ts';
import { isBlank, type TableRow } from './table-rows.ts';
import { SignalColumns } from './table-signals.ts';

/** Event words of the common trackers, by what they mean here. Order counts: "add to cart" before "cart". */
const KINDS: readonly [RegExp, EventKind][] = [
  [/^(page|screen)?.?(view|visit)|^pageview|^main$|^index$/i, 'view'],
  [/search/i, 'search'],
  [/checkout|payment|delivery/i, 'checkout'],
  [/purchase|order.?(completed|placed)|transaction|bought|^buy/i, 'purchase'],
  [/cart|basket/i, 'cart'],
  [/product|item|catalog/i, 'product'],
  [/download/i, 'download'],
];

/** What kind of event a tracker's word names; `custom` for one that is not known. */
export function eventKind(word: string): EventKind {
  const exact = EVENT_KINDS.find((kind) => kind === word.toLowerCase());
  return exact ?? KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'custom';
}

/** What stands after the question mark may hold names and addresses, as in a log. One byte a character, as log texts are. */
const withoutQuery = (text: string): string => Buffer.from(text.replace(/[?#].*$/s, '')).toString('latin1');

/** A page path or address without query; the name of an event as it is. */
const pageOf = (text: string): string => (/^(https?:\/\/|\/)/i.test(text) ? toPage(withoutQuery(text)) : text);

/** A referring address without query, or the plain word that some trackers write ("newsletter"). */
const referrerOf = (text: string): string =>
  toAddress(withoutQuery(text)) || (/^[\p{L}\p{N}_. -]{1,60}$/u.test(text) ? text : '');

/** Columns that are kept as properties, each with a name of its own: a second one of a name is told apart by a number. */
function propertyColumns(fields: readonly string[], names: readonly string[]): { name: string; column: number }[] {
  const times = new Map<string, number>();
  return fields.flatMap((field, column) => {
    const given = propertyOfField(field);
    if (given === null) return [];
    const name = given.trim() || names[column]?.trim() || `Column ${column + 1}`;
    const nth = (times.get(name) ?? 0) + 1;
    times.set(name, nth);
    return [{ name: nth === 1 ? name : `${name} (${nth})`, column }];
  });
}

/** Whole numbers parted by thousands, with a fraction or without, in each notation. */
const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^-?\d{1,3}(?:,\d{3})+(?:\.\d{1,10})?$/,
  ',': /^-?\d{1,3}(?:\.\d{3})+(?:,\d{1,10})?$/,
};

/** A cell as a property has it: numbers in the notation of the table, true and false; else its text as it stands. */
function propertyValue(text: string, decimal: DecimalMark): EventProperty[1] {
  const whole = GROUPED[decimal].test(text) ? text.replace(decimal === '.' ? /,/g : /\./g, '') : text;
  // With a comma for the mark, what has a dot is a version or a date.
  if (decimal === ',' && whole.includes('.')) return text;
  const value = typedValue(decimal === ',' ? whole.replace(',', '.') : whole);
  return typeof value === 'string' ? text : value;
}

const propertiesOf = (
  { cells }: TableRow,
  columns: ReturnType<typeof propertyColumns>,
  decimal: DecimalMark,
): EventProperty[] =>
  columns.flatMap(({ name, column }): EventProperty[] => {
    const text = (cells[column] ?? '').trim();
    return text === '' ? [] : [[name, propertyValue(text, decimal)]];
  });

/** Properties of a row; of searches and page views what was typed, by a column that is named a property or by the address. */
function withSearch(kind: EventKind, told: EventProperty[], address: string): EventProperty[] {
  if (kind !== 'search' && kind !== 'view') return told;
  const search = searchOf(kind, Object.fromEntries(told), address);
  return search.length === 0 ? told : [...told.filter(([name]) => !isOfSearch(name)), ...search];
}

/** Rows of tracked events → events. `names`: headings of the columns. */
export function eventRecorder(cells: Cells, names: readonly string[]): Recorder {
  const { mapping } = cells;
  const own = propertyColumns(mapping.fields, names);
  const scope = mapping.scope || 'site';
  const signals = new SignalColumns(names);
  return {
    add(row, sink) {
      if (isBlank(row) || !cells.accepts(row, sink)) return;
      const atMs = cells.instant(row);
      if (atMs === null) return reject(sink, 'missing-field', row.line, 'at');
      if (typeof atMs === 'string') return reject(sink, atMs, row.line, 'at');
      const address = cells.short(row, 'page');
      const page = pageOf(address);
      if (page === '') return reject(sink, 'missing-field', row.line, 'page');
      const amount = cells.text(row, 'value');
      const value = amount === '' ? 0 : parseNumber(amount, mapping.decimal);
      if (value === null) return reject(sink, 'bad-number', row.line, 'value');
      const visitor = cells.short(row, 'visitor');
      const email = cells.email(row);
      const person: Identifier[] = [];
      if (email !== '') person.push({ kind: 'email', scope: '', value: email });
      if (visitor !== '') person.push({ kind: 'cookie', scope, value: visitor });
      const word = cells.text(row, 'kind');
      const kind = word !== '' ? eventKind(word) : /^(https?:\/\/|\/)/.test(page) ? 'view' : eventKind(page);
      const told = own.length === 0 ? [] : propertiesOf(row, own, mapping.decimal);
      const properties = withSearch(kind, told, address);
      sink.rows.push({
        type: 'event',
        line: row.line,
        atMs,
        person,
        kind,
        page,
        referrer: referrerOf(cells.short(row, 'referrer')),
        agent: cells.short(row, 'agent'),
        value,
        ...(properties.length > 0 ? { properties } : {}),
      });
      signals.add(row, person, atMs, sink);
    },
    finish() {},
  };
}
