import type { Result } from '../../shared/results.ts';
import { IS_ACT } from '../../src-main/analysis/base/scan.ts';

/** One question: the analysis with its parameters, the same in SQL, and how to compare the two answers. */
export interface Question {
  title: string;
  analysis: string;
  params: object;
  fromMs: number;
  /** SQL for DuckDB (and SQLite, unless `duckOnly`); `events` has at_ms, person, kind, flags, page, source, agent, value. */
  sql: string;
  /** Too slow for SQLite, or in words that only DuckDB knows. */
  duckOnly?: boolean;
  /** Our answer as rows of numbers, as the SQL gives them. */
  rowsOf(result: Result): number[][];
}

export const ACT_KINDS = [...IS_ACT.keys()].filter((kind) => IS_ACT[kind] === 1).join(', ');
export const ACTS = `kind IN (${ACT_KINDS}) AND (flags & 3) = 0 AND person > 0`;
/** Device of an agent, as the bench fills the dictionaries. */
export const DEVICE = 'CASE WHEN agent = 0 THEN 0 ELSE 1 + agent % 3 END';
/** Acts with the number of their visit, from 1 for each person. */
export const VISITS = `WITH acts AS (SELECT person, at_ms, kind, page, source, agent, at_ms - lag(at_ms) OVER (PARTITION BY person ORDER BY at_ms) AS gap FROM events WHERE ${ACTS}),
    visits AS (SELECT person, at_ms, kind, page, source, agent, sum(CASE WHEN gap IS NULL OR gap > 1800000 THEN 1 ELSE 0 END)
      OVER (PARTITION BY person ORDER BY at_ms ROWS UNBOUNDED PRECEDING) AS visit FROM acts)`;
/** First act of each visit. */
export const STARTS = `${VISITS}, starts AS (SELECT * FROM
      (SELECT *, row_number() OVER (PARTITION BY person, visit ORDER BY at_ms) AS place FROM visits) AS numbered WHERE place = 1)`;
/** Pages of visits one after the other, the same one twice in a row once, with their places from 1. */
export const ENTRIES = `${VISITS}, steps AS (SELECT *, lag(page) OVER (PARTITION BY person, visit ORDER BY at_ms) AS before FROM visits),
    entries AS (SELECT *, row_number() OVER (PARTITION BY person, visit ORDER BY at_ms) AS place FROM steps WHERE before IS NULL OR before <> page)`;

/** Chosen cells of a table, as numbers. */
export const cellsOf =
  (...columns: readonly number[]) =>
  (result: Result): number[][] =>
    result.kind === 'table' ? result.rows.map(({ cells }) => columns.map((c) => Number(cells[c]))) : [];

/** Mark by mark of a series over categories, without empty ones. */
export const barsOf = (result: Result): number[][] =>
  result.kind === 'series'
    ? (result.lines[0]?.values ?? []).map((count, bar) => [bar, count ?? 0]).filter(([, count]) => count !== 0)
    : [];
