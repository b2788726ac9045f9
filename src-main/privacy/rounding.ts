import type { Cleared, Result, SeriesResult, TableColumn, TableResult, Unit } from '../../shared/results.ts';

/** Counts that leave are multiples of this, as official statistics publish them (e.g. NHS England, Eurostat's census tables). */
export const ROUND_TO = 5;
/** Above this many cells each is rounded by itself. */
const MOST_CELLS = 20_000;
/** Figures that are no counts keep this many digits. */
const DIGITS = 3;
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5] as const;
/** Of a share of nobody. */
const PLAIN_STEP = 0.01;

const isCount = (unit: Unit | undefined) => unit === 'count' || unit === 'people' || unit === 'visits';
const nearest = (value: number) => Math.round(value / ROUND_TO) * ROUND_TO;
const down = (value: number) => Math.floor(value / ROUND_TO) * ROUND_TO;

/** A count as it may stand in a paper that is handed on, in words: groups below `k` and single steps are not told. */
export function coarseCount(count: number, k: number): string {
  if (count === 0) return '0';
  return count < k ? `fewer than ${k}` : `about ${nearest(count)}`;
}

/** As many digits as a figure may have that others could be subtracted from. */
function shorten(value: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(DIGITS));
}

/**
 * A share as coarse as the count behind it: in steps of at least ROUND_TO of the people it is taken of. Where its people are
 * only those that it tells of, these follow from it.
 */
function roundShare(value: number, people: number, isPart: boolean): number {
  const ofAll = isPart ? people / Math.abs(value) : people;
  const finest = people > 0 ? ROUND_TO / ofAll : PLAIN_STEP;
  const step = STEPS.find((one) => one >= finest) ?? 0.5;
  return Number((Math.round(value / step) * step).toFixed(3));
}

/**
 * Whole numbers, each to a multiple of ROUND_TO next to it, so that they add up to the rounded sum (largest remainders first,
 * ties by place). null = not shown. What is a multiple already stays.
 */
export function roundList(values: readonly (number | null)[]): (number | null)[] {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at, rest: value - down(value) }]));
  const floors = known.reduce((sum, { value }) => sum + down(value), 0);
  const whole = nearest(known.reduce((sum, { value }) => sum + value, 0));
  const up = known
    .filter(({ rest }) => rest > 0)
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, Math.max(0, Math.round((whole - floors) / ROUND_TO)));
  const rounded: (number | null)[] = values.map((value) => (value === null ? null : down(value)));
  for (const { at, value } of up) rounded[at] = down(value) + ROUND_TO;
  return rounded;
}

/** The next place in a row (or column) that is not rounded yet, other than `not`; -1 when there is none. */
function nextOpen(rest: readonly number[], from: number, step: number, count: number, not: number): number {
  for (let i = 0; i < count; i++) {
    const at = from + i * step;
    if (at !== not && (rest[at] as number) % ROUND_TO !== 0) return at;
  }
  return -1;
}

/** A closed way over open places, turning from rows to columns and back. Every row and column with one open place has two. */
function openCycle(rest: readonly number[], start: number, height: number, width: number): number[] {
  const way = [start];
  const seen = new Map<number, number>();
  let at = start;
  for (let alongRow = true; ; alongRow = !alongRow) {
    const row = Math.floor(at / width);
    const line = alongRow ? row : height + (at % width);
    const known = seen.get(line);
    if (known !== undefined) return way.slice(known + 1);
    seen.set(line, way.length - 1);
    at = alongRow ? nextOpen(rest, row * width, 1, width, at) : nextOpen(rest, at % width, width, height, at);
    way.push(at);
  }
}

/**
 * Controlled rounding of a table in two directions: every cell, every total of a row or column and the whole go to a multiple
 * of ROUND_TO next to them, so that the rounded cells add up to rounded totals both ways; multiples stay (Cox and Ernst,
 * Controlled rounding, INFOR 1982). By alternately raising and lowering along closed ways of cells that are not multiples yet
 * (Causey, Cox and Ernst, JASA 1985), always the smaller shift: no chance in it, the same table gives the same figures.
 * Row-major; null = not shown, takes no part.
 */
export function roundGrid(values: readonly (number | null)[], rows: number, columns: number): (number | null)[] {
  if (values.length > MOST_CELLS) return values.map((value) => (value === null ? null : nearest(value)));
  const [height, width] = [rows + 1, columns + 1];
  // Totals stand beside the cells as what is missing to a multiple, so that every row and column adds up to one.
  const rest = Array.from({ length: height * width }, () => 0);
  const add = (at: number, amount: number) => {
    rest[at] = ((((rest[at] as number) + amount) % ROUND_TO) + ROUND_TO) % ROUND_TO;
  };
  values.forEach((value, i) => {
    if (value === null) return;
    const [row, column] = [Math.floor(i / columns), i % columns];
    add(row * width + column, value);
    add(row * width + columns, -value);
    add(rows * width + column, -value);
    add(rows * width + columns, value);
  });
  for (let open = nextOpen(rest, 0, 1, rest.length, -1); open !== -1; open = nextOpen(rest, 0, 1, rest.length, -1)) {
    const cycle = openCycle(rest, open, height, width);
    const shiftUp = Math.min(
      ...cycle.map((at, i) => (i % 2 === 0 ? ROUND_TO - (rest[at] as number) : (rest[at] as number))),
    );
    const shiftDown = Math.min(
      ...cycle.map((at, i) => (i % 2 === 0 ? (rest[at] as number) : ROUND_TO - (rest[at] as number))),
    );
    const shift = shiftUp <= shiftDown ? shiftUp : -shiftDown;
    cycle.forEach((at, i) => {
      rest[at] = (rest[at] as number) + (i % 2 === 0 ? shift : -shift);
    });
  }
  return values.map((value, i) =>
    value === null ? null : down(value) + (rest[Math.floor(i / columns) * width + (i % columns)] as number),
  );
}

