import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachActBlock } from '../../src-main/analysis/base/act-blocks.ts';
import { IS_ACT, selectEvents } from '../../src-main/analysis/base/scan.ts';
import { findSessions, wholeOf } from '../../src-main/analysis/base/sessions.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
import { contextOf } from './run.ts';

/** Rows and visits of all blocks, one behind the other. */
function allOf(events: ReturnType<typeof eventColumns>) {
  const rows: number[] = [];
  const visits: number[] = [];
  eachActBlock(events, contextOf(), (block) => {
    rows.push(...block.rows.subarray(0, block.count));
    visits.push(...block.visits.subarray(0, block.count));
  });
  return { rows, visits };
}

test('blocks hold every act of the period once, in the order of the columns, each with its visit', () => {
  const row = fc
    .tuple(anEvent(instants(-1, 2)), fc.constantFrom(0, 0, 1, 2, 3))
    .map(([event, person]) => ({ ...event, person }));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
      const events = eventColumns(rows);
      const found = allOf(events);
      const acts = selectEvents(events, contextOf(), (i) => IS_ACT[events.kind[i] as number] === 1);
      expect(found.rows).toEqual([...acts]);
      // Numbers of visits are those of all time.
      const { start, acts: inVisits, count } = wholeOf(findSessions(events, contextOf()));
      const visitOf = new Map<number, number>();
      for (let s = 0; s < count; s++)
        for (const act of inVisits.subarray(start[s], start[s + 1])) visitOf.set(act, s + 1);
      expect(found.visits).toEqual(found.rows.map((act) => visitOf.get(act) ?? 0));
    }),
  );
});

test('a visit that goes on over the end of a block keeps its number', () => {
  const { fromMs } = contextOf().range;
  const events = eventColumns(Array.from({ length: 10_000 }, (_, i) => ({ person: 1, at: fromMs + i * 1000 })));
  const { rows, visits } = allOf(events);
  expect(rows).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  expect(new Set(visits)).toEqual(new Set([1]));
});
