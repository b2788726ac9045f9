import { expect, test } from 'vitest';
import { togetherMatrix } from '../../src-renderer/pages/listening/together-matrix.ts';

const columns = ['one', 'other', 'lift'].map((id) => ({ id, label: id, type: 'text' as const }));
const row = (one: string, other: string, lift: number) => ({
  key: `${one} + ${other}`,
  cells: [one, other, lift],
  people: 4,
});
const table = (rows: ReturnType<typeof row>[]) => ({
  kind: 'table' as const,
  columns,
  rows,
  total: rows.length,
  n: 50,
  people: 9,
});

test('pairs stand on both sides of the grid; a cell without a pair is empty', () => {
  const made = togetherMatrix(table([row('#brunch', 'eggs', 2.5), row('#brunch', 'tea', 3)]));
  expect(made?.matrix.rows).toEqual(['#brunch', 'eggs', 'tea']);
  expect(made?.matrix.values).toEqual([null, 2.5, 3, 2.5, null, null, 3, null, null]);
  expect(made?.matrix.people).toEqual([0, 4, 4, 4, 0, 0, 4, 0, 0]);
  expect([made?.keys.get('2:0'), made?.keys.get('1:1')]).toEqual(['#brunch + tea', undefined]);
});

test('no pairs, no picture; never more than ten names', () => {
  expect(togetherMatrix(table([]))).toBeNull();
  const many = Array.from({ length: 30 }, (_, i) => row(`a${i}`, `b${i}`, 2));
  expect(togetherMatrix(table(many))?.matrix.rows).toHaveLength(10);
});
