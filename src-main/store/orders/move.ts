import type Database from 'better-sqlite3';
import type { WriteDb } from '../db.ts';
import { all, number } from '../sql.ts';
import { gather, lineStarts, makeOrderBlock, type OrderBlock, ORDER_STATES } from './block.ts';
import { keyStart, writeContent, writeKey } from './key.ts';
import { byPartition, PARTITIONS, saveSegment } from './segments.ts';
import { idOfWord } from './words.ts';

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
}
interface OldLine {
  order_id: number;
  item_id: number;
  quantity: number;
  unit_price: number;
}

function fill(block: OrderBlock, db: WriteDb, orders: readonly OldOrder[], lines: readonly OldLine[]): void {
  let next = 0;
  orders.forEach((order, i) => {
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
    writeKey(keyStart(order.scope), order.key, block.keyLo, block.keyHi, i);
    const start = next;
    for (; lines[next]?.order_id === order.id; next++) {
      const line = lines[next] as OldLine;
      block.item[next] = line.item_id;
      block.quantity[next] = line.quantity + 0;
      block.price[next] = line.unit_price + 0;
    }
    block.lines[i] = next - start;
    writeContent(block, i, start);
  });
}

/** Moves the orders of a store of version 6 from their rows into columns. Ids stay: repeats name them. */
export function moveOrders(connection: Database.Database): void {
  const db = connection as WriteDb;
  const last = number(db, 'SELECT coalesce(max(id), 0) FROM orders');
  for (let from = 1; from <= last; from += STEP) {
    const orders = all<OldOrder>(
      db,
      'SELECT * FROM orders WHERE id BETWEEN ? AND ? ORDER BY id',
      from,
      from + STEP - 1,
    );
    const lines = all<OldLine>(
      db,
      'SELECT order_id, item_id, quantity, unit_price FROM order_lines WHERE order_id BETWEEN ? AND ? ORDER BY order_id, position',
      from,
      from + STEP - 1,
    );
    const block = makeOrderBlock(orders.length, lines.length);
    fill(block, db, orders, lines);
    const starts = lineStarts(block.lines, orders.length);
    const lists = byPartition(block, orders.length);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const list = lists[partition] as Uint32Array;
      const part = makeOrderBlock(
        list.length,
        list.reduce((sum, row) => sum + (block.lines[row] as number), 0),
      );
      gather(part, { at: 0, line: 0 }, block, list, starts);
      saveSegment(db, partition, part, list.length);
    }
  }
}
