import type Database from 'better-sqlite3-multiple-ciphers';
import type { WriteDb } from '../db.ts';
import { all, number } from '../sql.ts';
import { makeOrderBlock, ORDER_PARTS, ORDER_STATES, type OrderBlock, startsOf, writeUnits } from './block.ts';
import { keyStart, writeContent, writeKey } from './key.ts';
import { saveSpread } from './segments.ts';
import { idOfScope, idOfWord } from './words.ts';

/** Orders moved at once. */
const STEP = 65_536;

interface OldOrder {
  id: number;
  run_id: number;
  line: number;
  current: number;
  scope: string;
  key: string;
  at_ms: number;
  buyer_id: number;
  currency: string;
  total: number;
  status: (typeof ORDER_STATES)[number];
  channel: string;
  part: (typeof ORDER_PARTS)[number];
  ref: string;
  /** 1 = its person was taken out, and the fingerprint of its content with them. */
  blank: number;
}
interface OldLine {
  order_id: number;
  item_id: number;
  quantity: number;
  unit_price: number;
}

function fillRow(block: OrderBlock, db: WriteDb, order: OldOrder, i: number): void {
  block.id[i] = order.id;
  block.run[i] = order.run_id;
  block.line[i] = order.line;
  block.current[i] = order.current;
  block.at[i] = order.at_ms;
  block.total[i] = order.total + 0;
  block.buyer[i] = order.buyer_id;
  block.currency[i] = idOfWord(db, order.currency);
  block.channel[i] = idOfWord(db, order.channel);
  block.status[i] = Math.max(0, ORDER_STATES.indexOf(order.status));
  block.scope[i] = idOfScope(db, order.scope);
  block.part[i] = Math.max(0, ORDER_PARTS.indexOf(order.part));
  block.keyUnits[i] = order.key.length;
  block.refUnits[i] = order.ref.length;
  writeKey(keyStart(order.scope), order.key, block.keyLo, block.keyHi, i);
}

function fill(block: OrderBlock, db: WriteDb, orders: readonly OldOrder[], lines: readonly OldLine[]): void {
  let next = 0;
  let unit = 0;
  orders.forEach((order, i) => {
    fillRow(block, db, order, i);
    writeUnits(block.text, unit, order.key + order.ref);
    unit += order.key.length + order.ref.length;
    const start = next;
    for (; lines[next]?.order_id === order.id; next++) {
      const line = lines[next] as OldLine;
      block.item[next] = line.item_id;
      block.quantity[next] = line.quantity + 0;
      block.price[next] = line.unit_price + 0;
    }
    block.lines[i] = next - start;
  });
  const starts = startsOf(block, orders.length);
  orders.forEach(({ blank }, i) => {
    if (blank === 0) writeContent(block, i, starts);
  });
}

/** Moves the orders of a store of version 14 from their rows into columns. Ids stay: repeats name them. */
export function moveOrders(connection: Database.Database): void {
  const db = connection as WriteDb;
  const last = number(db, 'SELECT coalesce(max(id), 0) FROM orders');
  for (let from = 1; from <= last; from += STEP) {
    const orders = all<OldOrder>(
      db,
      'SELECT *, content_hash = zeroblob(12) AS blank FROM orders WHERE id BETWEEN ? AND ? ORDER BY id',
      from,
      from + STEP - 1,
    );
    const lines = all<OldLine>(
      db,
      'SELECT order_id, item_id, quantity, unit_price FROM order_lines WHERE order_id BETWEEN ? AND ? ORDER BY order_id, position',
      from,
      from + STEP - 1,
    );
    const units = orders.reduce((sum, { key, ref }) => sum + key.length + ref.length, 0);
    const block = makeOrderBlock({ rows: orders.length, lines: lines.length, units });
    fill(block, db, orders, lines);
    saveSpread(db, block, orders.length);
  }
}
