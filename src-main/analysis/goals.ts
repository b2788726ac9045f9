import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { propertiesSchema, testsIn } from '../../shared/conditions.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { hasProperties } from './base/properties.ts';
import { newestFirst } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

const goal = z.strictObject({
  name: z.string().min(1).max(200),
  /** Page or event; a trailing * takes all that begin so. Left out: any. */
  page: z.string().min(1).max(2000).optional(),
  kind: z.enum(EVENT_KINDS).optional(),
  /** What its properties must be. */
  property: propertiesSchema.optional(),
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

/** Which acts reach a goal. */
interface Matcher {
  /** 1 per page, and per kind, that counts. */
  pages: Uint8Array;
  kinds: Uint8Array;
  least: number;
  /** Whether the event says what the goal asks of its properties; null = it asks nothing. */
  has: ((row: number) => boolean) | null;
}

function matcherOf(events: EventColumns, { page, kind, property, atLeast }: Goal): Matcher {
  const pages = new Uint8Array(events.pages + 1).fill(page === undefined ? 1 : 0);
  if (page !== undefined)
    for (const id of page.endsWith('*') ? events.pagesWithPrefix(page.slice(0, -1)) : [events.pageId(page)])
      if (id > 0) pages[id] = 1;
  const kinds = new Uint8Array(EVENT_KINDS.length).fill(kind === undefined ? 1 : 0);
  if (kind !== undefined) kinds[EVENT_KINDS.indexOf(kind)] = 1;
  const has = property ? hasProperties(events, testsIn(property)) : null;
  return { pages, kinds, least: atLeast ?? Number.NEGATIVE_INFINITY, has };
}

/** Calls back for every conversion, of known people as all visits are: its row, and the number of its visit. */
function walk(events: EventColumns, chosen: Goal, context: RunContext, found: (row: number, visit: number) => void) {
  const { pages, kinds, least, has } = matcherOf(events, chosen);
  const { page, kind, value } = events;
  const { acts, start, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) {
    const end = start[s + 1] as number;
    for (let a = start[s] as number; a < end; a++) {
      const row = acts[a] as number;
      if (((kinds[kind[row] as number] as number) & (pages[page[row] as number] as number)) === 0) continue;
      if ((value[row] as number) >= least && (has === null || has(row))) found(row, s);
    }
  }
}

interface Reached {
  conversions: number;
  people: number;
  visits: number;
  value: number;
}

/** Counts one goal; `reachedBy` notes who reached any. */
function countGoal(events: EventColumns, one: Goal, context: RunContext, reachedBy: Set<number>): Reached {
  const counts: Reached = { conversions: 0, people: 0, visits: 0, value: 0 };
  let who = 0;
  let lastVisit = -1;
  walk(events, one, context, (row, visit) => {
    counts.conversions++;
    counts.value += (events.value[row] as number) || (one.worth ?? 0);
    if (visit === lastVisit) return;
    lastVisit = visit;
    counts.visits++;
    if (events.person[row] === who) return;
    who = events.person[row] as number;
    counts.people++;
    reachedBy.add(who);
  });
  return counts;
}

/** Goals and how often they are reached. */
export const goals = defineAnalysis({
  id: 'goals',
  title: 'Goals',
  question: 'How often do people do what the site is for?',
  definition:
    'A goal is reached by a page, an event, a kind of event, an event of some value or one with some property. Conversions are events; converted visits hold at least one, and the conversion rate is their share of all visits. Value: what the events are worth, or what the goal says where they have no value.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const { count } = findSessions(events, context);
    const everybody = new Set<number>();
    let n = 0;
    const rows = chosen.goals.map((one, i) => {
      const { conversions, people, visits, value } = countGoal(events, one, context, everybody);
      n += conversions;
      const cells = [
        one.name,
        conversions,
        people,
        visits,
        count > 0 ? visits / count : null,
        value === 0 ? null : value,
      ];
      return { key: String(i), cells, people };
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
    const one = chosen.goals[parseIdKey(key)];
    const rows: number[] = [];
    if (one) walk(events, one, context, (row) => rows.push(row));
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
