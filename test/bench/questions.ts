import type { Result } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import { FROM_MS, TO_MS } from './events.ts';
import { ACT_KINDS, ACTS, barsOf, cellsOf, type Question, VISITS } from './question.ts';
import { DATA_SENT_QUESTIONS } from './questions-data-sent.ts';
import { EXPLORER_QUESTIONS } from './questions-explorer.ts';
import { GRID_QUESTIONS } from './questions-grids.ts';
import { JOURNEY_QUESTIONS } from './questions-journeys.ts';
import { VISIT_QUESTIONS } from './questions-visits.ts';
import { pageText } from './store.ts';

/** A year: the longest window that the funnel takes, so that it never cuts a chain off. */
const YEAR_AGO = TO_MS - 365 * DAY_MS;
/** Monday of the generator's first week. */
const MONDAY = FROM_MS - 2 * DAY_MS;
const week = (at: string) => `CAST((${at} - ${MONDAY}) / ${7 * DAY_MS} AS INTEGER)`;

function rowsOfSeries(result: Result): number[][] {
  if (result.kind !== 'series' || result.x.type !== 'time') return [];
  const [visitors, , views] = result.lines;
  return result.x.starts.map((_, day) => [day, visitors?.values[day] ?? 0, views?.values[day] ?? 0]);
}

function rowsOfRetention(result: Result): number[][] {
  if (result.kind !== 'matrix') return [];
  const width = result.columns.length;
  return result.people
    .map((people, cell) => [Math.floor(cell / width), cell % width, people])
    .filter(([, , people]) => people !== 0);
}

/** The questions that the store must answer faster than DuckDB. Only multiples are divided, so that it does not matter how a database divides. */
export const QUESTIONS: readonly Question[] = [
  ...VISIT_QUESTIONS,
  ...JOURNEY_QUESTIONS,
  ...EXPLORER_QUESTIONS,
  ...GRID_QUESTIONS,
  ...DATA_SENT_QUESTIONS,
  {
    title: 'visitors per day',
    analysis: 'visitors-over-time',
    params: { bucket: 'day' },
    fromMs: FROM_MS,
    sql: `SELECT CAST((at_ms - at_ms % ${DAY_MS} - ${FROM_MS}) / ${DAY_MS} AS INTEGER) AS day, count(DISTINCT person),
        sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END)
      FROM events WHERE ${ACTS} GROUP BY day ORDER BY day`,
    rowsOf: rowsOfSeries,
  },
  {
    title: 'top pages',
    analysis: 'top-pages',
    params: { limit: 50 },
    fromMs: FROM_MS,
    sql: `SELECT page, count(*) AS views, count(DISTINCT person) FROM events
      WHERE kind = 0 AND (flags & 3) = 0 AND page > 0 GROUP BY page ORDER BY views DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2),
  },
  {
    title: 'funnel of three steps',
    analysis: 'funnel',
    params: { steps: [1, 2, 3].map(pageText), order: 'loose', windowMinutes: 527_040 },
    fromMs: YEAR_AGO,
    sql: `WITH acts AS (SELECT person, at_ms, page FROM events WHERE ${ACTS} AND at_ms >= ${YEAR_AGO} AND page <= 3),
        one AS (SELECT person, min(at_ms) AS t FROM acts WHERE page = 1 GROUP BY person),
        two AS (SELECT one.person, min(at_ms) AS t FROM one JOIN acts ON acts.person = one.person AND page = 2 AND at_ms > t GROUP BY one.person),
        three AS (SELECT DISTINCT two.person FROM two JOIN acts ON acts.person = two.person AND page = 3 AND at_ms > t)
      SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM two), (SELECT count(*) FROM three)`,
    rowsOf: (result) => (result.kind === 'table' ? [result.rows.map(({ people }) => people)] : []),
  },
  {
    title: 'weekly retention',
    analysis: 'retention',
    params: { period: 'week' },
    fromMs: FROM_MS,
    sql: `WITH weeks AS (SELECT DISTINCT person, ${week(`at_ms - (at_ms - ${MONDAY}) % ${7 * DAY_MS}`)} AS week FROM events WHERE ${ACTS}),
        firsts AS (SELECT person, min(week) AS cohort FROM weeks GROUP BY person)
      SELECT cohort, week - cohort AS since, count(*) FROM weeks JOIN firsts ON firsts.person = weeks.person
      WHERE week - cohort < 26 GROUP BY cohort, since ORDER BY cohort, since`,
    rowsOf: rowsOfRetention,
  },
  {
    title: 'visits by depth',
    analysis: 'visit-depth',
    params: {},
    fromMs: FROM_MS,
    sql: `${VISITS}, depths AS (SELECT sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS views FROM visits GROUP BY person, visit)
      SELECT CASE WHEN views <= 3 THEN views WHEN views <= 5 THEN 4 WHEN views <= 10 THEN 5 WHEN views <= 20 THEN 6 ELSE 7 END AS depth, count(*)
      FROM depths GROUP BY depth ORDER BY depth`,
    rowsOf: barsOf,
  },
  {
    title: 'exit pages',
    analysis: 'exit-pages',
    params: { limit: 50 },
    fromMs: FROM_MS,
    sql: `${VISITS}, ends AS (SELECT person, page, row_number() OVER (PARTITION BY person, visit ORDER BY at_ms DESC) AS place FROM visits)
      SELECT page, count(*) AS n, count(DISTINCT person) FROM ends WHERE place = 1 AND page > 0 GROUP BY page ORDER BY n DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2),
  },
  {
    title: 'visits per visitor',
    analysis: 'visit-frequency',
    params: {},
    fromMs: FROM_MS,
    sql: `${VISITS}, people AS (SELECT max(visit) AS n FROM visits GROUP BY person)
      SELECT CASE WHEN n <= 3 THEN n - 1 WHEN n <= 5 THEN 3 WHEN n <= 10 THEN 4 WHEN n <= 25 THEN 5 ELSE 6 END AS depth, count(*)
      FROM people GROUP BY depth ORDER BY depth`,
    rowsOf: barsOf,
  },
  {
    title: 'events by kind and name',
    analysis: 'top-events',
    params: { limit: 50 },
    fromMs: FROM_MS,
    sql: `SELECT page, count(*) AS n, count(DISTINCT CASE WHEN person > 0 THEN person END) FROM events
      WHERE kind IN (2, 6, 7, 8, 9, 10, 11) AND (flags & 3) = 0 GROUP BY kind, page ORDER BY n DESC, kind, page LIMIT 50`,
    rowsOf: cellsOf(0, 2, 3),
  },
  {
    title: 'visitors and acts by hour',
    analysis: 'explore',
    params: { by: 'hour', measure: 'acts', limit: 24 },
    fromMs: FROM_MS,
    sql: `SELECT count(*) AS n, count(DISTINCT CASE WHEN person > 0 THEN person END) FROM events
      WHERE kind IN (${ACT_KINDS}) AND (flags & 3) = 0 GROUP BY CAST((at_ms - at_ms % 3600000) / 3600000 AS INTEGER) % 24 ORDER BY n DESC, 2 DESC`,
    rowsOf: (result) =>
      result.kind === 'table'
        ? result.rows
            .map(({ cells }) => [Number(cells[4]), Number(cells[1])])
            .sort(([a = 0, x = 0], [b = 0, y = 0]) => b - a || y - x)
        : [],
  },
];
