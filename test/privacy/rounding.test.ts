import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result, TableResult } from '../../shared/results.ts';
import { passResult } from '../../src-main/privacy/gate.ts';
import { coarseCount, ROUND_TO, roundGrid, roundList } from '../../src-main/privacy/rounding.ts';

const count = fc.option(fc.nat(400));
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Each goes to a multiple next to it; what is one, and what is hidden, stays. */
function expectNextTo(given: readonly (number | null)[], rounded: readonly (number | null)[]): void {
  given.forEach((value, i) => {
    const to = rounded[i];
    if (value === null || typeof to !== 'number') {
      expect(to).toBe(value);
      return;
    }
    expect(to % ROUND_TO).toBe(0);
    expect(Math.abs(to - value)).toBeLessThan(ROUND_TO);
  });
}

describe('controlled rounding', () => {
  it('by hand: the largest remainders go up until the list adds up', () => {
    expect(roundList([3, 4, 5, 6, 7])).toEqual([5, 5, 5, 5, 5]);
    expect(roundList([1, null, 1, 1, 0])).toEqual([5, null, 0, 0, 0]);
    expect(roundList([])).toEqual([]);
    expect(roundGrid([2, 3, 3, 2], 2, 2)).toEqual([0, 5, 5, 0]);
  });

  it('lists: every count next to its own, the sum the rounded sum', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 30 }), (values) => {
        const rounded = roundList(values);
        expectNextTo(values, rounded);
        expect(sum(rounded)).toBe(Math.round(sum(values) / ROUND_TO) * ROUND_TO);
        expect(roundList(rounded)).toEqual(rounded);
      }),
    );
  });

  it('grids: every count, every row, every column and the whole go next to their own', () => {
    const grids = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        values: fc.array(count, { minLength: rows * columns, maxLength: rows * columns }),
      }),
    );
    fc.assert(
      fc.property(grids, ({ rows, columns, values }) => {
        const rounded = roundGrid(values, rows, columns);
        expectNextTo(values, rounded);
        const row = (all: readonly (number | null)[], r: number) =>
          upTo(columns).map((c) => all[r * columns + c] ?? null);
        const column = (all: readonly (number | null)[], c: number) =>
          upTo(rows).map((r) => all[r * columns + c] ?? null);
        const pairs = [
          [values, rounded],
          ...upTo(rows).map((r) => [row(values, r), row(rounded, r)]),
          ...upTo(columns).map((c) => [column(values, c), column(rounded, c)]),
        ] as const;
        for (const [before, after] of pairs) expectNextTo([sum(before ?? [])], [sum(after ?? [])]);
        expect(roundGrid(rounded, rows, columns)).toEqual(rounded);
      }),
      { numRuns: 300 },
    );
  });
});

const table: TableResult = {
  kind: 'table',
  columns: [
    { id: 'page', label: 'Page', type: 'page' },
    { id: 'views', label: 'Views', type: 'number', unit: 'count' },
    { id: 'bounce', label: 'Bounce rate', type: 'number', unit: 'share' },
    { id: 'value', label: 'Value', type: 'number', unit: 'money' },
  ],
  rows: [
    { key: '1', cells: ['/a', 123, 0.537, 12_345.67], people: 102 },
    { key: '2', cells: ['/b', 58, 0.333, 99.5], people: 31 },
  ],
  total: 2,
  n: 181,
  people: 118,
};

