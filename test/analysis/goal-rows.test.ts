import { expect, test } from 'vitest';
import { firstGoalRows } from '../../src-main/analysis/base/goal-rows.ts';
import { visitsOfActs } from '../../src-main/analysis/base/visits-of-acts.ts';
import { eventColumns } from './columns.ts';
import { KNOWN } from './random.ts';
import { at, contextOf } from './run.ts';

test('who first reaches a page is found wherever its act lies, also between blocks of rows', () => {
  const goal = KNOWN.pages[1] as string;
  const reached = [0, 10, 4095, 4096, 4097, 8192, 9999];
  // Each once, and the one at row 10 again right after.
  const events = eventColumns(
    Array.from({ length: 10_000 }, (_, i) => ({
      at: at(2) + i,
      person: i === 11 ? 11 : 1 + i,
      page: reached.includes(i) || i === 11 ? goal : (KNOWN.pages[0] as string),
    })),
    KNOWN,
  );
  expect(firstGoalRows(events, contextOf({ range: { fromMs: at(0), toMs: at(9) } }), goal)).toEqual(reached);
});

test('the visit of each act is told from 1', () => {
  const visits = { acts: Uint32Array.of(3, 4, 8, 9, 11), start: Int32Array.of(0, 2, 3, 5), count: 3 };
  expect([...visitsOfActs(visits)]).toEqual([1, 1, 2, 3, 3]);
});
