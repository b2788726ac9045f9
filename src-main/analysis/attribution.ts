import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS, EVENT_KINDS } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { CREDITS, type Journey, removalCredits } from './base/credits.ts';
import { IS_ACT, newestFirst, outOfScope, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

const PURCHASE = EVENT_KINDS.indexOf('purchase');
const params = z.strictObject({
  /** Page or event that is the conversion; a trailing * takes all that begin so. Left out: a purchase. */
  goal: z.string().min(1).max(2000).optional(),
  /** Days before a conversion in which a visit can have a share in it. */
  lookbackDays: z.number().int().min(1).max(365).default(90),
});
type Params = z.output<typeof params>;

function goalTest(events: EventColumns, goal: string | undefined): (i: number) => boolean {
  if (goal === undefined) return (i) => events.kind[i] === PURCHASE;
  const ids = new Set(
    goal.endsWith('*') ? events.pagesWithPrefix(goal.slice(0, -1)) : [events.pageId(goal)].filter((id) => id > 0),
  );
  return (i) => ids.has(events.page[i] as number);
}

/**
 * Journeys of all people: the channels of their visits up to each conversion, and the rest that led to none. The visit of
 * the conversion itself is the last touch. After a conversion a new journey begins with the next visit.
 */
function journeysOf(events: EventColumns, { goal, lookbackDays }: Params, context: RunContext): Journey[] {
  const isGoal = goalTest(events, goal);
  const hidden = outOfScope(context);
  const { at, person, kind, flags, source, channelOfSource } = events;
  const { first, last, count } = findSessions(events, context);
  const journeys: Journey[] = [];
  let touches: Journey['touches'] = [];
  let who = 0;
  const close = (conversionRow: number, value: number, atMs: number) => {
    const recent = conversionRow < 0 ? touches : touches.filter((touch) => atMs - touch.atMs <= lookbackDays * DAY_MS);
    if (recent.length > 0) journeys.push({ touches: recent, person: who, conversionRow, value, atMs });
  };
  for (let s = 0; s < count; s++) {
    const begin = first[s] as number;
    if (person[begin] !== who) {
      close(-1, 0, Number.NaN);
      touches = [];
      who = person[begin] as number;
    }
    touches.push({ channel: channelOfSource[source[begin] as number] ?? 0, atMs: at[begin] as number });
    for (let i = begin; i <= (last[s] as number); i++) {
      if (IS_ACT[kind[i] as number] === 0 || ((flags[i] as number) & hidden) !== 0 || !isGoal(i)) continue;
      close(i, events.value[i] as number, at[i] as number);
      touches = [];
      // More conversions in the same visit are its own.
      touches.push({ channel: channelOfSource[source[begin] as number] ?? 0, atMs: at[begin] as number });
    }
    const converted = journeys.at(-1)?.conversionRow ?? -1;
    if (converted >= begin && converted <= (last[s] as number)) touches = [];
  }
  close(-1, 0, Number.NaN);
  return journeys;
}

/** Which channels conversions are owed to, by seven models side by side. */
export const attribution = defineAnalysis({
  id: 'attribution',
  title: 'What brings success',
  question: 'Which channels do conversions come from, and how much depends on the way of counting?',
  definition:
    'Each conversion is shared among the visits of the person in the 90 days before it, after their last conversion: first – all to the first visit; last – all to the last; last non-direct – to the last that did not come directly; linear – equal parts; position – 40 % to the first, 40 % to the last, 20 % to those between; time decay – half as much for every seven days earlier; Markov – by how many conversions would be lost if nobody came through the channel any more (removal effect of a first-order chain, Anderl et al. 2016). No model proves a cause; where they differ, look closer.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const journeys = journeysOf(events, chosen, context);
    const converted = journeys.filter(({ conversionRow }) => conversionRow >= 0);
    const credits = CREDITS.map(({ shares }) => {
      const sums = zeros(CHANNELS.length);
      for (const journey of converted)
        shares(journey).forEach((share, i) => {
          const channel = journey.touches[i]?.channel ?? 0;
          sums[channel] = (sums[channel] as number) + share;
        });
      return sums;
    });
    credits.push(removalCredits(journeys, CHANNELS.length));
    const people = CHANNELS.map(
      (_, channel) =>
        new Set(
          converted
            .filter(({ touches }) => touches.some((touch) => touch.channel === channel))
            .map(({ person }) => person),
        ),
    );
    const used = CHANNELS.map((_, channel) => channel).filter((channel) => (people[channel] as Set<number>).size > 0);
    const linear = credits[3] as number[];
    used.sort((a, b) => (linear[b] as number) - (linear[a] as number) || a - b);
    return {
      kind: 'table',
      columns: [
        { id: 'channel', label: 'Channel', type: 'text' },
        ...[...CREDITS, { id: 'markov', label: 'Markov' }].map(({ id, label }) => ({
          id,
          label,
          type: 'number' as const,
          unit: 'ratio' as const,
        })),
        { id: 'people', label: 'People it took part for', type: 'number', unit: 'people' },
      ],
      rows: used.map((channel) => ({
        key: String(channel),
        cells: [
          CHANNELS[channel] ?? '',
          ...credits.map((sums) => sums[channel] as number),
          (people[channel] as Set<number>).size,
        ],
        people: (people[channel] as Set<number>).size,
      })),
      total: used.length,
      n: converted.length,
      people: new Set(converted.map(({ person }) => person)).size,
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = /^\d+$/.test(key) ? Number(key) : -1;
    const rows = journeysOf(events, chosen, context)
      .filter(({ conversionRow, touches }) => conversionRow >= 0 && touches.some(({ channel }) => channel === wanted))
      .map(({ conversionRow }) => conversionRow);
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
