import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutLongVisits } from '../../src-main/analysis/base/long-visits.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { contextOf } from './run.ts';

test('only visits with more acts than allowed go, whole, and the others stay as they were', () => {
  fc.assert(
    fc.property(fc.array(anEvent(instants(0, 1)), { maxLength: 80 }), fc.integer({ min: 1, max: 6 }), (rows, most) => {
      const all = eventColumns(rows, KNOWN);
      const before = findSessions(all, contextOf());
      const length = (s: number) => (before.start[s + 1] as number) - (before.start[s] as number);
      const { events, acts } = withoutLongVisits(all, contextOf(), most);
      const after = findSessions(events, contextOf());
      const kept = [...before.first].flatMap((first, s) =>
        length(s) <= most ? [[first, before.last[s], before.views[s]]] : [],
      );
      expect([...after.first].map((first, s) => [first, after.last[s], after.views[s]])).toEqual(kept);
      expect(acts).toBe(before.acts.length - after.acts.length);
      // The columns given are never written to.
      expect([...findSessions(eventColumns(rows, KNOWN), contextOf()).first]).toEqual([...before.first]);
    }),
    { numRuns: 60 },
  );
});
