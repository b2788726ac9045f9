import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderRow } from '../../shared/model.ts';
import { loadOrders } from '../../src-main/store/columns/orders.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { countOrders, describeOrders } from '../../src-main/store/orders/figures.ts';
import {
  buyersOfOrder,
  countOrdersOf,
  detachOrdersOf,
  mergeBuyers,
  readOrdersOf,
} from '../../src-main/store/orders/of-person.ts';
import { listOldOrders, peopleWithOrders } from '../../src-main/store/orders/old.ts';
import { removeOrdersOf, removeOrderVersions } from '../../src-main/store/orders/remove.ts';
import { countOrderTexts, scrubOrders } from '../../src-main/store/orders/texts.ts';
import { all } from '../../src-main/store/sql.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, orderKeys, saveOrder } from './stored.ts';

const order = (key: string, more: Partial<OrderRow> = {}): OrderRow => ({
  type: 'order',
  line: 1,
  key,
  atMs: 1000,
  buyer: [],
  currency: 'EUR',
  total: 10,
  status: 'paid',
  channel: 'web',
  lines: [{ item: 'Mug', sku: '', quantity: 1, unitPrice: 10 }],
  ...more,
});
/** What counts, without ids. */
function counted(db: WriteDb) {
  const { length, total, buyer, run, lineStart } = loadOrders(db);
  const rows = Array.from({ length }, (_, i) => [
    total[i],
    buyer[i],
    run[i],
    (lineStart[i + 1] as number) - (lineStart[i] as number),
  ]);
  return rows.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]));
}

test("a buyer's orders go in every version; somebody else's version of the same order counts again", () => {
  const db = openMemory();
  const [first, second] = [aRun(db), aRun(db)];
  saveOrder(db, first, order('A'), 1, 'shop');
  saveOrder(db, first, order('B', { channel: 'phone' }), 2, 'shop');
  saveOrder(db, second, order('A', { total: 12 }), 2, 'shop');
  saveOrder(db, second, order('B', { channel: 'phone' }), 2, 'shop');
  expect(countOrdersOf(db, 2)).toBe(2);
  removeOrdersOf(db, 2);
  expect(countOrdersOf(db, 2)).toBe(0);
  expect(counted(db)).toEqual([[10, 1, first, 1]]);
  expect([...orderKeys(db).values()]).toEqual(['A']);
  expect(all(db, "SELECT * FROM repeats WHERE record = 'orders'")).toEqual([]);
});

const rowsArbitrary = fc.array(
  fc.record({
    key: fc.constantFrom('A', 'B', 'C'),
    buyer: fc.integer({ min: 0, max: 2 }),
    total: fc.constantFrom(1, 2),
    part: fc.constantFrom({}, { part: 'head' as const }, { part: 'items' as const }),
  }),
  { maxLength: 5 },
);

