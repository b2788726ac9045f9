import type {
  Cleared,
  LeftOut,
  MatrixResult,
  NumberResult,
  Result,
  SeriesResult,
  TableColumn,
  TableResult,
  Unit,
} from '../../shared/results.ts';
import { hiddenInGrid } from './grid-protection.ts';
import { ROUND_TO, roundResult } from './rounding.ts';
import { tooSmall } from './small-groups.ts';

export type { Cleared } from '../../shared/results.ts';

/**
 * `owner-screen`: the owner's own screen, where plain counts are shown with their n.
 * `binding`: what leaves the screen, personalised uses, and every screen of an adviser. k = smallest group that may be told.
 */
export interface Policy {
  mode: 'owner-screen' | 'binding';
  k: number;
}

/** Units whose parts add up to a whole that may be shown elsewhere, so that a hidden part could be worked out. */
const NOT_ADDITIVE: ReadonlySet<Unit> = new Set<Unit>(['ms', 'days', 'score', 'stars', 'ratio']);
const isAdditive = (unit: Unit | undefined) => unit === undefined || !NOT_ADDITIVE.has(unit);

const isSmall = (people: number, k: number) => people > 0 && people < k;

/** Totals of a group that is itself too small say nothing. */
const totals = (n: number, people: number, k: number) => (isSmall(people, k) ? { n: 0, people: 0 } : { n, people });

interface Outcome<R extends Result> {
  result: R;
  hidden: number;
}

function clearNumber(result: NumberResult, k: number): Outcome<NumberResult> {
  if (!isSmall(result.people, k)) return { result, hidden: 0 };
  return { result: { ...result, value: null, n: 0, people: 0 }, hidden: 1 };
}

/** A row that names a person is a group of one, whatever it claims. */
function groupOf(row: TableResult['rows'][number], personAt: readonly number[]): number {
  const names = personAt.some((at) => row.cells[at] !== null && row.cells[at] !== 0 && row.cells[at] !== undefined);
  return names ? 1 : row.people;
}

/** "figure, value, unit" lists unlike figures: they do not add up, so none can be worked out from the others. */
const isFigures = ({ columns }: TableResult) => columns.map(({ id }) => id).join() === 'figure,value,unit';

const COUNTS: ReadonlySet<unknown> = new Set<Unit>(['people', 'visits', 'count']);

/** A count of 1 to k − 1 things: at most so many people, whoever the rest of the row is about. */
const isFew = (cell: unknown, k: number): cell is number =>
  typeof cell === 'number' && Number.isInteger(cell) && isSmall(cell, k);

/** Cells of a column that count a part of their row's people, too small to be told, and those that would give them away. */
function smallCells(rows: TableResult['rows'], column: TableColumn, at: number, k: number): Set<number> {
  if (column.type !== 'number' || !COUNTS.has(column.unit)) return new Set();
  const counts = rows.map((row) => {
    const cell = row.cells[at];
    return row.people > 0 && typeof cell === 'number' && Number.isInteger(cell) ? cell : 0;
  });
  return tooSmall(counts, [counts.map((_, i) => i)], k);
}

/** Blanks counts of few things within rows that enough people stand behind. */
function clearCells(table: TableResult, k: number): { rows: TableResult['rows']; hidden: number } {
  if (isFigures(table)) {
    const few = table.rows.map(
      ({ people, cells: [, value, unit] }) => people > 0 && COUNTS.has(unit) && isFew(value, k),
    );
    const rows = table.rows.map((row, i) => (few[i] ? { ...row, cells: row.cells.with(1, null) } : row));
    return { rows, hidden: few.filter(Boolean).length };
  }
  const small = table.columns.map((column, at) => smallCells(table.rows, column, at, k));
  const hidden = small.reduce((sum, { size }) => sum + size, 0);
  if (hidden === 0) return { rows: table.rows, hidden };
  const rows = table.rows.map((row, i) => ({
    ...row,
    cells: row.cells.map((cell, at) => (small[at]?.has(i) ? null : cell)),
  }));
  return { rows, hidden };
}

function clearTable(result: TableResult, k: number): Outcome<TableResult> {
  // Every share of a group that is too small tells of its few people, however many the row is about.
  if (isSmall(result.fewest ?? 0, k))
    return { result: { ...result, rows: [], total: 0, fewest: 0 }, hidden: Math.max(1, result.rows.length) };
  const personAt = result.columns.flatMap(({ type }, i) => (type === 'person' ? [i] : []));
  const people = result.rows.map((row) => groupOf(row, personAt));
  const numbers = result.columns.filter(({ type }) => type === 'number');
  const additive = !isFigures(result) && numbers.some(({ unit }) => isAdditive(unit));
  const small = tooSmall(people, additive ? [people.map((_, i) => i)] : [], k);
  const kept = result.rows.filter((_, i) => !small.has(i));
  const gone = result.rows.length - kept.length;
  const { rows, hidden } = clearCells({ ...result, rows: kept }, k);
  if (gone + hidden === 0 && !isSmall(result.people, k)) return { result, hidden: 0 };
  const total = Math.max(rows.length, result.total - gone);
  return { result: { ...result, rows, total, ...totals(result.n, result.people, k) }, hidden: gone + hidden };
}

