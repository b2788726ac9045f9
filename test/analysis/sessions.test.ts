import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { countVisitors, findSessions } from '../../src-main/analysis/base/sessions.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
import { contextOf } from './run.ts';

const NOT_ACTS = ['asset', 'redirect', 'missing', 'failure'];

/** Visits one person at a time, by plain lists: an act opens a new visit when none of the last half hour is there. */
function naiveSessions(
  rows: readonly EventSketch[],
  { range, sessionIdleMs } = contextOf(),
): { person: number; from: number; to: number; views: number }[] {
  const people = [...new Set(rows.map((row) => row.person ?? 1))].filter((person) => person !== 0);
  return people
    .sort((a, b) => a - b)
    .flatMap((person) => {
      const acts = rows
        .filter((row) => (row.person ?? 1) === person && row.at >= range.fromMs && row.at < range.toMs)
        .filter((row) => !row.bot && !NOT_ACTS.includes(row.kind ?? 'view'))
        .sort((a, b) => a.at - b.at);
      const begins = acts.filter((act, i) => i === 0 || act.at - (acts[i - 1]?.at ?? 0) > sessionIdleMs);
      return begins.map((begin, v) => {
        const end = begins[v + 1]?.at ?? Number.POSITIVE_INFINITY;
        const own = acts.filter((act) => act.at >= begin.at && act.at < end);
        return {
          person,
          from: begin.at,
          to: own.at(-1)?.at ?? Number.NaN,
          views: own.filter((act) => act.kind === 'view').length,
        };
      });
    });
}

test('visits are what a naive search per person finds', () => {
  const row = fc.tuple(anEvent(instants(-1, 1)), fc.boolean()).map(([event, bot]) => ({ ...event, bot }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
      const events = eventColumns(rows);
      const found = findSessions(events, contextOf());
      const seen = Array.from(found.first, (first, s) => ({
        person: events.person[first],
        from: events.at[first],
        to: events.at[found.last[s] as number],
        views: found.views[s],
      }));
      expect(seen).toEqual(naiveSessions(rows));
      expect(countVisitors(events, found)).toBe(new Set(seen.map((session) => session.person)).size);
    }),
  );
});

test('a period’s visits, cut out of those of all time, are what a naive search of the period finds', () => {
  const edges = fc.tuple(instants(-1, 1), instants(-1, 1)).map((pair) => pair.sort((a, b) => a - b));
  fc.assert(
    fc.property(fc.array(anEvent(instants(-1, 1)), { maxLength: 120 }), fc.array(edges), (rows, periods) => {
      const events = eventColumns(rows);
      for (const [fromMs = 0, toMs = 0] of periods) {
        const context = contextOf({ range: { fromMs, toMs } });
        const { acts, start, first, last, views, count } = findSessions(events, context);
        const seen = Array.from({ length: count }, (_, s) => ({
          person: events.person[first[s] as number],
          from: events.at[acts[start[s] as number] as number],
          to: events.at[acts[(start[s + 1] as number) - 1] as number],
          views: views[s],
        }));
        expect(seen).toEqual(naiveSessions(rows, context));
        expect(Array.from(last, (row) => events.at[row])).toEqual(seen.map(({ to }) => to));
        expect(acts.every((row) => (events.at[row] as number) >= fromMs && (events.at[row] as number) < toMs)).toBe(
          true,
        );
      }
    }),
  );
});

test('more visits than there was room for at first are all kept', () => {
  const count = 40_000;
  const events = eventColumns(
    Array.from({ length: count }, (_, i) => ({ person: i + 1, at: contextOf().range.fromMs })),
  );
  const { first, views } = findSessions(events, contextOf());
  expect(first.length).toBe(count);
  expect(views.every((value) => value === 1)).toBe(true);
  expect(first.at(-1)).toBe(count - 1);
});

test('every kind is either an act or not, and new kinds must be thought of', () => {
  expect(EVENT_KINDS.filter((kind) => !NOT_ACTS.includes(kind))).toEqual([
    'view',
    'download',
    'custom',
    'search',
    'product',
    'cart',
    'checkout',
    'purchase',
  ]);
});
