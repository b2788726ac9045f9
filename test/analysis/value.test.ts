import { expect, test } from 'vitest';
import { baskets } from '../../src-main/analysis/baskets.ts';
import { churn } from '../../src-main/analysis/churn.ts';
import { Lives } from '../../src-main/analysis/base/survival.ts';
import { customerValue } from '../../src-main/analysis/customer-value.ts';
import { repeatPurchase } from '../../src-main/analysis/repeat-purchase.ts';
import { rfmGrid } from '../../src-main/analysis/rfm-grid.ts';
import { createRandom } from '../../src-main/sample/random.ts';
import { eventColumns, type OrderSketch, orderColumns } from './columns.ts';
import { at, contextOf, linesOf, rowsBehind, runMatrix, runSeries, runTable } from './run.ts';

test('repeat-purchase: cohorts by first order', () => {
  const orders = orderColumns([
    { at: at(0), buyer: 1 },
    { at: at(1), buyer: 2 },
    { at: at(7), buyer: 1 },
    { at: at(8), buyer: 1 },
    { at: at(9), buyer: 3 },
  ]);
  expect(runMatrix(repeatPurchase, { orders }, { period: 'week' })).toMatchObject({
    values: [1, 0.5, 1, null],
    people: [2, 1, 1, 0],
    n: 3,
  });
});

test('churn: Kaplan and Meier’s own kind of table', () => {
  // Freireich's 6-MP group, in weeks (Gehan 1965): 21 patients, 9 relapses; the survival at 10 weeks is 0.753.
  const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
  const lives = new Lives();
  weeks.forEach((periods, i) => {
    lives.add(periods, ended[i] === 1);
  });
  const { alive, atRisk } = lives.survival(36);
  expect([alive[6], alive[7], alive[10], alive[23]].map((share) => Number(share?.toFixed(3)))).toEqual([
    0.857, 0.807, 0.753, 0.448,
  ]);
  expect(atRisk[10]).toBe(15);

  const events = eventColumns([
    { person: 1, at: at(0) },
    { person: 1, at: at(1, 1) },
    { person: 2, at: at(0) },
    { person: 3, at: at(13) },
  ]);
  const lines = linesOf(runSeries(churn, { events }, { goneAfterDays: 5, period: 'day' }));
  expect(lines.hazard).toEqual([1 / 3, 1]);
  expect(lines.alive?.map((share) => share?.toFixed(9))).toEqual([(2 / 3).toFixed(9), '0.000000000']);
});

test('customer-value: fifths of the buyers add up to all, the best first, in their range', () => {
  const random = createRandom(5);
  const orders = Array.from({ length: 200 }, (_, buyer) => {
    // Some buy often and some seldom, some leave soon and some late.
    const [gap, leaves] = [5 + random.below(60), random.chance(0.5) ? 0.1 : 0.6];
    const own: OrderSketch[] = [];
    for (let day = random.below(60); day < 300; day += 1 + random.below(2 * gap)) {
      own.push({ at: at(day), buyer: buyer + 1, total: 10 + random.below(40) });
      if (own.length > 1 && random.chance(leaves)) break;
    }
    return own;
  }).flat();
  const context = contextOf({ range: { fromMs: at(0), toMs: at(301) }, dataEndMs: at(301) });
  const { rows, n } = runTable(customerValue, { orders: orderColumns(orders) }, {}, context);
  expect(n).toBe(200);
  expect(rows.map(({ people }) => people)).toEqual([40, 40, 40, 40, 40]);
  const each = rows.map(({ cells }) => Number(cells[7]));
  expect([...each].sort((a, b) => b - a)).toEqual(each);
  for (const { cells } of rows) {
    expect(Number(cells[5])).toBeLessThan(Number(cells[4]));
    expect(Number(cells[6])).toBeGreaterThan(Number(cells[4]));
  }
  expect(runTable(customerValue, { orders: orderColumns(orders.slice(0, 10)) }, {}, context)).toMatchObject({
    rows: [],
    n: 0,
  });
});

test('baskets: pairs in one order', () => {
  const orders = orderColumns([
    { at: at(0), buyer: 1, lines: [1, 2] },
    { at: at(1), buyer: 1, lines: [1, 2, 2] },
    { at: at(2), buyer: 2, lines: [1] },
    { at: at(3), buyer: 3, lines: [3] },
  ]);
  expect(runTable(baskets, { orders }, { support: 2 }).rows).toEqual([
    { key: '1:2', cells: [1, 2, 2, 1 / 2, 2 / 3, 4 / 3], people: 1 },
  ]);
  expect(rowsBehind(baskets, { orders }, { support: 2 }, '1:2')).toEqual([1, 0]);
});

test('rfm-grid: days since the last purchase by purchase days', () => {
  const context = contextOf({ range: { fromMs: at(0), toMs: at(100) }, dataEndMs: at(100) });
  const orders = orderColumns([
    { at: at(0), buyer: 1 },
    { at: at(99), buyer: 2 },
    { at: at(98), buyer: 2 },
  ]);
  const { rows, columns, people } = runMatrix(rfmGrid, { orders }, {}, context);
  const of = (row: string, column: string) => people[rows.indexOf(row) * columns.length + columns.indexOf(column)];
  expect([of('91–180 days', '1'), of('up to 30 days', '2')]).toEqual([1, 1]);
});