type GridResult = SeriesResult | MatrixResult;

/** Row-major. */
interface Marks {
  people: readonly number[];
  values: readonly (number | null)[];
  rows: number;
  columns: number;
}

/** Marks of a grid of `rows` × `columns` to hide. */
function smallMarks({ people, values, rows, columns }: Marks, { unit, kind }: GridResult, k: number) {
  if (isAdditive(unit) && unit !== 'share')
    return hiddenInGrid(people, rows, columns, k, (mark) => typeof values[mark] === 'number');
  // Shares of one bucket add up to 1; along time, or over cohorts, they do not add up to anything.
  const parts = unit === 'share' && kind === 'series';
  const cell = (r: number, c: number) => r * columns + c;
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  return tooSmall(people, parts ? upTo(columns).map((c) => upTo(rows).map((r) => cell(r, c))) : [], k);
}

const without = <T>(marks: readonly T[], offset: number, small: ReadonlySet<number>, blank: T): T[] =>
  marks.map((mark, i) => (small.has(offset + i) ? blank : mark));

function clearSeries(result: SeriesResult, k: number): Outcome<SeriesResult> {
  const width = result.x.type === 'time' ? result.x.starts.length : result.x.labels.length;
  const marks: Marks = {
    people: result.lines.flatMap((line) => Array.from({ length: width }, (_, i) => line.people[i] ?? 0)),
    values: result.lines.flatMap((line) => Array.from({ length: width }, (_, i) => line.values[i] ?? null)),
    rows: result.lines.length,
    columns: width,
  };
  const small = smallMarks(marks, result, k);
  if (small.size === 0 && !isSmall(result.people, k)) return { result, hidden: 0 };
  const lines = result.lines.map((line, i) => ({
    ...line,
    values: without(line.values, i * width, small, null),
    people: without(line.people, i * width, small, 0),
  }));
  return { result: { ...result, lines, ...totals(result.n, result.people, k) }, hidden: small.size };
}

function clearMatrix(result: MatrixResult, k: number): Outcome<MatrixResult> {
  const marks = { ...result, rows: result.rows.length, columns: result.columns.length };
  const small = smallMarks(marks, result, k);
  if (small.size === 0) return { result, hidden: 0 };
  const values = without(result.values, 0, small, null);
  const people = without(result.people, 0, small, 0);
  // With nobody left to show, even the number of rows would speak of a small group.
  if (people.some((count) => count > 0)) return { result: { ...result, values, people }, hidden: small.size };
  const { notShown: _more, ...rest } = result;
  return { result: { ...rest, values, people, n: 0 }, hidden: small.size };
}

function clearOne(result: Result, k: number): Outcome<Result> {
  switch (result.kind) {
    case 'number':
      return clearNumber(result, k);
    case 'table':
      return clearTable(result, k);
    case 'series':
      return clearSeries(result, k);
    case 'matrix':
      return clearMatrix(result, k);
  }
}

/**
 * The small-group rule. Under `binding` no mark that rests on 1 to k − 1 people survives: table rows are dropped, values become
 * null with people 0. `leftOut` counts the marks (`rows`) but not their people, which would tell what was hidden.
 */
export function clearResult<R extends Result>(result: R, policy: Policy): { result: Cleared<R>; leftOut: LeftOut[] } {
  if (policy.mode === 'owner-screen') return { result: result as Cleared<R>, leftOut: [] };
  const { result: safe, hidden } = clearOne(result, policy.k);
  const leftOut: LeftOut[] = hidden === 0 ? [] : [{ reason: 'small-group', people: 0, rows: hidden }];
  return { result: safe as Cleared<R>, leftOut };
}

/** What the counts of a result are multiples of under a policy; 1 = they are exact. */
export const roundedTo = (policy: Policy): number => (policy.mode === 'binding' ? ROUND_TO : 1);

/** The whole gate for results: the small-group rule, then rounding where it binds. */
export function passResult<R extends Result>(
  result: R,
  policy: Policy,
): { result: Cleared<R>; leftOut: LeftOut[]; roundedTo: number } {
  const { result: clear, leftOut } = clearResult(result, policy);
  return { result: policy.mode === 'binding' ? roundResult(clear) : clear, leftOut, roundedTo: roundedTo(policy) };
}
