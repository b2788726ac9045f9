import type {
  Cleared,
  LeftOut,
  MatrixResult,
  NumberResult,
  Result,
  SeriesResult,
  TableResult,
  Unit,
} from '../../shared/results.ts';
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

function clearTable(result: TableResult, k: number): Outcome<TableResult> {
  const personAt = result.columns.flatMap(({ type }, i) => (type === 'person' ? [i] : []));
  const people = result.rows.map((row) => groupOf(row, personAt));
  const numbers = result.columns.filter(({ type }) => type === 'number');
  const additive = !isFigures(result) && numbers.some(({ unit }) => isAdditive(unit));
  const small = tooSmall(people, additive ? [people.map((_, i) => i)] : [], k);
  const rows = result.rows.filter((_, i) => !small.has(i));
  const hidden = result.rows.length - rows.length;
  if (hidden === 0 && !isSmall(result.people, k)) return { result, hidden };
  const total = Math.max(rows.length, result.total - hidden);
  return { result: { ...result, rows, total, ...totals(result.n, result.people, k) }, hidden };
}

/** Index lists of a grid of `rows` × `columns` marks: every row, every column, and the whole. */
function gridSets(rows: number, columns: number, unit: Unit, matrix: boolean): number[][] {
  if (!isAdditive(unit)) return [];
  const cell = (r: number, c: number) => r * columns + c;
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
  const byColumn = upTo(columns).map((c) => upTo(rows).map((r) => cell(r, c)));
  // Shares of one bucket add up to 1; along time, or over cohorts, they do not add up to anything.
  if (unit === 'share') return matrix ? [] : byColumn;
  return [...upTo(rows).map((r) => upTo(columns).map((c) => cell(r, c))), ...byColumn, upTo(rows * columns)];
}

const without = <T>(marks: readonly T[], offset: number, small: ReadonlySet<number>, blank: T): T[] =>
  marks.map((mark, i) => (small.has(offset + i) ? blank : mark));

function clearSeries(result: SeriesResult, k: number): Outcome<SeriesResult> {
  const width = result.x.type === 'time' ? result.x.starts.length : result.x.labels.length;
  const people = result.lines.flatMap((line) => Array.from({ length: width }, (_, i) => line.people[i] ?? 0));
  const small = tooSmall(people, gridSets(result.lines.length, width, result.unit, false), k);
  if (small.size === 0 && !isSmall(result.people, k)) return { result, hidden: 0 };
  const lines = result.lines.map((line, i) => ({
    ...line,
    values: without(line.values, i * width, small, null),
    people: without(line.people, i * width, small, 0),
  }));
  return { result: { ...result, lines, ...totals(result.n, result.people, k) }, hidden: small.size };
}

function clearMatrix(result: MatrixResult, k: number): Outcome<MatrixResult> {
  const sets = gridSets(result.rows.length, result.columns.length, result.unit, true);
  const small = tooSmall(result.people, sets, k);
  if (small.size === 0) return { result, hidden: 0 };
  const values = without(result.values, 0, small, null);
  const people = without(result.people, 0, small, 0);
  // With nobody left to show, even the number of rows would speak of a small group.
  const n = people.some((count) => count > 0) ? result.n : 0;
  return { result: { ...result, values, people, n }, hidden: small.size };
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
