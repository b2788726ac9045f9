import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { CHANNELS, EVENT_KINDS } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ChannelChain, CREDITS, type Journey } from './base/credits.ts';
import { parseIdKey } from './base/keys.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { eachStretch, findSessions } from './base/sessions.ts';
import { isCut } from './base/visit-cut.ts';
import { outsideOnly } from './base/visit-dimensions.ts';
import { kindsOfVisits } from './base/visit-kinds.ts';

const PURCHASE = EVENT_KINDS.indexOf('purchase');
const params = z.strictObject({
  /** Page or event that is the conversion; a trailing * takes all that begin so. Left out: a purchase. */
  goal: z.string().min(1).max(2000).optional(),
  /** Days before a conversion in which a visit can have a share in it. */
  lookbackDays: z.number().int().min(1).max(365).default(90),
});
type Params = z.output<typeof params>;

/** Which acts reach the goal: 1 for each kind, and for each page, of which both must be so. */
function goalOf(events: EventColumns, goal: string | undefined): { kinds: Uint8Array; pages: Uint8Array } {
  const [kinds, pages] = [new Uint8Array(EVENT_KINDS.length), new Uint8Array(events.pages + 1)];
  if (goal === undefined) {
    kinds[PURCHASE] = 1;
    return { kinds, pages: pages.fill(1) };
  }
  for (const id of goal.endsWith('*') ? events.pagesWithPrefix(goal.slice(0, -1)) : [events.pageId(goal)])
    if (id > 0) pages[id] = 1;
  return { kinds: kinds.fill(1), pages };
}

/** Visits of the person in hand since their last conversion, oldest first. */
class Touches implements Journey {
  length = 0;
  channel = new Uint8Array(64);
  atMs = new Float64Array(64);

  push(channel: number, atMs: number): void {
    if (this.length === this.channel.length) {
      const [channels, instants] = [new Uint8Array(2 * this.length), new Float64Array(2 * this.length)];
      channels.set(this.channel);
      instants.set(this.atMs);
      this.channel = channels;
      this.atMs = instants;
    }
    this.channel[this.length] = channel;
    this.atMs[this.length] = atMs;
    this.length++;
  }

  /** Drops what began before an instant. */
  dropBefore(atMs: number): void {
    let old = 0;
    while (old < this.length && (this.atMs[old] as number) < atMs) old++;
    if (old === 0) return;
    this.channel.copyWithin(0, old, this.length);
    this.atMs.copyWithin(0, old, this.length);
    this.length -= old;
  }
}

/** What is told of a journey: its touches (good until the next), person, and row of the conversion (−1 = none). */
type Found = (journey: Journey, person: number, conversionRow: number) => void;

/**
 * Journeys of all people: the channels of their visits up to each conversion, and the rest that led to none. The visit of
 * the conversion itself is the last touch. After a conversion a new journey begins with the next visit; more conversions
 * in the same visit are its own.
 */
function walk(events: EventColumns, { goal, lookbackDays }: Params, context: RunContext, found: Found): void {
  const { kinds, pages } = goalOf(events, goal);
  const { at, person, source, kind, page } = events;
  const channelOf = outsideOnly(events, events.channelOfSource);
  const asked = kinds.reduce((bits, is, code) => bits | (is << code), 0);
  const touches = new Touches();
  let who = 0;
  /** A visit that begins with `begin`; of its acts from..to it is asked whether they reach the goal. */
  const addVisit = (begin: number, acts: Uint32Array, from: number, to: number): void => {
    const channel = channelOf[source[begin] as number] ?? 0;
    const beginMs = at[begin] as number;
    if (person[begin] !== who) {
      if (touches.length > 0) found(touches, who, -1);
      touches.length = 0;
      who = person[begin] as number;
    }
    touches.push(channel, beginMs);
    let converted = false;
    for (let a = from; a < to; a++) {
      const row = acts[a] as number;
      if (((kinds[kind[row] as number] as number) & (pages[page[row] as number] as number)) === 0) continue;
      touches.dropBefore((at[row] as number) - lookbackDays * DAY_MS);
      if (touches.length > 0) {
        found(touches, who, row);
        converted = true;
      }
      touches.length = 0;
      touches.push(channel, beginMs);
    }
    if (converted) touches.length = 0;
  };
  eachStretch(findSessions(events, context), (whole, fromVisit, toVisit, fromAct, toAct) => {
    const { acts, start, first } = whole;
    const kindsOf = kindsOfVisits(events, whole);
    if (isCut(whole, fromVisit, toVisit, fromAct, toAct)) addVisit(acts[fromAct] as number, acts, fromAct, toAct);
    else
      for (let s = fromVisit; s < toVisit; s++) {
        const end = start[s + 1] as number;
        // Few visits have an act of a rare kind.
        addVisit(first[s] as number, acts, ((kindsOf[s] as number) & asked) === 0 ? end : (start[s] as number), end);
      }
  });
  if (touches.length > 0) found(touches, who, -1);
}

/** Conversions by channel and model, and who had a part in them. */
function creditsOf(events: EventColumns, chosen: Params, context: RunContext) {
  const size = CHANNELS.length;
  const credits = CREDITS.map(() => zeros(size));
  const chain = new ChannelChain(size);
  const people = new Uint32Array(size);
  const seen = new Uint32Array(size);
  let shares = new Float64Array(64);
  let n = 0;
  let everybody = 0;
  let current = 0;
  walk(events, chosen, context, (journey, who, conversionRow) => {
    chain.add(journey, conversionRow >= 0);
    if (conversionRow < 0) return;
    n++;
    if (who !== current) everybody++;
    current = who;
    const { length, channel } = journey;
    if (length > shares.length) shares = new Float64Array(2 * length);
    CREDITS.forEach(({ share }, model) => {
      const sums = credits[model] as number[];
      share(journey, shares);
      for (let k = 0; k < length; k++) {
        const id = channel[k] as number;
        sums[id] = (sums[id] as number) + (shares[k] as number);
      }
    });
    for (let k = 0; k < length; k++) {
      const id = channel[k] as number;
      if (seen[id] === who) continue;
      seen[id] = who;
      people[id] = (people[id] as number) + 1;
    }
  });
  credits.push(chain.removalCredits());
  return { credits, people, n, everybody };
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
  version: 2,
  run({ events }, chosen, context) {
    const { credits, people, n, everybody } = creditsOf(events, chosen, context);
    const used = CHANNELS.map((_, channel) => channel).filter((channel) => (people[channel] as number) > 0);
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
        cells: [CHANNELS[channel] ?? '', ...credits.map((sums) => sums[channel] as number), people[channel] as number],
        people: people[channel] as number,
      })),
      total: used.length,
      n,
      people: everybody,
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = parseIdKey(key);
    const rows: number[] = [];
    walk(events, chosen, context, ({ length, channel }, _who, conversionRow) => {
      if (conversionRow >= 0 && channel.subarray(0, length).includes(wanted)) rows.push(conversionRow);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
