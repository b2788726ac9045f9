import type { Result } from '../../shared/results.ts';
import { CHANNELS } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/time.ts';
import { FROM_MS, TO_MS } from './events.ts';
import { ACTS, cellsOf, ENTRIES, type Question, VISITS } from './question.ts';
import { pageText } from './store.ts';

const CHANNEL = 'CASE WHEN source = 0 THEN 0 ELSE 1 + source % 6 END';
const YEAR_AGO = TO_MS - 365 * DAY_MS;
const WIDTH = 6;

/** One step of a Sankey diagram from place k to the next, with all but the most common pages together (−1) and the end (0). */
const step = (k: number): string => `SELECT ${k} AS step,
    CASE WHEN a.p${k} IN (FROM top${k}) THEN a.p${k} ELSE -1 END AS here,
    CASE WHEN a.p${k + 1} IS NULL THEN 0 WHEN a.p${k + 1} IN (FROM top${k + 1}) THEN a.p${k + 1} ELSE -1 END AS next,
    count(*) AS n, count(DISTINCT person) AS people FROM wide AS a WHERE a.p${k} IS NOT NULL GROUP BY here, next`;
const places = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const FLOW = `${ENTRIES}, wide AS (SELECT person, visit, ${places(4)
  .map((k) => `max(CASE WHEN place = ${k} THEN page END) AS p${k}`)
  .join(', ')} FROM entries WHERE place <= 4 GROUP BY person, visit),
  ${places(4)
    .map(
      (k) =>
        `top${k} AS (SELECT p${k} FROM wide WHERE p${k} IS NOT NULL GROUP BY p${k} ORDER BY count(*) DESC, p${k} LIMIT ${WIDTH})`,
    )
    .join(', ')}
  SELECT * FROM (${[1, 2, 3].map(step).join(' UNION ALL ')}) ORDER BY step, n DESC, here, next`;

const NODES: Readonly<Record<string, number>> = { '(other pages)': -1, '(visit ends)': 0 };
const flowOf = (result: Result): number[][] =>
  result.kind === 'table'
    ? result.rows.map(({ cells }) => cells.slice(0, 5).map((cell) => NODES[String(cell)] ?? Number(cell)))
    : [];

/** Stretches of `length` pages that one visit in a hundred has. */
const stretch = (length: number): string =>
  `SELECT ${places(4)
    .map((k) => (k <= length ? `p${k}` : `0 AS p${k}`))
    .join(', ')}, ${length} AS length, count(*) AS n, count(DISTINCT person) AS people
    FROM (SELECT DISTINCT person, visit, ${places(length)
      .map((k) => `p${k}`)
      .join(', ')} FROM runs WHERE p${length} IS NOT NULL) AS r
    GROUP BY ${places(length)
      .map((k) => `p${k}`)
      .join(', ')} HAVING count(*) >= (SELECT least FROM support)`;
const SEQUENCES = `${ENTRIES}, runs AS (SELECT person, visit, page AS p1, ${[1, 2, 3]
  .map((k) => `lead(page, ${k}) OVER w AS p${k + 1}`)
  .join(', ')} FROM entries WINDOW w AS (PARTITION BY person, visit ORDER BY at_ms)),
  support AS (SELECT 20 AS least)
  SELECT p1, p2, p3, p4, n, people FROM (${[2, 3, 4].map(stretch).join(' UNION ALL ')}) ORDER BY n DESC, length DESC, p1, p2, p3, p4 LIMIT 50`;

/** Sequences as four pages (0 = none), visits, visitors. */
function sequencesOf(result: Result): number[][] {
  if (result.kind !== 'table') return [];
  const width = result.columns.length - 3;
  return result.rows.map(({ cells }) => [
    ...places(4).map((k) => (k <= width ? Number(cells[k - 1]) : 0)),
    Number(cells[width]),
    Number(cells[width + 1]),
  ]);
}

/** Purchases shared among the visits before them, since the purchase before: first, last and equal parts, in thousandths. */
const ATTRIBUTION = `${VISITS}, starts AS (SELECT person, visit, min(at_ms) AS begins, arg_min(${CHANNEL}, at_ms) AS channel FROM visits GROUP BY person, visit),
  goals AS (SELECT person, visit, at_ms, lag(visit) OVER (PARTITION BY person ORDER BY at_ms) AS before FROM visits WHERE kind = 11),
  touches AS (SELECT g.person, g.at_ms, s.channel, row_number() OVER w AS place, count(*) OVER (PARTITION BY g.person, g.at_ms) AS all_of
    FROM goals AS g JOIN starts AS s ON s.person = g.person AND s.visit <= g.visit
      AND (g.before IS NULL OR s.visit > g.before OR s.visit = g.visit) AND g.at_ms - s.begins <= ${90 * DAY_MS}
    WINDOW w AS (PARTITION BY g.person, g.at_ms ORDER BY s.visit))
  SELECT channel, count(*) FILTER (place = 1), count(*) FILTER (place = all_of), round(1000 * sum(1 / all_of)), count(DISTINCT person)
  FROM touches GROUP BY channel ORDER BY channel`;
const creditsOf = (result: Result): number[][] =>
  result.kind === 'table'
    ? result.rows
        .map(({ cells }) => [
          CHANNELS.indexOf(cells[0] as (typeof CHANNELS)[number]),
          Number(cells[1]),
          Number(cells[2]),
          Math.round(1000 * Number(cells[4])),
          Number(cells[8]),
        ])
        .sort(([a = 0], [b = 0]) => a - b)
    : [];