describe('what leaves the screen', () => {
  const binding = { mode: 'binding', k: 10 } as const;
  it('is rounded: counts to add up, shares no finer than the count behind them, other figures to three digits', () => {
    const { result, roundedTo } = passResult(table, binding);
    expect(roundedTo).toBe(ROUND_TO);
    expect(result.rows).toEqual([
      { key: '1', cells: ['/a', 125, 0.55, 12_300], people: 105 },
      { key: '2', cells: ['/b', 55, 0.4, 99.5], people: 30 },
    ]);
    expect([result.n, result.people]).toEqual([180, 120]);
  });

  it('keeps a share of all where its people are only those that it tells of', () => {
    const shares: TableResult = {
      ...table,
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'share', label: 'Share of visitors', type: 'number', unit: 'share', isPart: true },
      ],
      // Of 36, 1300, 100,000 and 12 people.
      rows: [
        { key: '1', cells: ['/a', 10 / 36], people: 10 },
        { key: '2', cells: ['/b', 40 / 1300], people: 40 },
        { key: '3', cells: ['/c', 300 / 100_000], people: 300 },
        { key: '4', cells: ['/d', 1], people: 12 },
        { key: '5', cells: ['/e', 0], people: 12 },
      ],
    };
    const told = passResult(shares, binding).result.rows.map(({ cells }) => cells[1]);
    expect(told).toEqual([0.2, 0.03, 0.003, 1, 0]);
    const grid: Result = {
      kind: 'matrix',
      unit: 'share',
      isPart: true,
      rows: ['May'],
      columns: ['0', '1'],
      values: [1, 0.12],
      people: [100, 12],
      n: 100,
    };
    expect(passResult(grid, binding).result).toMatchObject({ values: [1, 0.1], people: [100, 10] });
  });

  it('never tells a share finer than ROUND_TO of the people it is taken of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 5000 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (all, part) => {
        const people = Math.max(10, Math.round(all * part));
        const of = (isPart: boolean) => {
          const row = { key: '1', cells: ['/a', people / all], people: isPart ? people : all };
          const columns: TableResult['columns'] = [
            { id: 'page', label: 'Page', type: 'page' },
            { id: 'share', label: 'Share', type: 'number', unit: 'share', ...(isPart && { isPart }) },
          ];
          return passResult({ ...table, columns, rows: [row] }, binding).result.rows[0]?.cells[1] as number;
        };
        // The same share, whichever of the two counts stands beside it.
        expect(of(true)).toBe(of(false));
        const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
        const step = steps.find((one) => one >= ROUND_TO / all - 1e-12) ?? 0.5;
        expect(Math.abs(of(true) - people / all)).toBeLessThanOrEqual(step / 2 + 1e-9);
        expect(Math.abs(of(true) / step - Math.round(of(true) / step))).toBeLessThan(1e-6);
      }),
    );
  });

  it('stays exact on the owner’s own screen', () => {
    expect(passResult(table, { mode: 'owner-screen', k: 10 })).toEqual({ result: table, leftOut: [], roundedTo: 1 });
  });

  it('hides a part of fewer than k within a row of many, and what would give it away', () => {
    const parts: TableResult = {
      ...table,
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'buyers', label: 'Buyers', type: 'number', unit: 'people' },
      ],
      rows: [
        { key: '1', cells: ['/a', 3], people: 100 },
        { key: '2', cells: ['/b', 25], people: 100 },
        { key: '3', cells: ['/c', 40], people: 100 },
        { key: '4', cells: ['/ad', 2], people: 0 },
      ],
    };
    const { result, leftOut } = passResult(parts, binding);
    expect(result.rows.map(({ cells }) => cells[1])).toEqual([null, null, 40, 0]);
    expect(leftOut).toEqual([{ reason: 'small-group', people: 0, rows: 2 }]);
  });

  it('key figures are rounded by their own unit', () => {
    const figures: Result = {
      kind: 'table',
      columns: [
        { id: 'figure', label: 'Figure', type: 'text' },
        { id: 'value', label: 'Value', type: 'number' },
        { id: 'unit', label: 'Unit', type: 'text' },
      ],
      rows: [
        { key: 'visitors', cells: ['visitors', 203, 'people'], people: 203 },
        { key: 'bounce-rate', cells: ['bounce-rate', 0.4444, 'share'], people: 203 },
        { key: 'new', cells: ['new', 4, 'people'], people: 203 },
        { key: 'basket', cells: ['basket', 34.567, 'money'], people: 203 },
      ],
      total: 4,
      n: 300,
      people: 203,
    };
    const { result, leftOut } = passResult(figures, binding);
    expect(result.rows.map(({ cells }) => cells[1])).toEqual([205, 0.45, null, 34.6]);
    expect(leftOut.map(({ rows }) => rows)).toEqual([1]);
  });

  it('lines and grids are rounded in both directions', () => {
    const { result } = passResult(
      {
        kind: 'series',
        unit: 'count',
        x: { type: 'category', labels: ['a', 'b'] },
        lines: [
          { id: 'x', label: 'X', values: [12, 13], people: [12, 13] },
          { id: 'y', label: 'Y', values: [13, 12], people: [13, 12] },
        ],
        incompleteLast: false,
        n: 50,
        people: 50,
      },
      binding,
    );
    expect(result.lines.map(({ values }) => values)).toEqual([
      [10, 15],
      [15, 10],
    ]);
  });
});

it('a count in words tells neither a small group nor a single step', () => {
  expect([0, 1, 9, 10, 12, 13, 1749, 1751].map((count) => coarseCount(count, 10))).toEqual([
    '0',
    'fewer than 10',
    'fewer than 10',
    'about 10',
    'about 10',
    'about 15',
    'about 1750',
    'about 1750',
  ]);
});
