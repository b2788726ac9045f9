import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { NOISY_FIGURES } from '../../shared/contract/exports.ts';
import { openCoreHere } from './core-rig.ts';
import { freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

/** 60 buyers; the first bought 30 times for 100 each, the others once for 10. */
async function shop() {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  const row = (id: number, who: number, total: number) =>
    `${id},2026-01-${String(1 + (id % 28)).padStart(2, '0')}T12:00:00Z,k${who},Mug,1,${total}.00,EUR`;
  const rows = [
    ...Array.from({ length: 30 }, (_, i) => row(i, 0, 100)),
    ...Array.from({ length: 59 }, (_, i) => row(100 + i, 1 + i, 10)),
  ];
  const file = join(dir, 'orders.csv');
  writeFileSync(file, `Order ID,Date,Customer,Product,Quantity,Total,Currency\n${rows.join('\n')}\n`);
  await importFiles(engine, [file]);
  return engine;
}

test('figures lie where the clamped truth and the stated accuracy put them, and the file says so', async () => {
  const engine = await shop();
  await engine.call('exports.setBudget', { milliEpsilon: 10_000 });
  const { figures, bytes, mime } = await engine.call('exports.noisy', {
    figures: ['buyers', 'orders', 'revenue'],
    range: null,
    milliEpsilon: 9000,
    most: { orders: 5, revenue: 50 },
    recipient: 'public',
  });
  // The one with 30 orders for 3,000 counts as 5 orders and 50.
  const truth = { buyers: 60, orders: 64, revenue: 640 } as Record<string, number>;
  for (const { figure, value, plusMinus, most, milliEpsilon } of figures) {
    expect(milliEpsilon).toBe(3000);
    // Four times the 95 % bound: passed once in some 160,000 runs.
    expect(Math.abs(value - (truth[figure] ?? 0)), figure).toBeLessThanOrEqual(4 * plusMinus + 4);
    expect(most).toBe({ buyers: 1, orders: 5, revenue: 50 }[figure as 'buyers']);
  }
  expect(mime).toBe('text/csv');
  const text = Buffer.from(bytes).toString();
  for (const words of ['differential privacy', 'epsilon', 'People who bought', 'Revenue,EUR,', 'Within ±'])
    expect(text).toContain(words);
});

test('files asked for at the same moment share one budget', async () => {
  const engine = await shop();
  const ask = () => engine.call('exports.noisy', { figures: ['buyers'], range: null, milliEpsilon: 900 });
  const answers = await Promise.allSettled([ask(), ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(await engine.call('exports.budget', {})).toEqual({ milliEpsilon: 2000, spent: 1800 });
});

test('the budget adds up over files, is refused when spent, and says what is left', async () => {
  const engine = await shop();
  const ask = (milliEpsilon: number, figures = [...NOISY_FIGURES]) =>
    engine.call('exports.noisy', { figures, range: null, milliEpsilon });
  expect(await engine.call('exports.budget', {})).toEqual({ milliEpsilon: 2000, spent: 0 });
  // 700 in seven parts; 1,300 left.
  await ask(700);
  await ask(1000, ['buyers', 'buyers']);
  expect(await engine.call('exports.budget', {})).toEqual({ milliEpsilon: 2000, spent: 1700 });
  await expect(ask(301, ['buyers'])).rejects.toMatchObject({ code: 'budget-spent', facts: { left: 300 } });
  await ask(300, ['buyers']);
  await expect(ask(10, ['buyers'])).rejects.toMatchObject({ code: 'budget-spent', facts: { left: 0 } });
  await engine.call('exports.setBudget', { milliEpsilon: 500 });
  await expect(ask(10, ['buyers'])).rejects.toMatchObject({ code: 'budget-spent', facts: { left: 0 } });
  const { entries } = await engine.call('exports.list', { offset: 0, limit: 10 });
  expect(entries.map(({ kind, milliEpsilon }) => [kind, milliEpsilon])).toEqual([
    ['noisy', 300],
    ['noisy', 1000],
    ['noisy', 700],
  ]);
  const { entries: log } = await engine.call('audit.list', { offset: 0, limit: 20 });
  expect(log.map(({ action }) => action)).toEqual(expect.arrayContaining(['export.noisy', 'export.budget-set']));
});

test('people who said no, or are frozen, are in no noisy figure', async () => {
  const engine = await shop();
  await engine.call('exports.setBudget', { milliEpsilon: 10_000 });
  const { people } = await engine.call('privacy.people', { offset: 0, limit: 100 });
  for (const { person } of people) await engine.call('privacy.setRestricted', { person, restricted: true });
  const { figures } = await engine.call('exports.noisy', { figures: ['buyers'], range: null, milliEpsilon: 10_000 });
  expect(figures[0]?.value).toBeLessThan(10);
});
