import type { OrderColumns } from '../../../shared/columns.ts';
import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';
import { countRecords } from '../tables/records.ts';

const STATUS_CODES: Readonly<Record<string, number>> = { paid: 1, refunded: 2, cancelled: 3, open: 4 };

/** Loads the orders that count, in time order, with their lines. */
export function loadOrders(db: ReadDb): OrderColumns {
  const length = countRecords(db, 'orders');
  const lines = number(db, 'SELECT count(*) FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.current = 1');
  const columns: OrderColumns = {
    length,
    id: new Uint32Array(length),
    at: new Float64Array(length),
    buyer: new Uint32Array(length),
    total: new Float64Array(length),
    currency: new Uint8Array(length),
    currencies: [''],
    status: new Uint8Array(length),
    run: new Uint16Array(length),
    lineStart: new Uint32Array(length + 1),
    lineItem: new Uint32Array(lines),
    lineQuantity: new Float32Array(lines),
    linePrice: new Float32Array(lines),
    items: number(db, 'SELECT coalesce(max(id), 0) FROM items'),
  };
  fillOrders(db, columns);
  fillLines(db, columns);
  return columns;
}

function fillOrders(db: ReadDb, columns: OrderColumns): void {
  const currencies = new Map([['', 0]]);
  let i = 0;
  const query =
    'SELECT id, at_ms, buyer_id, total, currency, status, run_id FROM orders WHERE current = 1 ORDER BY at_ms, id';
  for (const [id, at, buyer, total, currency, status, run] of iterateRaw(db, query) as Iterable<
    [number, number, number, number, string, string, number]
  >) {
    let code = currencies.get(currency);
    if (code === undefined) {
      code = currencies.size < 255 ? currencies.size : 0;
      if (code > 0) {
        currencies.set(currency, code);
        columns.currencies.push(currency);
      }
    }
    columns.id[i] = id;
    columns.at[i] = at;
    columns.buyer[i] = buyer;
    columns.total[i] = total;
    columns.currency[i] = code;
    columns.status[i] = STATUS_CODES[status] ?? 4;
    columns.run[i] = run;
    i++;
  }
}

function fillLines(db: ReadDb, columns: OrderColumns): void {
  const query = `SELECT l.order_id, l.item_id, l.quantity, l.unit_price FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.current = 1 ORDER BY o.at_ms, o.id, l.position`;
  let order = 0;
  let i = 0;
  for (const [orderId, item, quantity, price] of iterateRaw(db, query) as Iterable<[number, number, number, number]>) {
    while (columns.id[order] !== orderId) columns.lineStart[++order] = i;
    columns.lineItem[i] = item;
    columns.lineQuantity[i] = quantity;
    columns.linePrice[i] = price;
    i++;
  }
  while (order < columns.length) columns.lineStart[++order] = i;
}
