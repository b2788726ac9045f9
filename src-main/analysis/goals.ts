import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { propertiesSchema, testsIn } from '../../shared/conditions.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { differ } from './base/bits.ts';
import { parseIdKey } from './base/keys.ts';
import { hasProperties } from './base/properties.ts';
import { newestFirst } from './base/scan.ts';
import { eachStretch, findSessions } from './base/sessions.ts';

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

/** What else a goal asks of an act, besides its page and kind. */
interface Matcher {
  least: number;
  /** Whether the event says what the goal asks of its properties; null = it asks nothing. */
  has: ((row: number) => boolean) | null;
}

/** Goals in one word of bits; of as many as there can be, two words hold all. */
const IN_A_WORD = 25;

/** Up to IN_A_WORD goals: bit g set = the page, or the kind, is one of goal g. */
interface GoalBits {
  ofPage: Uint32Array;
  ofKind: Uint32Array;
}

function bitsOf(events: EventColumns, goals: readonly Goal[]): GoalBits {
  const ofPage = new Uint32Array(events.pages + 1);
  const ofKind = new Uint32Array(EVENT_KINDS.length);
  const set = (bits: Uint32Array, at: number, bit: number): void => {
    bits[at] = (bits[at] as number) | bit;
  };
  goals.forEach(({ page, kind }, g) => {
    const bit = 1 << g;
    if (page === undefined) for (let id = 0; id < ofPage.length; id++) set(ofPage, id, bit);
    else
      for (const id of page.endsWith('*') ? events.pagesWithPrefix(page.slice(0, -1)) : [events.pageId(page)])
        if (id > 0) set(ofPage, id, bit);
    for (let code = 0; code < ofKind.length; code++)
      if (kind === undefined || EVENT_KINDS[code] === kind) set(ofKind, code, bit);
  });
  return { ofPage, ofKind };
}

/** Acts looked at together. */
const BLOCK = 4096;

/** Writes down which of the acts from..to reach a goal of either word; answers how many. */
function keepReaching(
  { page, kind }: EventColumns,
  acts: Uint32Array,
  from: number,
  to: number,
  { ofPage: lowPages, ofKind: lowKinds }: GoalBits,
  { ofPage: highPages, ofKind: highKinds }: GoalBits,
  kept: Int32Array,
): number {
  let count = 0;
  for (let a = from; a < to; a++) {
    const row = acts[a] as number;
    const [on, what] = [page[row] as number, kind[row] as number];
    const first = (lowPages[on] as number) & (lowKinds[what] as number);
    const second = (highPages[on] as number) & (highKinds[what] as number);
    // Written down always and kept by adding 0 or 1: where one reaches a goal is never guessed right.
    kept[count] = a;
    count += differ(first | second, 0);
  }
  return count;
}

/** Told of every conversion: which goal (from 0), the act's row, and the number of its visit. */
type Found = (goal: number, row: number, visit: number) => void;

/** Calls back for every conversion, of known people as all visits are: all goals in one pass over the acts. */
function walk(events: EventColumns, goals: readonly Goal[], context: RunContext, found: Found): void {
  const low = bitsOf(events, goals.slice(0, IN_A_WORD));
  const high = bitsOf(events, goals.slice(IN_A_WORD));
  const matchers = goals.map(
    ({ atLeast, property }): Matcher => ({
      least: atLeast ?? Number.NEGATIVE_INFINITY,
      has: property ? hasProperties(events, testsIn(property)) : null,
    }),
  );
  const { page, kind, value } = events;
  const reach = (bits: number, first: number, row: number, visit: number): void => {
    for (let left = bits; left !== 0; left &= left - 1) {
      const goal = first + 31 - Math.clz32(left & -left);
      const { least, has } = matchers[goal] as Matcher;
      if ((value[row] as number) >= least && (has === null || has(row))) found(goal, row, visit);
    }
  };
  const [lowPages, lowKinds, highPages, highKinds] = [low.ofPage, low.ofKind, high.ofPage, high.ofKind];
  const kept = new Int32Array(BLOCK);
  eachStretch(findSessions(events, context), ({ acts, start }, fromVisit, _toVisit, fromAct, toAct) => {
    let visit = fromVisit;
    for (let from = fromAct; from < toAct; from += BLOCK) {
      const to = Math.min(toAct, from + BLOCK);
      const count = keepReaching(events, acts, from, to, low, high, kept);
      for (let k = 0; k < count; k++) {
        const a = kept[k] as number;
        while ((start[visit + 1] as number) <= a) visit++;
        const row = acts[a] as number;
        const [on, what] = [page[row] as number, kind[row] as number];
        reach((lowPages[on] as number) & (lowKinds[what] as number), 0, row, visit);
        reach((highPages[on] as number) & (highKinds[what] as number), IN_A_WORD, row, visit);
      }
    }
  });
}

interface Reached {
  conversions: number;
  people: number;
  visits: number;
  value: number;
  lastPerson: number;
  lastVisit: number;
}

/** Counts each goal, and everybody who reached any. */
function countGoals(events: EventColumns, goals: readonly Goal[], context: RunContext) {
  const counts = goals.map(
    (): Reached => ({ conversions: 0, people: 0, visits: 0, value: 0, lastPerson: 0, lastVisit: -1 }),
  );
  let everybody = 0;
  let last = 0;
  walk(events, goals, context, (goal, row, visit) => {
    const reached = counts[goal] as Reached;
    reached.conversions++;
    reached.value += (events.value[row] as number) || ((goals[goal] as Goal).worth ?? 0);
    if (visit === reached.lastVisit) return;
    reached.lastVisit = visit;
    reached.visits++;
    const who = events.person[row] as number;
    if (who === reached.lastPerson) return;
    reached.lastPerson = who;
    reached.people++;
    // Acts of a person lie together.
    if (who !== last) everybody++;
    last = who;
  });
  return { counts, everybody };
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
    const { counts, everybody } = countGoals(events, chosen.goals, context);
    let n = 0;
    const rows = chosen.goals.map((one, i) => {
      const { conversions, people, visits, value } = counts[i] as Reached;
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
        { id: 'rate', label: 'Conversion rate', type: 'number', unit: 'share', isPart: true },
        { id: 'value', label: 'Value', type: 'number', unit: 'money' },
      ],
      rows,
      total: rows.length,
      n,
      people: everybody,
    };
  },
  rows({ events }, chosen, context, key) {
    const one = chosen.goals[parseIdKey(key)];
    const rows: number[] = [];
    if (one) walk(events, [one], context, (_goal, row) => rows.push(row));
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
