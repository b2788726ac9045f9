import { MAPPING_TARGETS, type MappedType, type Mapping } from '../../shared/contract/imports.ts';
import { NETWORKS } from '../../shared/model.ts';
import { currencyIn, guessDecimal } from './numbers.ts';
import { aliasRank, plainName } from './table-aliases.ts';
import { type ColumnProfile, canHold, profileOf } from './table-content.ts';
import { type KnownTable, knownTable } from './table-known.ts';
import type { Layout } from './table-layout.ts';

/** A guessed mapping and how far it can be trusted. */
export interface MappingGuess {
  mapping: Mapping;
  /** The exporter whose columns these are, where known outright. */
  known: KnownTable | null;
  /** Fields found by their column names. */
  named: number;
  /** False when a field that the record type needs has no column. */
  complete: boolean;
  ambiguousDate: boolean;
}

const TYPES = Object.keys(MAPPING_TARGETS) as MappedType[];

/** What a found field says for a record type. */
const WEIGHTS: Readonly<Record<MappedType, Readonly<Record<string, number>>>> = {
  order: {
    key: 1.5,
    at: 1,
    customer: 1,
    email: 0.5,
    item: 0.5,
    sku: 1,
    quantity: 2,
    unitPrice: 2,
    total: 2,
    currency: 1,
  },
  review: { rating: 4, text: 2, title: 1, at: 1, author: 1, item: 1, key: 0.5, email: 0.5, language: 0.5 },
  message: {
    text: 3,
    at: 1,
    author: 1,
    likes: 1.5,
    shares: 1.5,
    replies: 1,
    views: 1,
    url: 0.5,
    key: 0.5,
    language: 0.5,
  },
  event: { page: 3, visitor: 1.5, referrer: 2, agent: 2, at: 1, kind: 1.5, value: 0.5, email: 0.5 },
  product: { name: 1, sku: 1.5, price: 1.5, salePrice: 1, stock: 3, category: 1.5, variant: 2, active: 1, key: 0.5 },
  person: {
    customer: 1,
    email: 2,
    phone: 1,
    name: 0.5,
    at: 0.5,
    country: 0.5,
    consent: 3,
    consentSms: 2,
    consentWhatsapp: 2,
  },
};

type Fields = Map<string, number>;

/** Whether the fields found are enough to make records of. */
export function isComplete(type: MappedType, has: (field: string) => boolean): boolean {
  if (type === 'review') return has('rating') || has('text');
  if (type === 'message') return has('text');
  if (type === 'event') return has('at') && has('page');
  if (type === 'product') return has('name') || has('sku');
  if (type === 'person') return has('email') || has('customer') || has('phone');
  if (has('at')) return has('total') || has('unitPrice') || has('quantity') || has('item');
  // A list of customers: people without orders, as mappings have it that were made before there was a type for them.
  return (has('email') || has('customer') || has('phone')) && !has('total') && !has('unitPrice');
}

function byName(type: MappedType, names: readonly string[], profiles: readonly ColumnProfile[]): Fields {
  const fits: { rank: number; target: string; column: number }[] = [];
  for (const target of MAPPING_TARGETS[type]) {
    names.forEach((name, column) => {
      const rank = aliasRank(type, target, name);
      if (rank >= 0 && canHold(target, profiles[column] as ColumnProfile)) fits.push({ rank, target, column });
    });
  }
  const fields: Fields = new Map();
  const taken = new Set<number>();
  for (const { target, column } of fits.sort((a, b) => a.rank - b.rank)) {
    if (fields.has(target) || taken.has(column)) continue;
    fields.set(target, column);
    taken.add(column);
  }
  return fields;
}

/** Columns whose names say nothing, or null where they have none. */
type Names = readonly string[] | null;

/** Letters that cells of an undated column without a name must have on average to be taken for what somebody wrote. */
const SENTENCE = 30;

const COUNTED = /^(number of|no of|anzahl|nombre de|numero di|aantal|numero de) /;

/** Fills fields that names left open from what the cells look like. Named columns are only taken for what is plain to see. */
function byContent(type: MappedType, fields: Fields, names: Names, profiles: readonly ColumnProfile[]): void {
  // Columns of figures and dates say nothing of a catalogue; a list of people holds birthdays.
  if (type === 'product') return;
  const free = () => profiles.map((_, i) => i).filter((i) => ![...fields.values()].includes(i));
  const at = (i: number) => profiles[i] as ColumnProfile;
  const put = (target: string, fits: (profile: ColumnProfile, column: number) => boolean, last = false) => {
    if (fields.has(target)) return;
    const found = free().filter((i) => at(i).samples.length > 0 && fits(at(i), i));
    const column = last ? found[found.length - 1] : found[0];
    if (column !== undefined) fields.set(target, column);
  };
  if (type !== 'person') put('at', ({ date }) => date !== null);
  if (type !== 'message') put('email', ({ email }) => email >= 0.8);
  if (type === 'review' || type === 'message') {
    const isDated = type === 'review' || fields.has('at');
    const texts = free().filter((i) => at(i).words >= 0.5 && at(i).averageLength >= (isDated ? 20 : SENTENCE));
    const longest = texts.sort((a, b) => at(b).averageLength - at(a).averageLength)[0];
    // Long cells alone make no message where columns have names: catalogues and lists of anything have them.
    if (!fields.has('text') && longest !== undefined && (isDated || !names)) fields.set('text', longest);
    if (type === 'review' && !names && fields.has('text'))
      put('rating', ({ rating, number }) => rating >= 0.98 && number >= 0.98);
    if (type === 'message' && !names)
      put('key', ({ distinct, number, averageLength }) => distinct === 1 && number === 1 && averageLength >= 6);
  }
  if (type === 'event') put('page', ({ address }) => address >= 0.8);
  if (type !== 'order') return;
  put('quantity', ({ small }, i) => small === 1 && COUNTED.test(names?.[i] ?? ''));
  if (!fields.has('total') && !fields.has('unitPrice')) put('total', ({ money }) => money >= 0.8, true);
  if (names) return;
  if (!fields.has('customer') && !fields.has('email') && !fields.has('key'))
    put('customer', ({ distinct, averageLength }) => distinct < 1 && averageLength >= 2);
  if (fields.has('total')) put('quantity', ({ small }) => small === 1);
}

