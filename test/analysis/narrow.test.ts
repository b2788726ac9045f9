import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Tables } from '../../shared/columns.ts';
import type { Analysis } from '../../src-main/analysis/analysis.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { narrowTables } from '../../src-main/analysis/base/narrow.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { eventColumns, orderColumns } from './columns.ts';
import { anEvent, anOrder, instants, KNOWN } from './random.ts';
import { contextOf, tablesOf } from './run.ts';

/** A choice for those that cannot do without one. */
const STEPS = { steps: ['/', '/cart'] };
// Robots are counted with their rows as they are; they have no segments.
const narrowed = ANALYSES.filter(
  ({ id, reads }) =>
    reads.some((table) => table === 'events' || table === 'orders') &&
    !['bots', 'bot-classes', 'customer-value'].includes(id),
);
const answer = (analysis: Analysis, tables: Tables) =>
  analysis.run(tables, analysis.params.parse(analysis.id.startsWith('funnel') ? STEPS : {}), contextOf());

test.each(narrowed)('$id: narrowed to people it answers as if there were no others', (analysis) => {
  fc.assert(
    fc.property(
      fc.array(anEvent(instants(0, 10)), { maxLength: 30 }),
      fc.array(anOrder(instants(0, 10)), { maxLength: 15 }),
      (rows, orders) => {
        const all = tablesOf({ events: eventColumns(rows, KNOWN), orders: { ...orderColumns(orders), items: 4 } });
        const segment = { field: 'page' as const, is: ['/cart'], in: 'person' as const };
        const mask = maskOf(all.events, contextOf(), segment);
        const people = new Set(all.events.person.filter((who, i) => who > 0 && mask[i] === 1));
        const isIn = (who: number | undefined) => people.has(who ?? 1);
        // Acts of nobody stand for themselves.
        const events = rows.filter(({ person }) => isIn(person));
        const nobody = rows.filter(
          ({ person, page, kind }) =>
            person === 0 &&
            page === '/cart' &&
            maskOf(
              eventColumns([{ at: contextOf().range.fromMs, person: 0, page, kind: kind ?? 'view' }], KNOWN),
              contextOf(),
              segment,
            )[0] === 1,
        );
        const alone = tablesOf({
          events: eventColumns([...events, ...nobody], KNOWN),
          orders: { ...orderColumns(orders.filter(({ buyer }) => isIn(buyer))), items: 4 },
        });
        expect(answer(analysis, narrowTables(all, segment, contextOf()))).toEqual(answer(analysis, alone));
      },
    ),
    { numRuns: 15 },
  );
});
