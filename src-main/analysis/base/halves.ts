import type { MessageColumns } from '../../../shared/columns.ts';
import type { TableResult } from '../../../shared/results.ts';
import type { RunContext } from '../analysis.ts';
import { type Half, trendsOf } from './growth.ts';
import { messagesInRange, moodOf, PeopleCounter } from './messages.ts';
import { type MoodCounts, netMood, scoredShare } from './net-mood.ts';

/** What messages are told apart by: names, and which of them a message has. */
export interface MessageGroups {
  names: readonly string[];
  /** Calls `has` with the index of each name that holds for message i. */
  each(i: number, has: (group: number) => void): void;
  /** Whether message i counts at all. */
  counts(i: number): boolean;
}

interface Tally extends MoodCounts {
  early: number;
  late: number;
  people: PeopleCounter;
}

/** The instant between the earlier and the later half: of what is known, not of a period that data fill in part. */
export function halfwayOf(messages: MessageColumns, context: RunContext): number {
  const { from } = messagesInRange(messages, context);
  const first = Math.max(context.range.fromMs, messages.at[from] ?? context.range.fromMs);
  return (first + Math.min(context.range.toMs, context.dataEndMs)) / 2;
}

/**
 * A table of groups of messages: how many, by how many people, their share, their net mood with the share it rests on, and
 * whether the share grew between the earlier and the later half of the period (log odds, judged together after Benjamini &
 * Hochberg at 5 %).
 */
export function groupTable(
  messages: MessageColumns,
  context: RunContext,
  groups: MessageGroups,
  label: string,
): TableResult {
  const { from, to } = messagesInRange(messages, context);
  const middle = halfwayOf(messages, context);
  const tallies = groups.names.map(
    (): Tally => ({ early: 0, late: 0, negative: 0, positive: 0, scored: 0, people: new PeopleCounter() }),
  );
  const everyone = new PeopleCounter();
  const all = { early: 0, late: 0 };
  const { at, author, sentiment } = messages;
  let isEarly = true;
  let who = 0;
  let mood = -1;
  // Made once: a function for each of a million messages took half of the time.
  const add = (group: number) => {
    const tally = tallies[group] as Tally;
    if (isEarly) tally.early++;
    else tally.late++;
    tally.people.add(who);
    if (mood >= 0) tally.scored++;
    if (mood === 0) tally.negative++;
    if (mood === 2) tally.positive++;
  };
  for (let i = from; i < to; i++) {
    if (!groups.counts(i)) continue;
    isEarly = (at[i] as number) < middle;
    if (isEarly) all.early++;
    else all.late++;
    who = author[i] as number;
    everyone.add(who);
    mood = moodOf(sentiment[i] as number);
    groups.each(i, add);
  }
  return tableOf(groups.names, tallies, all, everyone.count, label);
}

function tableOf(
  names: readonly string[],
  tallies: readonly Tally[],
  all: { early: number; late: number },
  people: number,
  label: string,
): TableResult {
  const half = (count: number, of: number): Half => ({ count, all: of });
  const trends = trendsOf(
    tallies.map(({ early, late }) => ({ early: half(early, all.early), late: half(late, all.late) })),
  );
  const n = all.early + all.late;
  const rows = names.flatMap((name, i) => {
    const tally = tallies[i] as Tally;
    const messages = tally.early + tally.late;
    if (messages === 0) return [];
    return [
      {
        key: name,
        cells: [
          name,
          messages,
          tally.people.count,
          messages / n,
          netMood(tally, messages),
          trends[i] as string,
          scoredShare(tally, messages),
        ],
        people: tally.people.count,
      },
    ];
  });
  rows.sort((a, b) => (b.cells[1] as number) - (a.cells[1] as number));
  return {
    kind: 'table',
    columns: [
      { id: 'name', label, type: 'text' },
      { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
      { id: 'authors', label: 'People', type: 'number', unit: 'people' },
      { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
      { id: 'mood', label: 'Net mood', type: 'number', unit: 'score' },
      { id: 'trend', label: 'Change', type: 'text' },
      { id: 'scored', label: 'Mood known', type: 'number', unit: 'share' },
    ],
    rows,
    total: rows.length,
    n,
    people,
  };
}
