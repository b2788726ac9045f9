import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IS_ACT, selectEvents, VIEW } from '../../src-main/analysis/base/scan.ts';
import { bucketsOf } from '../../src-main/analysis/base/series.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { visitorsOverTime } from '../../src-main/analysis/visitors-over-time.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
import { at, contextOf, runSeries } from './run.ts';

const bucket = fc.constantFrom('minute', 'hour', 'day', 'week', 'month');
// Kathmandu is 5:45 h ahead: its hours begin at no full hour of the others.
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu');
// Edges on and off quarters of an hour, so that visits are cut.
const edge = fc.tuple(instants(-1, 3), fc.constantFrom(0, 1, 450_000)).map(([when, more]) => when + more);
const event = fc
  .tuple(anEvent(instants(-1, 3)), fc.constantFrom(0, 1, 1, 2, 3))
  .map(([one, person]) => ({ ...one, person }));

test('each bucket counts the people, visits and views that a list of its acts has', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 80 }),
      fc.tuple(edge, edge),
      bucket,
      zone,
      fc.boolean(),
      (rows, [a, b], size, where, sessionEndsAtMidnight) => {
        const range = { fromMs: Math.min(a, b), toMs: Math.max(a, b) + 1 };
        const context = contextOf({ range, zone: where, dataEndMs: at(14), sessionEndsAtMidnight });
        const events = eventColumns(rows);
        const { edges, count } = bucketsOf(context, size);
        const bucketOf = (row: number) => edges.findLastIndex((start) => start <= (events.at[row] as number));
        const acts = [...selectEvents(events, context, (i) => IS_ACT[events.kind[i] as number] === 1)];
        const firsts = [...findSessions(events, context).first];
        const list = (from: readonly number[], of: (own: number[]) => number) => {
          const groups = Map.groupBy(from, bucketOf);
          return Array.from({ length: count }, (_, k) => of(groups.get(k) ?? []));
        };
        const people = (own: readonly number[]) =>
          new Set(own.map((row) => events.person[row]).filter((who) => who !== 0)).size;
        const views = acts.filter((row) => events.kind[row] === VIEW);
        const found = runSeries(visitorsOverTime, { events }, { bucket: size }, context);
        expect(found.lines.map(({ values, people: behind }) => [values, behind])).toEqual([
          [list(acts, people), list(acts, people)],
          [list(firsts, (own) => own.length), list(firsts, people)],
          [list(views, (own) => own.length), list(views, people)],
        ]);
        expect([found.n, found.people]).toEqual([acts.length, people(acts)]);
      },
    ),
    { numRuns: 150 },
  );
});
