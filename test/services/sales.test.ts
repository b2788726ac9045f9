import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { ALL, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const who = (i: number) => `guest${i}@shop.example`;
/** Twelve orders of a shop, and the payments of the first ten of them without the orders' numbers. */
const SHOP = [
  'Order ID,Date,Email,Product,Quantity,Total,Currency',
  ...Array.from({ length: 12 }, (_, i) => `S${i},2026-07-${10 + i}T12:00:00Z,${who(i)},Mug,1,${10 + i}.50,EUR`),
].join('\n');
const STRIPE = [
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Customer Email',
  ...Array.from({ length: 10 }, (_, i) => `ch_${i},2026-07-${10 + i} 12:00:05,${10 + i}.50,0.00,eur,Paid,${who(i)}`),
].join('\n');

async function ordersCounted(engine: Engine) {
  const { result, leftOut } = await engine.call('analyses.run', { id: 'sales-summary', params: {}, filter: ALL });
  const orders = (result as TableResult).rows.find(({ key }) => key === 'orders')?.cells[1];
  return { orders, alike: leftOut.find(({ reason }) => reason === 'look-alike')?.rows ?? 0 };
}

test('the same sales in a shop and in Stripe are pointed out, count once when chosen, and twice again when taken back', async () => {
  const dir = freshDir();
  const files = { 'orders.csv': SHOP, 'unified_payments.csv': STRIPE };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [join(dir, 'orders.csv')]);
  expect(await engine.call('sales.twins', {})).toEqual([]);
  await importFiles(engine, [join(dir, 'unified_payments.csv')]);
  const pair = { one: 'table-file', other: 'stripe', sales: 10 };
  expect(await engine.call('sales.twins', {})).toEqual([{ ...pair, counted: null }]);
  expect(await ordersCounted(engine)).toEqual({ orders: 22, alike: 0 });

  await engine.call('sales.countOnce', { counted: 'table-file', leftOut: 'stripe' });
  expect(await engine.call('sales.twins', {})).toEqual([{ ...pair, counted: 'table-file' }]);
  expect(await ordersCounted(engine)).toEqual({ orders: 12, alike: 10 });

  const [payments] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: payments?.id ?? 0 }));
  expect(await ordersCounted(engine)).toEqual({ orders: 12, alike: 0 });
  // The choice is remembered for the next export of payments.
  await importFiles(engine, [join(dir, 'unified_payments.csv')]);
  expect(await ordersCounted(engine)).toEqual({ orders: 12, alike: 10 });

  expect(await engine.call('sales.countBoth', { one: 'stripe', other: 'table-file' })).toEqual({ removed: true });
  expect(await engine.call('sales.countBoth', { one: 'stripe', other: 'table-file' })).toEqual({ removed: false });
  expect(await ordersCounted(engine)).toEqual({ orders: 22, alike: 0 });
});

test('a system that is not there cannot be chosen, nor one against itself', async () => {
  const engine = await openEngine(join(freshDir(), 'data'));
  await expect(engine.call('sales.countOnce', { counted: 'a', leftOut: 'b' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(engine.call('sales.countOnce', { counted: 'a', leftOut: 'a' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});
