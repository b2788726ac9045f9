import type { Identifier, OrderRow, RejectionCode } from '../../shared/model.ts';
import { currencyCode, parseNumber } from './numbers.ts';
import { plainName } from './table-aliases.ts';
import { type Cells, type Column, type Recorder, reject, type TableSink } from './table-cells.ts';
import { contentKey, Occurrences, personBucket } from './table-occurrence.ts';
import { knownTable } from './table-known.ts';
import { ConsentColumns } from './table-people.ts';
import { isBlank, type TableRow } from './table-rows.ts';
import { Waiting } from './waiting.ts';
import { decodeEntities } from './x-text.ts';

/** Orders kept open at once, waiting for more lines: exports list an order's lines together or nearly so. */
const OPEN_ORDERS = 2000;
/** Cells whose currency is remembered. */
const MOST_CURRENCIES = 200;

/** Header words of a total that belongs to one line, not to the whole order. */
const LINE_TOTAL = /\b(line|item|row|position|positions|sub ?total|artikel|ligne|articulo|riga|regel|linha)\b/;

const REFUNDED = /refund|retour|returned|erstattet|rembours|reembols|rimbors|terugbetaald|chargeback/i;
const CANCELLED = /cancel|void|storn|annul|failed|fehlgeschlagen|expired|abandon|geannuleerd|blocked|declined|trash/i;
const OPEN =
  /pending|open|incomplete|requires_|uncaptured|checkout.?draft|unpaid|authori|on.?hold|offen|ausstehend|attente|pendiente|in attesa|draft|partially.?paid|processing.?payment/i;

/** Order state from an exporter's word; "partially refunded" stays paid, because most of it was. */
export function orderStatus(word: string): OrderRow['status'] {
  if (word === '') return 'paid';
  if (/partial\w*.?refund/i.test(word)) return 'paid';
  if (REFUNDED.test(word)) return 'refunded';
  if (CANCELLED.test(word)) return 'cancelled';
  return OPEN.test(word) ? 'open' : 'paid';
}

interface LineFigures {
  total: number | null;
  refunded: number | null;
  quantity: number;
  unitPrice: number | null;
}

function refuse(sink: TableSink, { line }: TableRow, code: RejectionCode, field: string): null {
  reject(sink, code, line, field);
  return null;
}

/** What a row says. */
interface RowFound {
  key: string;
  atMs: number | null;
  figures: LineFigures;
}

/** Items of a cell that lists all of an order, as WooCommerce Analytics writes them: "2× Blue Mug, 1× Tea Tin". */
function itemsIn(cell: string): { item: string; quantity: number }[] {
  if (!/^\d+\s?×/.test(cell)) return [];
  return cell.split(/,\s*(?=\d+\s?×)/).flatMap((part) => {
    const [, quantity, item = ''] = /^(\d{1,9})\s?×\s*(.*)$/s.exec(part) ?? [];
    return quantity === undefined || item.trim() === '' ? [] : [{ item: item.trim(), quantity: Number(quantity) }];
  });
}

/** Amounts of one kind that the rows of an order gave. */
interface Amounts {
  count: number;
  first: number;
  sum: number;
  /** All of them the same. */
  alike: boolean;
}

/** Shared by all orders that have no such amount. */
const NO_AMOUNTS: Readonly<Amounts> = { count: 0, first: 0, sum: 0, alike: true };

/** The amounts with one more; the first one makes them the order's own. */
function withAmount(amounts: Amounts, amount: number): Amounts {
  if (amounts.count === 0) return { count: 1, first: amount, sum: amount, alike: true };
  if (amount !== amounts.first) amounts.alike = false;
  amounts.sum += amount;
  amounts.count++;
  return amounts;
}

