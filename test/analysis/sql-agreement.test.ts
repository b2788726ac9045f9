import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS, EVENT_KINDS } from '../../shared/model.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { channels } from '../../src-main/analysis/channels.ts';
import { entryPages } from '../../src-main/analysis/entry-pages.ts';
import { exitPages } from '../../src-main/analysis/exit-pages.ts';
import { funnel } from '../../src-main/analysis/funnel.ts';
import { goals } from '../../src-main/analysis/goals.ts';
import { pathFlow } from '../../src-main/analysis/path-flow.ts';
import { retention } from '../../src-main/analysis/retention.ts';
import { topSequences } from '../../src-main/analysis/top-sequences.ts';
import { visitorsOverTime } from '../../src-main/analysis/visitors-over-time.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, runMatrix, runSeries, runTable } from './run.ts';

// The same questions put to a database that knows nothing of this program: visits by window functions, funnels by joins.

/** Three days around the night in which the clock goes forward (31 March 2024) and others; some rows lie outside. */
const FROM_DAY = 25;
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York');
const someRows = fc.array(
  fc.tuple(anEvent(instants(FROM_DAY, FROM_DAY + 5)), fc.boolean(), fc.boolean()).map(([row, bot, own]) => ({
    ...row,
    // One in eight is a robot or of the staff.
    bot: bot && own && row.person === 5,
    own: !bot && own && row.person === 4,
  })),
  { maxLength: 120 },
);
const where = (zone: string): RunContext =>
  contextOf({ zone, range: { fromMs: at(FROM_DAY, 20), toMs: at(FROM_DAY + 4, 5) }, dataEndMs: at(FROM_DAY + 4, 5) });

const ACT_KINDS = ['view', 'download', 'custom', 'search', 'product', 'cart', 'checkout', 'purchase'];
const VISITS = `WITH acts AS (
    SELECT *, at_ms - lag(at_ms) OVER (PARTITION BY person ORDER BY seq) AS gap FROM events
    WHERE kind IN (${ACT_KINDS.map((kind) => `'${kind}'`).join(', ')}) AND bot + own = 0 AND person > 0 AND at_ms >= :from AND at_ms < :to),
  visits AS (SELECT *, sum(gap IS NULL OR gap > 1800000) OVER (PARTITION BY person ORDER BY seq) AS visit FROM acts),
  sums AS (SELECT person, visit, min(seq) AS first, max(seq) AS last, sum(kind = 'view') AS views, count(*) AS n FROM visits GROUP BY person, visit)`;

/** A day of the wall calendar by the runtime's own tables, not by this program's arithmetic. */
const dayIn = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (atMs: number) => format.format(atMs);
};

function askSql(events: EventColumns, context: RunContext) {
  const db = new Database(':memory:');
  const dayOf = dayIn(context.zone);
  db.function('local_day', { deterministic: true }, (atMs) => dayOf(Number(atMs)));
  db.exec(
    'CREATE TABLE events (seq INTEGER PRIMARY KEY, person, at_ms, kind, bot, own, page, source, channel, value REAL)',
  );
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (let i = 0; i < events.length; i++)
    insert.run(
      i,
      events.person[i],
      events.at[i],
      EVENT_KINDS[events.kind[i] as number],
      (events.flags[i] as number) & 1,
      ((events.flags[i] as number) >> 1) & 1,
      events.page[i],
      events.source[i],
      CHANNELS[events.channelOfSource[events.source[i] as number] as number],
      events.value[i],
    );
  const { fromMs: from, toMs: to } = context.range;
  return (sql: string, more: Record<string, number> = {}): unknown[][] =>
    db
      .prepare(`${VISITS} ${sql}`)
      .raw(true)
      .all({ from, to, ...more }) as unknown[][];
}

/** Checks one question on many random histories. */
const agree = (
  check: (events: EventColumns, context: RunContext, ask: ReturnType<typeof askSql>) => void,
  numRuns = 60,
): void =>
  fc.assert(
    fc.property(someRows, zones, (rows, zone) => {
      const events = eventColumns(rows, KNOWN);
      const context = where(zone);
      check(events, context, askSql(events, context));
    }),
    { numRuns },
  );