/** Questions about what comes after what. */
export const JOURNEY_QUESTIONS: readonly Question[] = [
  {
    title: 'ways through the site',
    analysis: 'path-flow',
    params: { depth: 3, width: WIDTH },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: FLOW,
    rowsOf: flowOf,
  },
  {
    title: 'common sequences',
    analysis: 'top-sequences',
    // The bench's visitors go where chance leads them: nothing is as common as one visit in a hundred.
    params: { support: 20 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: SEQUENCES,
    rowsOf: sequencesOf,
  },
  {
    title: 'there and back',
    analysis: 'loops',
    params: { limit: 50 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${ENTRIES}, returns AS (SELECT person, page, lag(page) OVER w AS back, lag(page, 2) OVER w AS again FROM entries
        WINDOW w AS (PARTITION BY person, visit ORDER BY at_ms))
      SELECT page, back, count(*) AS n, count(DISTINCT person) FROM returns WHERE page = again GROUP BY page, back ORDER BY n DESC, page, back LIMIT 50`,
    rowsOf: cellsOf(0, 1, 2, 3),
  },
  {
    title: 'goals',
    analysis: 'goals',
    params: {
      goals: [
        { name: 'Purchase', kind: 'purchase' },
        { name: 'Page', page: pageText(7) },
      ],
    },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `${VISITS}, reached AS (SELECT 1 AS goal, person, visit FROM visits WHERE kind = 11 UNION ALL SELECT 2, person, visit FROM visits WHERE page = 7)
      SELECT count(*), count(DISTINCT person), count(DISTINCT (person, visit)) FROM reached GROUP BY goal ORDER BY goal`,
    rowsOf: cellsOf(1, 2, 3),
  },
  {
    title: 'what brings success',
    analysis: 'attribution',
    params: {},
    fromMs: FROM_MS,
    duckOnly: true,
    sql: ATTRIBUTION,
    rowsOf: creditsOf,
  },
  {
    title: 'pages before success',
    analysis: 'converter-pages',
    params: { support: 100 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH acts AS (SELECT person, at_ms, kind, page FROM events WHERE ${ACTS}),
        people AS (SELECT person, min(at_ms) FILTER (kind = 11) AS goal FROM acts GROUP BY person),
        seen AS (SELECT DISTINCT acts.person, page FROM acts JOIN people ON people.person = acts.person WHERE goal IS NULL OR at_ms < goal),
        enough AS (SELECT page FROM seen WHERE page > 0 GROUP BY page HAVING count(*) >= 100)
      SELECT (SELECT count(*) FROM people), (SELECT least(count(goal), count(*) - count(goal)) FROM people), (SELECT count(*) FROM enough)`,
    rowsOf: (result) => (result.kind === 'table' ? [[result.n, result.fewest ?? 0, result.total]] : []),
  },
  {
    title: 'pages looked at by the same people',
    analysis: 'also-viewed',
    // Below the most pages of one person that are compared.
    params: { pages: 40, support: 2, limit: 1000 },
    fromMs: FROM_MS,
    duckOnly: true,
    sql: `WITH seen AS (SELECT DISTINCT person, page FROM events WHERE kind = 0 AND ${ACTS} AND page > 0),
        top AS (SELECT page, count(*) AS people, row_number() OVER (ORDER BY count(*) DESC, page) AS place FROM seen GROUP BY page ORDER BY people DESC, page LIMIT 40),
        own AS (SELECT person, top.* FROM seen JOIN top ON top.page = seen.page),
        pairs AS (SELECT a.page AS a, b.page AS b, count(*) AS n, a.people AS pa, b.people AS pb
          FROM own AS a JOIN own AS b ON a.person = b.person AND a.place < b.place GROUP BY ALL)
      SELECT a, b, n FROM pairs WHERE n >= 2 ORDER BY n DESC, a, b`,
    rowsOf: (result) =>
      cellsOf(0, 1, 2)(result).sort(([a = 0, b = 0, n = 0], [c = 0, d = 0, m = 0]) => m - n || a - c || b - d),
  },
  {
    title: 'funnel by device',
    analysis: 'funnel-by-segment',
    params: { steps: [1, 2, 3].map(pageText), order: 'loose', windowMinutes: 527_040, by: 'device' },
    fromMs: YEAR_AGO,
    duckOnly: true,
    sql: `WITH acts AS (SELECT person, at_ms, page, agent FROM events WHERE ${ACTS} AND at_ms >= ${YEAR_AGO} AND page <= 3),
        one AS (SELECT person, min(at_ms) AS t, arg_min(1 + agent % 3, at_ms) AS device FROM acts WHERE page = 1 GROUP BY person),
        two AS (SELECT one.person, device, min(at_ms) AS t FROM one JOIN acts ON acts.person = one.person AND page = 2 AND at_ms > t GROUP BY one.person, device),
        three AS (SELECT DISTINCT two.person, device FROM two JOIN acts ON acts.person = two.person AND page = 3 AND at_ms > t)
      SELECT device, (SELECT count(*) FROM one WHERE one.device = d.device), (SELECT count(*) FROM two WHERE two.device = d.device),
        (SELECT count(*) FROM three WHERE three.device = d.device) FROM (SELECT DISTINCT device FROM one) AS d ORDER BY device`,
    rowsOf: (result) =>
      result.kind === 'matrix'
        ? result.rows
            .map((_, group) => [group, ...result.people.slice(3 * group, 3 * group + 3)])
            .filter(([, entered]) => entered !== 0)
        : [],
  },
];