/** One figure by itself. */
function roundFigure(value: number, unit: Unit | undefined, people: number, isPart = false): number {
  if (isCount(unit)) return nearest(value);
  return unit === 'share' ? roundShare(value, people, isPart) : shorten(value);
}

type Cells = TableResult['rows'][number]['cells'];

function roundColumn({ rows }: TableResult, { unit, isPart }: TableColumn, at: number): Cells {
  const cells = rows.map((row) => row.cells[at] ?? null);
  const counts = cells.map((cell) => (typeof cell === 'number' ? cell : null));
  if (isCount(unit) && counts.every((count) => count === null || Number.isSafeInteger(count))) {
    const rounded = roundList(counts);
    return cells.map((cell, i) => (typeof cell === 'number' ? (rounded[i] ?? null) : cell));
  }
  return cells.map((cell, i) =>
    typeof cell === 'number' ? roundFigure(cell, unit, rows[i]?.people ?? 0, isPart) : cell,
  );
}

/** "figure, value, unit" rows are unlike each other: each is rounded by itself, by its own unit. */
function roundFigures(table: TableResult): TableResult['rows'] {
  return table.rows.map((row) => {
    const [figure = null, value = null, unit = null] = row.cells;
    const rounded = typeof value === 'number' ? roundFigure(value, unit as Unit, row.people) : value;
    return { ...row, cells: [figure, rounded, unit], people: nearest(row.people) };
  });
}

const isFigures = ({ columns }: TableResult) => columns.map(({ id }) => id).join() === 'figure,value,unit';

function roundTable(table: TableResult): TableResult {
  if (isFigures(table)) return { ...table, rows: roundFigures(table) };
  const people = roundList(table.rows.map((row) => row.people));
  const byColumn = table.columns.map((column, at) =>
    column.type === 'number' ? roundColumn(table, column, at) : null,
  );
  const rows = table.rows.map((row, i) => ({
    ...row,
    cells: row.cells.map((cell, at) => (byColumn[at] ? (byColumn[at][i] ?? null) : cell)),
    people: people[i] ?? 0,
  }));
  return { ...table, rows };
}

function roundMarks(
  values: readonly (number | null)[],
  people: readonly number[],
  rows: number,
  columns: number,
  { unit, isPart }: { unit: Unit; isPart?: true },
): { values: (number | null)[]; people: number[] } {
  const whole = values.every((value) => value === null || Number.isSafeInteger(value));
  const rounded =
    isCount(unit) && whole
      ? roundGrid(values, rows, columns)
      : values.map((value, i) => (value === null ? null : roundFigure(value, unit, people[i] ?? 0, isPart)));
  return { values: rounded, people: roundGrid(people, rows, columns).map((count) => count ?? 0) };
}

function roundSeries(series: SeriesResult): SeriesResult {
  const width = series.x.type === 'time' ? series.x.starts.length : series.x.labels.length;
  const all = <T>(pick: (line: SeriesResult['lines'][number]) => readonly T[], none: T) =>
    series.lines.flatMap((line) => Array.from({ length: width }, (_, i) => pick(line)[i] ?? none));
  const { values, people } = roundMarks(
    all<number | null>((line) => line.values, null),
    all((line) => line.people, 0),
    series.lines.length,
    width,
    series,
  );
  const lines = series.lines.map((line, i) => ({
    ...line,
    values: values.slice(i * width, (i + 1) * width),
    people: people.slice(i * width, (i + 1) * width),
  }));
  return { ...series, lines };
}

function roundOne(result: Result): Result {
  switch (result.kind) {
    case 'number':
      return { ...result, value: result.value === null ? null : roundFigure(result.value, result.unit, result.people) };
    case 'table':
      return roundTable(result);
    case 'series':
      return roundSeries(result);
    case 'matrix':
      return {
        ...result,
        ...roundMarks(result.values, result.people, result.rows.length, result.columns.length, result),
      };
  }
}

function roundTotals(result: Result): Result {
  const n = nearest(result.n);
  if (result.kind === 'matrix') return { ...result, n };
  const rounded = { ...result, n, people: nearest(result.people) };
  return rounded.kind === 'table' && rounded.fewest !== undefined
    ? { ...rounded, fewest: nearest(rounded.fewest) }
    : rounded;
}

/**
 * A cleared result as it leaves the screen: counts in multiples of ROUND_TO that still add up, shares no finer than the count
 * behind them, money, times and ratios with three digits. The same result gives the same figures: asking again tells nothing.
 */
export const roundResult = <R extends Result>(result: Cleared<R>): Cleared<R> =>
  roundTotals(roundOne(result)) as Cleared<R>;
