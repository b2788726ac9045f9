import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventColumns } from '../../shared/columns.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { differ } from '../../src-main/analysis/base/bits.ts';
import { eachPathRun, LONGEST_PATH, rowOfEntry } from '../../src-main/analysis/base/path-runs.ts';
import { findPaths } from '../../src-main/analysis/base/paths.ts';
import { eachWay, eachWayBlock, stepOf, WAY_BLOCK, type WayPlan } from '../../src-main/analysis/base/ways.ts';
import { countVisitors, findSessions } from '../../src-main/analysis/base/sessions.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { loops } from '../../src-main/analysis/loops.ts';
import { pathFlow } from '../../src-main/analysis/path-flow.ts';
import { retention } from '../../src-main/analysis/retention.ts';
import { eventColumns } from './columns.ts';
import { anEvent, KNOWN } from './random.ts';
import { at, contextOf, rowsBehind, runMatrix, runTable } from './run.ts';

/** Two hours, in which visits of an hour or so lie across any two instants. */
const instant = fc.integer({ min: 0, max: 120 }).map((minute) => at(0) + minute * MINUTE_MS);
/** Some rows of pages without a name, which have the number 0. */
const someRows = fc.array(
  fc.tuple(anEvent(instant), fc.integer({ min: 0, max: 9 })).map(([row, n]) => (n === 0 ? { ...row, page: '' } : row)),
  { maxLength: 150, size: 'max' },
);
const someCut = fc
  .tuple(instant, instant)
  .map(([a, b]) => contextOf({ range: { fromMs: Math.min(a, b), toMs: Math.max(a, b) + MINUTE_MS } }));

/** The paths of visits one by one: person, pages, rows. */
function plainPaths(events: EventColumns, context: RunContext) {
  const { count, start, page, row, person } = findPaths(events, context);
  return Array.from({ length: count }, (_, v) => ({
    person: person[v] as number,
    pages: [...page.subarray(start[v], start[v + 1])],
    rows: [...row.subarray(start[v], start[v + 1])],
  }));
}

function runPaths(events: EventColumns, context: RunContext) {
  const paths: ReturnType<typeof plainPaths> = [];
  eachPathRun(events, context, (run) => {
    for (let v = run.from; v < run.to; v++) {
      const [from, to] = [run.start[v] as number, run.start[v + 1] as number];
      paths.push({
        person: run.person[v] as number,
        pages: [...run.page.subarray(from, to)],
        rows: Array.from({ length: to - from }, (_, k) => rowOfEntry(events, run, v, from + k)),
      });
    }
  });
  return paths;
}

const randomly = (numRuns: number, check: (events: EventColumns, context: RunContext) => void): void =>
  fc.assert(
    fc.property(someRows, someCut, (rows, context) => {
      check(eventColumns(rows, KNOWN), context);
    }),
    { numRuns },
  );

test('paths of all visits, cut to the dates, are the paths of the visits of those dates', () => {
  randomly(200, (events, context) => expect(runPaths(events, context)).toEqual(plainPaths(events, context)));
});

test('a visit of more pages than are looked at is cut off at the same place, whole or in part', () => {
  const rows = Array.from({ length: LONGEST_PATH + 90 }, (_, n) => ({
    at: at(0) + n * MINUTE_MS,
    person: 1,
    page: `/${n % 7}`,
  }));
  const events = eventColumns(rows);
  for (const fromMinute of [0, 60, 200]) {
    const context = contextOf({ range: { fromMs: at(0, 0, fromMinute), toMs: at(1) } });
    expect(runPaths(events, context)).toEqual(plainPaths(events, context));
  }
});

