import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { goals } from '../../src-main/analysis/goals.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { contextOf, rowsBehind, runTable } from './run.ts';

const aGoal = fc.record(
  {
    name: fc.constant('Goal'),
    page: fc.constantFrom(...KNOWN.pages, '/shop/*', '/nowhere'),
    kind: fc.constantFrom(...EVENT_KINDS),
    atLeast: fc.constantFrom(0, 1),
  },
  { requiredKeys: ['name'] },
);

test('many goals at once are counted as each by lists and sets, and everybody once', () => {
  fc.assert(
    fc.property(
      fc.array(anEvent(instants(-1, 3)), { maxLength: 80 }),
      fc.array(aGoal, { minLength: 1, maxLength: 50 }),
      (rows, chosen) => {
        const events = eventColumns(rows, KNOWN);
        const { acts, start, count } = findSessions(events, contextOf());
        const done = Array.from({ length: count }, (_, visit) =>
          [...acts.subarray(start[visit], start[visit + 1])].map((row) => ({ row, visit })),
        ).flat();
        const reachedBy = new Set<number>();
        const expected = chosen.map(({ page, kind, atLeast }) => {
          const own = done.filter(({ row }) => {
            const text = KNOWN.pages[(events.page[row] as number) - 1] ?? '';
            const isPage = page?.endsWith('*') ? text.startsWith(page.slice(0, -1)) : text === page;
            return (
              (page === undefined || isPage) &&
              (kind === undefined || EVENT_KINDS[events.kind[row] as number] === kind) &&
              (events.value[row] as number) >= (atLeast ?? -1)
            );
          });
          const people = new Set(own.map(({ row }) => events.person[row] as number));
          for (const who of people) reachedBy.add(who);
          return [own.length, people.size, new Set(own.map(({ visit }) => visit)).size];
        });
        const found = runTable(goals, { events }, { goals: chosen });
        expect(found.rows.map(({ cells }) => cells.slice(1, 4))).toEqual(expected);
        expect(found.people).toBe(reachedBy.size);
        const last = chosen.length - 1;
        expect(rowsBehind(goals, { events }, { goals: chosen }, String(last))).toHaveLength(expected[last]?.[0] ?? 0);
      },
    ),
  );
});
