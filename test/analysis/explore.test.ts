import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { IS_ACT } from '../../src-main/analysis/base/scan.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runMatrix, runTable } from './run.ts';

const events = eventColumns(
  [
    { person: 1, at: at(0, 9), page: '/', agent: 'a', device: 'phone' },
    { person: 1, at: at(0, 9, 5), page: '/cart', agent: 'a', device: 'phone' },
    { person: 2, at: at(0, 23), page: '/', agent: 'b', device: 'desktop' },
    { person: 2, at: at(1, 9), page: '/', agent: 'b', device: 'desktop' },
  ],
  { pages: ['/', '/cart'] },
);

test('explore: a list by one dimension with every measure', () => {
  const { rows, n } = runTable(explore, { events }, { by: 'device' });
  expect(rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    ['desktop', 1, 2, 2, 2],
    ['phone', 1, 1, 2, 2],
  ]);
  expect(n).toBe(4);
});

test('explore: bounces, purchases and time with their rates', () => {
  const acts = eventColumns(
    [
      { person: 1, at: at(0, 9), page: '/', device: 'phone' },
      { person: 1, at: at(0, 9, 4), page: '/thanks', device: 'phone', kind: 'purchase' },
      { person: 1, at: at(0, 9, 6), page: '/thanks', device: 'phone', kind: 'purchase' },
      { person: 2, at: at(0, 12), page: '/', device: 'phone' },
      // One act alone, but no page view: no bounce, and of unknown duration.
      { person: 2, at: at(1, 12), page: '/', device: 'phone', kind: 'search' },
      // Nobody known: an act, but no visit.
      { person: 0, at: at(1, 13), page: '/', device: 'phone' },
    ],
    { pages: ['/', '/thanks'] },
  );
  const told = (measure: 'bounces' | 'purchases' | 'time') => {
    const { columns, rows } = runTable(explore, { events: acts }, { by: 'device', measure });
    return [columns.slice(7).map(({ id }) => id), rows[0]?.cells.slice(7)];
  };
  expect(told('bounces')).toEqual([
    ['bounces', 'bounce-rate'],
    [1, 1 / 3],
  ]);
  expect(told('purchases')).toEqual([
    ['purchases', 'converted', 'conversion-rate'],
    [2, 1, 1 / 3],
  ]);
  expect(told('time')).toEqual([
    ['time', 'time-per-visit'],
    [360_000, 360_000],
  ]);
  const grid = runMatrix(explore, { events: acts }, { by: 'kind', across: 'device', measure: 'time' });
  // The visit has acts of both kinds: its time is told of both.
  expect([grid.unit, grid.rows, grid.values]).toEqual(['total-ms', ['view', 'purchase'], [360_000, 360_000]]);
});

test('explore: a purchase counts for the channel that brought its visit, not for the click before it', () => {
  const acts = eventColumns(
    [
      { person: 1, at: at(0, 9), page: '/', source: 'https://search.example/', channel: 'search' },
      { person: 1, at: at(0, 9, 5), page: '/cart', source: 'https://own.example/', channel: 'internal' },
      { person: 1, at: at(0, 9, 6), page: '/thanks', kind: 'purchase', value: 20 },
      // Begun with a click on the own site: what brought it is lost.
      { person: 2, at: at(0, 9), page: '/cart', source: 'https://own.example/', channel: 'internal' },
      { person: 0, at: at(0, 9), page: '/', source: 'https://search.example/', channel: 'search' },
    ],
    KNOWN,
  );
  const { rows } = runTable(explore, { events: acts }, { by: 'channel', measure: 'purchases' });
  expect(rows.map(({ cells }) => [cells[0], ...cells.slice(1, 6), cells[7]])).toEqual([['search', 1, 1, 3, 4, 20, 1]]);
  const grid = runMatrix(explore, { events: acts }, { by: 'channel', across: 'kind', measure: 'acts' });
  expect([grid.rows, grid.columns, grid.values]).toEqual([
    ['search', 'direct'],
    ['view', 'purchase'],
    [3, 1, 1, 0],
  ]);
  const sources = runTable(explore, { events: acts }, { by: 'source', measure: 'visits' });
  expect(sources.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
    [0, 1, 1],
    [1, 1, 1],
  ]);
  expect(rowsBehind(explore, { events: acts }, { by: 'channel' }, '1')).toHaveLength(4);
});