test('visits of a short period, which lie far apart among those of many people, are all found', () => {
  const rows = Array.from({ length: 9000 }, (_, n) => ({
    at: at(n % 3, 0, n % 50),
    person: 1 + Math.floor(n / 3),
    page: `/${n % 5}`,
  }));
  const events = eventColumns(rows);
  const context = contextOf({ range: { fromMs: at(1), toMs: at(2) } });
  expect(runPaths(events, context)).toEqual(plainPaths(events, context));
  expect(countVisitors(events, findSessions(events, context))).toBe(3000);
  const days = contextOf({ range: { fromMs: at(1), toMs: at(3) } });
  expect(runMatrix(retention, { events }, { period: 'day' }, days).people).toEqual([3000, 3000, 0, 0]);
  const where = { field: 'page' as const, is: ['/1'], in: 'visit' as const };
  expect(runTable(explore, { events }, { by: 'page', where }, context).rows.map(({ cells }) => cells[4])).toEqual([
    600,
  ]);
});

const plans: WayPlan[] = [
  { direction: 'forward', depth: 3 },
  { direction: 'backward', depth: 2 },
  { page: '/cart', direction: 'forward', depth: 2 },
  { page: '/', direction: 'backward', depth: 1 },
  { page: '/nowhere', direction: 'forward', depth: 1 },
];

test.each(plans)('ways come block by block as one by one: %o', (plan) => {
  randomly(40, (events, context) => {
    const ones: unknown[] = [];
    eachWay(events, plan, context, ({ person, page }, visit, begin, length) => {
      const pages = Array.from({ length: plan.depth + 1 }, (_, k) => (k < length ? page[begin + k * stepOf(plan)] : 0));
      ones.push([person[visit], pages]);
    });
    const blocks: unknown[] = [];
    eachWayBlock(events, plan, context, ({ count, person, page }) => {
      for (let j = 0; j < count; j++)
        blocks.push([person[j], Array.from({ length: plan.depth + 1 }, (_, k) => page[k * WAY_BLOCK + j])]);
    });
    expect(blocks).toEqual(ones);
  });
});

test('ways through the site: each link has the visits and rows that the plain paths have', () => {
  randomly(40, (events, context) => {
    const paths = plainPaths(events, context);
    const expected = new Map<string, number[]>();
    for (const { pages, rows } of paths) {
      const end = pages.indexOf(0);
      const way = end >= 0 ? pages.slice(0, end) : pages;
      for (let k = 0; k < Math.min(3, way.length); k++) {
        const key = `${k}:${way[k]}:${way[k + 1] ?? 0}`;
        expected.set(key, [...(expected.get(key) ?? []), rows[k] as number]);
      }
    }
    // As wide as there are pages: none is among the others.
    const result = runTable(pathFlow, { events }, { width: 20 }, context);
    expect(result.n).toBe(paths.length);
    expect(result.people).toBe(new Set(paths.map(({ person }) => person)).size);
    expect(Object.fromEntries(result.rows.map(({ key, cells }) => [key, cells[3]]))).toEqual(
      Object.fromEntries([...expected].map(([key, rows]) => [key, rows.length])),
    );
    for (const { key, people } of result.rows) {
      const rows = rowsBehind(pathFlow, { events }, { width: 20 }, key, context);
      expect([...rows].sort((a, b) => a - b)).toEqual(expected.get(key)?.toSorted((a, b) => a - b));
      expect(new Set([...rows].map((i) => events.person[i])).size).toBe(people);
    }
  });
});

test('there and back: returns are those that the plain paths have', () => {
  randomly(40, (events, context) => {
    const expected = new Map<string, number[]>();
    for (const { pages, rows } of plainPaths(events, context))
      pages.forEach((page, k) => {
        if (k < 2 || pages[k - 2] !== page) return;
        const key = `${page}:${pages[k - 1]}`;
        expected.set(key, [...(expected.get(key) ?? []), rows[k] as number]);
      });
    const result = runTable(loops, { events }, {}, context);
    expect(Object.fromEntries(result.rows.map(({ key, cells }) => [key, cells[2]]))).toEqual(
      Object.fromEntries([...expected].map(([key, rows]) => [key, rows.length])),
    );
    for (const { key } of result.rows)
      expect([...rowsBehind(loops, { events }, {}, key, context)].sort((a, b) => a - b)).toEqual(
        expected.get(key)?.toSorted((a, b) => a - b),
      );
  });
});

test('numbers differ or not', () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => differ(a, b) === Number(a !== b) && differ(a, a) === 0));
});
