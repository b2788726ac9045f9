/**
 * The few shapes an analysis may return. They hold numbers, ids and units; text for people is made by the view.
 * Every mark carries `people`: the distinct people behind it, so that the small-group rule can be applied to it.
 */

import type { Bucket } from './time.ts';

/** Unit of a number; decides how the view formats it. `money` is in the store's main currency; `answer-ms` are ms of which each may count; `total-ms` are sums of times, of which parts add up to a whole. */
export type Unit =
  | 'count'
  | 'people'
  | 'visits'
  | 'share'
  | 'money'
  | 'ms'
  | 'answer-ms'
  | 'total-ms'
  | 'days'
  | 'score'
  | 'stars'
  | 'bytes'
  | 'ratio';

/** How a cell's integer is to be read: as a number, or as an id of a dictionary that the service resolves to text. */
export type CellType =
  | 'number'
  | 'time'
  | 'text'
  | 'page'
  | 'title'
  | 'source'
  | 'agent'
  | 'item'
  | 'person'
  | 'message';

/** One figure. `n` = rows it rests on. */
export interface NumberResult {
  kind: 'number';
  unit: Unit;
  value: number | null;
  n: number;
  people: number;
}

/** Lines or bars over a shared x axis. */
export interface SeriesResult {
  kind: 'series';
  unit: Unit;
  /** Start of each bucket (Unix ms) or category label ids (text). */
  x: { type: 'time'; starts: number[]; bucket: Bucket } | { type: 'category'; labels: string[] };
  /** null = gap (no data), never drawn as zero. `incompleteLast`: last bucket is not over yet. */
  lines: { id: string; label: string; values: (number | null)[]; people: number[] }[];
  incompleteLast: boolean;
  n: number;
  people: number;
}

export interface TableColumn {
  id: string;
  label: string;
  type: CellType;
  unit?: Unit;
  /**
   * Of a share: the people of a row are those that it tells of, and no others; not those that it is taken of. Rounding works these
   * out: people of another group among them would make it too fine.
   */
  isPart?: true;
}

/** A ranked list. `key` identifies the row for the drawer ("the rows behind"). */
export interface TableResult {
  kind: 'table';
  columns: TableColumn[];
  rows: { key: string; cells: (number | string | null)[]; people: number }[];
  /** Rows there are in all, when `rows` is cut. */
  total: number;
  /** There may be more of them: not all were looked for. */
  totalIsLeast?: boolean;
  n: number;
  people: number;
  /** People of the smaller group, where two are compared: what is concluded rests on these. */
  fewest?: number;
}

/** A grid, e.g. cohorts × weeks or weekday × hour. */
export interface MatrixResult {
  kind: 'matrix';
  unit: Unit;
  /** See TableColumn. */
  isPart?: true;
  /** Names; where a type is given, ids of that dictionary instead, which the service resolves to text. */
  rows: string[];
  columns: string[];
  rowType?: CellType;
  columnType?: CellType;
  /** Row-major; null = not observable yet. */
  values: (number | null)[];
  people: number[];
  n: number;
  /** Rows and columns for which there was no room: they have less than those that are there, but not nothing. */
  notShown?: { rows: number; columns: number };
}

declare const cleared: unique symbol;
/** A value that has passed the small-group rule. Only src-main/privacy/gate.ts can make one; what skipped it does not compile. */
export type Cleared<T> = T & { readonly [cleared]: true };

export type Result = NumberResult | SeriesResult | TableResult | MatrixResult;

/** People or rows that a view leaves out, with the reason; shown beside every result. */
export interface LeftOut {
  reason:
    | 'no-consent'
    | 'expired'
    | 'purpose-over'
    | 'basis-over'
    | 'objected'
    | 'restricted'
    | 'bot'
    | 'own-staff'
    | 'long-visit'
    | 'same-sale'
    | 'look-alike'
    | 'small-group'
    | 'importing'
    | 'no-date'
    | 'not-scored'
    | 'other-currency';
  people: number;
  rows: number;
}