test('sessions', () => {
  agree((events, context, ask) => {
    const { first, last, views, start } = findSessions(events, context);
    const ours = [...first].map((row, s) => [row, last[s], views[s], (start[s + 1] as number) - (start[s] as number)]);
    expect(ours).toEqual(ask('SELECT first, last, views, n FROM sums ORDER BY first'));
  });
});

test.each([
  ['entry pages', entryPages, 'first'],
  ['exit pages', exitPages, 'last'],
] as const)('%s', (_, analysis, end) => {
  agree((events, context, ask) => {
    const { rows } = runTable(analysis, { events }, {}, context);
    expect(rows.map(({ cells }) => [...cells.slice(0, 3), Math.round(Number(cells[4]) * Number(cells[1]))])).toEqual(
      ask(`SELECT page, count(*), count(DISTINCT sums.person), sum(first = last AND views = 1) FROM sums
        JOIN events ON seq = ${end} WHERE page > 0 GROUP BY page ORDER BY count(*) DESC, page`),
    );
  });
});

test('channels', () => {
  agree((events, context, ask) => {
    const { rows } = runTable(channels, { events }, {}, context);
    const ours = rows.map(({ cells }) => cells.slice(0, 3)).sort((a, b) => String(a[0]).localeCompare(String(b[0])));
    expect(ours).toEqual(
      ask(`SELECT CASE channel WHEN 'internal' THEN 'direct' ELSE channel END AS c, count(*), count(DISTINCT sums.person)
        FROM sums JOIN events ON seq = first GROUP BY c ORDER BY c`),
    );
  });
});

test('goals', () => {
  agree((events, context, ask) => {
    const asked = [
      { name: 'Buy', kind: 'purchase' as const, worth: 2 },
      { name: 'Shop', page: '/shop/*' },
    ];
    const { rows } = runTable(goals, { events }, { goals: asked }, context);
    const shop = events.pagesWithPrefix('/shop/');
    const sql = (fits: string) =>
      ask(`SELECT count(*), count(DISTINCT person), count(DISTINCT person || ' ' || visit), (SELECT count(*) FROM sums)
        FROM visits WHERE ${fits}`)[0] ?? [];
    const theirs = [sql("kind = 'purchase'"), sql(`page IN (${[...shop].join(', ') || '0'})`)];
    expect(rows.map(({ cells }) => cells.slice(1, 4))).toEqual(theirs.map((row) => row.slice(0, 3)));
    rows.forEach(({ cells }, i) => {
      const [, , visits, all] = theirs[i] as number[];
      expect(cells[4]).toBe(all === 0 ? null : (visits as number) / (all as number));
    });
  });
});

test('visitors, visits and views by day', () => {
  agree((events, context, ask) => {
    const series = runSeries(visitorsOverTime, { events }, { bucket: 'day' }, context);
    if (series.x.type !== 'time') throw new Error(series.x.type);
    const dayOf = dayIn(context.zone);
    const ours = series.x.starts
      .map((start, b) => [dayOf(start), series.lines[0]?.values[b] ?? 0, series.lines[1]?.values[b] ?? 0])
      // Days on which only people nobody knows came have views and no visitors.
      .filter(([, visitors]) => visitors !== 0);
    expect(ours).toEqual(
      ask(`SELECT local_day(at_ms) AS day, count(DISTINCT person),
          (SELECT count(*) FROM sums JOIN events AS f ON f.seq = first WHERE local_day(f.at_ms) = local_day(visits.at_ms))
        FROM visits GROUP BY day ORDER BY day`),
    );
  });
});

