import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { valueGroups } from '../../src-main/analysis/base/value-ranges.ts';
import { eventProperties } from '../../src-main/analysis/event-properties.ts';
import { propertyBreakdown } from '../../src-main/analysis/property-breakdown.ts';
import { propertyNumbers } from '../../src-main/analysis/property-numbers.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const signup = (person: number, hours: number, properties?: EventSketch['properties']): EventSketch => ({
  at: at(0, hours),
  person,
  kind: 'custom',
  page: 'Signup',
  ...(properties ? { properties } : {}),
});

/** Five signups of three people in four visits, an unknown one, and what is none of it. */
const some = eventColumns([
  signup(1, 1, { plan: 'pro', seats: 3, trial: true }),
  signup(1, 1.1, { plan: 'pro', seats: 5 }),
  signup(1, 9, { plan: 'free', seats: 1 }),
  signup(2, 2, { plan: 'free', trial: false }),
  signup(3, 3),
  signup(0, 4, { plan: null }),
  { at: at(0, 5), person: 3, kind: 'cart', page: '/tea', properties: { plan: 'pro', size: 'L' } },
  { at: at(0, 6), person: 3, kind: 'custom', page: 'Quiz', properties: { score: 7 } },
  { ...signup(5, 6, { plan: 'robot' }), bot: true },
  { ...signup(5, 6, { plan: 'before' }), at: at(-1) },
]);

const cells = (rows: { cells: readonly unknown[] }[]) => rows.map((row) => row.cells);

test('event-properties: how many have them, of what type, and how many values there are', () => {
  const found = runTable(eventProperties, { events: some }, {});
  const [name, quiz] = [some.pageId('Signup'), some.pageId('Quiz')];
  expect(cells(found.rows)).toEqual([
    [name, 'plan', 'text', 5, 5 / 6, 2, 3, 'custom'],
    [name, 'seats', 'number', 3, 0.5, 1, 3, 'custom'],
    [name, 'trial', 'boolean', 2, 2 / 6, 2, 2, 'custom'],
    ['cart', 'plan', 'text', 1, 1, 1, 1, 'cart'],
    ['cart', 'size', 'text', 1, 1, 1, 1, 'cart'],
    [quiz, 'score', 'number', 1, 1, 1, 1, 'custom'],
  ]);
  expect([found.n, found.people]).toEqual([7, 3]);
  expect(rowsBehind(eventProperties, { events: some }, {}, `${name}:trial`)).toHaveLength(2);
});

test('event-properties: searches stand there as one kind, with what was typed', () => {
  const search = (person: number, hours: number, properties?: EventSketch['properties']): EventSketch => ({
    ...signup(person, hours, properties),
    kind: 'search',
    page: hours < 3 ? '/search' : '/help',
  });
  const searches = eventColumns([
    search(1, 1, { 'search term': 'tea', 'search results': 4 }),
    search(1, 2, { 'search term': 'coffee', 'search results': 0 }),
    search(2, 3, { 'search term': 'tea', 'search category': 'drinks' }),
    search(3, 4),
    // Page views are no events here.
    { at: at(0, 5), person: 4, page: '/search', properties: { 'search term': 'milk' } },
  ]);
  const found = runTable(eventProperties, { events: searches }, {});
  expect(cells(found.rows)).toEqual([
    ['search', 'search term', 'text', 3, 3 / 4, 2, 2, 'search'],
    ['search', 'search results', 'number', 2, 2 / 4, 1, 2, 'search'],
    ['search', 'search category', 'text', 1, 1 / 4, 1, 1, 'search'],
  ]);
  const key = found.rows[0]?.key ?? '';
  expect(rowsBehind(eventProperties, { events: searches }, {}, key)).toHaveLength(3);
  const asked = { kind: 'search', property: 'search term' } as const;
  expect(cells(runTable(propertyBreakdown, { events: searches }, asked).rows)).toEqual([
    ['tea', 2, 2 / 4, 2, 2],
    ['coffee', 1, 1 / 4, 1, 1],
    ['(none)', 1, 1 / 4, 1, 1],
  ]);
  const numbers = runTable(propertyNumbers, { events: searches }, { kind: 'search' });
  expect(cells(numbers.rows)).toEqual([['search results', 2, 1, 4, 2, 2, 4]]);
});

