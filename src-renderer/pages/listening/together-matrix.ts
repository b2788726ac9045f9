import type { MatrixResult, TableResult } from '../../../shared/results.ts';

/** Names in the picture: more cannot be read. */
const MOST_NAMES = 10;

/**
 * Pairs of a "named together" table as a grid of lifts: the names of the strongest pairs against each other. `keys` says which
 * pair a cell "row:column" stands for. Null without pairs; cells without a pair are null, as chance explains them.
 */
export function togetherMatrix(table: TableResult): { matrix: MatrixResult; keys: ReadonlyMap<string, string> } | null {
  const at = (id: string) => table.columns.findIndex((column) => column.id === id);
  const [one, other, lift] = [at('one'), at('other'), at('lift')];
  const names: string[] = [];
  for (const { cells } of table.rows) {
    const fresh = [String(cells[one]), String(cells[other])].filter((name) => !names.includes(name));
    if (names.length + fresh.length <= MOST_NAMES) names.push(...fresh);
  }
  if (names.length === 0) return null;
  const values: (number | null)[] = names.flatMap(() => names.map(() => null));
  const people = values.map(() => 0);
  const keys = new Map<string, string>();
  for (const { key, cells, people: behind } of table.rows) {
    const [a, b] = [names.indexOf(String(cells[one])), names.indexOf(String(cells[other]))];
    if (a < 0 || b < 0) continue;
    for (const [row, column] of [
      [a, b],
      [b, a],
    ] as const) {
      values[row * names.length + column] = Number(cells[lift]);
      people[row * names.length + column] = behind;
      keys.set(`${row}:${column}`, key);
    }
  }
  return {
    matrix: { kind: 'matrix', unit: 'ratio', rows: names, columns: names, values, people, n: table.n },
    keys,
  };
}
