import { expect, test } from 'vitest';
import { matrixTable } from '../../src-renderer/pages/matrix-table.ts';

test('a matrix as a table: names for people, figures with their unit, what is not known left empty', () => {
  const table = matrixTable(
    {
      kind: 'matrix',
      unit: 'share',
      rows: ['2026-01-01', '2026-02-01'],
      columns: ['0', '1'],
      values: [1, 0.25, 1, null],
      people: [8, 2, 5, 0],
      n: 13,
    },
    { corner: 'First month · months later', rows: ['Jan 2026', 'Feb 2026'], columns: ['0', '1'] },
  );
  expect(table.columns).toEqual([
    { id: 'row', label: 'First month · months later', type: 'text' },
    { id: 'column-0', label: '0', type: 'number', unit: 'share' },
    { id: 'column-1', label: '1', type: 'number', unit: 'share' },
  ]);
  expect(table.rows).toEqual([
    { key: '2026-01-01', cells: ['Jan 2026', 1, 0.25], people: 8 },
    { key: '2026-02-01', cells: ['Feb 2026', 1, null], people: 5 },
  ]);
});