test('property-breakdown: events, share, people and visits of each value, and those without it', () => {
  const found = runTable(propertyBreakdown, { events: some }, { event: 'Signup', property: 'plan' });
  expect(found.columns[0]).toMatchObject({ label: 'plan', type: 'text' });
  // The unknown visitor's event counts, but is nobody's and no visit.
  expect(cells(found.rows)).toEqual([
    ['free', 2, 2 / 6, 2, 2],
    ['pro', 2, 2 / 6, 1, 1],
    ['(other)', 1, 1 / 6, 0, 0],
    ['(none)', 1, 1 / 6, 1, 1],
  ]);
  expect([found.n, found.people]).toEqual([6, 3]);
  expect(
    rowsBehind(propertyBreakdown, { events: some }, { event: 'Signup', property: 'plan' }, 'text:free'),
  ).toHaveLength(2);
});

test('without a choice the commonest property of all custom events is taken; few numbers are listed by size', () => {
  expect(runTable(propertyBreakdown, { events: some }, {}).columns[0]?.label).toBe('plan');
  const seats = runTable(propertyBreakdown, { events: some }, { property: 'seats' });
  expect(cells(seats.rows).map(([value, count]) => [value, count])).toEqual([
    ['1', 1],
    ['3', 1],
    ['5', 1],
    ['(none)', 4],
  ]);
  expect(runTable(propertyBreakdown, { events: some }, { property: 'nothing like it' })).toMatchObject({
    rows: [],
    n: 0,
  });
  const ofKind = runTable(propertyBreakdown, { events: some }, { kind: 'cart', event: '/te*', property: 'size' });
  expect(cells(ofKind.rows)).toEqual([['L', 1, 1, 1, 1]]);
});

test('property-numbers: count, people, sum, mean, median, and what nine in ten do not exceed', () => {
  const found = runTable(propertyNumbers, { events: some }, { event: 'Signup' });
  expect(cells(found.rows)).toEqual([['seats', 3, 1, 9, 3, 3, 5]]);
  expect([found.n, found.people]).toEqual([3, 1]);
});

test('many numbers become a histogram of twelve or so equal ranges, with open ends', () => {
  const rows = Array.from({ length: 100 }, (_, i) => signup(1 + (i % 4), i / 10, { grams: i === 99 ? 10_000 : i }));
  const found = runTable(propertyBreakdown, { events: eventColumns(rows) }, { property: 'grams' });
  expect(cells(found.rows).map(([value, count]) => [value, count])).toEqual([
    ...Array.from({ length: 9 }, (_, i) => [`${i * 10} to under ${i * 10 + 10}`, 10]),
    ['90 to under 100', 9],
    ['100 and more', 1],
  ]);
  expect(
    rowsBehind(propertyBreakdown, { events: eventColumns(rows) }, { property: 'grams' }, 'range:0:10'),
  ).toHaveLength(10);
});

test('a range without any number stands between its neighbours: a gap in a histogram is seen', () => {
  const rows = Array.from({ length: 40 }, (_, i) => signup(1 + (i % 4), i / 10, { grams: i < 20 ? i : 80 + i }));
  const found = runTable(propertyBreakdown, { events: eventColumns(rows) }, { property: 'grams' });
  expect(cells(found.rows).map(([value, count]) => [value, count])).toEqual(
    [20, 0, 0, 0, 0, 20].map((count, i) => [`${i * 20} to under ${i * 20 + 20}`, count]),
  );
});

test('every number is in the range that it is said to be in, and none is lost', () => {
  const numbers = fc.uniqueArray(fc.double({ noNaN: true, min: -1e11, max: 1e11 }), { minLength: 13, maxLength: 80 });
  fc.assert(
    fc.property(numbers, fc.nat(5), (given, more) => {
      const values = given.map((number) => ({ key: `number:${number}`, type: 'number' as const, words: '', number }));
      const times = Float64Array.from(given, (_, i) => 1 + (i % (more + 1)));
      const { groups, ofValue } = valueGroups(values, times);
      given.forEach((number, i) => {
        const [from, to] = (groups[ofValue[i] as number]?.key ?? '').split(':').slice(1).map(Number);
        expect(number).toBeGreaterThanOrEqual(from as number);
        expect(number).toBeLessThan(to as number);
      });
      expect(groups.length).toBeLessThanOrEqual(26);
    }),
  );
});

