import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOfKind } from '../../src-main/analysis/base/kind-rows.ts';
import { kindMask, MISSING, selectEvents } from '../../src-main/analysis/base/scan.ts';
import { tallyEvents, tallyRows } from '../../src-main/analysis/base/tally.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { contextOf } from './run.ts';

const event = fc
  .tuple(
    anEvent(instants(-1, 3)),
    fc.constantFrom(0, 1, 1, 2, 3),
    fc.constantFrom('missing', 'missing', 'view'),
    fc.boolean(),
  )
  .map(([one, person, kind, bot]) => ({ ...one, person, kind: kind as 'missing' | 'view', bot }));
const ranges = fc
  .tuple(instants(-1, 3), instants(-1, 3))
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));

test('rows and people per page are those of lists, in one pass or of rows that are known already', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 150 }), fc.array(ranges, { maxLength: 3 }), (rows, periods) => {
      const events = eventColumns(rows, KNOWN);
      for (const range of periods) {
        const context = contextOf({ range });
        const size = events.pages + 1;
        const found = [...selectEvents(events, context, (i) => events.kind[i] === MISSING)];
        const byPage = Map.groupBy(found, (row) => events.page[row] as number);
        const people = (own: readonly number[]) =>
          new Set(own.map((row) => events.person[row]).filter((who) => who !== 0)).size;
        const expected = {
          rows: Uint32Array.from({ length: size }, (_, page) => byPage.get(page)?.length ?? 0),
          people: Uint32Array.from({ length: size }, (_, page) => people(byPage.get(page) ?? [])),
          n: found.length,
          allPeople: people(found),
        };
        expect(tallyEvents(events, context, events.page, size, kindMask(MISSING))).toEqual(expected);
        expect(tallyRows(events, context, rowsOfKind(events, MISSING), events.page, size)).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});
