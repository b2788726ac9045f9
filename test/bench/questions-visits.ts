import type { Result } from '../../shared/results.ts';
import { CHANNELS, DEVICES } from '../../shared/model.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { FROM_MS, TO_MS } from './events.ts';
import { ACT_KINDS, ACTS, barsOf, cellsOf, DEVICE, type Question, STARTS, VISITS } from './question.ts';

/** Channel of a source, as the bench fills the dictionaries. */
const CHANNEL = 'CASE WHEN source = 0 THEN 0 ELSE 1 + source % 6 END';
/** Rows of a table whose first cell is one of the program's own words, with the word's number instead. */
const byWord =
  (words: readonly string[], ...columns: readonly number[]) =>
  (result: Result): number[][] =>
    result.kind === 'table'
      ? result.rows.map(({ cells }) => [words.indexOf(String(cells[0])), ...columns.map((c) => Number(cells[c]))])
      : [];

/** Cells of a matrix that are not empty, with their people. */
const gridOf = (result: Result): number[][] =>
  result.kind === 'matrix'
    ? result.values.flatMap((value, cell) => (value ? [[cell, value, result.people[cell] ?? 0]] : []))
    : [];

function summaryOf(result: Result): number[][] {
  if (result.kind !== 'table') return [];
  const of = (key: string) => Number(result.rows.find((row) => row.key === key)?.cells[1]);
  const visits = of('visits');
  return [[of('visitors'), visits, of('views'), Math.round(of('bounce-rate') * visits), 2 * of('visit-duration')]];
}

function livesOf(result: Result): number[][] {
  if (result.kind !== 'series') return [];
  const hazard = result.lines[1];
  return (hazard?.values ?? []).map((rate, k) => {
    const atRisk = hazard?.people[k] ?? 0;
    return [k, atRisk, Math.round((rate ?? 0) * atRisk)];
  });
}