interface OpenOrder {
  key: string;
  part: OrderRow['part'];
  ref: string;
  line: number;
  /** The row it began with, where its cells tell what the buyer answered about marketing. */
  first: TableRow | null;
  atMs: number | null;
  buyer: Identifier[];
  currency: string;
  status: string;
  cancelled: boolean;
  totals: Amounts;
  refunds: Amounts;
  channel: string;
  lines: { item: string; sku: string; quantity: number; unitPrice: number | null }[];
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
const near = (a: number, b: number) => Math.abs(a - b) <= 0.01 + Math.abs(b) * 0.005;

/** What an order came to: its own total where the file gives one, else the sum of its lines. */
function totalOf({ totals, lines }: OpenOrder, perLine: boolean): number {
  const { count, first, sum, alike } = totals;
  if (count === 1 || (count > 0 && (perLine || !alike))) return sum;
  const priced = lines.reduce((a, { quantity, unitPrice }) => a + quantity * (unitPrice ?? 0), 0);
  if (count === 0) return priced;
  // The same total on every line: the order's own, repeated, unless the prices say that each line came to it.
  return priced > 0 && near(priced, sum) && !near(priced, first) ? sum : first;
}

const AMOUNTS = ['total', 'refunded', 'quantity', 'unitPrice'] as const;
const TEXTS = ['key', 'currency', 'status', 'channel', 'ref', 'item', 'sku'] as const;

/** Where the fields of orders stand. */
type Columns = Readonly<Record<(typeof AMOUNTS)[number] | (typeof TEXTS)[number], Column>>;
const columnsOf = (cells: Cells): Columns =>
  Object.fromEntries([...AMOUNTS, ...TEXTS].map((field) => [field, cells.column(field)])) as Columns;

/** Takes the amounts of a row; false when one is no number, which is reported. */
function takeFigures(figures: LineFigures, cells: Cells, columns: Columns, row: TableRow, sink: TableSink): boolean {
  figures.total = null;
  figures.refunded = null;
  figures.quantity = 1;
  figures.unitPrice = null;
  for (const field of AMOUNTS) {
    const text = cells.text(row, columns[field]);
    if (text === '') continue;
    const value = parseNumber(text, cells.mapping.decimal);
    if (value === null) {
      reject(sink, 'bad-number', row.line, field);
      return false;
    }
    figures[field] = value;
  }
  return true;
}

/** What was given back, as a positive amount. Order-level cells may be repeated on each line. */
function refundOf({ refunds }: OpenOrder, perLine: boolean): number {
  const repeated = !perLine && refunds.alike;
  return Math.abs(repeated ? refunds.first : refunds.sum);
}

type OpenLine = OpenOrder['lines'][number];
/** Shared by all orders without lines. */
const NO_LINES: OpenLine[] = [];

/** Lines with the price they lack. They belong to the order, which is given out with them: no copy is needed. */
function priced(lines: OpenLine[], share: number): OrderRow['lines'] {
  for (const line of lines) line.unitPrice ??= share;
  return lines as (OpenLine & { unitPrice: number })[];
}

function toOrder(order: OpenOrder, atMs: number, perLine: boolean): OrderRow {
  const total = round(totalOf(order, perLine));
  const refund = refundOf(order, perLine);
  const [only] = order.lines;
  // A single item without a price cost what the order came to.
  const share = order.lines.length === 1 && only && only.quantity !== 0 ? round(total / only.quantity) : 0;
  const said = order.status === '' && total < 0 ? 'refunded' : orderStatus(order.status);
  // All of it given back is a refund, whatever the state says; part of it makes a smaller sale.
  const status = said === 'paid' && refund > 0 && refund >= total - 0.005 ? 'refunded' : said;
  const made: OrderRow = {
    type: 'order',
    line: order.line,
    key: order.key,
    atMs,
    buyer: order.buyer,
    currency: order.currency,
    total: status === 'paid' ? round(total - refund) : total,
    status: order.cancelled ? 'cancelled' : status,
    channel: order.channel,
    lines: priced(order.lines, share),
  };
  if (order.part) made.part = order.part;
  if (order.ref !== '') made.ref = order.ref;
  return made;
}

/** Rows of orders or order lines → orders. Rows with one key are lines of one order; rows without a key are orders by themselves. */
export class OrderRecorder implements Recorder {
  readonly #cells: Cells;
  readonly #columns: Columns;
  readonly #perLine: boolean;
  readonly #escaped: boolean;
  readonly #part: OrderRow['part'];
  readonly #cancelledAt: number;
  readonly #consent: ConsentColumns;
  readonly #repeats = new Occurrences();
  readonly #open = new Waiting<OpenOrder>(OPEN_ORDERS);
  readonly #currencies = new Map<string, string>();
  /** The cell read last and its currency: a shop's orders are nearly all in one. */
  #currencyCell = '';
  #currency = '';
  /** What the row at hand says: written over by the next, so that nothing of it need be collected. */
  readonly #found: RowFound = {
    key: '',
    atMs: null,
    figures: { total: null, refunded: null, quantity: 1, unitPrice: null },
  };

  constructor(cells: Cells, names: readonly string[]) {
    const plain = names.map(plainName);
    this.#cells = cells;
    this.#columns = columnsOf(cells);
    const known = knownTable(plain);
    this.#escaped = known?.escaped ?? false;
    this.#part = known?.part;
    this.#perLine = known?.perLine ?? LINE_TOTAL.test(plain[cells.columnOf('total')] ?? '');
    this.#cancelledAt = plain.findIndex((name) => name === 'cancelled at' || name === 'canceled at');
    this.#consent = new ConsentColumns(names, cells);
  }

