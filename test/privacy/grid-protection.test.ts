import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenInGrid } from '../../src-main/privacy/grid-protection.ts';
import { tooSmall } from '../../src-main/privacy/small-groups.ts';

interface Grid {
  cells: number[];
  rows: number;
  columns: number;
}

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Totals an outsider knows: all but the small ones and those that would give them away. null = not told. */
function toldTotals(totals: number[], k: number): (number | null)[] {
  const hidden = tooSmall(totals, [totals.map((_, i) => i)], k);
  return totals.map((total, i) => (hidden.has(i) ? null : total));
}

/**
 * An outsider who tries every table of whole numbers that agrees with the shown cells and the told totals: is there one in
 * which the cell `mark` has k people? Values between two possible ones are possible, so this one is enough.
 */
function couldBeK({ cells, rows, columns }: Grid, hidden: ReadonlySet<number>, mark: number, k: number): boolean {
  const whole = sum(cells);
  const rowOf = (cell: number) => Math.floor(cell / columns);
  const inRow = (row: number) => upTo(columns).map((column) => row * columns + column);
  const inColumn = (column: number) => upTo(rows).map((row) => row * columns + column);
  const sets = [...upTo(rows).map(inRow), ...upTo(columns).map(inColumn)];
  const totals = [
    ...toldTotals(
      upTo(rows).map((row) => sum(inRow(row).map((cell) => cells[cell] ?? 0))),
      k,
    ),
    ...toldTotals(
      upTo(columns).map((column) => sum(inColumn(column).map((cell) => cells[cell] ?? 0))),
      k,
    ),
  ];
  const free = [...hidden].filter((cell) => cell !== mark);
  const left = totals.map((total, i) =>
    total === null ? null : total - sum((sets[i] ?? []).map((cell) => (hidden.has(cell) ? 0 : (cells[cell] ?? 0)))),
  );
  let leftOfAll = whole - sum(cells.filter((_, cell) => !hidden.has(cell)));
  const setsOf = (cell: number) => [rowOf(cell), rows + (cell % columns)];
  const waiting = left.map((_, i) => free.filter((cell) => setsOf(cell).includes(i)).length);
  const put = (cell: number, count: number) => {
    for (const i of setsOf(cell)) if (left[i] !== null) left[i] = (left[i] ?? 0) - count;
    leftOfAll -= count;
  };
  const fits = () =>
    leftOfAll >= 0 && left.every((rest, i) => rest === null || (rest >= 0 && (waiting[i] !== 0 || rest === 0)));
  const search = (at: number): boolean => {
    if (!fits()) return false;
    const cell = free[at];
    if (cell === undefined) return leftOfAll === 0;
    const most = Math.min(leftOfAll, ...setsOf(cell).map((i) => left[i] ?? leftOfAll));
    for (const i of setsOf(cell)) waiting[i] = (waiting[i] ?? 0) - 1;
    for (let count = most; count >= 0; count--) {
      put(cell, count);
      const found = search(at + 1);
      put(cell, -count);
      if (found) {
        for (const i of setsOf(cell)) waiting[i] = (waiting[i] ?? 0) + 1;
        return true;
      }
    }
    for (const i of setsOf(cell)) waiting[i] = (waiting[i] ?? 0) + 1;
    return false;
  };
  put(mark, k);
  return search(0);
}

const isSmall = (count: number, k: number) => count > 0 && count < k;
const grid: fc.Arbitrary<Grid> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 8 })), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((cells) => ({ cells, rows, columns })),
  );
const k = fc.integer({ min: 2, max: 4 });

describe('grids', () => {
  it('no hidden count below k can be worked out from cells, rows, columns and the whole: an outsider tries all tables', () => {
    let checked = 0;
    fc.assert(
      fc.property(grid, k, (given, smallest) => {
        const { cells, rows, columns } = given;
        const hidden = hiddenInGrid(cells, rows, columns, smallest);
        cells.forEach((count, mark) => {
          if (isSmall(count, smallest)) expect(hidden.has(mark)).toBe(true);
        });
        // With fewer than k people in all, the whole itself is not told.
        if (sum(cells) < smallest) return;
        cells.forEach((count, mark) => {
          if (!isSmall(count, smallest)) return;
          checked++;
          expect([mark, couldBeK(given, hidden, mark, smallest)]).toEqual([mark, true]);
        });
      }),
      { numRuns: 1000 },
    );
    expect(checked).toBeGreaterThan(300);
  });

  it('hides nothing where nobody is in a small group', () => {
    expect(hiddenInGrid([10, 0, 25, 40], 2, 2, 10).size).toBe(0);
    expect(hiddenInGrid([], 0, 0, 10).size).toBe(0);
  });

  it('closes the ring where hiding one more per row and column is not enough', () => {
    // With 3, the 20 beside it and the 20 below it hidden, each 20 would stand alone in its own column or row.
    expect([...hiddenInGrid([3, 20, 30, 20, 40, 50, 30, 50, 60], 3, 3, 10)].sort((a, b) => a - b)).toEqual([
      0, 1, 3, 4,
    ]);
  });

  it('needs no more than the small ones where they cover each other', () => {
    expect([...hiddenInGrid([6, 7, 40, 8, 9, 50], 2, 3, 10)].sort((a, b) => a - b)).toEqual([0, 1, 3, 4]);
  });

  it('is the rule for lists where there is one line', () => {
    expect([...hiddenInGrid([50, 3, 20, 30], 1, 4, 10)].sort((a, b) => a - b)).toEqual([1, 2]);
    expect([...hiddenInGrid([50, 6, 7, 30], 1, 4, 10)].sort((a, b) => a - b)).toEqual([1, 2]);
  });

  it('hides whole columns of a very large grid, and leaves no row a gap below k', () => {
    const [rows, columns] = [3, 9000];
    const cells = Array.from({ length: rows * columns }, (_, i) => (i % 97 === 0 ? 4 : 10 + ((i * 7919) % 50)));
    const hidden = hiddenInGrid(cells, rows, columns, 10);
    cells.forEach((count, mark) => {
      if (isSmall(count, 10)) expect(hidden.has(mark)).toBe(true);
    });
    for (const row of upTo(rows)) {
      const gap = sum(
        upTo(columns).map((column) => (hidden.has(row * columns + column) ? (cells[row * columns + column] ?? 0) : 0)),
      );
      expect(gap).toBeGreaterThanOrEqual(10);
    }
    expect(hidden.size).toBeLessThan(cells.length / 10);
  });
});