test('law: with a buyer removed the store is as if their versions had never been brought', () => {
  fc.assert(
    fc.property(fc.array(rowsArbitrary, { minLength: 1, maxLength: 4 }), (files) => {
      const [db, without] = [openMemory(), openMemory()];
      for (const rows of files) {
        const [run, other] = [aRun(db), aRun(without)];
        // One version a file: which of two in one file is held must not depend on whose it is.
        const byKey = new Map(rows.map((row) => [row.key, row]));
        for (const { key, buyer, total, part } of byKey.values()) {
          saveOrder(db, run, order(key, { total, ...part }), buyer, 'shop');
          if (buyer !== 1) saveOrder(without, other, order(key, { total, ...part }), buyer, 'shop');
        }
      }
      removeOrdersOf(db, 1);
      expect(counted(db)).toEqual(counted(without));
      expect([...orderKeys(db).values()].sort()).toEqual([...orderKeys(without).values()].sort());
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('who is taken out of their orders leaves the figures, under numbers that lead nowhere', () => {
  const db = openMemory();
  const run = aRun(db);
  for (let i = 0; i < 40; i++)
    saveOrder(db, run, order(`nr ${i}`, { total: i, part: 'payment', ref: `ref ${i}` }), i % 2, 'shop');
  const before = counted(db);
  detachOrdersOf(db, 1, (scope, key) => `gone ${scope} ${key.length} ${key.slice(3)}é`);
  expect(counted(db).map(([total, , run_, lines]) => [total, run_, lines])).toEqual(
    before.map(([total, , run_, lines]) => [total, run_, lines]),
  );
  expect(describeOrders(db)).toMatchObject({ withBuyer: 0, buyers: 0 });
  const keys = [...orderKeys(db).values()];
  expect(keys.filter((key) => key.startsWith('nr '))).toHaveLength(20);
  expect(keys).toContain('gone shop 4 7é');
  // Under its new number an order is found and replaced as any other.
  expect(saveOrder(db, aRun(db), order('gone shop 4 7é', { total: 99 }), 0, 'shop')).toBe('updated');
  expect(saveOrder(db, aRun(db), order('nr 7'), 0, 'shop')).toBe('kept');
  removeRecords(db, run);
  expect(countOrders(db)).toBe(2);
});

test('merged buyers are one; orders are found by their number in every shop', () => {
  const db = openMemory();
  const run = aRun(db);
  saveOrder(db, run, order('#1', { atMs: 2000 }), 1, 'shop');
  saveOrder(db, run, order('#1', { atMs: 1000, lines: [] }), 2, 'other shop');
  expect(buyersOfOrder(db, ['1', '#1'])).toEqual([
    { buyer: 1, scope: 'shop' },
    { buyer: 2, scope: 'other shop' },
  ]);
  mergeBuyers(db, 2, 1);
  expect(countOrdersOf(db, 2)).toBe(0);
  const mug = all<{ id: number }>(db, 'SELECT id FROM items')[0]?.id;
  expect(readOrdersOf(db, 1)).toMatchObject([
    { key: '#1', atMs: 1000, status: 'paid', currency: 'EUR', total: 10, run, line: 1, lines: [] },
    { key: '#1', atMs: 2000, lines: [{ item: mug, quantity: 1, price: 10 }] },
  ]);
});

test('numbers and channels that name somebody are rewritten; the order stays and is told apart', () => {
  const db = openMemory();
  const run = aRun(db);
  saveOrder(db, run, order('anna-1', { total: 1 }), 1, 'shop');
  saveOrder(db, run, order('b', { total: 2, channel: "anna's link" }), 2, 'shop');
  saveOrder(db, run, order('ANNA-1', { total: 3 }), 2, 'shop');
  const scrub = (text: string) => text.replace(/anna/i, '[erased]');
  expect(countOrderTexts(db, scrub, 1)).toBe(2);
  expect(scrubOrders(db, scrub)).toBe(3);
  expect([...orderKeys(db)].sort(([a], [b]) => a - b).map(([, key]) => key)).toEqual([
    '[erased]-1',
    'b',
    expect.stringMatching(/^\[erased\]-1 \d+$/),
  ]);
  expect(all(db, 'SELECT text FROM order_words ORDER BY text').map((row) => Object.values(row as object)[0])).toEqual([
    'EUR',
    "[erased]'s link",
    'web',
  ]);
  expect(countOrders(db)).toBe(3);
  expect(countOrderTexts(db, scrub, 0)).toBe(0);
});

test('an order is past its time once no import that brought it may keep it; the version before counts again', () => {
  const db = openMemory();
  const [first, second] = [aRun(db), aRun(db)];
  saveOrder(db, first, order('A', { atMs: 500, total: 1 }), 1, 'shop');
  saveOrder(db, first, order('B', { atMs: 500, total: 2 }), 2, 'shop');
  saveOrder(db, second, order('A', { atMs: 500, total: 3 }), 1, 'shop');
  saveOrder(db, second, order('B', { atMs: 500, total: 2 }), 2, 'shop');
  expect(listOldOrders(db, new Map([[first, 500]]))).toEqual([]);
  const old = listOldOrders(db, new Map([[second, 501]]));
  expect(old).toMatchObject([
    { run: second, person: 1, at: 500, current: 1, currency: 'EUR', total: 3, scope: 'shop', key: 'A' },
  ]);
  expect(listOldOrders(db, new Map([[first, 501]])).map(({ key, run }) => [key, run])).toEqual([['A', first]]);
  removeOrderVersions(db, new Set(old.map(({ id }) => id)));
  expect(counted(db).map(([total]) => total)).toEqual([1, 2]);
  expect([...peopleWithOrders(db)].sort()).toEqual([1, 2]);
});