  add(row: TableRow, sink: TableSink): void {
    const read = isBlank(row) ? null : this.#read(row, sink);
    if (!read) return;
    const { key, atMs, figures } = read;
    const known = key === '' ? undefined : this.#open.get(key);
    if (known) {
      known.atMs ??= atMs;
      this.#extend(known, row, figures);
      return;
    }
    const order = this.#start(row, key, atMs);
    this.#extend(order, row, figures);
    if (key === '') this.#close({ ...order, key: this.#madeKey(row, order.buyer) }, sink);
    else {
      const oldest = this.#open.put(order);
      if (oldest) this.#close(oldest, sink);
    }
  }

  finish(sink: TableSink): void {
    for (const order of this.#open.drain()) this.#close(order, sink);
  }

  /** What a row says, or null when it was refused. */
  #read(row: TableRow, sink: TableSink): Readonly<RowFound> | null {
    const cells = this.#cells;
    if (!cells.accepts(row, sink)) return null;
    const atMs = cells.instant(row);
    if (typeof atMs === 'string') return refuse(sink, row, atMs, 'at');
    const key = cells.short(row, this.#columns.key);
    if (key === '' && this.#columns.key.at >= 0) return refuse(sink, row, 'missing-field', 'key');
    if (key === '' && atMs === null) return refuse(sink, row, 'missing-field', 'at');
    const found = this.#found;
    found.key = key;
    found.atMs = atMs;
    return takeFigures(found.figures, cells, this.#columns, row, sink) ? found : null;
  }

  #close(order: OpenOrder, sink: TableSink): void {
    if (order.atMs === null) reject(sink, 'missing-field', order.line, 'at');
    else sink.rows.push(toOrder(order, order.atMs, this.#perLine));
    // After the order: the first record is what a preview takes the file for.
    if (order.first) this.#consent.add(order.first, order.buyer, order.atMs, sink);
  }

  #start(row: TableRow, key: string, atMs: number | null): OpenOrder {
    const cells = this.#cells;
    const columns = this.#columns;
    return {
      key,
      line: row.line,
      // Rows that wait weigh on memory: kept only where something is still to be read from them.
      first: this.#consent.some ? row : null,
      atMs,
      buyer: cells.people(row, cells.mapping.scope || 'shop'),
      currency: this.#currencyOf(cells.text(row, columns.currency)) || cells.mapping.currency,
      status: cells.short(row, columns.status),
      cancelled: (row.cells[this.#cancelledAt] ?? '').trim() !== '',
      totals: NO_AMOUNTS,
      refunds: NO_AMOUNTS,
      channel: cells.short(row, columns.channel),
      lines: NO_LINES,
      part: this.#part,
      ref: cells.short(row, columns.ref),
    };
  }

  #currencyOf(text: string): string {
    if (text === this.#currencyCell) return this.#currency;
    this.#currencyCell = text;
    this.#currency = this.#currencyIn(text);
    return this.#currency;
  }

  #currencyIn(text: string): string {
    let code = this.#currencies.get(text);
    if (code === undefined) {
      code = currencyCode(text);
      if (this.#currencies.size > MOST_CURRENCIES) this.#currencies.clear();
      this.#currencies.set(text, code);
    }
    return code;
  }

  #extend(order: OpenOrder, row: TableRow, { total, refunded, quantity, unitPrice }: LineFigures): void {
    const written = this.#cells.short(row, this.#columns.item);
    const item = this.#escaped ? decodeEntities(written) : written;
    const sku = this.#cells.short(row, this.#columns.sku);
    // A line that says only what it came to says its price too.
    const price = unitPrice ?? (this.#perLine && total !== null && quantity !== 0 ? round(total / quantity) : null);
    if (total !== null) order.totals = withAmount(order.totals, total);
    if (refunded !== null) order.refunds = withAmount(order.refunds, refunded);
    const several = itemsIn(item);
    if (several.length > 0)
      order.lines = [...order.lines, ...several.map((one) => ({ ...one, sku: '', unitPrice: null }))];
    else if (item !== '' || sku !== '') {
      const line = { item, sku, quantity, unitPrice: price };
      // Most orders have one line: see `Cells.people`.
      if (order.lines === NO_LINES) order.lines = [line];
      else order.lines.push(line);
    } else if (total === null && unitPrice !== null) order.totals = withAmount(order.totals, quantity * unitPrice);
  }

  /** Key of a row that names none: made of its content, with the buyer only as a bucket, never in clear. */
  #madeKey(row: TableRow, buyer: readonly Identifier[]): string {
    const parts = ['at', 'total', 'quantity', 'unitPrice', 'item', 'sku'].map((field) => this.#cells.text(row, field));
    parts.push(buyer[0] ? personBucket(buyer[0].value) : '');
    return contentKey(parts, this.#repeats.next(parts.join('\u0000')));
  }
}
