import * as z from 'zod';
import { type MessageColumns, READ_BIT } from '../../shared/columns.ts';
import { DAY_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { stands } from './base/growth.ts';
import { messagesInRange, moodOf, PeopleCounter, selectMessages } from './base/messages.ts';
import { largerShareThanBefore, moreThanBefore, type Part } from './base/weeks.ts';
import { INTENTS } from './lexicons/intent-cues.ts';

/** Stretches before the newest one: at most, and the fewest that tell what is usual. */
const MOST_BEFORE = 12;
const FEWEST_BEFORE = 6;
/** A subject is judged when it is in this many messages in all, and told when in so many new ones by so many people. */
const FEWEST_JUDGED = 8;
const FEWEST_NEW = 5;
const FEWEST_PEOPLE = 3;
/** Of a hundred stores in which nothing changes, at most one shows an alert. */
const FALSE_SHARE = 0.01;

const params = z.strictObject({
  /** Length of the newest stretch and of those it is compared with. */
  days: z.number().int().min(1).max(90).default(7),
});

const counted = (messages: MessageColumns, i: number): boolean => messages.own[i] === 0 && messages.apart[i] === 0;
const isRead = (messages: MessageColumns, i: number): boolean => ((messages.intents[i] as number) & READ_BIT) !== 0;

/** Stretches of equal length that end with the data, newest first; `count` = how many there are. */
interface Stretches {
  end: number;
  length: number;
  count: number;
}

function stretchesOf(messages: MessageColumns, context: RunContext, days: number): Stretches {
  const { from, to } = messagesInRange(messages, context);
  const length = days * DAY_MS;
  const end = Math.min(context.range.toMs, context.dataEndMs);
  if (from === to) return { end, length, count: 0 };
  const first = Math.max(context.range.fromMs, messages.at[from] as number);
  return { end, length, count: Math.max(0, Math.min(MOST_BEFORE + 1, Math.floor((end - first) / length))) };
}
const stretchAt = ({ end, length, count }: Stretches, at: number): number => {
  const stretch = Math.ceil((end - at) / length) - 1;
  return stretch >= 0 && stretch < count ? stretch : -1;
};

/** Calls `has` with the key of everything that message i says, each once, and what it counts among. */
function eachSubject(
  messages: MessageColumns,
  i: number,
  has: (key: string, among: 'all' | 'scored' | 'read') => void,
) {
  has('amount:', 'all');
  if (moodOf(messages.sentiment[i] as number) === 0) has('negative:', 'scored');
  if (!isRead(messages, i)) return;
  const bits = messages.intents[i] as number;
  INTENTS.forEach((intent, b) => {
    if ((bits & (1 << b)) !== 0) has(`need:${intent}`, 'read');
  });
  const topic = messages.topic[i] as number;
  if (topic > 0) has(`topic:${messages.topics[topic]}`, 'read');
  const { group, groups, polarity } = messages.aspects;
  const start = messages.aspectStart[i] as number;
  const blamed = new Set<number>();
  for (let a = start; a < start + (messages.aspectCount[i] as number); a++)
    if (polarity[a] === 0) blamed.add(group[a] as number);
  for (const id of blamed) has(`disliked:${groups[id]}`, 'read');
}

interface Subject {
  key: string;
  among: 'all' | 'scored' | 'read';
  counts: Float64Array;
  people: PeopleCounter;
  strangers: number;
}

function countSubjects(messages: MessageColumns, context: RunContext, stretches: Stretches) {
  const zeros = () => new Float64Array(stretches.count);
  const totals = { all: zeros(), scored: zeros(), read: zeros() };
  const subjects = new Map<string, Subject>();
  const everyone = new PeopleCounter();
  const { from, to } = messagesInRange(messages, context);
  let n = 0;
  for (let i = from; i < to; i++) {
    const k = stretchAt(stretches, messages.at[i] as number);
    if (k < 0 || !counted(messages, i)) continue;
    const author = messages.author[i] as number;
    n++;
    everyone.add(author);
    totals.all[k] = (totals.all[k] as number) + 1;
    if (moodOf(messages.sentiment[i] as number) >= 0) totals.scored[k] = (totals.scored[k] as number) + 1;
    if (isRead(messages, i)) totals.read[k] = (totals.read[k] as number) + 1;
    eachSubject(messages, i, (key, among) => {
      let subject = subjects.get(key);
      if (!subject) {
        subject = { key, among, counts: zeros(), people: new PeopleCounter(), strangers: 0 };
        subjects.set(key, subject);
      }
      subject.counts[k] = (subject.counts[k] as number) + 1;
      if (k > 0) return;
      subject.people.add(author);
      if (author === 0) subject.strangers++;
    });
  }
  return { subjects: [...subjects.values()], totals, n, people: everyone.count };
}

type Totals = ReturnType<typeof countSubjects>['totals'];

function judge({ key, among, counts }: Subject, totals: Totals): number {
  const [now, ...before] = counts;
  if (key === 'amount:') return moreThanBefore(before, now as number);
  const part = (count: number, k: number): Part => ({ count, of: totals[among][k] as number });
  return largerShareThanBefore(
    before.map((count, k) => part(count, k + 1)),
    part(now as number, 0),
  );
}

function rowOf({ key, among, counts, people }: Subject, totals: Totals, from: number) {
  const [now = 0, ...before] = counts;
  const [newest = 0, ...earlier] = totals[among];
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const colon = key.indexOf(':');
  const isAmount = key === 'amount:';
  const usualShare = sum(before) / Math.max(1, sum(earlier));
  return {
    key,
    cells: [
      key.slice(0, colon),
      key.slice(colon + 1),
      now,
      people.count,
      isAmount ? sum(before) / before.length : usualShare * newest,
      isAmount ? null : now / newest,
      isAmount ? null : usualShare,
      from,
    ],
    people: people.count,
  };
}

/** What changed noticeably in the newest days. */
export const listeningAlerts = defineAnalysis({
  id: 'listening-alerts',
  title: 'What changed noticeably',
  question: 'What do people suddenly say more than usual?',
  definition:
    'The newest seven days (can be changed) against the six to twelve stretches of the same length before: the amount of messages, the share of negative ones, and the shares of each need, topic and disliked thing. An alert is an increase beyond what chance and the usual ups and downs make (variance-stabilised counts and shares, Anscombe 1948, with the spread between the earlier stretches; Student’s t), judged together at 1 % (Benjamini & Hochberg 1995): where nothing changes, at most one store in a hundred shows one. It has at least five messages by three people. Repeats, passed-on messages, spam and own posts are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params,
  version: 1,
  run({ messages }, { days }, context) {
    const stretches = stretchesOf(messages, context, days);
    const { subjects, totals, n, people } = countSubjects(messages, context, stretches);
    const known = stretches.count > FEWEST_BEFORE ? subjects : [];
    // Chosen by all messages, not by the new ones: those that grew by chance would be judged among too few.
    const judged = known
      .filter(({ counts }) => counts.reduce((a, b) => a + b, 0) >= FEWEST_JUDGED)
      .map((subject) => ({ subject, p: judge(subject, totals) }));
    const sure = stands(
      judged.map(({ p }) => p),
      FALSE_SHARE,
    );
    const told = judged.filter(
      ({ subject }, k) =>
        sure[k] &&
        (subject.counts[0] as number) >= FEWEST_NEW &&
        subject.people.count + subject.strangers >= FEWEST_PEOPLE,
    );
    told.sort((a, b) => a.p - b.p || (a.subject.key < b.subject.key ? -1 : 1));
    return {
      kind: 'table',
      columns: [
        { id: 'what', label: 'What', type: 'text' },
        { id: 'name', label: 'Name', type: 'text' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
        { id: 'expected', label: 'Usual', type: 'number', unit: 'ratio' },
        { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
        { id: 'usual', label: 'Usual share', type: 'number', unit: 'share' },
        { id: 'from', label: 'Since', type: 'time' },
      ],
      rows: told.map(({ subject }) => rowOf(subject, totals, stretches.end - stretches.length)),
      total: told.length,
      n,
      people,
    };
  },
  rows({ messages }, { days }, context, key) {
    const stretches = stretchesOf(messages, context, days);
    const says = (i: number) => {
      let found = false;
      eachSubject(messages, i, (subject) => {
        found ||= subject === key;
      });
      return found;
    };
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => counted(messages, i) && stretchAt(stretches, messages.at[i] as number) === 0 && says(i),
      ),
    };
  },
});
