import type { MatrixResult, TableResult } from '../../shared/results.ts';

/** Names for people of a matrix. */
export interface MatrixNames {
  corner: string;
  rows: readonly string[];
  columns: readonly string[];
}

/** A matrix as a table of figures: one row per row, one column per column. `people` is the most of any of its cells. */
export function matrixTable(
  { unit, rows, columns, values, people }: MatrixResult,
  names: MatrixNames,
): Pick<TableResult, 'columns' | 'rows'> {
  const cellsOf = <T>(list: readonly T[], row: number) => list.slice(row * columns.length, (row + 1) * columns.length);
  return {
    columns: [
      { id: 'row', label: names.corner, type: 'text' },
      ...columns.map((id, i) => ({ id: `column-${id}`, label: names.columns[i] ?? id, type: 'number' as const, unit })),
    ],
    rows: rows.map((id, row) => ({
      key: id,
      cells: [names.rows[row] ?? id, ...cellsOf(values, row)],
      people: Math.max(0, ...cellsOf(people, row)),
    })),
  };
}
