import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

/** Upper ends of the groups of page views per visit; the last is open. */
const STEPS = [0, 1, 2, 3, 5, 10, 20];
const LABELS = ['0', '1', '2', '3', '4–5', '6–10', '11–20', '21 and more'] as const;
/** Group per number of views up to the last step; asked once per visit. */
const GROUPS = Uint8Array.from({ length: Math.max(...STEPS) + 1 }, (_, views) =>
  STEPS.findIndex((step) => views <= step),
);
const groupOf = (views: number): number => GROUPS[views] ?? STEPS.length;

/** How many pages a visit has. */
export const visitDepth = defineAnalysis({
  id: 'visit-depth',
  title: 'Pages per visit',
  question: 'How far do people look around?',
  definition: 'Visits by the number of page views in them. A visit with 0 has only other events.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const { count, first, views } = findSessions(events, context);
    const { person } = events;
    const values = zeros(LABELS.length);
    const people = zeros(LABELS.length);
    const seen = new Uint32Array(LABELS.length);
    let all = 0;
    let current = 0;
    for (let s = 0; s < count; s++) {
      const group = groupOf(views[s] as number);
      const who = person[first[s] as number] as number;
      values[group] = (values[group] as number) + 1;
      if (who !== current) all++;
      current = who;
      if (seen[group] === who) continue;
      seen[group] = who;
      people[group] = (people[group] as number) + 1;
    }
    return {
      kind: 'series',
      unit: 'visits',
      x: { type: 'category', labels: [...LABELS] },
      lines: [{ id: 'visits', label: 'Visits', values, people }],
      incompleteLast: false,
      n: count,
      people: all,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = (LABELS as readonly string[]).indexOf(key.replace(/^visits@/, ''));
    const { first, views } = findSessions(events, context);
    return {
      table: 'events',
      indices: newestFirst(
        events.at,
        first.filter((_, s) => groupOf(views[s] as number) === wanted),
      ),
    };
  },
});
