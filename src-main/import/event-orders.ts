import type { Identifier, OrderRow } from '../../shared/model.ts';
import { isObject, type JsonObject, listAt } from './json-read.ts';
import { currencyCode } from './numbers.ts';
import { contentKey, Occurrences, personBucket } from './table-occurrence.ts';

/** A number that may be written as text; null when there is none. */
export function amountAt(value: unknown, ...keys: readonly string[]): number | null {
  if (!isObject(value)) return null;
  for (const key of keys) {
    const found = value[key];
    if (found === null || found === undefined || found === '') continue;
    const amount = typeof found === 'number' ? found : typeof found === 'string' ? Number(found) : Number.NaN;
    if (Number.isFinite(amount) && Math.abs(amount) < 1e12) return amount;
  }
  return null;
}

/** A text under the first of several keys that has one; numbers as text while they are exact. */
export function firstText(value: unknown, ...keys: readonly string[]): string {
  if (!isObject(value)) return '';
  for (const key of keys) {
    const found = value[key];
    if (typeof found === 'string' && found !== '') return found;
    if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  }
  return '';
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
const MAX_LINES = 1000;
const MAX_TEXT = 300;

/** Lines of an order from a list of products in the vocabularies of Segment, Google and Matomo. */
export const orderLines = (products: readonly unknown[]): OrderRow['lines'] =>
  products
    .slice(0, MAX_LINES)
    .map((product) => {
      const id = firstText(product, 'sku', 'itemSKU', 'product_id', 'item_id', 'productId', 'id');
      const name = firstText(product, 'name', 'itemName', 'item_name', 'product_name', 'title');
      return {
        item: (name || id).slice(0, MAX_TEXT).toWellFormed(),
        sku: id.slice(0, MAX_TEXT).toWellFormed(),
        quantity: amountAt(product, 'quantity', 'qty') ?? 1,
        unitPrice: amountAt(product, 'price', 'unit_price', 'price_in_usd') ?? 0,
      };
    })
    .filter(({ item }) => item !== '');

/** What an order event tells. */
export interface OrderParts {
  line: number;
  key: string;
  atMs: number;
  buyer: readonly Identifier[];
  currency: string;
  total: number | null;
  status?: OrderRow['status'];
  products: readonly unknown[];
}

/** An order; its total is that of its lines where the event gives none. */
export function toOrder({ key, total, products, currency, status = 'paid', ...rest }: OrderParts): OrderRow {
  const lines = orderLines(products);
  const sum = lines.reduce((all, { quantity, unitPrice }) => all + quantity * unitPrice, 0);
  return {
    type: 'order',
    ...rest,
    key: key.slice(0, MAX_TEXT).toWellFormed(),
    currency: currencyCode(currency),
    total: round(total ?? sum),
    status,
    channel: '',
    lines,
  };
}

/** Orders of a file that are remembered, for refunds that name only their number. */
const REMEMBERED = 5000;

const REFUND = /^(order|purchase|transaction)?[ _]?(refund|refunded)$/i;
const CANCELLED = /^(order|purchase)[ _](cancelled|canceled)$/i;

/** Whether the name of an event tells of an order that is taken back. */
export const takesBack = (name: string): boolean => REFUND.test(name) || CANCELLED.test(name);

/** Turns the shop events of one file into orders. */
export class OrderBook {
  readonly #seen = new Map<string, OrderRow>();
  readonly #repeats = new Occurrences();

  /** The order an event completes, with a key made of its content where it has no number; null when it says nothing of one. */
  completed(parts: OrderParts): OrderRow | null {
    if (parts.key === '' && parts.total === null && orderLines(parts.products).length === 0) return null;
    const key = parts.key === '' ? this.#madeKey(parts) : parts.key;
    const row = toOrder({ ...parts, key });
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.set(row.key, row);
    return row;
  }

  /** The order that an event takes back as a whole; null for parts of one, which stays paid for the most part. */
  takenBack(name: string, parts: OrderParts): OrderRow | null {
    const status = REFUND.test(name) ? 'refunded' : CANCELLED.test(name) ? 'cancelled' : null;
    if (status === null || parts.key === '') return null;
    if (status === 'refunded' && parts.products.length > 0) return null;
    const before = this.#seen.get(parts.key);
    if (before) return { ...before, line: parts.line, status };
    return parts.total === null ? null : toOrder({ ...parts, status });
  }

  #madeKey({ atMs, total, products, buyer }: OrderParts): string {
    const parts = [String(atMs), String(total), String(products.length), buyer[0] ? personBucket(buyer[0].value) : ''];
    return contentKey(parts, this.#repeats.next(parts.join('\u0000')));
  }
}

/** An order from the properties of a shop event, in Segment's vocabulary and its common variants. */
export const orderOf = (
  properties: JsonObject,
  { line, atMs, buyer }: Pick<OrderParts, 'line' | 'atMs' | 'buyer'>,
): OrderParts => ({
  line,
  atMs,
  buyer,
  key: firstText(properties, 'order_id', 'orderId', 'Order ID', 'transaction_id', 'transactionId', 'order_number'),
  currency: firstText(properties, 'currency', 'Currency', 'currency_code'),
  total: amountAt(properties, 'total', 'revenue', '$revenue', 'Revenue', 'order_total', 'amount', 'value'),
  products:
    [listAt(properties, 'products'), listAt(properties, 'items'), listAt(properties, '$products')].find(
      (list) => list.length > 0,
    ) ?? [],
});

/** What an event was worth, by the properties that the tools use for it. */
export const worthOf = (properties: JsonObject): number =>
  amountAt(properties, 'revenue', '$revenue', 'total', 'value', 'price') ?? 0;
