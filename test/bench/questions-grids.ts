import { DEVICES } from '../../shared/model.ts';
import type { Result } from '../../shared/results.ts';
import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { FROM_MS } from './events.ts';
import { ACTS, DEVICE, type Question, VISITS } from './question.ts';

/** The number that SQL has for a name in a row or column. */
type NumberOf = (name: string) => number;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const byDevice: NumberOf = (name) => (DEVICES as readonly string[]).indexOf(name);
const byWeekday: NumberOf = (name) => WEEKDAYS.indexOf(name);
const byDay: NumberOf = (name) => Date.parse(name) / DAY_MS;
const byWeek: NumberOf = (name) => Math.floor((byDay(name) + 3) / 7);
const byHour: NumberOf = (name) => Number(name.slice(0, 2));

/** Cells that are not empty: row, column, measure and people. */
const gridOf =
  (down: NumberOf, across: NumberOf) =>
  (result: Result): number[][] => {
    if (result.kind !== 'matrix') return [];
    const { rows, columns, values, people } = result;
    return rows
      .flatMap((row, r) =>
        columns.map((column, c) => {
          const cell = r * columns.length + c;
          return [down(row), across(column), values[cell] ?? 0, people[cell] ?? 0];
        }),
      )
      .filter(([, , value]) => value !== 0)
      .sort(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y);
  };

/** `count`: of the rows of `of`, by which the fifty or so that are shown are chosen. */
const top = (id: string, of: string, count: string, most: number) =>
  `(SELECT ${id} FROM ${of} GROUP BY ${id} ORDER BY ${count} DESC, ${id} LIMIT ${most})`;

/** Acts of each visit, one for each value of what `columns` name. */
const CELLS = (columns: string) => `${VISITS}, cells AS (SELECT DISTINCT person, visit, ${columns} FROM visits)`;

/** Grids of the explorer: two dimensions at once. */
export const GRID_QUESTIONS: readonly Question[] = [
  {
    title: 'acts by page and device',
    analysis: 'explore',
    params: { by: 'page', across: 'device', measure: 'acts', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH acts AS (SELECT person, page, ${DEVICE} AS device FROM events WHERE ${ACTS})
      SELECT page, device, count(*), count(DISTINCT person) FROM acts WHERE page IN ${top('page', 'acts', 'count(*)', 50)}
      GROUP BY page, device ORDER BY page, device`,
    rowsOf: gridOf(Number, byDevice),
  },
  {
    title: 'visits by hour and weekday',
    analysis: 'explore',
    params: { by: 'hour', across: 'weekday', measure: 'visits', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${CELLS(`at_ms // ${HOUR_MS} % 24 AS hour, (at_ms // ${DAY_MS} + 3) % 7 AS weekday`)}
      SELECT hour, weekday, count(*), count(DISTINCT person) FROM cells GROUP BY hour, weekday ORDER BY hour, weekday`,
    rowsOf: gridOf(byHour, byWeekday),
  },
  {
    title: 'visits by source and device',
    analysis: 'explore',
    params: { by: 'source', across: 'device', measure: 'visits', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, starts AS (SELECT person, visit, arg_min(source, at_ms) AS source FROM visits GROUP BY person, visit),
      cells AS (SELECT DISTINCT person, visit, ${DEVICE} AS device FROM visits)
      SELECT source, device, count(*), count(DISTINCT person) FROM cells JOIN starts USING (person, visit)
      WHERE source IN ${top('source', 'starts', 'count(*)', 50)} GROUP BY source, device ORDER BY source, device`,
    rowsOf: gridOf(Number, byDevice),
  },
  {
    title: 'time in visits by entry page and device',
    analysis: 'explore',
    params: { by: 'entry', across: 'device', measure: 'time', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, wholes AS (SELECT person, visit, max(at_ms) - min(at_ms) AS took, arg_min(page, at_ms) AS entry FROM visits GROUP BY person, visit),
      cells AS (SELECT DISTINCT person, visit, ${DEVICE} AS device FROM visits)
      SELECT entry, device, sum(took) AS told, count(DISTINCT person) FROM cells JOIN wholes USING (person, visit)
      WHERE entry IN ${top('entry', 'wholes', 'sum(took)', 50)} GROUP BY entry, device HAVING told > 0 ORDER BY entry, device`,
    rowsOf: gridOf(Number, byDevice),
  },
  {
    title: 'visitors by page and day',
    analysis: 'explore',
    params: { by: 'page', across: 'day', measure: 'visitors', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH acts AS (SELECT DISTINCT person, page, at_ms // ${DAY_MS} AS day FROM events WHERE ${ACTS})
      SELECT page, day, count(*), count(*) FROM acts WHERE page IN ${top('page', 'acts', 'count(DISTINCT person)', 50)}
      AND day IN ${top('day', 'acts', 'count(DISTINCT person)', 12)} GROUP BY page, day ORDER BY page, day`,
    rowsOf: gridOf(Number, byDay),
  },
  {
    title: 'visitors by page and hour',
    analysis: 'explore',
    params: { by: 'page', across: 'hour', measure: 'visitors', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH acts AS (SELECT person, page, at_ms // ${HOUR_MS} % 24 AS hour FROM events WHERE ${ACTS})
      SELECT page, hour, count(DISTINCT person) AS told, count(DISTINCT person) FROM acts
      WHERE page IN ${top('page', 'acts', 'count(DISTINCT person)', 50)} GROUP BY page, hour ORDER BY page, hour`,
    rowsOf: gridOf(Number, byHour),
  },
  {
    title: 'time in visits by page and week',
    analysis: 'explore',
    params: { by: 'page', across: 'week', measure: 'time', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, wholes AS (SELECT person, visit, max(at_ms) - min(at_ms) AS took FROM visits GROUP BY person, visit),
      pages AS (SELECT page, took FROM (SELECT DISTINCT person, visit, page FROM visits) AS pairs JOIN wholes USING (person, visit)),
      cells AS (SELECT DISTINCT person, visit, page, (at_ms // ${DAY_MS} + 3) // 7 AS week FROM visits)
      SELECT page, week, sum(took) AS told, count(DISTINCT person) FROM cells JOIN wholes USING (person, visit)
      WHERE page IN ${top('page', 'pages', 'sum(took)', 50)} GROUP BY page, week HAVING told > 0 ORDER BY page, week`,
    rowsOf: gridOf(Number, byWeek),
  },
];
