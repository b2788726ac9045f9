import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quintiles, rfmSegments } from '../../src-main/analysis/rfm-segments.ts';
import { type OrderSketch, orderColumns } from './columns.ts';
import { anOrder, instants } from './random.ts';
import { at, cellsByKey, contextOf, rowsBehind, runTable } from './run.ts';

test('quintiles: equal values get equal scores, that of the lowest among them', () => {
  expect([...quintiles([10, 20, 30, 40, 50])]).toEqual([1, 2, 3, 4, 5]);
  expect([...quintiles([50, 10, 10, 10, 10])]).toEqual([5, 1, 1, 1, 1]);
  expect([...quintiles([7])]).toEqual([1]);
  expect([...quintiles([])]).toEqual([]);
});

test('quintiles: a score is the fifth in which the values below it end', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (values) => {
      const naive = values.map((value) => 1 + Math.floor((5 * values.filter((v) => v < value).length) / values.length));
      expect([...quintiles(values)]).toEqual(naive);
    }),
  );
});

// Ten buyers. Purchase days: 1 and 2 buy on three days up to the last, 3 and 4 on three days long ago, the others once.
const once = (buyer: number, day: number, total: number): OrderSketch => ({ buyer, at: at(day, 12), total });
const thrice = (buyer: number, day: number, total: number) => [0, 1, 2].map((d) => once(buyer, day + d, total));
const orders = orderColumns([
  ...thrice(1, 10, 100),
  ...thrice(2, 11, 100),
  ...thrice(3, 0, 200),
  ...thrice(4, 1, 90),
  once(5, 13, 20),
  once(6, 9, 20),
  once(7, 8, 5),
  once(8, 7, 5),
  once(9, 6, 5),
  once(10, 5, 5),
]);

test('rfm-segments: names buyers by recency, purchase days and money', () => {
  const result = runTable(rfmSegments, { orders }, {});
  const revenue = 3 * (100 + 100 + 200 + 90) + 40 + 20;
  expect(cellsByKey(result)).toEqual({
    champions: ['Champions', 2, 0.2, 600, 600 / revenue, 0.5, 3],
    new: ['New', 1, 0.1, 20, 20 / revenue, 0, 1],
    promising: ['Promising', 1, 0.1, 20, 20 / revenue, 4, 1],
    'need-attention': ['Need attention', 2, 0.2, 10, 10 / revenue, 5.5, 1],
    'cannot-lose': ['Cannot lose', 2, 0.2, 870, 870 / revenue, 10.5, 3],
    hibernating: ['Hibernating', 2, 0.2, 10, 10 / revenue, 7.5, 1],
  });
  expect(result).toMatchObject({ n: 10, people: 10 });
});

test('rfm-segments: the rows behind a segment are the orders of its members', () => {
  const rows = rowsBehind(rfmSegments, { orders }, {}, 'champions');
  expect(rows).toHaveLength(6);
  expect([...new Set(rows.map((i) => orders.buyer[i]))].sort()).toEqual([1, 2]);
  expect(rowsBehind(rfmSegments, { orders }, {}, 'loyal')).toEqual([]);
});

test('rfm-segments: whoever has just bought once is new, however much it was; whoever bought on several days is not', () => {
  const rows = orderColumns([
    ...thrice(1, 10, 1),
    ...[2, 3, 4, 5, 6].map((buyer) => once(buyer, buyer, 1)),
    once(7, 13, 999),
  ]);
  const members = (key: string) =>
    new Set(rowsBehind(rfmSegments, { orders: rows }, {}, key).map((i) => rows.buyer[i]));
  expect(members('new')).toEqual(new Set([7]));
  expect(members('new').has(1)).toBe(false);
  expect(members('loyal').has(7)).toBe(false);
});

test('rfm-segments: every known buyer is in one segment; recency is never negative', () => {
  fc.assert(
    fc.property(fc.array(anOrder(instants(0, 14)), { maxLength: 60 }), (rows) => {
      const columns = orderColumns(rows);
      const berlin = contextOf({ zone: 'Europe/Berlin' });
      const result = runTable(rfmSegments, { orders: columns }, {}, berlin);
      const buyers = new Set(rows.flatMap((row) => (row.status === 'paid' && row.buyer !== 0 ? [row.buyer] : [])));
      const listed = result.rows.flatMap(({ key }) => [
        ...new Set(rowsBehind(rfmSegments, { orders: columns }, {}, key, berlin).map((i) => columns.buyer[i])),
      ]);
      expect(listed.sort()).toEqual([...buyers].sort());
      expect(result.people).toBe(buyers.size);
      for (const row of result.rows) expect(Number(row.cells[5])).toBeGreaterThanOrEqual(0);
    }),
  );
});