test('explore: pages of one title are one, and those without a title are told as none', () => {
  const titled = eventColumns(
    [
      { person: 1, at: at(0, 9), page: '/tea?size=1', agent: 'a', device: 'phone' },
      { person: 1, at: at(0, 9, 5), page: '/tea?size=2', agent: 'a', device: 'phone' },
      { person: 2, at: at(0, 10), page: '/tea?size=2', agent: 'b', device: 'desktop' },
      { person: 2, at: at(0, 10, 1), page: '/cart', agent: 'b', device: 'desktop' },
      { person: 2, at: at(0, 10, 2), page: 'add_to_cart', kind: 'custom', agent: 'b', device: 'desktop' },
      { person: 3, at: at(0, 11), page: '/plain', agent: 'b', device: 'desktop' },
    ],
    {
      pages: ['/plain', '/tea?size=1', '/cart', '/tea?size=2', 'add_to_cart'],
      titles: { '/tea?size=1': 'Tea', '/tea?size=2': 'Tea', '/cart': 'Your cart' },
    },
  );
  const { columns, rows } = runTable(explore, { events: titled }, { by: 'title', measure: 'acts' });
  expect(columns[0]).toMatchObject({ label: 'Page title', type: 'title' });
  expect(rows.map(({ key, cells, people }) => [key, cells.slice(0, 5), people])).toEqual([
    ['2', [2, 2, 2, 3, 3], 2],
    ['0', [0, 2, 2, 1, 2], 2],
    ['3', [3, 1, 1, 1, 1], 1],
  ]);
  expect(rowsBehind(explore, { events: titled }, { by: 'title' }, '2')).toHaveLength(3);
  const asked = { by: 'title', across: 'device', measure: 'visitors' } as const;
  const grid = runMatrix(explore, { events: titled }, asked);
  expect([grid.rowType, grid.rows, grid.columns, grid.values]).toEqual([
    'title',
    ['0', '2', '3'],
    ['desktop', 'phone'],
    [2, 0, 1, 1, 1, 0],
  ]);
  expect(rowsBehind(explore, { events: titled }, asked, '1:1')).toHaveLength(2);
});

test('explore: a grid of two dimensions, hours in the zone of the business', () => {
  const berlin = contextOf({ zone: 'Europe/Berlin' });
  const grid = runMatrix(explore, { events }, { by: 'device', across: 'weekday', measure: 'views' }, berlin);
  // 23:00 UTC on Monday is Tuesday in Berlin.
  expect([grid.rows, grid.columns, grid.values]).toEqual([
    ['desktop', 'phone'],
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    [0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0],
  ]);
  expect(
    rowsBehind(explore, { events }, { by: 'device', across: 'weekday', measure: 'views' }, '0:1', berlin),
  ).toHaveLength(2);
});

test('conditions: nested, about the act, its visit or the person', () => {
  const mask = (condition: unknown) => [...maskOf(events, contextOf(), conditionSchema.parse(condition))];
  const cart = { field: 'page', is: ['/cart'] } as const;
  expect(mask({ ...cart, in: 'act' })).toEqual([0, 1, 0, 0]);
  expect(mask(cart)).toEqual([1, 1, 0, 0]);
  expect(mask({ not: cart })).toEqual([0, 0, 1, 1]);
  expect(
    mask({
      any: [
        { ...cart, in: 'visit' },
        {
          all: [
            { field: 'device', is: ['desktop'] },
            { field: 'page', is: ['/*'], in: 'act' },
          ],
        },
      ],
    }),
  ).toEqual([1, 1, 1, 1]);
  expect(conditionSchema.safeParse({ field: 'page', is: [] }).success).toBe(false);
  const deep = Array.from({ length: 8 }).reduce<unknown>((inner) => ({ not: inner }), cart);
  expect(conditionSchema.safeParse(deep).success).toBe(false);
});

