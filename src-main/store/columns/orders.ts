import type { OrderColumns } from '../../../shared/columns.ts';
import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';
import { listPaymentsOfOrders } from '../tables/orders.ts';
import { countRecords } from '../tables/records.ts';

const STATUS_CODES: Readonly<Record<string, number>> = { paid: 1, refunded: 2, cancelled: 3, open: 4 };

/** Orders that count, with the id under which their lines are: an order's head has those of the newest file of items. */
const COUNTED = `SELECT o.id, o.at_ms, CASE WHEN o.part = 'head' THEN coalesce((
    SELECT v.id FROM orders v WHERE v.scope = o.scope AND v.key = o.key AND v.part = 'items' ORDER BY v.run_id DESC LIMIT 1
  ), o.id) ELSE o.id END AS lines_of
  FROM orders o WHERE o.current = 1 AND o.id NOT IN (SELECT value FROM json_each(?))`;

/** Loads the orders that count, in time order, with their lines. Payments of orders that are here too are left out. */
export function loadOrders(db: ReadDb): OrderColumns {
  const payments = listPaymentsOfOrders(db);
  const skipped = JSON.stringify(payments);
  const length = countRecords(db, 'orders') - payments.length;
  const lines = number(
    db,
    `SELECT count(*) FROM (${COUNTED}) c JOIN order_lines l ON l.order_id = c.lines_of`,
    skipped,
  );
  const columns: OrderColumns = {
    length,
    paymentsOfOrders: payments.length,
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
  fillOrders(db, columns, skipped);
  fillLines(db, columns, skipped);
  return columns;
}

function fillOrders(db: ReadDb, columns: OrderColumns, skipped: string): void {
  const currencies = new Map([['', 0]]);
  let i = 0;
  const query = `SELECT id, at_ms, buyer_id, total, currency, status, run_id FROM orders
    WHERE current = 1 AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY at_ms, id`;
  for (const [id, at, buyer, total, currency, status, run] of iterateRaw(db, query, skipped) as Iterable<
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

function fillLines(db: ReadDb, columns: OrderColumns, skipped: string): void {
  const query = `SELECT c.id, l.item_id, l.quantity, l.unit_price FROM (${COUNTED}) c
    JOIN order_lines l ON l.order_id = c.lines_of ORDER BY c.at_ms, c.id, l.position`;
  let order = 0;
  let i = 0;
  for (const [orderId, item, quantity, price] of iterateRaw(db, query, skipped) as Iterable<
    [number, number, number, number]
  >) {
    while (columns.id[order] !== orderId) columns.lineStart[++order] = i;
    columns.lineItem[i] = item;
    columns.lineQuantity[i] = quantity;
    columns.linePrice[i] = price;
    i++;
  }
  while (order < columns.length) columns.lineStart[++order] = i;
}
