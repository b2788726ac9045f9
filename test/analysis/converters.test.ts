import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventColumns } from '../../shared/columns.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { goalTest } from '../../src-main/analysis/base/goal.ts';
import { IS_ACT, selectEvents } from '../../src-main/analysis/base/scan.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { converterPages } from '../../src-main/analysis/converter-pages.ts';
import { converterWays } from '../../src-main/analysis/converter-ways.ts';
import { eventColumns } from './columns.ts';
import { anEvent, KNOWN } from './random.ts';
import { at, contextOf, runTable } from './run.ts';

/** Six hours, in which people come again and visits lie across the ends of a period. */
const minutes = (min: number, max: number) => fc.integer({ min, max }).map((minute) => at(0) + minute * MINUTE_MS);
const anAct = fc
  .tuple(anEvent(minutes(0, 360)), fc.integer({ min: 0, max: 19 }))
  .map(([row, n]) => (n === 0 ? { ...row, page: '' } : n < 3 ? { ...row, kind: 'purchase' as const } : row));
const scenes = fc.record({
  rows: fc.array(anAct, { minLength: 60, maxLength: 220, size: 'max' }),
  range: fc.record({ fromMs: minutes(0, 120), toMs: minutes(180, 361) }),
  goal: fc.constantFrom(undefined, '/thanks', '/shop/*', '/nowhere'),
});

const randomly = (
  numRuns: number,
  check: (events: EventColumns, context: RunContext, goal: { goal?: string }) => void,
): void =>
  fc.assert(
    fc.property(scenes, ({ rows, range, goal }) => {
      const context = contextOf({ range });
      check(eventColumns(rows, KNOWN), context, goal === undefined ? {} : { goal });
    }),
    { numRuns },
  );

/** Everybody's acts, person by person. */
function actsByPerson(events: EventColumns, context: RunContext): number[][] {
  const acts = [
    ...selectEvents(events, context, (i) => IS_ACT[events.kind[i] as number] === 1 && events.person[i] !== 0),
  ];
  return Object.values(Object.groupBy(acts, (row) => String(events.person[row]))) as number[][];
}

test('converter-pages: as when the acts of each person are looked at by themselves', () => {
  randomly(300, (events, context, goal) => {
    const reached = goalTest(events, goal.goal);
    const seen = { yes: [] as Set<number>[], no: [] as Set<number>[] };
    for (const acts of actsByPerson(events, context)) {
      const end = acts.findIndex(reached);
      const before = end < 0 ? acts : acts.slice(0, end);
      seen[end < 0 ? 'no' : 'yes'].push(new Set(before.map((row) => events.page[row] as number)));
    }
    const [converters, others] = [seen.yes.length, seen.no.length];
    const expected = Array.from({ length: events.pages }, (_, k) => k + 1).flatMap((id) => {
      const [a, b] = [seen.yes.filter((one) => one.has(id)).length, seen.no.filter((one) => one.has(id)).length];
      return a + b > 0 && converters > 0 && others > 0 ? [[id, a / converters, b / others, a + b]] : [];
    });
    const { rows, n, fewest } = runTable(converterPages, { events }, { ...goal, support: 1 }, context);
    const found = rows.map(({ cells, people }) => [...cells.slice(0, 3), people]);
    expect(found.sort(([a], [b]) => Number(a) - Number(b))).toEqual(expected);
    expect([n, fewest]).toEqual([converters + others, Math.min(converters, others)]);
  });
});

/** Visits of one group, up to the goal. */
interface Group {
  visits: { person: number; pages: number[] }[];
  people: number;
}

/** Acts of each visit, by person. */
function visitsByPerson(events: EventColumns, context: RunContext): number[][][] {
  const { count, start, acts } = findSessions(events, context);
  const visits = Array.from({ length: count }, (_, v) => [...acts.subarray(start[v], start[v + 1])]);
  return Object.values(Object.groupBy(visits, ([first]) => String(events.person[first as number]))) as number[][][];
}

function groupsOf(events: EventColumns, context: RunContext, reached: (row: number) => boolean) {
  const [yes, no]: [Group, Group] = [
    { visits: [], people: 0 },
    { visits: [], people: 0 },
  ];
  for (const visits of visitsByPerson(events, context)) {
    const acts = visits.flat();
    const goal = acts.findIndex(reached);
    const before = new Set(goal < 0 ? acts : acts.slice(0, goal));
    const group = goal < 0 ? no : yes;
    group.people++;
    for (const visit of visits) {
      const pages = visit.filter((row) => before.has(row)).map((row) => events.page[row] as number);
      const person = events.person[visit[0] as number] as number;
      group.visits.push({ person, pages: pages.filter((page, k) => k === 0 || page !== pages[k - 1]) });
    }
  }
  return { yes, no };
}

/** Visits and people of every way of two pages or more. */
function waysIn({ visits }: Group, longest: number): Map<string, { visits: number; people: Set<number> }> {
  const found = new Map<string, { visits: number; people: Set<number> }>();
  for (const { person, pages } of visits) {
    const own = new Set<string>();
    for (let from = 0; from < pages.length; from++)
      for (let to = from + 2; to <= Math.min(pages.length, from + longest); to++)
        own.add(pages.slice(from, to).join('>'));
    for (const way of own) {
      const one = found.get(way) ?? { visits: 0, people: new Set() };
      found.set(way, { visits: one.visits + 1, people: one.people.add(person) });
    }
  }
  return found;
}

test('converter-ways: as when the paths of each person are looked at by themselves', () => {
  let compared = 0;
  randomly(300, (events, context, goal) => {
    const longest = 3;
    const groups = groupsOf(events, context, goalTest(events, goal.goal));
    const [yes, no] = [waysIn(groups.yes, longest), waysIn(groups.no, longest)];
    // There are fewer ways of so few pages than are looked at.
    const common = [yes, no].flatMap((ways) => [...ways].filter(([, { visits }]) => visits >= 2).map(([way]) => way));
    const [a, b] = [groups.yes.people, groups.no.people];
    const expected = [...new Set(common)].map((way) => {
      const [own, other] = [yes.get(way)?.people.size ?? 0, no.get(way)?.people.size ?? 0];
      return [way, own / a, other / b, own + other];
    });
    const { rows, n, columns } = runTable(
      converterWays,
      { events },
      { ...goal, longest, support: 1, limit: 500 },
      context,
    );
    const place = columns.findIndex(({ id }) => id === 'converters');
    const found = rows.map(({ key, cells, people }) => [key, cells[place], cells[place + 1], people]);
    expect(found.sort()).toEqual(a > 0 && b > 0 ? expected.sort() : []);
    expect(n).toBe(a + b);
    compared += found.length;
  });
  expect(compared).toBeGreaterThan(100);
});