describe('agreement with SQL on random events', () => {
  const histories = fc.array(anEvent(instants(0, 4)), { maxLength: 80 });
  const context = contextOf({ range: { fromMs: at(1), toMs: at(3) } });

  function asked(rows: readonly EventSketch[]) {
    const events = eventColumns(rows, KNOWN);
    const db = new Database(':memory:');
    db.exec(
      'CREATE TABLE events (id INTEGER PRIMARY KEY, person, at_ms, kind, page); CREATE TABLE properties (event, name, type, value)',
    );
    for (let i = 0; i < events.length; i++) {
      db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?)').run(
        i,
        events.person[i],
        events.at[i],
        EVENT_KINDS[events.kind[i] as number],
        events.page[i],
      );
      const { names, texts, start, name, type, value } = events.propertySets;
      const set = events.properties[i] ?? 0;
      for (let m = start[set] as number; m < (start[set + 1] as number); m++)
        db.prepare('INSERT INTO properties VALUES (?, ?, ?, ?)').run(
          i,
          names[name[m] as number],
          type[m],
          type[m] === 1 ? texts[value[m] as number] : value[m],
        );
    }
    const ask = (sql: string) =>
      db.prepare(sql).raw(true).all({ from: context.range.fromMs, to: context.range.toMs }) as unknown[][];
    return { events, ask };
  }
  const IN_TIME = "kind = 'custom' AND at_ms >= :from AND at_ms < :to";

  test('values of a property', () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const { events, ask } = asked(rows);
        const found = runTable(propertyBreakdown, { events }, { property: 'plan', limit: 1000 }, context);
        const theirs = ask(
          `SELECT CASE type WHEN 0 THEN '(other)' WHEN 3 THEN 'true' WHEN 1 THEN value WHEN 2 THEN '7' ELSE '(none)' END AS words,
             count(*), count(DISTINCT nullif(person, 0))
           FROM events LEFT JOIN properties ON event = id AND name = 'plan' WHERE ${IN_TIME} GROUP BY words ORDER BY words`,
        );
        const known = theirs.some(([words]) => words !== '(none)');
        const ours = found.rows.map(({ cells: [words, count, , people] }) => [words, count, people]);
        expect(ours.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual(known ? theirs : []);
        expect(found.rows.reduce((sum, { cells: [, count] }) => sum + Number(count), 0)).toBe(found.n);
      }),
      { numRuns: 80 },
    );
  });

  test('properties of events', () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const { events, ask } = asked(rows);
        const found = runTable(eventProperties, { events }, { limit: 1000 }, context);
        const ours = found.rows
          .filter(({ cells }) => cells[7] === 'custom')
          .map(({ cells: [page, name, , count, share, people, values] }) => [page, name, count, share, people, values]);
        const theirs = ask(
          `SELECT page, name, count(*), count(*) * 1.0 / (SELECT count(*) FROM events o WHERE ${IN_TIME} AND o.page = e.page),
             count(DISTINCT nullif(person, 0)), count(DISTINCT type || ' ' || value)
           FROM events e JOIN properties ON event = id WHERE ${IN_TIME} GROUP BY page, name ORDER BY page, name`,
        );
        expect(ours.sort((a, b) => Number(a[0]) - Number(b[0]) || (String(a[1]) < String(b[1]) ? -1 : 1))).toEqual(
          theirs,
        );
      }),
      { numRuns: 80 },
    );
  });

  test('numbers', () => {
    fc.assert(
      fc.property(histories, (rows) => {
        const { events, ask } = asked(rows);
        const found = runTable(propertyNumbers, { events }, {}, context).rows.find(({ key }) => key === 'seats');
        const [count, sum] = ask(
          `SELECT count(*), total(value) FROM events JOIN properties ON event = id AND name = 'seats' AND type = 2 WHERE ${IN_TIME}`,
        )[0] as number[];
        expect(found?.cells[1] ?? 0).toBe(count);
        expect(Number(found?.cells[3] ?? 0)).toBeCloseTo(sum as number, 9);
        const sorted = ask(
          `SELECT value FROM events JOIN properties ON event = id AND name = 'seats' AND type = 2 WHERE ${IN_TIME} ORDER BY value`,
        ).map(([value]) => value as number);
        if (sorted.length > 0) expect(found?.cells[6]).toBe(sorted[Math.ceil(sorted.length * 0.9) - 1]);
      }),
      { numRuns: 60 },
    );
  });
});
