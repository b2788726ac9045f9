import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { countDays, isCounted } from './base/message-days.ts';
import { parseIdKey } from './base/keys.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';
import { bucketFinder } from './base/series.ts';
import { FEWEST_DAYS, weeklyRhythm } from './base/weekly-rhythm.ts';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** The weekday of message i, 0 = Monday; −1 where it does not count, or its day is not over. */
function weekdayFinder(messages: MessageColumns, context: RunContext) {
  const days = countDays(messages, context);
  const bucketOf = bucketFinder(days.buckets.edges);
  const weekdays = days.counts.map((_, day) => days.weekdayOf(day));
  const weekdayOf = (i: number): number =>
    isCounted(messages, i) ? (weekdays[bucketOf(messages.at[i] as number) - days.first] ?? -1) : -1;
  return { days, weekdayOf };
}

/** On which weekdays more or less is said. */
export const messageWeekdays = defineAnalysis({
  id: 'message-weekdays',
  title: 'Days of the week',
  question: 'On which weekdays do people write more, on which less?',
  definition:
    'Messages by others on each weekday over the mean of the seven days around it (ratio to moving average): 1.5 is half as much again as on an average day, with the range in which it lies in 95 of 100 cases. Days far from their like are left out. Whether weekdays differ by more than chance makes is judged for all together (chi-square with the spread of the days, at 1 %), then for each (Benjamini & Hochberg 1995). Needs four weeks.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 1,
  run({ messages }, _params, context) {
    const { days, weekdayOf } = weekdayFinder(messages, context);
    const { from, to } = messagesInRange(messages, context);
    const people = NAMES.map(() => new PeopleCounter());
    const counts = NAMES.map(() => 0);
    const everyone = new PeopleCounter();
    for (let i = from; i < to; i++) {
      const weekday = weekdayOf(i);
      if (weekday < 0) continue;
      counts[weekday] = (counts[weekday] as number) + 1;
      people[weekday]?.add(messages.author[i] as number);
      everyone.add(messages.author[i] as number);
    }
    const isKnown = days.counts.length >= FEWEST_DAYS && everyone.count + counts.reduce((a, b) => a + b, 0) > 0;
    const rhythm = weeklyRhythm(days.counts, days.weekdayOf);
    const rows = NAMES.map((name, weekday) => {
      const { factor, low, high, stands } = rhythm.weekdays[weekday] as (typeof rhythm.weekdays)[0];
      const count = people[weekday]?.count ?? 0;
      const says = stands ? (factor > 1 ? 'more' : 'less') : 'alike';
      return {
        key: String(weekday),
        cells: [name, says, factor, low, high, counts[weekday] as number, count],
        people: count,
      };
    });
    return {
      kind: 'table',
      columns: [
        { id: 'weekday', label: 'Weekday', type: 'text' },
        { id: 'says', label: 'Beside an average day', type: 'text' },
        { id: 'factor', label: 'Times an average day', type: 'number', unit: 'ratio' },
        { id: 'low', label: 'At least (95 %)', type: 'number', unit: 'ratio' },
        { id: 'high', label: 'At most (95 %)', type: 'number', unit: 'ratio' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: isKnown ? rows : [],
      total: isKnown ? rows.length : 0,
      n: counts.reduce((a, b) => a + b, 0),
      people: everyone.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const { weekdayOf } = weekdayFinder(messages, context);
    const wanted = parseIdKey(key);
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => wanted >= 0 && weekdayOf(i) === wanted),
    };
  },
});
