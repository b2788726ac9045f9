import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderRow } from '../../shared/model.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { listPaymentsOfOrders } from '../../src-main/store/orders/payments.ts';
import { listTwins, listTwinsLeftOut } from '../../src-main/store/orders/twins.ts';
import { run } from '../../src-main/store/sql.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { listSaleChoices, removeSaleChoice, saveSaleChoice } from '../../src-main/store/tables/sale-choices.ts';
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
const leftOut = (db: WriteDb) => {
  const keys = orderKeys(db);
  return listTwinsLeftOut(db, listPaymentsOfOrders(db)).map((id) => keys.get(id));
};

test('migration 19 holds no choice yet; there is one for two systems at most', () => {
  const db = openMemory(18);
  migrate(db, { target: 19 });
  expect(schemaVersion(db)).toBe(19);
  expect(listSaleChoices(db)).toEqual([]);
  saveSaleChoice(db, { counted: 'shop', leftOut: 'stripe' });
  saveSaleChoice(db, { counted: 'stripe', leftOut: 'shop' });
  expect(listSaleChoices(db)).toEqual([{ counted: 'stripe', leftOut: 'shop' }]);
  expect(() => run(db, "INSERT INTO sale_choices (counted, left_out) VALUES ('shop', 'stripe')")).toThrow();
  expect(removeSaleChoice(db, 'shop', 'stripe')).toBe(true);
  expect(removeSaleChoice(db, 'shop', 'stripe')).toBe(false);
});

/** Five sales of a shop and the payments of some of them. */
function shopAndStripe() {
  const db = openMemory();
  const shop = aRun(db);
  const add = (made: number, scope: string, buyer: number, row: OrderRow) => saveOrder(db, made, row, buyer, scope);
  add(shop, 'shop', 1, order('S1'));
  add(shop, 'shop', 1, order('S2', { atMs: 100 * DAY + 3_600_000 }));
  add(shop, 'shop', 2, order('S3', { total: 10 }));
  add(shop, 'shop', 3, order('S4', { total: 0 }));
  add(shop, 'shop', 0, order('S5', { total: 7 }));
  const stripe = aRun(db);
  const pay = (key: string, buyer: number, more: Partial<OrderRow> = {}) =>
    add(stripe, 'stripe', buyer, order(key, { part: 'payment', ...more }));
  // The same as S1 and S2, whichever is which: two of two.
  pay('P1', 1, { atMs: 101 * DAY });
  pay('P2', 1, { atMs: 99 * DAY + 3_600_000 });
  // Another day, amount, currency, buyer; no amount; nobody's.
  pay('P3', 2, { total: 10, atMs: 101 * DAY + 1 });
  pay('P4', 2, { total: 10.01 });
  pay('P5', 2, { total: 10, currency: 'USD' });
  pay('P6', 3, { total: 10 });
  pay('P7', 3, { total: 0 });
  pay('P8', 0, { total: 7 });
  return { db, shop, stripe };
}

test('sales that look the same are counted as pairs: buyer, currency and amount are equal, the time at most a day apart', () => {
  const { db } = shopAndStripe();
  expect(listTwins(db)).toEqual([{ one: 'shop', other: 'stripe', sales: 2 }]);
  // Pointing out changes nothing.
  expect(loadOrders(db)).toMatchObject({ length: 13, lookAlikes: 0, paymentsOfOrders: 0 });
});

test('the owner chooses which count, changes it, and takes it back', () => {
  const { db, stripe } = shopAndStripe();
  saveSaleChoice(db, { counted: 'shop', leftOut: 'stripe' });
  expect(leftOut(db)).toEqual(['P1', 'P2']);
  expect(loadOrders(db)).toMatchObject({ length: 11, lookAlikes: 2 });
  // Still pointed out, so that it can be taken back.
  expect(listTwins(db)).toEqual([{ one: 'shop', other: 'stripe', sales: 2 }]);
  saveSaleChoice(db, { counted: 'stripe', leftOut: 'shop' });
  expect(leftOut(db)).toEqual(['S1', 'S2']);
  removeSaleChoice(db, 'shop', 'stripe');
  expect(loadOrders(db)).toMatchObject({ length: 13, lookAlikes: 0 });
  saveSaleChoice(db, { counted: 'stripe', leftOut: 'shop' });
  // Without the payments the shop's orders are all that is known of the sales.
  removeRecords(db, stripe);
  expect(loadOrders(db)).toMatchObject({ length: 5, lookAlikes: 0 });
  expect(listTwins(db)).toEqual([]);
});

test('payments that name their order are not pointed out: they count once anyway', () => {
  const db = openMemory();
  const made = aRun(db);
  saveOrder(db, made, order('1001'), 1, 'shop');
  saveOrder(db, made, order('ch_1', { part: 'payment', ref: '1001' }), 1, 'stripe');
  expect(listTwins(db)).toEqual([]);
  saveSaleChoice(db, { counted: 'stripe', leftOut: 'shop' });
  expect(loadOrders(db)).toMatchObject({ length: 1, paymentsOfOrders: 1, lookAlikes: 0 });
});

const SCOPES = ['shop', 'stripe', 'till'] as const;
const scope = fc.constantFrom(...SCOPES);
const sale = fc.record({
  scope,
  buyer: fc.integer({ min: 1, max: 2 }),
  total: fc.constantFrom(5, 6),
  hour: fc.integer({ min: 0, max: 100 }),
});
const choice = fc.tuple(scope, scope).filter(([a, b]) => a !== b);

test('whatever is chosen: of alike sales one always counts, none of a system goes that nobody named, and taking back restores all', () => {
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 14 }), fc.array(choice, { maxLength: 4 }), (given, choices) => {
      const db = openMemory();
      const made = aRun(db);
      given.forEach((one, i) => {
        const row = order(`${one.scope} ${i}`, { total: one.total, atMs: 100 * DAY + one.hour * 3_600_000 });
        saveOrder(db, made, row, one.buyer, one.scope);
      });
      for (const [counted, other] of choices) saveSaleChoice(db, { counted, leftOut: other });
      const gone = new Set(leftOut(db));
      const named = new Set(listSaleChoices(db).map((one) => one.leftOut));
      for (const key of gone) expect(named).toContain(String(key).split(' ')[0]);
      given.forEach((one, i) => {
        if (!gone.has(`${one.scope} ${i}`)) return;
        const alike = given.filter((other) => other.buyer === one.buyer && other.total === one.total);
        const staying = given.filter((other, j) => alike.includes(other) && !gone.has(`${other.scope} ${j}`));
        expect(staying.length).toBeGreaterThan(0);
      });
      expect(loadOrders(db)).toMatchObject({ length: given.length - gone.size, lookAlikes: gone.size });
      for (const { counted, leftOut: other } of listSaleChoices(db)) removeSaleChoice(db, other, counted);
      expect(loadOrders(db)).toMatchObject({ length: given.length, lookAlikes: 0 });
    }),
    { numRuns: 60 },
  );
});
