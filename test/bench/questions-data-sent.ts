import { DAY_MS } from '../../shared/time.ts';
import { FROM_MS } from './events.ts';
import { ACT_KINDS, cellsOf, type Question } from './question.ts';

const SENT = '(flags & 3) = 0 AND sizeBytes > 0';
const KNOWN = 'count(DISTINCT CASE WHEN person > 0 THEN person END)';

/** Questions about the sizes of answers: of all requests, not only those of visits. */
export const DATA_SENT_QUESTIONS: readonly Question[] = [
  {
    title: 'data sent by page',
    analysis: 'bandwidth',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `SELECT page, sum(sizeBytes) AS bytes, count(*), ${KNOWN} FROM events
      WHERE ${SENT} AND page > 0 GROUP BY page ORDER BY bytes DESC, page LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2, 5),
  },
  {
    title: 'data sent per day',
    analysis: 'bandwidth-over-time',
    params: { bucket: 'day' },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `SELECT CASE WHEN kind IN (${ACT_KINDS}) THEN 0 ELSE 1 END AS line, (at_ms - ${FROM_MS}) // ${DAY_MS} AS day, sum(sizeBytes), ${KNOWN}
      FROM events WHERE ${SENT} GROUP BY line, day ORDER BY line, day`,
    rowsOf: (result) =>
      result.kind === 'series'
        ? result.lines.flatMap(({ values, people }, line) =>
            values.flatMap((bytes, day) => (bytes ? [[line, day, bytes, people[day] ?? 0]] : [])),
          )
        : [],
  },
];
