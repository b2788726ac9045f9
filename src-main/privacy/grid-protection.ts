import { tooSmall } from './small-groups.ts';

/** Above this size whole columns are hidden instead of single cells: working out the least would take more than a second or two. */
const MOST_CELLS = 8000;
const MOST_LINES = 2000;
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** Arcs in pairs: arc i and arc i ^ 1 are each other's way back. */
interface Net {
  first: number[][];
  to: number[];
  /** People that may move along the arc. */
  room: number[];
}

function addArc({ first, to, room }: Net, from: number, into: number, there: number, back: number): void {
  (first[from] as number[]).push(to.length);
  to.push(into);
  room.push(there);
  (first[into] as number[]).push(to.length);
  to.push(from);
  room.push(back);
}

/** A shortest way with room left, as the arc by which each place was reached; null when there is none. */
function wayTo({ first, to }: Net, room: readonly number[], from: number, goal: number): Int32Array | null {
  const by = new Int32Array(first.length).fill(-1);
  const queue = [from];
  for (let at = 0; at < queue.length; at++) {
    for (const arc of first[queue[at] as number] as number[]) {
      const next = to[arc] as number;
      if (next === from || by[next] !== -1 || (room[arc] as number) <= 0) continue;
      by[next] = arc;
      if (next === goal) return by;
      queue.push(next);
    }
  }
  return null;
}

interface Grid {
  people: readonly number[];
  /** Whether a cell has a figure at all; what has none cannot be hidden. */
  filled: (mark: number) => boolean;
  rows: number;
  columns: number;
  k: number;
}

const sumsOf = ({ people, rows, columns }: Grid) => {
  const byRow = Array.from({ length: rows }, () => 0);
  const byColumn = Array.from({ length: columns }, () => 0);
  people.forEach((count, mark) => {
    const [row, column] = [Math.floor(mark / columns), mark % columns];
    byRow[row] = (byRow[row] as number) + count;
    byColumn[column] = (byColumn[column] as number) + count;
  });
  return { byRow, byColumn };
};

const smallTotals = (totals: readonly number[], k: number) => tooSmall(totals, [totals.map((_, i) => i)], k);