test('conditions commute, and not twice is nothing', () => {
  const leaf = fc.oneof(
    fc.record({
      field: fc.constant('page' as const),
      is: fc.constantFrom('/', '/shop/*', '/cart').map((page) => [page]),
      in: fc.constantFrom('act' as const, 'visit' as const, 'person' as const),
    }),
    fc.record({
      field: fc.constant('device' as const),
      is: fc.constantFrom('phone' as const, 'desktop' as const).map((device) => [device]),
      in: fc.constantFrom('act' as const, 'person' as const),
    }),
  );
  fc.assert(
    fc.property(fc.array(anEvent(instants(0, 3)), { maxLength: 30 }), leaf, leaf, (rows, a, b) => {
      const columns = eventColumns(rows, KNOWN);
      const mask = (condition: Parameters<typeof maskOf>[2]) => maskOf(columns, contextOf(), condition);
      expect(mask({ all: [a, b] })).toEqual(mask({ all: [b, a] }));
      expect(mask({ any: [a, b] })).toEqual(mask({ not: { all: [{ not: a }, { not: b }] } }));
      expect(mask({ not: { not: a } })).toEqual(mask(a));
    }),
    { numRuns: 60 },
  );
});

test('explore agrees with SQL on random rows', async () => {
  const db = await DuckDBInstance.create(':memory:');
  const connection = await db.connect();
  const acts = [...IS_ACT.keys()].filter((kind) => IS_ACT[kind] === 1).join(', ');
  await fc.assert(
    fc.asyncProperty(fc.array(anEvent(instants(0, 3)), { minLength: 1, maxLength: 60 }), async (rows) => {
      const values = rows.map(
        ({ at: when, person, kind, page, device }) =>
          `(${when}, ${person ?? 1}, ${EVENT_KINDS.indexOf(kind ?? 'view')}, '${page}', '${device}')`,
      );
      const reader = await connection.runAndReadAll(`
        WITH events(at_ms, person, kind, page, device) AS (VALUES ${values.join(', ')}),
          acts AS (SELECT * FROM events WHERE kind IN (${acts}) AND person IN (SELECT person FROM events WHERE page = '/cart' AND kind IN (${acts}) AND person > 0)),
          gaps AS (SELECT *, at_ms - lag(at_ms) OVER (PARTITION BY person ORDER BY at_ms) AS gap FROM acts WHERE person > 0),
          visits AS (SELECT *, sum(CASE WHEN gap IS NULL OR gap > 1800000 THEN 1 ELSE 0 END) OVER (PARTITION BY person ORDER BY at_ms ROWS UNBOUNDED PRECEDING) AS visit FROM gaps),
          wholes AS (SELECT person, visit, max(at_ms) - min(at_ms) AS duration, count(*) = 1 AND min(kind) = 0 AS bounced, bool_or(kind = 11) AS bought FROM visits GROUP BY person, visit),
          told AS (SELECT DISTINCT device, person, visit, duration, bounced, bought FROM visits JOIN wholes USING (person, visit)),
          sums AS (SELECT device, sum(duration)::INT AS duration, sum(bounced::INT)::INT AS bounces, sum(bought::INT)::INT AS converted FROM told GROUP BY device)
        SELECT device, count(DISTINCT person)::INT, count(DISTINCT (person, visit))::INT, sum(CASE WHEN kind = 0 THEN 1 ELSE 0 END)::INT, count(*)::INT,
          any_value(sums.bounces), sum(CASE WHEN kind = 11 THEN 1 ELSE 0 END)::INT, any_value(converted), any_value(duration)
        FROM visits JOIN sums USING (device) GROUP BY device ORDER BY device`);
      const known = rows.filter(({ person }) => person !== 0);
      const events = eventColumns(known, KNOWN);
      const toldBy = (measure: 'visitors' | 'bounces' | 'purchases' | 'time') =>
        runTable(explore, { events }, { by: 'device', measure, where: { field: 'page', is: ['/cart'] } }).rows;
      // Groups without any of a measure are not listed.
      const further = (measure: 'bounces' | 'purchases' | 'time', key: string, count: number) =>
        toldBy(measure)
          .find((row) => row.key === key)
          ?.cells.slice(7, 7 + count);
      const ours = toldBy('visitors')
        .map(({ key, cells }) => [
          ...cells.slice(0, 5),
          ...(further('bounces', key, 1) ?? [0]),
          ...(further('purchases', key, 2) ?? [0]),
          ...(further('time', key, 1) ?? [0]),
        ])
        .sort(([a], [b]) => String(a).localeCompare(String(b)));
      const withoutPurchases = (row: unknown[]) => (row[6] === 0 ? row.toSpliced(7, 1) : row);
      expect(ours).toEqual(reader.getRowsJson().map(withoutPurchases));
    }),
    { numRuns: 60 },
  );
  connection.closeSync();
});
