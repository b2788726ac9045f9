import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { IS_ACT, newestFirst, selectEvents } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

const goal = z.strictObject({
  name: z.string().min(1).max(200),
  /** Page or event; a trailing * takes all that begin so. Left out: any. */
  page: z.string().min(1).max(2000).optional(),
  kind: z.enum(EVENT_KINDS).optional(),
  /** Least value of the event. */
  atLeast: z.number().optional(),
  /** What a conversion is worth where the event has no value of its own. */
  worth: z.number().min(0).optional(),
});
const params = z.strictObject({
  goals: z
    .array(goal)
    .max(50)
    .default([{ name: 'Purchase', kind: 'purchase' }]),
});
type Goal = z.output<typeof goal>;

/** Whether a row reaches a goal. */
function matcher(events: EventColumns, { page, kind, atLeast }: Goal): (i: number) => boolean {
  const pages =
    page === undefined
      ? null
      : new Set(
          page.endsWith('*') ? events.pagesWithPrefix(page.slice(0, -1)) : [events.pageId(page)].filter((id) => id > 0),
        );
  const code = kind === undefined ? -1 : EVENT_KINDS.indexOf(kind);
  return (i) =>
    IS_ACT[events.kind[i] as number] === 1 &&
    (pages === null || pages.has(events.page[i] as number)) &&
    (code < 0 || events.kind[i] === code) &&
    (atLeast === undefined || (events.value[i] as number) >= atLeast);
}

/** Rows that reach a goal: of known people, as conversions are theirs. */
const reached = (events: EventColumns, chosen: Goal, context: RunContext): Uint32Array => {
  const fits = matcher(events, chosen);
  return selectEvents(events, context, (i) => (events.person[i] as number) > 0 && fits(i));
};

/** Visits that hold one of the ascending rows. */
function visitsWith(rows: Uint32Array, { first, last, count }: ReturnType<typeof findSessions>): number {
  let visits = 0;
  let at = 0;
  for (let s = 0; s < count; s++) {
    while (at < rows.length && (rows[at] as number) < (first[s] as number)) at++;
    if (at < rows.length && (rows[at] as number) <= (last[s] as number)) visits++;
  }
  return visits;
}

/** Goals and how often they are reached. */
export const goals = defineAnalysis({
  id: 'goals',
  title: 'Goals',
  question: 'How often do people do what the site is for?',
  definition:
    'A goal is reached by a page, an event, a kind of event or an event of some value. Conversions are events; converted visits hold at least one, and the conversion rate is their share of all visits. Value: what the events are worth, or what the goal says where they have no value.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const sessions = findSessions(events, context);
    const everybody = new Set<number>();
    let n = 0;
    const rows = chosen.goals.map((one, i) => {
      const hits = reached(events, one, context);
      const people = new Set(Array.from(hits, (row) => events.person[row] as number));
      for (const who of people) everybody.add(who);
      const visits = visitsWith(hits, sessions);
      const value = hits.reduce((sum, row) => sum + ((events.value[row] as number) || (one.worth ?? 0)), 0);
      n += hits.length;
      const cells = [
        one.name,
        hits.length,
        people.size,
        visits,
        sessions.count > 0 ? visits / sessions.count : null,
        value === 0 ? null : value,
      ];
      return { key: String(i), cells, people: people.size };
    });
    return {
      kind: 'table',
      columns: [
        { id: 'goal', label: 'Goal', type: 'text' },
        { id: 'conversions', label: 'Conversions', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'visits', label: 'Converted visits', type: 'number', unit: 'visits' },
        { id: 'rate', label: 'Conversion rate', type: 'number', unit: 'share' },
        { id: 'value', label: 'Value', type: 'number', unit: 'money' },
      ],
      rows,
      total: rows.length,
      n,
      people: everybody.size,
    };
  },
  rows({ events }, chosen, context, key) {
    const one = /^\d+$/.test(key) ? chosen.goals[Number(key)] : undefined;
    return {
      table: 'events',
      indices: one ? newestFirst(events.at, reached(events, one, context)) : new Uint32Array(),
    };
  },
});
