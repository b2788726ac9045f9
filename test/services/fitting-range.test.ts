import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { bulkOf } from '../../src-main/services/fitting-range.ts';
import { finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

/** One row at noon of each of these days. */
const noons = (...days: number[]) => days.map((day) => ({ hour: day * 24 + 12, rows: 1 }));
const upTo = (n: number, step = 1, first = 0) => Array.from({ length: n }, (_, i) => first + i * step);
const daysOf = (bulk: ReturnType<typeof bulkOf>) => bulk && [Math.floor(bulk.from / 24), Math.floor(bulk.to / 24)];

it('is all of it for a steady small shop: one order a week for two years, or one every two months', () => {
  expect(daysOf(bulkOf(noons(...upTo(104, 7))))).toEqual([0, 103 * 7]);
  expect(daysOf(bulkOf(noons(...upTo(24, 61))))).toEqual([0, 23 * 61]);
  // Closed for the summer, which is long but no longer than twice the longest pause within.
  const summers = [...upTo(40, 7), ...upTo(40, 7, 360), ...upTo(2, 7, 750)];
  expect(daysOf(bulkOf(noons(...summers)))).toEqual([0, 757]);
});

it('leaves out two strays of a clock that was wrong, months ahead or before there was a shop', () => {
  const year = upTo(365);
  expect(daysOf(bulkOf(noons(...year, 600, 601)))).toEqual([0, 364]);
  expect(daysOf(bulkOf(noons(...upTo(30), 230, 500)))).toEqual([0, 29]);
  expect(daysOf(bulkOf(noons(...upTo(365, 1, 20_000).toSpliced(0, 0, 0))))).toEqual([20_000, 20_364]);
  // Both ends at once; each would hide the other if pauses were measured over everything.
  expect(daysOf(bulkOf(noons(0, ...upTo(365, 1, 20_000), 24_000)))).toEqual([20_000, 20_364]);
  // 1 % of many rows on one day is as much of a stray as one row is.
  const busy = [...upTo(100).map((day) => ({ hour: day * 24, rows: 100 })), { hour: 400 * 24, rows: 101 }];
  expect(daysOf(bulkOf(busy))).toEqual([0, 99]);
});

it('leaves out one recent row after an old archive, but not a shop that opened again', () => {
  const archive = upTo(900);
  expect(daysOf(bulkOf(noons(...archive, 4000)))).toEqual([0, 899]);
  expect(daysOf(bulkOf(noons(...archive, 4000, 4001)))).toEqual([0, 899]);
  // Three days with orders are a beginning, even where they are less than 1 % of all.
  expect(daysOf(bulkOf(noons(...archive, 4000, 4001, 4010)))).toEqual([0, 4010]);
  // More than 1 % is no stray, even on one day.
  expect(daysOf(bulkOf([...noons(...archive), { hour: 4000 * 24, rows: 10 }]))).toEqual([0, 4000]);
});

it('cuts nothing where there is too little to tell', () => {
  expect(bulkOf([])).toBeNull();
  expect(daysOf(bulkOf(noons(5)))).toEqual([5, 5]);
  expect(daysOf(bulkOf(noons(...upTo(17), 900, 901)))).toEqual([0, 901]);
  // A pause of 30 days is short.
  expect(daysOf(bulkOf(noons(...upTo(100), 129)))).toEqual([0, 129]);
  expect(daysOf(bulkOf(noons(...upTo(100), 130)))).toEqual([0, 99]);
});

it('keeps at least 98 % of many rows, never grows, and is the same seen from either end', () => {
  const rows = fc.array(
    fc.record({ hour: fc.integer({ min: 0, max: 80_000 }), rows: fc.integer({ min: 1, max: 50 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(rows, (given) => {
      const hours = [...new Map(given.map((one) => [one.hour, one])).values()].sort((a, b) => a.hour - b.hour);
      const bulk = bulkOf(hours);
      if (!bulk) throw new Error('rows without a bulk');
      const total = hours.reduce((sum, one) => sum + one.rows, 0);
      const within = hours.filter(({ hour }) => hour >= bulk.from && hour <= bulk.to);
      const kept = within.reduce((sum, one) => sum + one.rows, 0);
      expect(total - kept).toBeLessThanOrEqual(total < 20 ? 0 : 2 * Math.max(2, Math.floor(total / 100)));
      expect(within[0]?.hour).toBe(bulk.from);
      expect(within.at(-1)?.hour).toBe(bulk.to);
      // Mirrored at midnight, so that days stay days.
      const end = 80_016 - 1;
      const mirrored = bulkOf(hours.map(({ hour, rows: n }) => ({ hour: end - hour, rows: n })).reverse());
      expect(mirrored).toEqual({ from: end - bulk.to, to: end - bulk.from });
    }),
  );
});

it('is told of every kind of row in a store, and follows an undo', async () => {
  const dir = freshDir();
  const start = Date.UTC(2025, 0, 1, 10);
  const dated = (days: readonly number[]) => days.map((day) => new Date(start + day * DAY_MS).toISOString());
  const days = [...upTo(60), 400];
  const write = (name: string, head: string, lines: readonly string[]) => {
    writeFileSync(join(dir, name), `${[head, ...lines].join('\n')}\n`);
    return join(dir, name);
  };
  const files = [
    write(
      'orders.csv',
      'Order ID,Date,Customer Email,Total,Currency',
      dated(days).map((date, i) => `${i},${date},a${i}@mail.example,10.00,EUR`),
    ),
    write(
      'comments.csv',
      'Comment ID,Date,Author,Comment,Likes',
      dated(days).map((date, i) => `c${i},${date},@fan${i},Nice ${i},0`),
    ),
    write(
      'events.csv',
      'visitor id,email,timestamp,page,referrer',
      dated(days).map((date, i) => `v${i},v${i}@mail.example,${date},/p${i},`),
    ),
  ];
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, files);
  const { ranges, fitting } = await engine.call('app.status', {});
  for (const kind of ['orders', 'messages', 'events'] as const) {
    expect(ranges[kind], kind).toEqual({ fromMs: start, toMs: start + 400 * DAY_MS + 1 });
    expect(fitting[kind], kind).toEqual({ fromMs: start, toMs: start + 59 * DAY_MS + HOUR_MS });
  }
  expect([fitting.campaigns, fitting.figures]).toEqual([null, null]);
  const [newest] = await engine.call('imports.list', {});
  await finished(engine, () => engine.call('imports.undo', { run: newest?.id ?? 0 }));
  const after = await engine.call('app.status', {});
  expect(Object.values(after.fitting).filter((range) => range !== null)).toHaveLength(2);
});