test.each(['exact', 'rolling'] as const)('retention by day, %s', (mode) => {
  agree((events, context, ask) => {
    const { people, columns, rows } = runMatrix(retention, { events }, { period: 'day', mode }, context);
    const ours = people.flatMap((count, cell) =>
      count > 0 ? [[rows[Math.floor(cell / columns.length)], cell % columns.length, count]] : [],
    );
    // Days are counted on the calendar, so that a day of 23 hours is one day like any other.
    const since = 'CAST(julianday(d.day) - julianday(f.cohort) AS INTEGER)';
    const firsts = `, days AS (SELECT DISTINCT person, local_day(at_ms) AS day FROM acts),
      firsts AS (SELECT person, min(day) AS cohort, max(day) AS final FROM days GROUP BY person)`;
    const sql =
      mode === 'exact'
        ? `${firsts} SELECT cohort, ${since} AS since, count(*) FROM days AS d JOIN firsts AS f ON f.person = d.person
           GROUP BY cohort, since ORDER BY cohort, since`
        : `${firsts}, numbers AS (SELECT value AS since FROM json_each('[0,1,2,3,4,5]'))
           SELECT cohort, since, count(*) FROM firsts AS f JOIN numbers
             ON since <= CAST(julianday(f.final) - julianday(f.cohort) AS INTEGER) GROUP BY cohort, since ORDER BY cohort, since`;
    expect(ours).toEqual(ask(sql));
  });
});

test('funnel of three steps, by joins', () => {
  const steps = ['/', '/shop/*', '/cart'];
  agree((events, context, ask) => {
    const { rows } = runTable(funnel, { events }, { steps, order: 'loose', windowMinutes: 600 }, context);
    const pages = (step: string) =>
      [...(step.endsWith('*') ? events.pagesWithPrefix(step.slice(0, -1)) : [events.pageId(step)])].join(', ') || '-1';
    const [one, two, three] = steps.map(pages);
    const near = `at_ms - a.at_ms <= ${600 * MINUTE_MS}`;
    const second = `acts AS a JOIN acts AS b ON b.person = a.person AND b.seq > a.seq AND b.${near} AND b.page IN (${two})`;
    const third = `${second} JOIN acts AS c ON c.person = a.person AND c.seq > b.seq AND c.${near} AND c.page IN (${three})`;
    const count = (from: string) =>
      ask(`SELECT count(DISTINCT a.person) FROM ${from} WHERE a.page IN (${one})`)[0]?.[0];
    expect(rows.map(({ people }) => people)).toEqual([count('acts AS a'), count(second), count(third)]);
  });
});

const ENTRIES = `, steps AS (SELECT *, lag(page) OVER (PARTITION BY person, visit ORDER BY seq) AS before FROM visits),
  entries AS (SELECT *, row_number() OVER (PARTITION BY person, visit ORDER BY seq) AS place FROM steps WHERE before IS NULL OR before <> page)`;

test('ways from the start of visits, and stretches they have in common', () => {
  agree((events, context, ask) => {
    const flow = runTable(pathFlow, { events }, { depth: 2, width: 20 }, context);
    const step = (
      k: number,
    ) => `SELECT ${k} AS step, a.page AS here, coalesce(b.page, '(visit ends)') AS next, count(*) AS n, count(DISTINCT a.person)
      FROM entries AS a LEFT JOIN entries AS b ON b.person = a.person AND b.visit = a.visit AND b.place = ${k + 1} WHERE a.place = ${k} GROUP BY here, next`;
    const asText = (rows: unknown[][]) => rows.map((row) => row.join(' ')).sort();
    expect(asText(flow.rows.map(({ cells }) => cells.slice(0, 5)))).toEqual(
      asText(ask(`${ENTRIES} ${step(1)} UNION ALL ${step(2)}`)),
    );
    const { rows } = runTable(topSequences, { events }, { longest: 3, support: 2, limit: 500 }, context);
    const runs = `, runs AS (SELECT person, visit, page AS p1, lead(page) OVER w AS p2, lead(page, 2) OVER w AS p3 FROM entries
      WINDOW w AS (PARTITION BY person, visit ORDER BY seq))`;
    const sequences = ask(`${ENTRIES}${runs} SELECT p1 || '>' || p2 AS key, count(*) AS n, count(DISTINCT person) FROM
        (SELECT DISTINCT person, visit, p1, p2 FROM runs WHERE p2 IS NOT NULL) GROUP BY key HAVING n >= 2
      UNION ALL SELECT p1 || '>' || p2 || '>' || p3 AS key, count(*) AS n, count(DISTINCT person) FROM
        (SELECT DISTINCT person, visit, p1, p2, p3 FROM runs WHERE p3 IS NOT NULL) GROUP BY key HAVING n >= 2`);
    expect(asText(rows.map(({ key, cells }) => [key, ...cells.slice(-3, -1)]))).toEqual(asText(sequences));
  });
});
