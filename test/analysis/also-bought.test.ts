import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alsoBought } from '../../src-main/analysis/also-bought.ts';
import { suggestions } from '../../src-main/analysis/suggestions.ts';
import { orderColumns } from './columns.ts';
import { anOrder, instants } from './random.ts';
import { at, cellsByKey, rowsBehind, runTable } from './run.ts';

// Bought: person 1 {1, 2}, 2 {1, 2}, 3 {1, 3}, 4 {3}, 5 {1, 2, 3}; person 1 in two orders on two days.
const orders = orderColumns([
  { buyer: 1, at: at(0), lines: [1] },
  { buyer: 1, at: at(1), lines: [2, 1] },
  { buyer: 2, at: at(0), lines: [1, 2] },
  { buyer: 3, at: at(0), lines: [1, 3] },
  { buyer: 4, at: at(0), lines: [3] },
  { buyer: 5, at: at(0), lines: [1, 2, 3] },
  { buyer: 4, at: at(0), lines: [1, 2], status: 'refunded' },
  { buyer: 0, at: at(0), lines: [1, 2] },
]);

test('also-bought: people who bought both, confidence and lift, in both directions', () => {
  const result = runTable(alsoBought, { orders }, { support: 2 });
  expect(cellsByKey(result)).toEqual({
    // Five buyers: item 1 by four, 2 by three, 3 by three; 1 and 2 by three, 1 and 3 by two.
    '1:2': [1, 2, 3, 3 / 4, (3 * 5) / (4 * 3)],
    '2:1': [2, 1, 3, 1, (3 * 5) / (4 * 3)],
    '1:3': [1, 3, 2, 2 / 4, (2 * 5) / (4 * 3)],
    '3:1': [3, 1, 2, 2 / 3, (2 * 5) / (4 * 3)],
  });
  expect(result.rows.map((row) => row.key)).toEqual(['1:2', '2:1', '1:3', '3:1']);
  expect(result).toMatchObject({ n: 5, people: 5, total: 4 });
});

test('also-bought: only rules that begin with the item asked for', () => {
  expect(runTable(alsoBought, { orders }, { support: 2, item: 2 }).rows.map((row) => row.key)).toEqual(['2:1']);
});

test('also-bought: the rows behind a rule are the sales of those people that hold either item', () => {
  const rows = rowsBehind(alsoBought, { orders }, {}, '1:2');
  expect(rows.map((i) => orders.buyer[i]).sort()).toEqual([1, 1, 2, 5]);
});

test('also-bought: agrees with sets of buyers', () => {
  fc.assert(
    fc.property(fc.array(anOrder(instants(0, 14)), { maxLength: 60 }), (rows) => {
      const result = runTable(alsoBought, { orders: orderColumns(rows) }, { support: 2, limit: 1000 });
      const buyersOf = (item: number) =>
        new Set(
          rows
            .filter((row) => row.status === 'paid' && row.buyer !== 0)
            .filter((row) => row.lines?.some((line) => (typeof line === 'number' ? line : line[0]) === item))
            .map((row) => row.buyer),
        );
      const all = new Set([1, 2, 3, 4].flatMap((item) => [...buyersOf(item)])).size;
      const expected = [1, 2, 3, 4].flatMap((a) =>
        [1, 2, 3, 4].flatMap((b) => {
          const both = [...buyersOf(a)].filter((buyer) => buyersOf(b).has(buyer)).length;
          if (a === b || both < 2) return [];
          const [sizeA, sizeB] = [buyersOf(a).size, buyersOf(b).size];
          return [[`${a}:${b}`, [a, b, both, both / sizeA, (both * all) / (sizeA * sizeB)]] as const];
        }),
      );
      expect(cellsByKey(result)).toEqual(Object.fromEntries(expected));
    }),
  );
});

test('suggestions: items like those a person bought, with the purchase that adds most', () => {
  const result = runTable(suggestions, { orders }, { person: 4 });
  // Person 4 bought item 3: two of its buyers bought 1 (of four), one bought 2 (of three).
  expect(result.rows.map((row) => row.cells)).toEqual([
    [1, 2 / Math.sqrt(3 * 4), 3, 2, 'own purchases'],
    [2, 1 / Math.sqrt(3 * 3), 3, 1, 'own purchases'],
  ]);
  expect(rowsBehind(suggestions, { orders }, { person: 4 }, '1').map((i) => orders.buyer[i])).toEqual([4]);
});

test('suggestions: never what the person already has', () => {
  const items = runTable(suggestions, { orders }, { person: 1 }).rows.map((row) => row.cells[0]);
  expect(items).toEqual([3]);
  expect(runTable(suggestions, { orders }, { person: 5 }).rows).toEqual([]);
});

test('suggestions: who bought nothing gets what is popular, and is told so', () => {
  const result = runTable(suggestions, { orders }, { person: 77 });
  expect(result.rows.map((row) => row.cells)).toEqual([
    [1, 4 / 5, 0, 4, 'popular with everybody'],
    [2, 3 / 5, 0, 3, 'popular with everybody'],
    [3, 3 / 5, 0, 3, 'popular with everybody'],
  ]);
  expect(result.columns.map((column) => column.label)).toContain('Share of buyers');
});
