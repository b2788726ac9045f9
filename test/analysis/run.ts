import type * as z from 'zod';
import type { TableName, Tables } from '../../shared/columns.ts';
import type { MatrixResult, Result, SeriesResult, TableResult } from '../../shared/results.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import type { Analysis, RunContext } from '../../src-main/analysis/analysis.ts';
import { campaignColumns, eventColumns, figureColumns, messageColumns, orderColumns } from './columns.ts';

/** Midnight UTC of Monday, 4 March 2024: where the hand-computed cases begin. */
export const MONDAY = Date.UTC(2024, 2, 4);
/** An instant counted from MONDAY. */
export const at = (days: number, hours = 0, minutes = 0): number =>
  MONDAY + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS;

/** Two weeks from MONDAY, in UTC, all over, robots left out. */
export const contextOf = (changes: Partial<RunContext> = {}): RunContext => ({
  range: { fromMs: at(0), toMs: at(14) },
  zone: 'UTC',
  dataEndMs: at(14),
  sessionIdleMs: 30 * MINUTE_MS,
  bots: false,
  ...changes,
});

/** Tables with nothing in them, but for those given. */
export const tablesOf = (tables: Partial<Tables>): Tables => ({
  events: eventColumns([]),
  messages: messageColumns([]),
  orders: orderColumns([]),
  campaigns: campaignColumns([]),
  figures: figureColumns([]),
  ...tables,
});

type Params<P extends z.ZodType> = z.input<P>;
const settings = <P extends z.ZodType, T extends TableName>(analysis: Analysis<P, T>, params: Params<P>) =>
  analysis.params.parse(params);

/** Runs an analysis as the service does: parameters go through its schema. */
export function run<P extends z.ZodType, T extends TableName>(
  analysis: Analysis<P, T>,
  tables: Pick<Tables, T>,
  params: Params<P>,
  context: RunContext = contextOf(),
): Result {
  return analysis.run(tables, settings(analysis, params), context);
}

/** The same, for analyses that answer with a table. */
export function runTable<P extends z.ZodType, T extends TableName>(
  ...args: [Analysis<P, T>, Pick<Tables, T>, Params<P>, RunContext?]
): TableResult {
  return shape(run(...args), 'table');
}
export function runSeries<P extends z.ZodType, T extends TableName>(
  ...args: [Analysis<P, T>, Pick<Tables, T>, Params<P>, RunContext?]
): SeriesResult {
  return shape(run(...args), 'series');
}
export function runMatrix<P extends z.ZodType, T extends TableName>(
  ...args: [Analysis<P, T>, Pick<Tables, T>, Params<P>, RunContext?]
): MatrixResult {
  return shape(run(...args), 'matrix');
}
function shape<K extends Result['kind']>(result: Result, kind: K): Extract<Result, { kind: K }> {
  if (result.kind !== kind) throw new TypeError(`expected a ${kind}, got a ${result.kind}`);
  return result as Extract<Result, { kind: K }>;
}

/** Row numbers behind one mark. */
export function rowsBehind<P extends z.ZodType, T extends TableName>(
  analysis: Analysis<P, T>,
  tables: Pick<Tables, T>,
  params: Params<P>,
  key: string,
  context: RunContext = contextOf(),
): number[] {
  if (!analysis.rows) throw new TypeError(`${analysis.id} lists no rows`);
  return Array.from(analysis.rows(tables, settings(analysis, params), context, key).indices);
}

/** Cells by row key. */
export const cellsByKey = (table: TableResult): Record<string, (number | string | null)[]> =>
  Object.fromEntries(table.rows.map(({ key, cells }) => [key, cells]));
/** A summary's figures by name. */
export const figures = (table: TableResult): Record<string, number | string | null | undefined> =>
  Object.fromEntries(table.rows.map(({ key, cells }) => [key, cells[1]]));
/** A series' values by line. */
export const linesOf = (series: SeriesResult): Record<string, (number | null)[]> =>
  Object.fromEntries(series.lines.map(({ id, values }) => [id, values]));
