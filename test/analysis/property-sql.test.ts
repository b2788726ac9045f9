import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventColumns, PROPERTY_TYPES } from '../../shared/columns.ts';
import type { PropertyTest } from '../../shared/conditions.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { funnel } from '../../src-main/analysis/funnel.ts';
import { goals } from '../../src-main/analysis/goals.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { contextOf, runTable } from './run.ts';

// What a property must be, put to a database that knows nothing of this program: a row per event and property.

const ACTS = ['view', 'download', 'custom', 'search', 'product', 'cart', 'checkout', 'purchase'];
/** A number as it is written: whole ones without a fraction. */
const WORDS = `CASE type WHEN 'text' THEN text WHEN 'boolean' THEN iif(number = 1, 'true', 'false')
  WHEN 'number' THEN iif(number = CAST(number AS INTEGER), CAST(CAST(number AS INTEGER) AS TEXT), CAST(number AS TEXT)) END`;

function database(events: EventColumns) {
  const db = new Database(':memory:');
  db.exec(`CREATE TABLE acts (seq INTEGER PRIMARY KEY, person, at_ms, page, kind);
    CREATE TABLE properties (seq, name, type, text, number)`);
  const addAct = db.prepare('INSERT INTO acts VALUES (?, ?, ?, ?, ?)');
  const addProperty = db.prepare('INSERT INTO properties VALUES (?, ?, ?, ?, ?)');
  const { names, texts, start, name, type, value } = events.propertySets;
  for (let i = 0; i < events.length; i++) {
    const kind = EVENT_KINDS[events.kind[i] as number] as string;
    if (ACTS.includes(kind)) addAct.run(i, events.person[i], events.at[i], events.page[i], kind);
    const set = events.properties[i] ?? 0;
    for (let m = start[set] as number; m < (start[set + 1] as number); m++) {
      const what = PROPERTY_TYPES[type[m] as number] as string;
      const text = what === 'text' ? texts[value[m] as number] : null;
      addProperty.run(i, names[name[m] as number], what, text, what === 'other' || text !== null ? null : value[m]);
    }
  }
  return (sql: string): unknown[][] => db.prepare(sql).raw(true).all() as unknown[][];
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** Whether the event of a row has one property as it is asked for. */
function one(row: string, { name, is, contains, from, above, to, below }: PropertyTest): string {
  const bounds = [['>=', from] as const, ['>', above] as const, ['<=', to] as const, ['<', below] as const];
  const parts = [
    `seq = ${row}.seq AND name = ${quoted(name)}`,
    ...(is ? [`${WORDS} IN (${is.map(quoted).join(', ')})`] : []),
    ...(contains === undefined ? [] : [`instr(lower(${WORDS}), lower(${quoted(contains)})) > 0`]),
    ...bounds.flatMap(([sign, bound]) => (bound === undefined ? [] : [`type = 'number' AND number ${sign} ${bound}`])),
  ];
  return `EXISTS (SELECT 1 FROM properties WHERE ${parts.map((part) => `(${part})`).join(' AND ')})`;
}
const all = (row: string, tests: readonly PropertyTest[]) => tests.map((test) => one(row, test)).join(' AND ');

const bound = fc.integer({ min: -4, max: 40 }).map((n) => n / 2);
const property: fc.Arbitrary<PropertyTest> = fc
  .record({
    name: fc.constantFrom('plan', 'plan', 'plan', 'seats', 'seats', 'seats', 'no such'),
    how: fc.oneof(
      fc.constant({}),
      fc.record({ is: fc.subarray(['pro', 'free', 'true', '7', '2.5', '(other)'], { minLength: 1 }) }),
      fc.record({ contains: fc.constantFrom('R', 'fre', '5', 'o', 'e', 'x') }),
      fc.record({ from: bound }),
      fc.record({ above: bound }),
      fc.record({ to: bound }),
      fc.record({ below: bound }),
      fc.record({ from: bound, below: bound, contains: fc.constantFrom('1', '5') }),
    ),
  })
  .map(({ name, how }) => ({ name, ...how }));
const tests = fc.oneof(
  { weight: 2, arbitrary: property.map((test) => [test]) },
  fc.array(property, { minLength: 2, maxLength: 3 }),
);
const rows = fc.array(anEvent(instants(0, 3)), { minLength: 30, maxLength: 120, size: 'max' });

test('goals and segments that ask for properties count what the same question in SQL counts', () => {
  let found = 0;
  fc.assert(
    fc.property(rows, tests, fc.constantFrom('*', '/shop/*', '/cart'), (given, asked, page) => {
      const events = eventColumns(given, KNOWN);
      const ask = database(events);
      const context = contextOf();
      const table = runTable(goals, { events }, { goals: [{ name: 'g', page, property: asked }] }, context);
      const pages = [...(page.endsWith('*') ? events.pagesWithPrefix(page.slice(0, -1)) : [events.pageId(page)])];
      const fits = `person > 0 AND page IN (${pages.join(', ')}) AND ${all('acts', asked)}`;
      const [counts] = ask(`SELECT count(*), count(DISTINCT person) FROM acts WHERE ${fits}`);
      expect(table.rows[0]?.cells.slice(1, 3)).toEqual(counts);
      found += Number(counts?.[0]);
      // One definition: the segment of these acts holds the same rows.
      const leaves = asked.map((test) => ({ field: 'property' as const, in: 'act' as const, ...test }));
      const mask = maskOf(events, context, { all: leaves });
      const acts = ask(`SELECT seq FROM acts WHERE ${all('acts', asked)} ORDER BY seq`).map(([seq]) => seq);
      const isAct = new Set(ask('SELECT seq FROM acts').map(([seq]) => seq));
      expect([...mask.keys()].filter((i) => mask[i] === 1 && isAct.has(i))).toEqual(acts);
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(0);
});

test('funnels whose steps ask for properties count what the same question in SQL counts', () => {
  let found = 0;
  fc.assert(
    fc.property(rows, tests, tests, (given, first, second) => {
      const events = eventColumns(given, KNOWN);
      const ask = database(events);
      const steps = [
        { any: ['*'], property: first },
        { any: ['/shop/*', '/cart', '/'], property: second },
      ];
      const table = runTable(funnel, { events }, { steps, windowMinutes: 900 }, contextOf());
      const pages = [...events.pagesWithPrefix('/shop/'), events.pageId('/cart'), events.pageId('/')];
      const begin = `a.person > 0 AND a.page > 0 AND ${all('a', first)}`;
      const [one] = ask(`SELECT count(DISTINCT person) FROM acts AS a WHERE ${begin}`);
      const [two] =
        ask(`SELECT count(DISTINCT a.person) FROM acts AS a JOIN acts AS b ON b.person = a.person AND b.seq > a.seq
        AND b.at_ms - a.at_ms <= ${900 * MINUTE_MS} AND b.page IN (${pages.join(', ')}) AND ${all('b', second)} WHERE ${begin}`);
      expect(table.rows.map(({ people }) => people)).toEqual([one?.[0], two?.[0]]);
      found += Number(two?.[0]);
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(0);
});
