import { expect, test } from 'vitest';
import type { OrderRow } from '../../shared/model.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { countOrders } from '../../src-main/store/orders/figures.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { buyersOfOrder, readOrdersOf } from '../../src-main/store/orders/of-person.ts';
import { listPaymentsOfOrders } from '../../src-main/store/orders/payments.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, orderKeys, saveOrder } from './stored.ts';

const insertOrder =
  'INSERT INTO orders (id, run_id, line, current, content_hash, scope, key, at_ms, buyer_id, currency, total, status, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const hash = new Uint8Array(12).fill(1);

/** A store of version 14 with two versions of one order and another one that two runs brought, brought to version 15. */
function fromVersion14(): WriteDb {
  const db = openMemory(15);
  for (const file of ['first.csv', 'second.csv']) aRun(db, file);
  run(db, "INSERT INTO items VALUES (1, 'Mug'), (2, 'Pot')");
  run(db, insertOrder, 1, 1, 2, 0, hash, 'shop', 'A', 1000, 4, 'EUR', 10, 'open', 'web');
  run(db, insertOrder, 2, 1, 3, 1, hash, 'shop', 'B', 500, 0, '', 12.35, 'refunded', '');
  run(db, insertOrder, 3, 2, 9, 1, hash, 'shop', 'A', 1000, 4, 'EUR', 10, 'paid', 'web');
  run(db, 'INSERT INTO order_lines VALUES (1, 0, 1, 2, 5), (2, 0, 2, 1, 12.35), (3, 0, 1, 1, 5), (3, 1, 2, 1, 5)');
  run(db, "INSERT INTO repeats VALUES ('orders', 2, 2, 7)");
  migrate(db, { target: 16 });
  expect(schemaVersion(db)).toBe(16);
  // Orders are read as the newest version reads them.
  migrate(db);
  return db;
}

const theOrder = (key: string, more: Partial<OrderRow>): OrderRow => ({
  type: 'order',
  line: 1,
  key,
  atMs: 1000,
  buyer: [],
  currency: 'EUR',
  total: 10,
  status: 'paid',
  channel: 'web',
  lines: [],
  ...more,
});

test('migration 16 moves orders into columns: the versions that count, with their lines, and nothing else', () => {
  const db = fromVersion14();
  expect(all(db, "SELECT name FROM sqlite_schema WHERE name IN ('orders', 'order_lines')")).toEqual([]);
  const orders = loadOrders(db);
  expect(countOrders(db)).toBe(2);
  expect([...orders.id]).toEqual([2, 3]);
  expect([...orders.at]).toEqual([500, 1000]);
  expect([...orders.total]).toEqual([12.35, 10]);
  expect([...orders.buyer]).toEqual([0, 4]);
  expect([...orders.status]).toEqual([2, 1]);
  expect([...orders.run]).toEqual([1, 2]);
  expect(Array.from(orders.currency, (code) => orders.currencies[code])).toEqual(['', 'EUR']);
  expect([...orders.lineStart]).toEqual([0, 1, 3]);
  expect([...orders.lineItem]).toEqual([2, 1, 2]);
  expect([...orders.lineQuantity]).toEqual([1, 1, 1]);
});

test('what was there before is recognised after migration 16, by key and by content', () => {
  const db = fromVersion14();
  const again = aRun(db, 'third.csv');
  const line = (item: string, unitPrice: number) => ({ item, sku: '', quantity: 1, unitPrice });
  const same = theOrder('A', { lines: [line('Mug', 5), line('Pot', 5)] });
  expect(saveOrder(db, again, same, 4, 'shop')).toBe('duplicate');
  expect(countOrders(db)).toBe(2);
  const other = theOrder('B', { lines: [line('Pot', 1)], total: 1 });
  expect(saveOrder(db, again, other, 0, 'shop')).toBe('updated');
  expect(saveOrder(db, again, theOrder('A', {}), 4, 'another shop')).toBe('kept');
});

test('runs of before migration 16 can be undone: versions, repeats and lines go as they would have', () => {
  const db = fromVersion14();
  removeRecords(db, 1);
  // The first run's order A is gone with it; its order B passes to the second run, which repeated it at line 7.
  expect([...loadOrders(db).id]).toEqual([2, 3]);
  expect([...loadOrders(db).run]).toEqual([2, 2]);
  removeRecords(db, 2);
  expect(countOrders(db)).toBe(0);
  for (const table of [
    'order_segments',
    'order_columns',
    'order_segment_runs',
    'order_words',
    'order_scopes',
    'items',
    'repeats',
  ])
    expect(all(db, `SELECT * FROM ${table}`)).toEqual([]);
});

test('parts of orders, payments and the numbers of orders come along; who was taken out stays out', () => {
  const db = openMemory(15);
  for (const file of ['heads.csv', 'items.csv', 'payments.csv']) aRun(db, file);
  run(db, "INSERT INTO items VALUES (1, 'Mug')");
  const insert = `${insertOrder.replace('channel)', 'channel, part, ref)').slice(0, -1)}, ?, ?)`;
  run(db, insert, 1, 1, 2, 1, hash, 'etsy', '#1001', 0, 4, 'EUR', 10, 'paid', '', 'head', '');
  run(db, insert, 2, 2, 2, 0, hash, 'etsy', '#1001', 0, 0, 'EUR', 9, 'paid', '', 'items', '');
  run(db, insert, 3, 3, 2, 1, hash, 'stripe', 'ch_1', 0, 4, 'EUR', 10, 'paid', '', 'payment', '1001');
  run(db, insert, 4, 1, 3, 1, new Uint8Array(12), 'etsy', 'anonymised ä1', 5, 0, 'EUR', 3, 'paid', '', 'head', '');
  run(db, 'INSERT INTO order_lines VALUES (2, 0, 1, 3, 3)');
  migrate(db, { target: 16 });
  migrate(db);
  expect(Object.fromEntries(orderKeys(db))).toEqual({ 1: '#1001', 2: '#1001', 3: 'ch_1', 4: 'anonymised ä1' });
  expect(listPaymentsOfOrders(db)).toEqual([3]);
  const orders = loadOrders(db);
  expect([...orders.id]).toEqual([1, 4]);
  // The head has the lines of the items.
  expect([...orders.lineQuantity]).toEqual([3]);
  expect(readOrdersOf(db, 4).map(({ key, total }) => [key, total])).toEqual([
    ['#1001', 10],
    ['ch_1', 10],
  ]);
  expect(buyersOfOrder(db, ['#1001', 'ch_1'])).toEqual([
    { buyer: 4, scope: 'etsy' },
    { buyer: 4, scope: 'stripe' },
  ]);
  // Its fingerprint went with the person: the same again is a newer version, as before.
  const again = theOrder('anonymised ä1', { atMs: 5, total: 3, channel: '', part: 'head' });
  expect(saveOrder(db, aRun(db), again, 0, 'etsy')).toBe('updated');
});