const scoreOf = (type: MappedType, fields: Fields): number =>
  [...fields.keys()].reduce((sum, field) => sum + (WEIGHTS[type][field] ?? 0), 0);

/** Whether the fields make this type likely: more than what is needed at the least. */
function isSure(type: MappedType, fields: Fields, named: boolean): boolean {
  const has = (field: string) => fields.has(field);
  if (type === 'order') return has('at') && isComplete(type, has);
  // Without names anything could be a product or a person.
  if (type === 'product') return named && isComplete(type, has) && (has('price') || has('stock'));
  return (type !== 'person' || named) && isComplete(type, has);
}

interface Choice {
  type: MappedType;
  fields: Fields;
  named: number;
}

function choose(names: readonly string[], named: boolean, profiles: readonly ColumnProfile[]): Choice {
  const choices = TYPES.map((type) => {
    const fields = byName(type, names, profiles);
    const byTheirNames = fields.size;
    byContent(type, fields, named ? names : null, profiles);
    if (type === 'review' && !fields.has('rating')) return { type, fields, named: byTheirNames, score: -1 };
    const complete = isSure(type, fields, named);
    return { type, fields, named: byTheirNames, score: complete ? scoreOf(type, fields) : scoreOf(type, fields) / 4 };
  });
  return choices.reduce((a, b) => (b.score > a.score ? b : a));
}

/** A column of customers whose cells are full names holds names, not numbers. */
function nameNotNumber(fields: Fields, profiles: readonly ColumnProfile[]): void {
  const column = fields.get('customer');
  if (column === undefined || fields.has('name') || (profiles[column] as ColumnProfile).words < 0.5) return;
  fields.delete('customer');
  fields.set('name', column);
}

function networkIn(name: string): string {
  const lower = name.toLowerCase();
  return (
    NETWORKS.find(
      (network) => network.length > 1 && network !== 'other' && network !== 'shop' && lower.includes(network),
    ) ?? ''
  );
}

const REVIEW_NETWORKS = ['trustpilot', 'google-play', 'app-store', 'google'];

/** Where reviews were written, by the file's name or the columns that only one site has; '' = in the shop. */
const reviewNetwork = (file: string, names: readonly string[]): string =>
  names.includes('review consumer user name')
    ? 'trustpilot'
    : (REVIEW_NETWORKS.find((network) => file.toLowerCase().includes(network)) ?? '');

const MONEY = ['total', 'unitPrice', 'value', 'price', 'salePrice', 'refunded'];
const NUMBERS = [...MONEY, 'quantity', 'rating', 'stock'];

/** Guesses record type, fields and notations of a table from its column names and first records. */
export function guessMapping(
  layout: Layout,
  options: { encoding: string; zone: string; file: string; isoToo?: boolean },
): MappingGuess {
  const names = layout.names.map(plainName);
  const profiles = names.map((_, i) =>
    profileOf(
      layout.rows.map((row) => row.cells[i] ?? ''),
      options.isoToo,
    ),
  );
  const known = layout.named ? knownTable(names) : null;
  const choice = known
    ? { type: known.type, fields: known.fields(names), named: names.length }
    : choose(names, layout.named, profiles);
  const { type, fields } = choice;
  if (type === 'order' && !known) nameNotNumber(fields, profiles);
  const samples = (targets: readonly string[]) =>
    targets.flatMap((target) => profiles[fields.get(target) ?? -1]?.samples ?? []);
  const date = profiles[fields.get('at') ?? -1]?.date ?? null;
  const heads = MONEY.flatMap((target) =>
    fields.has(target) ? [layout.names[fields.get(target) as number] as string] : [],
  );
  const mapping: Mapping = {
    type,
    encoding: options.encoding,
    delimiter: layout.delimiter,
    headerRows: layout.headerRows,
    fields: names.map((_, i) => [...fields].find(([, column]) => column === i)?.[0] ?? 'ignore'),
    dateFormat: date?.format ?? 'iso',
    zone: known?.zone ?? options.zone,
    decimal: guessDecimal(samples(NUMBERS), layout.delimiter === ';' ? ',' : '.'),
    currency:
      type === 'order' || type === 'product' ? currencyIn([...heads, ...samples(MONEY).slice(0, 20)].join(' ')) : '',
    scope:
      known?.scope ??
      (type === 'message' ? networkIn(options.file) : type === 'review' ? reviewNetwork(options.file, names) : ''),
  };
  return {
    mapping,
    known,
    named: choice.named,
    // Without names and dates a column that repeats itself is no list of customers.
    complete: isComplete(type, (field) => fields.has(field)) && (layout.named || type !== 'order' || fields.has('at')),
    ambiguousDate: date?.ambiguous ?? false,
  };
}
