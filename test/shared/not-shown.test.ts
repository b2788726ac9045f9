import { expect, test } from 'vitest';
import { notShownWords } from '../../shared/not-shown.ts';
import type { MatrixResult } from '../../shared/results.ts';
import { clearResult } from '../../src-main/privacy/gate.ts';
import { csv } from '../../src-main/reports/csv.ts';
import { html } from '../../src-main/reports/html.ts';
import { sampleInput, sectionOf } from '../reports/sample-input.ts';

const gridWith = (notShown: MatrixResult['notShown'], people = 20): MatrixResult => ({
  kind: 'matrix',
  unit: 'people',
  rows: ['/a'],
  columns: ['Mobile'],
  values: [people],
  people: [people],
  n: people,
  ...(notShown && { notShown }),
});
const wordsOf = (grid: MatrixResult) => notShownWords(grid, String);

test('a grid says how many rows and columns it has no room for', () => {
  expect(wordsOf(gridWith({ rows: 4950, columns: 1 }))).toBe('Not shown, as they have less: 4950 rows and 1 column.');
  expect(wordsOf(gridWith({ rows: 1, columns: 0 }))).toBe('Not shown, as they have less: 1 row.');
  expect(wordsOf(gridWith({ rows: 0, columns: 0 }))).toBeNull();
  expect(wordsOf(gridWith(undefined))).toBeNull();
});

test('reports say it too', () => {
  const sections = [sectionOf('explore', 'Explore', 'activity', gridWith({ rows: 4950, columns: 2 }))];
  for (const report of [csv, html])
    expect(new TextDecoder().decode(report.render({ ...sampleInput, sections }))).toContain(
      'Not shown, as they have less: 4,950 rows and 2 columns.',
    );
});

test('where nobody is left to show, it says nothing of what else there is', () => {
  const clear = (grid: MatrixResult) => clearResult(grid, { mode: 'binding', k: 10 }).result;
  expect(clear(gridWith({ rows: 3, columns: 0 }, 4))).not.toHaveProperty('notShown');
  expect(clear(gridWith({ rows: 3, columns: 0 }, 40))).toHaveProperty('notShown');
});