/** Questions about visits, one by one. */
export const VISIT_QUESTIONS: readonly Question[] = [
  {
    title: 'visits at a glance',
    analysis: 'activity-summary',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, sums AS (SELECT person, count(*) AS n, sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS views, max(at_ms) - min(at_ms) AS took
        FROM visits GROUP BY person, visit)
      SELECT count(DISTINCT person), count(*), sum(views), sum(CASE WHEN n = 1 AND views = 1 THEN 1 ELSE 0 END),
        2 * median(took) FILTER (n > 1) FROM sums`,
    rowsOf: summaryOf,
  },
  {
    title: 'entry pages',
    analysis: 'entry-pages',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${STARTS} SELECT page, count(*) AS n, count(DISTINCT person) FROM starts WHERE page > 0 GROUP BY page ORDER BY n DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2),
  },
  {
    title: 'sources',
    analysis: 'top-sources',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${STARTS} SELECT source, count(*) AS n, count(DISTINCT person) FROM starts GROUP BY source ORDER BY n DESC, source LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2),
  },
  {
    title: 'channels',
    analysis: 'channels',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${STARTS} SELECT ${CHANNEL} AS channel, count(*) AS n, count(DISTINCT person) FROM starts GROUP BY channel ORDER BY n DESC, channel`,
    rowsOf: byWord(CHANNELS, 1, 2),
  },
  {
    title: 'devices',
    analysis: 'devices',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${STARTS} SELECT ${DEVICE} AS device, count(*) AS n, count(DISTINCT person) FROM starts GROUP BY device ORDER BY n DESC, device`,
    rowsOf: byWord(DEVICES, 1, 2),
  },
  {
    title: 'hours and weekdays',
    analysis: 'hours-weekdays',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${STARTS} SELECT (at_ms // ${DAY_MS} + 3) % 7 * 24 + at_ms // ${HOUR_MS} % 24 AS cell, count(*), count(DISTINCT person)
      FROM starts GROUP BY cell ORDER BY cell`,
    rowsOf: gridOf,
  },
  {
    title: 'time on pages',
    analysis: 'page-engagement',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, stays AS (SELECT person, page, kind, lag(at_ms) OVER visit AS before, lead(at_ms) OVER visit - at_ms AS stay
        FROM visits WINDOW visit AS (PARTITION BY person, visit ORDER BY at_ms))
      SELECT page, count(*) AS n, count(DISTINCT person), 2 * median(stay), sum(CASE WHEN before IS NULL THEN 1 ELSE 0 END)
      FROM stays WHERE kind = 0 AND page > 0 GROUP BY page ORDER BY n DESC, page LIMIT 50`,
    rowsOf: (result) => cellsOf(0, 1, 2, 3, 4)(result).map((row) => row.map((cell, i) => (i === 3 ? 2 * cell : cell))),
  },
  {
    title: 'from the first to the second visit',
    analysis: 'second-visit',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, ends AS (SELECT person, visit, min(at_ms) AS begins, max(at_ms) AS ends FROM visits WHERE visit <= 2 GROUP BY person, visit),
        gaps AS (SELECT (max(CASE WHEN visit = 2 THEN begins END) - max(CASE WHEN visit = 1 THEN ends END)) // ${DAY_MS} AS days FROM ends GROUP BY person)
      SELECT CASE WHEN days IS NULL THEN 9 WHEN days < 1 THEN 0 WHEN days < 2 THEN 1 WHEN days < 4 THEN 2 WHEN days < 8 THEN 3 WHEN days < 15 THEN 4
        WHEN days < 31 THEN 5 WHEN days < 61 THEN 6 WHEN days < 91 THEN 7 ELSE 8 END AS bar, count(*) FROM gaps GROUP BY bar ORDER BY bar`,
    rowsOf: barsOf,
  },
  {
    title: 'how long people stay',
    analysis: 'churn',
    params: { period: 'week' },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH lives AS (SELECT (max(at_ms) - min(at_ms)) // ${7 * DAY_MS} AS k, ${TO_MS} - max(at_ms) > ${30 * DAY_MS} AS gone
        FROM events WHERE ${ACTS} GROUP BY person),
        periods AS (SELECT k, count(*) AS n, count(*) FILTER (gone) AS ended FROM lives GROUP BY k)
      SELECT k, sum(n) OVER (ORDER BY k DESC), ended FROM periods ORDER BY k`,
    rowsOf: (result) => livesOf(result).filter(([, atRisk], k, all) => atRisk !== all[k + 1]?.[1]),
  },
  {
    title: 'pages not found',
    analysis: 'missing-pages',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `SELECT page, count(*) AS n, count(DISTINCT CASE WHEN person > 0 THEN person END) FROM events
      WHERE kind = 4 AND (flags & 3) = 0 AND page > 0 GROUP BY page ORDER BY n DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2),
  },
  {
    title: 'robots',
    analysis: 'bots',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: 'SELECT agent, count(*) AS n FROM events WHERE (flags & 1) = 1 GROUP BY agent ORDER BY n DESC, agent LIMIT 50',
    rowsOf: cellsOf(0, 1),
  },
  {
    title: 'devices by weekday',
    analysis: 'explore',
    params: { by: 'weekday', across: 'device', measure: 'visits', limit: 7 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, cells AS (SELECT DISTINCT person, visit, (at_ms // ${DAY_MS} + 3) % 7 AS weekday, ${DEVICE} AS device FROM visits)
      SELECT count(*) AS n, count(DISTINCT person) AS people FROM cells GROUP BY weekday, device ORDER BY n DESC, people DESC`,
    rowsOf: (result) =>
      gridOf(result)
        .map(([, visits = 0, people = 0]) => [visits, people])
        .sort(([a = 0, x = 0], [b = 0, y = 0]) => b - a || y - x),
  },
  {
    title: 'pages of those who bought',
    analysis: 'explore',
    params: { by: 'page', measure: 'acts', limit: 50, where: { field: 'kind', is: ['purchase'], in: 'person' } },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `SELECT page, count(*) AS n, count(DISTINCT person) FROM events
      WHERE kind IN (${ACT_KINDS}) AND (flags & 3) = 0 AND person IN (SELECT person FROM events WHERE kind = 11 AND (flags & 3) = 0)
      GROUP BY page ORDER BY n DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 4, 1),
  },
];
