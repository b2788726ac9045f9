import { expect, test } from 'vitest';
import type { OrderRow } from '../../shared/model.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { listPaymentsOfOrders } from '../../src-main/store/orders/payments.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, orderKeys, saveOrder } from './stored.ts';

const DAY = 86_400_000;
const order = (key: string, more: Partial<OrderRow> = {}): OrderRow => ({
  type: 'order',
  line: 1,
  key,
  atMs: 100 * DAY,
  buyer: [],
  currency: 'EUR',
  total: 45.9,
  status: 'paid',
  channel: '',
  lines: [],
  ...more,
});
const head = order('1', { part: 'head' });
const items = order('1', {
  part: 'items',
  total: 41,
  lines: [
    { item: 'Mug', sku: '', quantity: 2, unitPrice: 12.5 },
    { item: 'Tin', sku: '', quantity: 1, unitPrice: 16 },
  ],
});
const counted = (db: WriteDb) => {
  const { total, lineStart, lineQuantity, linePrice, length } = loadOrders(db);
  return Array.from({ length }, (_, i) => ({
    total: total[i],
    lines: Array.from(lineQuantity.subarray(lineStart[i], lineStart[i + 1])),
    prices: Array.from(linePrice.subarray(lineStart[i], lineStart[i + 1])),
  }));
};
const WHOLE = [{ total: 45.9, lines: [2, 1], prices: [12.5, 16] }];

test('migration 10 takes orders of earlier imports for whole ones', () => {
  const db = openMemory(9);
  const first = aRun(db);
  run(
    db,
    `INSERT INTO orders (run_id, line, content_hash, scope, key, at_ms, currency, total, status, channel)
     VALUES (?, 1, x'00', 'shop', 'A', 0, 'EUR', 5, 'paid', '')`,
    first,
  );
  migrate(db, { target: 10 });
  expect(schemaVersion(db)).toBe(10);
  expect(all(db, 'SELECT key, part, ref FROM orders')).toEqual([{ key: 'A', part: '', ref: '' }]);
});

test('heads and items of the same orders make whole orders, whichever comes first and whichever goes', () => {
  for (const files of [
    [head, items],
    [items, head],
  ]) {
    const db = openMemory();
    const runs = files.map((row) => {
      const made = aRun(db);
      saveOrder(db, made, row, 0, 'etsy');
      return { made, row };
    });
    expect(counted(db)).toEqual(WHOLE);
    // Once more, as in a later export: nothing changes.
    saveOrder(db, aRun(db), items, 0, 'etsy');
    expect(counted(db)).toEqual(WHOLE);
    const heads = runs.find(({ row }) => row === head);
    removeRecords(db, heads?.made ?? 0);
    expect(counted(db)).toEqual([{ total: 41, lines: [2, 1], prices: [12.5, 16] }]);
  }
});

test('newer items take the place of older ones; without them an order has its head', () => {
  const db = openMemory();
  saveOrder(db, aRun(db), items, 0, 'etsy');
  saveOrder(db, aRun(db), head, 0, 'etsy');
  const second = aRun(db);
  saveOrder(db, second, { ...items, lines: items.lines.slice(0, 1) }, 0, 'etsy');
  expect(counted(db)).toEqual([{ total: 45.9, lines: [2], prices: [12.5] }]);
  removeRecords(db, second);
  expect(counted(db)).toEqual(WHOLE);
  const other = openMemory();
  saveOrder(other, aRun(other), head, 0, 'etsy');
  expect(counted(other)).toEqual([{ total: 45.9, lines: [], prices: [] }]);
});

test('a payment that names its order, or is named by it, counts once; others count by themselves', () => {
  const db = openMemory();
  const shop = aRun(db);
  saveOrder(db, shop, order('#1001'), 0, 'table-file');
  saveOrder(db, shop, order('#1002', { ref: 'ch_2' }), 0, 'table-file');
  saveOrder(db, shop, order('#1003'), 0, 'table-file');
  const payments = aRun(db);
  const pay = (key: string, more: Partial<OrderRow> = {}) =>
    saveOrder(db, payments, order(key, { part: 'payment', ...more }), 0, 'stripe');
  pay('ch_1', { ref: '1001' });
  pay('ch_2');
  pay('ch_3');
  pay('ch_4', { ref: '1003', currency: 'USD' });
  pay('ch_5', { ref: '1003', atMs: 110 * DAY });
  pay('ch_6', { ref: '9999' });
  const keys = orderKeys(db);
  expect(listPaymentsOfOrders(db).map((id) => keys.get(id))).toEqual(['ch_1', 'ch_2']);
  expect(loadOrders(db)).toMatchObject({ length: 7, paymentsOfOrders: 2 });
  // Without the orders the payments are all that is known of the sales.
  removeRecords(db, shop);
  expect(loadOrders(db).length).toBe(6);
});
