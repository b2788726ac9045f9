import { classesBy, codeColumn, rowsBelow, smallestClass, type CodedColumn } from './classes.ts';
import type { Hierarchy } from './hierarchies.ts';

/** A way to generalise a table, and what it reaches. */
export interface Suggestion {
  levels: { column: string; level: string; step: number }[];
  /** Smallest class among the rows that are left. */
  k: number;
  suppressedRows: number;
  /** Iyengar's loss metric (2002): 0 = nothing lost, 1 = everything; a suppressed row counts 1. */
  informationLoss: number;
  classes: number;
  /** Ways that were tried, and whether the best is known to be among them. */
  tried: number;
  isOptimal: boolean;
}

interface Prepared {
  /** Rows that differ in a column; `weights` says how many rows each stands for. */
  rows: number;
  total: number;
  weights: Uint32Array;
  /** Per column and level: codes of the distinct rows, number of codes, mean loss of a row. */
  levels: { codes: Uint32Array; size: number; loss: number }[][];
}

function prepare(columns: readonly CodedColumn[], hierarchies: readonly Hierarchy[]): Prepared {
  const total = columns[0]?.codes.length ?? 0;
  const base = classesBy(
    total,
    columns.map(({ codes, values }) => ({ codes, size: values.length })),
  );
  const rows = base.sizes.length;
  const first = new Uint32Array(rows);
  for (let row = total - 1; row >= 0; row--) first[base.of[row] as number] = row;
  const levels = columns.map((column, c) =>
    (hierarchies[c] as Hierarchy).levels.map(({ values }) => {
      const coded = codeColumn('', values);
      const under = new Uint32Array(coded.values.length);
      for (const code of coded.codes) (under[code] as number)++;
      const span = Math.max(1, column.values.length - 1);
      let loss = 0;
      for (const code of column.codes) loss += ((under[coded.codes[code] as number] as number) - 1) / span;
      const codes = first.map((row) => coded.codes[column.codes[row] as number] as number);
      return { codes, size: coded.values.length, loss: total === 0 ? 0 : loss / total };
    }),
  );
  return { rows, total, weights: base.sizes, levels };
}

/** Ways tried at most before the rest of the lattice is left to the greedy search. */
const MOST_TRIED = 4000;

/**
 * Cheapest full-domain generalisation in which every class left has `k` rows, with at most `suppress` (a share) of the
 * rows taken out. Searches the lattice of Samarati (2001) from the bottom in order of loss, so the first way that
 * holds is the best; if that takes too long, Sweeney's Datafly (1997) goes on from the best so far: always coarsen the
 * column with the most values.
 */
export function generalise(
  columns: readonly CodedColumn[],
  hierarchies: readonly Hierarchy[],
  k: number,
  suppress: number,
): Suggestion | null {
  const table = prepare(columns, hierarchies);
  if (table.total === 0) return null;
  const allowed = Math.floor(suppress * table.total);
  const top = hierarchies.map(({ levels }) => levels.length - 1);
  const lossOf = (node: readonly number[]) =>
    node.reduce((sum, level, c) => sum + (table.levels[c]?.[level]?.loss ?? 0), 0) / Math.max(1, node.length);
  const tryNode = (node: readonly number[]) => {
    const classes = classesBy(
      table.rows,
      node.map((level, c) => table.levels[c]?.[level] as Prepared['levels'][0][0]),
      table.weights,
    );
    return { classes, below: rowsBelow(classes, k) };
  };
  const describe = (node: readonly number[], tried: number, isOptimal: boolean): Suggestion => {
    const { classes, below } = tryNode(node);
    const sizes = classes.sizes.filter((size) => size >= k);
    const loss = lossOf(node);
    return {
      levels: node.map((step, c) => ({
        column: columns[c]?.name ?? '',
        level: hierarchies[c]?.levels[step]?.name ?? '',
        step,
      })),
      k: smallestClass({ ...classes, sizes }),
      suppressedRows: below,
      informationLoss: loss + ((1 - loss) * below) / table.total,
      classes: sizes.length,
      tried,
      isOptimal,
    };
  };
  const found = search(top, lossOf, (node) => tryNode(node).below <= allowed);
  if (found.node) return describe(found.node, found.tried, true);
  let node = hierarchies.map(() => 0);
  let { tried } = found;
  while (tryNode(node).below > allowed) {
    tried++;
    const open = node.flatMap((level, c) => (level < (top[c] as number) ? [c] : []));
    if (open.length === 0) return null;
    const widest = open.reduce((a, b) =>
      (table.levels[b]?.[node[b] as number]?.size ?? 0) > (table.levels[a]?.[node[a] as number]?.size ?? 0) ? b : a,
    );
    node = node.map((level, c) => (c === widest ? level + 1 : level));
  }
  return describe(node, tried, false);
}

function search(
  top: readonly number[],
  lossOf: (node: readonly number[]) => number,
  holds: (node: readonly number[]) => boolean,
): { node: number[] | null; tried: number } {
  const start = top.map(() => 0);
  const open = [{ node: start, loss: lossOf(start) }];
  const seen = new Set([start.join()]);
  for (let tried = 1; open.length > 0 && tried <= MOST_TRIED; tried++) {
    let best = 0;
    for (let i = 1; i < open.length; i++) if ((open[i]?.loss ?? 0) < (open[best]?.loss ?? 0)) best = i;
    const { node } = open.splice(best, 1)[0] as { node: number[] };
    if (holds(node)) return { node, tried };
    node.forEach((level, c) => {
      const next = node.with(c, level + 1);
      if (level >= (top[c] as number) || seen.has(next.join())) return;
      seen.add(next.join());
      open.push({ node: next, loss: lossOf(next) });
    });
  }
  return { node: null, tried: MOST_TRIED };
}

/** The rows as they may be passed on: generalised, without those in classes below `k`. */
export function applied(
  columns: readonly CodedColumn[],
  hierarchies: readonly Hierarchy[],
  steps: readonly number[],
  k: number,
): { row: number; values: string[] }[] {
  const coarse = columns.map((column, c) => {
    const { values } = hierarchies[c]?.levels[steps[c] as number] ?? column;
    return codeColumn(
      column.name,
      Array.from(column.codes, (code) => values[code] as string),
    );
  });
  const rows = columns[0]?.codes.length ?? 0;
  const classes = classesBy(
    rows,
    coarse.map(({ codes, values }) => ({ codes, size: values.length })),
  );
  return Array.from({ length: rows }, (_, row) => row)
    .filter((row) => (classes.sizes[classes.of[row] as number] as number) >= k)
    .map((row) => ({ row, values: coarse.map(({ codes, values }) => values[codes[row] as number] as string) }));
}