/** Cells that are hidden so far, and what an outsider can move among them without contradicting what is shown. */
class Puzzle {
  readonly hidden = new Set<number>();
  readonly #grid: Grid;
  readonly #net: Net;
  constructor(grid: Grid) {
    const { people, rows, columns, k } = grid;
    this.#grid = grid;
    // Rows, columns, and one place each for the totals of rows and of columns that are not told either.
    const [ofRows, ofColumns] = [rows + columns, rows + columns + 1];
    this.#net = { first: Array.from({ length: rows + columns + 2 }, () => []), to: [], room: [] };
    const { byRow, byColumn } = sumsOf(grid);
    for (const row of smallTotals(byRow, k)) addArc(this.#net, row, ofRows, ENDLESS, byRow[row] as number);
    for (const column of smallTotals(byColumn, k))
      addArc(this.#net, rows + column, ofColumns, byColumn[column] as number, ENDLESS);
    people.forEach((count, mark) => {
      if (count > 0 && count < k) this.hide(mark);
    });
  }
  ends(mark: number): [row: number, column: number] {
    const { rows, columns } = this.#grid;
    return [Math.floor(mark / columns), rows + (mark % columns)];
  }
  hide(mark: number): void {
    if (this.hidden.has(mark)) return;
    this.hidden.add(mark);
    // A hidden cell can be thought smaller by its people, larger without limit.
    addArc(this.#net, ...this.ends(mark), this.#grid.people[mark] as number, ENDLESS);
  }
  /**
   * Hides what it takes to make k people flow from the row of a cell to its column; false = there is no way. What is found once
   * shortens the ways of the others.
   */
  protect(mark: number): boolean {
    const { k } = this.#grid;
    const net = this.#net;
    const [from, goal] = this.ends(mark);
    const room = net.room.slice();
    for (let moved = 0; moved < k; ) {
      const by = wayTo(net, room, from, goal);
      if (!by) {
        const cells = this.#cheapestWay(room, from, goal);
        if (cells.length === 0) return false;
        for (const cell of cells) this.hide(cell);
        room.push(...net.room.slice(room.length));
        continue;
      }
      const arcs: number[] = [];
      for (let at = goal; at !== from; at = net.to[(by[at] as number) ^ 1] as number) arcs.push(by[at] as number);
      const amount = Math.min(k - moved, ...arcs.map((arc) => room[arc] as number));
      for (const arc of arcs) {
        room[arc] = (room[arc] as number) - amount;
        room[arc ^ 1] = (room[arc ^ 1] as number) + amount;
      }
      moved += amount;
    }
    addArc(net, from, goal, k, 0);
    return true;
  }
  /** The shown cells with the fewest people that, hidden, make a way where there is none (Dijkstra). */
  #cheapestWay(room: readonly number[], from: number, goal: number): number[] {
    const { first, to } = this.#net;
    const cost = new Float64Array(first.length).fill(Number.POSITIVE_INFINITY);
    const cameFrom = new Int32Array(first.length).fill(-1);
    const hiding = new Int32Array(first.length).fill(-1);
    const done = new Uint8Array(first.length);
    cost[from] = 0;
    const reach = (at: number, next: number, price: number, cell: number) => {
      if ((cost[at] as number) + price >= (cost[next] as number)) return;
      cost[next] = (cost[at] as number) + price;
      cameFrom[next] = at;
      hiding[next] = cell;
    };
    for (;;) {
      const at = cheapestOf(cost, done);
      if (at === -1) return [];
      if (at === goal) break;
      done[at] = 1;
      for (const arc of first[at] as number[]) if ((room[arc] as number) > 0) reach(at, to[arc] as number, 0, -1);
      for (const { next, cell } of this.#shownFrom(at)) reach(at, next, 1 + (this.#grid.people[cell] as number), cell);
    }
    const found: number[] = [];
    for (let at = goal; at !== from; at = cameFrom[at] as number)
      if (hiding[at] !== -1) found.push(hiding[at] as number);
    return found;
  }
  /** Places that a shown cell would lead to if it were hidden: a row's cells can be thought smaller, a column's larger. */
  *#shownFrom(at: number): Generator<{ next: number; cell: number }> {
    const { people, filled, rows, columns } = this.#grid;
    const isRow = at < rows;
    const across = isRow ? columns : at < rows + columns ? rows : 0;
    for (let i = 0; i < across; i++) {
      const cell = isRow ? at * columns + i : i * columns + (at - rows);
      if (this.hidden.has(cell) || !filled(cell) || (isRow && people[cell] === 0)) continue;
      yield { next: isRow ? rows + i : i, cell };
    }
  }
}

/** The cheapest place that is not done yet; -1 when none can be reached. */
function cheapestOf(cost: Float64Array, done: Uint8Array): number {
  let best = -1;
  for (let i = 0; i < cost.length; i++)
    if (done[i] === 0 && Number.isFinite(cost[i]) && (best === -1 || (cost[i] as number) < (cost[best] as number)))
      best = i;
  return best;
}

/** Every cell of the columns that hold a small one, and of the next smallest columns until no row gives its gap away. */
function hideColumns(grid: Grid): Set<number> {
  const { people, rows, columns, k } = grid;
  const { byColumn } = sumsOf(grid);
  const isSmall = (count: number) => count > 0 && count < k;
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  const small = (column: number) => upTo(rows).some((row) => isSmall(people[row * columns + column] as number));
  const bySize = upTo(columns).sort((a, b) => (byColumn[a] as number) - (byColumn[b] as number) || a - b);
  const gone = new Set(upTo(columns).filter(small));
  const gapOf = (row: number) => [...gone].reduce((sum, column) => sum + (people[row * columns + column] as number), 0);
  const gaps = upTo(rows).map(gapOf);
  for (const column of bySize) {
    if (!gaps.some(isSmall)) break;
    if (gone.has(column)) continue;
    gone.add(column);
    for (const row of upTo(rows)) gaps[row] = (gaps[row] as number) + (people[row * columns + column] as number);
  }
  return new Set([...gone].flatMap((column) => upTo(rows).map((row) => row * columns + column)));
}

/**
 * Which cells of a grid to hide so that no group of 1 to k − 1 people can be worked out from the shown cells, the totals of
 * rows and columns, and the whole (totals of fewer than k people, and those that would give them away, count as not known).
 * `people`: row-major, whole numbers; `filled`: whether a cell has a figure.
 *
 * A hidden table is a network of rows and columns (Gusfield, A graph theoretic approach to statistical data security, SIAM J.
 * Comput. 1988): a cell can be made larger when others are made smaller along a way from its row to its column. A small cell is
 * safe when k people can flow along such ways (Edmonds and Karp 1972): then k people or more are as possible as the true count, and
 * no sum that is determined and holds the cell is below k, for such a sum is a cut of the network. Where they can not, the cells
 * with the fewest people that make such a way are hidden too, also those with nobody (the heuristic of Cox 1980; Hundepool et
 * al., Statistical Disclosure Control, 2012, ch. 4).
 */
export function hiddenInGrid(
  people: readonly number[],
  rows: number,
  columns: number,
  k: number,
  filled: (mark: number) => boolean = () => true,
): Set<number> {
  const grid: Grid = { people, filled, rows, columns, k };
  const small = people.flatMap((count, mark) => (count > 0 && count < k ? [mark] : []));
  if (small.length === 0) return new Set();
  if (people.length > MOST_CELLS || rows + columns > MOST_LINES) return hideColumns(grid);
  const puzzle = new Puzzle(grid);
  // Where cells without a figure leave no way, nothing is told at all.
  if (!small.every((mark) => puzzle.protect(mark)))
    return new Set(people.flatMap((count, mark) => (count > 0 || filled(mark) ? [mark] : [])));
  return puzzle.hidden;
}
