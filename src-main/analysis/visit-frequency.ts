import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Upper ends of the groups of visits per person; the last is open. */
const STEPS = [1, 2, 3, 5, 10, 25];
const LABELS = ['1', '2', '3', '4–5', '6–10', '11–25', '26 and more'] as const;
const groupOf = (visits: number): number => {
  const found = STEPS.findIndex((step) => visits <= step);
  return found < 0 ? STEPS.length : found;
};

/** Calls back once per visitor: their visits, and the first row of the first. */
function walk(events: EventColumns, context: RunContext, found: (visits: number, row: number) => void): void {
  const { first, count } = findSessions(events, context);
  let from = 0;
  for (let s = 1; s <= count; s++) {
    const row = first[from] as number;
    if (s < count && events.person[first[s] as number] === events.person[row]) continue;
    found(s - from, row);
    from = s;
  }
}

/** How many visits people make. */
export const visitFrequency = defineAnalysis({
  id: 'visit-frequency',
  title: 'Visits per visitor',
  question: 'How many come once, and how many again and again?',
  definition: 'Visitors by the number of their visits in the chosen dates. Visits before these dates are not counted.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const values = zeros(LABELS.length);
    let people = 0;
    walk(events, context, (visits) => {
      people++;
      values[groupOf(visits)] = (values[groupOf(visits)] as number) + 1;
    });
    return {
      kind: 'series',
      unit: 'people',
      x: { type: 'category', labels: [...LABELS] },
      lines: [{ id: 'visitors', label: 'Visitors', values, people: [...values] }],
      incompleteLast: false,
      n: people,
      people,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = (LABELS as readonly string[]).indexOf(key.replace(/^visitors@/, ''));
    const found: number[] = [];
    walk(events, context, (visits, row) => {
      if (groupOf(visits) === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
