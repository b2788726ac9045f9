import type { MessageColumns } from '../../../shared/columns.ts';
import type { SeriesResult } from '../../../shared/results.ts';
import type { Bucket } from '../../../shared/time.ts';
import type { RowsBehind, RunContext } from '../analysis.ts';
import { parsePointKey } from './keys.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './messages.ts';
import { zeros } from './scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './series.ts';

/** Lines of a message chart: a message belongs to one line or (−1) to none. */
export interface MessageLines {
  ids: readonly string[];
  labels: readonly string[];
  lineOf(i: number): number;
}

/** Tells for people who come bucket by bucket, as messages in time order do, whether they are new in theirs. */
class LastSeen {
  /** The bucket after the last one that a person was seen in; 0 = in none. */
  readonly #after: Uint32Array;

  /** `highest`: number of the last person who may come. */
  constructor(highest: number) {
    this.#after = new Uint32Array(highest + 1);
  }

  isNew(person: number, bucket: number): boolean {
    if (person <= 0 || this.#after[person] === bucket + 1) return false;
    this.#after[person] = bucket + 1;
    return true;
  }
}

function highestOf(author: Uint32Array, from: number, to: number): number {
  let highest = 0;
  for (let i = from; i < to; i++) if ((author[i] as number) > highest) highest = author[i] as number;
  return highest;
}

/** Counts messages per line and bucket, with the distinct authors behind each point. */
export function countMessages(
  messages: MessageColumns,
  context: RunContext,
  asked: Bucket | 'auto',
  lines: MessageLines,
): SeriesResult {
  const buckets = bucketsOf(context, asked);
  const bucketOf = bucketFinder(buckets.edges);
  const { from, to } = messagesInRange(messages, context);
  const counts = lines.ids.map(() => zeros(buckets.count));
  const authors = lines.ids.map(() => zeros(buckets.count));
  const { at, author, own } = messages;
  const highest = highestOf(author, from, to);
  const lastSeen = lines.ids.map(() => new LastSeen(highest));
  const everyone = new PeopleCounter();
  let n = 0;
  for (let i = from; i < to; i++) {
    const line = lines.lineOf(i);
    if (line < 0) continue;
    n++;
    const b = bucketOf(at[i] as number);
    const values = counts[line] as number[];
    values[b] = (values[b] as number) + 1;
    // The business's own posts are about nobody: no group to protect, nobody to count.
    if (own[i] === 1) continue;
    const who = author[i] as number;
    everyone.add(who);
    const people = authors[line] as number[];
    if ((lastSeen[line] as LastSeen).isNew(who, b)) people[b] = (people[b] as number) + 1;
  }
  const made = lines.ids.map((id, line) => ({
    id,
    label: lines.labels[line] ?? id,
    values: counts[line] as number[],
    people: authors[line] as number[],
  }));
  return timeSeries(context, buckets, 'count', made, n, everyone.count);
}

/** Messages behind one point. */
export function messagesBehind(
  messages: MessageColumns,
  context: RunContext,
  asked: Bucket | 'auto',
  lines: MessageLines,
  key: string,
): RowsBehind {
  const point = parsePointKey(key);
  const { edges } = bucketsOf(context, asked);
  const bucketOf = bucketFinder(edges);
  const line = point ? lines.ids.indexOf(point.line) : -1;
  const b = point ? bucketOf(point.startMs) : -1;
  const wanted = (i: number) => line >= 0 && lines.lineOf(i) === line && bucketOf(messages.at[i] as number) === b;
  return { table: 'messages', indices: selectMessages(messages, context, wanted) };
}
