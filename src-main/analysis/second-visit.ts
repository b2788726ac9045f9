import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { DAY_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Days from the first to the second visit: upper ends of the groups (exclusive); the last is open. */
const STEPS = [1, 2, 4, 8, 15, 31, 61, 91];
const LABELS = [
  'same day',
  '1 day',
  '2–3 days',
  '4–7 days',
  '8–14 days',
  '15–30 days',
  '31–60 days',
  '61–90 days',
  'later',
];

const groupOf = (gapMs: number): number => {
  const found = STEPS.findIndex((step) => gapMs < step * DAY_MS);
  return found < 0 ? STEPS.length : found;
};

/** Calls back once per visitor: time from the end of the first visit to the start of the second (NaN without one), row of the latter or else of the former. */
function walk(events: EventColumns, context: RunContext, found: (gapMs: number, row: number) => void): void {
  const { first, last, count } = findSessions(events, context);
  const who = (s: number) => events.person[first[s] as number];
  for (let s = 0; s < count; s++) {
    if (s > 0 && who(s - 1) === who(s)) continue;
    const row = first[s] as number;
    const next = s + 1 < count && who(s + 1) === who(s) ? (first[s + 1] as number) : -1;
    if (next < 0) found(Number.NaN, row);
    else found((events.at[next] as number) - (events.at[last[s] as number] as number), next);
  }
}

/** How long people take to come again. */
export const secondVisit = defineAnalysis({
  id: 'second-visit',
  title: 'From the first to the second visit',
  question: 'How soon do people come again?',
  definition:
    'Visitors by the time between the end of their first visit in the chosen dates and the start of their second, in days of 24 hours. Those who have not come again (yet) are the last bar.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const labels = [...LABELS, 'not again'];
    const values = zeros(labels.length);
    let people = 0;
    walk(events, context, (gapMs) => {
      people++;
      const group = Number.isNaN(gapMs) ? LABELS.length : groupOf(gapMs);
      values[group] = (values[group] as number) + 1;
    });
    return {
      kind: 'series',
      unit: 'people',
      x: { type: 'category', labels },
      lines: [{ id: 'visitors', label: 'Visitors', values, people: [...values] }],
      incompleteLast: false,
      n: people,
      people,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = [...LABELS, 'not again'].indexOf(key.replace(/^visitors@/, ''));
    const found: number[] = [];
    walk(events, context, (gapMs, row) => {
      if ((Number.isNaN(gapMs) ? LABELS.length : groupOf(gapMs)) === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
