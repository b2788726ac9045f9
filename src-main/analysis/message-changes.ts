import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parsePointKey, pointKey } from './base/keys.ts';
import { countDays, isCounted, type MessageDays } from './base/message-days.ts';
import { messagesInRange, moodOf, PeopleCounter, selectMessages } from './base/messages.ts';
import { shareChanges } from './base/share-changes.ts';
import { ordinaryMoods } from './base/spike-days.ts';
import { type LevelChange, usualAmount } from './base/usual-amount.ts';

const WHATS = ['amount', 'negative'] as const;
type What = (typeof WHATS)[number];

interface Change extends LevelChange {
  what: What;
  /** Instants at which the level begins, and at which the next one does. */
  fromMs: number;
  toMs: number;
}

function findChanges(days: MessageDays): Change[] {
  const startOf = (day: number) => days.buckets.edges[days.first + day] as number;
  const made = (what: What, found: readonly LevelChange[]) =>
    found.map((change) => ({ ...change, what, fromMs: startOf(change.at), toMs: startOf(change.until) }));
  const { negative, scored } = ordinaryMoods(days);
  return [
    ...made('amount', usualAmount(days.counts, days.weekdayOf)?.changes ?? []),
    ...made('negative', shareChanges(negative, scored)),
  ].sort((a, b) => b.fromMs - a.fromMs || (a.what < b.what ? -1 : 1));
}

/** Whether message i is one of those by which a level is told: negative ones for the share of those. */
const tells = (messages: MessageColumns, i: number, { what, fromMs, toMs }: Change): boolean =>
  isCounted(messages, i) &&
  (messages.at[i] as number) >= fromMs &&
  (messages.at[i] as number) < toMs &&
  (what === 'amount' || moodOf(messages.sentiment[i] as number) === 0);

function countOf(messages: MessageColumns, context: RunContext, change: Change) {
  const { from, to } = messagesInRange(messages, { ...context, range: change });
  const people = new PeopleCounter();
  let count = 0;
  for (let i = from; i < to; i++) {
    if (!tells(messages, i, change)) continue;
    count++;
    people.add(messages.author[i] as number);
  }
  return { count, people: people.count };
}

/** Since when more or less is said, or the mood is another one. */
export const messageChanges = defineAnalysis({
  id: 'message-changes',
  title: 'Lasting changes',
  question: 'Since when is more said than before, and since when does it sound better or worse?',
  definition:
    'Days from which on the number of messages a day (without what belongs to the weekday), or the share of negative ones among the scored, is another one for good: the cut of the days into levels that fits best, with a penalty that keeps chance out (PELT, Killick, Fearnhead & Eckley 2012, with the likelihood of Poisson and binomial counts and 3 ln n per change, Zhang & Siegmund 2007, times the spread that the days have shown). A level lasts a week at least. In 95 of 100 cases the change lies between the two days named. Days far out of the ordinary have no say about the number, and unusual days none about the share. Passed-on messages, repeats, spam and own posts are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 1,
  run({ messages }, _params, context) {
    const days = countDays(messages, context);
    const changes = findChanges(days);
    const everyone = new PeopleCounter();
    const { from, to } = messagesInRange(messages, context);
    for (let i = from; i < to; i++) if (isCounted(messages, i)) everyone.add(messages.author[i] as number);
    const startOf = (day: number) => days.buckets.edges[days.first + day] as number;
    return {
      kind: 'table',
      columns: [
        { id: 'what', label: 'What', type: 'text' },
        { id: 'from', label: 'Since', type: 'time' },
        { id: 'earliest', label: 'At the earliest', type: 'time' },
        { id: 'latest', label: 'At the latest', type: 'time' },
        { id: 'daily-before', label: 'A day before', type: 'number', unit: 'ratio' },
        { id: 'daily-after', label: 'A day since', type: 'number', unit: 'ratio' },
        { id: 'share-before', label: 'Share before', type: 'number', unit: 'share' },
        { id: 'share-after', label: 'Share since', type: 'number', unit: 'share' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: changes.map((change) => {
        const { what, before, after } = change;
        const { count, people } = countOf(messages, context, change);
        const isAmount = what === 'amount';
        return {
          key: pointKey(what, change.fromMs),
          cells: [
            what,
            change.fromMs,
            startOf(change.earliest),
            startOf(change.latest),
            isAmount ? before : null,
            isAmount ? after : null,
            isAmount ? null : before,
            isAmount ? null : after,
            count,
            people,
          ],
          people,
        };
      }),
      total: changes.length,
      n: days.counts.reduce((a, b) => a + b, 0),
      people: everyone.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const point = parsePointKey(key);
    const change = findChanges(countDays(messages, context)).find(
      ({ what, fromMs }) => what === point?.line && fromMs === point.startMs,
    );
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => change !== undefined && tells(messages, i, change)),
    };
  },
});
