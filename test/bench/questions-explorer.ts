import type { Result } from '../../shared/results.ts';
import { FROM_MS } from './events.ts';
import { cellsOf, type Question, VISITS } from './question.ts';

/** Acts with what is told of the whole visit that they are in. */
const WHOLE = `${VISITS}, wholes AS (SELECT person, visit, count(*) AS n, sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END) AS views,
      max(CASE WHEN kind = 11 THEN 1 ELSE 0 END) AS bought, max(at_ms) - min(at_ms) AS took, arg_min(page, at_ms) AS entry, arg_max(page, at_ms) AS exit
      FROM visits GROUP BY person, visit)`;
const FOUND = 'ORDER BY told DESC, id LIMIT 50';

/** Rows of a list with its value, its visits and what is told of them last, in columns from the seventh on. */
const toldOf =
  (...columns: readonly number[]) =>
  (result: Result): number[][] =>
    cellsOf(0, 2, ...columns)(result);

/** Questions that the explorer answers, of whole visits: by the page of each act, and by the visit's own ends. */
export const EXPLORER_QUESTIONS: readonly Question[] = [
  {
    title: 'bounces by page',
    analysis: 'explore',
    params: { by: 'page', measure: 'bounces', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${WHOLE}, cells AS (SELECT DISTINCT person, visit, page AS id FROM visits)
      SELECT id, count(*), count(*) FILTER (n = 1 AND views = 1) AS told FROM cells JOIN wholes USING (person, visit) GROUP BY id ${FOUND}`,
    rowsOf: toldOf(7),
  },
  {
    title: 'time in visits by entry page',
    analysis: 'explore',
    params: { by: 'entry', measure: 'time', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${WHOLE} SELECT entry AS id, count(*), sum(took) AS told FROM wholes GROUP BY id HAVING told > 0 ${FOUND}`,
    rowsOf: toldOf(7),
  },
  {
    title: 'purchases by exit page',
    analysis: 'explore',
    params: { by: 'exit', measure: 'purchases', limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${WHOLE}, bought AS (SELECT person, visit, count(*) AS purchases FROM visits WHERE kind = 11 GROUP BY person, visit)
      SELECT exit AS id, count(*), sum(coalesce(purchases, 0)) AS told, sum(bought) FROM wholes LEFT JOIN bought USING (person, visit) GROUP BY id HAVING told > 0 ${FOUND}`,
    rowsOf: toldOf(7, 8),
  },
];
