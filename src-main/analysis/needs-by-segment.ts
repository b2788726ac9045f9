import * as z from 'zod';
import { type MessageColumns, READ_BIT, type Tables } from '../../shared/columns.ts';
import { conditionSchema } from '../../shared/conditions.ts';
import { NETWORKS } from '../../shared/model.ts';
import type { TableResult } from '../../shared/results.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { maskOf } from './base/conditions.ts';
import { segmentContext } from './base/narrow.ts';
import { type Half, trendsOf } from './base/growth.ts';
import { halfwayOf } from './base/halves.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';
import { INTENTS, type Intent } from './lexicons/intent-cues.ts';

const params = z.strictObject({
  by: z.enum(['network', 'language', 'buyers', 'segments']).default('network'),
  /** Conditions under the names the owner gave them; a writer can be in several. */
  segments: z
    .array(z.strictObject({ name: z.string().min(1).max(80), condition: conditionSchema }))
    .max(8)
    .default([]),
});
type Params = z.output<typeof params>;
type Given = Pick<Tables, 'messages'> & Partial<Pick<Tables, 'events' | 'orders'>>;

/** Names of segments, and which of them message i is of. */
interface Segments {
  names: readonly string[];
  of(i: number): readonly number[];
}

const counts = (messages: MessageColumns, i: number): boolean =>
  messages.own[i] === 0 && messages.apart[i] === 0 && ((messages.intents[i] as number) & READ_BIT) !== 0;

const BUYERS = ['buyers', 'not-buyers'] as const;
const PAID = 1;

function buyersOf({ orders }: Given): ReadonlySet<number> {
  const people = new Set<number>();
  if (orders)
    for (let i = 0; i < orders.length; i++) if (orders.status[i] === PAID) people.add(orders.buyer[i] as number);
  people.delete(0);
  return people;
}

function peopleOf({ events }: Given, condition: Params['segments'][number]['condition'], context: RunContext) {
  const people = new Set<number>();
  if (events) {
    const mask = maskOf(events, segmentContext(context), condition);
    for (let i = 0; i < mask.length; i++) if (mask[i] === 1) people.add(events.person[i] as number);
  }
  people.delete(0);
  return people;
}

function segmentsOf(tables: Given, { by, segments }: Params, context: RunContext): Segments {
  const { messages } = tables;
  if (by === 'network') return { names: NETWORKS, of: (i) => [messages.network[i] as number] };
  if (by === 'language') return { names: messages.languages, of: (i) => [messages.language[i] as number] };
  if (by === 'buyers') {
    const buyers = buyersOf(tables);
    return { names: BUYERS, of: (i) => [buyers.has(messages.author[i] as number) ? 0 : 1] };
  }
  const people = segments.map(({ condition }) => peopleOf(tables, condition, context));
  return {
    names: segments.map(({ name }) => name),
    of: (i) => people.flatMap((among, s) => (among.has(messages.author[i] as number) ? [s] : [])),
  };
}

/** Writers of one half, each once; messages nobody is known to have written count by themselves. */
class Writers {
  readonly #known = new PeopleCounter();
  #unknown = 0;
  add(author: number): void {
    if (author > 0) this.#known.add(author);
    else this.#unknown++;
  }
  get count(): number {
    return this.#known.count + this.#unknown;
  }
}

const twoHalves = () => [new Writers(), new Writers()] as const;
/** What one segment says of one need. */
class Cell {
  messages = 0;
  readonly people = new PeopleCounter();
  readonly writers = twoHalves();
}
/** A segment while it is counted; `all` = whoever wrote anything. */
class Count {
  readonly all = twoHalves();
  readonly cells = INTENTS.map(() => new Cell());
}

function countNeeds(tables: Given, given: Params, context: RunContext) {
  const { messages } = tables;
  const { from, to } = messagesInRange(messages, context);
  const middle = halfwayOf(messages, context);
  const segments = segmentsOf(tables, given, context);
  const found = segments.names.map(() => new Count());
  const everyone = new PeopleCounter();
  let n = 0;
  for (let i = from; i < to; i++) {
    if (!counts(messages, i)) continue;
    const among = segments.of(i);
    if (among.length === 0) continue;
    n++;
    const author = messages.author[i] as number;
    const half = (messages.at[i] as number) < middle ? 0 : 1;
    everyone.add(author);
    for (const s of among) {
      const { all, cells } = found[s] as Count;
      all[half].add(author);
      cells.forEach((cell, intent) => {
        if (((messages.intents[i] as number) & (1 << intent)) === 0) return;
        cell.messages++;
        cell.people.add(author);
        cell.writers[half].add(author);
      });
    }
  }
  return { names: segments.names, found, n, people: everyone.count };
}

const keyOf = (segment: string, intent: string): string => `${intent} ${segment}`;
const share = ({ count, all }: Half): number | null => (all > 0 ? count / all : null);

function tableOf(by: Params['by'], { names, found, n, people }: ReturnType<typeof countNeeds>): TableResult {
  const cells = found.flatMap(({ all, cells: needs }, s) =>
    needs.flatMap((cell, intent) => {
      if (cell.messages === 0) return [];
      const [early, late] = cell.writers.map((writers, half) => ({
        count: writers.count,
        all: (all[half] as Writers).count,
      })) as [Half, Half];
      return [{ segment: names[s] as string, intent: INTENTS[intent] as string, cell, early, late }];
    }),
  );
  const trends = trendsOf(cells);
  const rows = cells
    .map(({ segment, intent, cell, early, late }, i) => ({
      key: keyOf(segment, intent),
      cells: [segment, intent, cell.messages, cell.people.count, share(early), share(late), trends[i] as string],
      people: cell.people.count,
    }))
    .sort((a, b) => (b.cells[2] as number) - (a.cells[2] as number) || (a.key < b.key ? -1 : 1));
  return {
    kind: 'table',
    columns: [
      { id: by === 'language' ? 'language' : 'segment', label: 'Segment', type: 'text' },
      { id: 'name', label: 'What', type: 'text' },
      { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
      { id: 'authors', label: 'People', type: 'number', unit: 'people' },
      { id: 'early', label: 'Earlier half', type: 'number', unit: 'share' },
      { id: 'late', label: 'Later half', type: 'number', unit: 'share' },
      { id: 'trend', label: 'Change', type: 'text' },
    ],
    rows,
    total: rows.length,
    n,
    people,
  };
}

/** How needs grow or fade among different people. */
export const needsBySegment = defineAnalysis({
  id: 'needs-by-segment',
  title: 'Needs by segment',
  question: 'Whose questions, wishes, complaints and plans grow, and whose fade?',
  definition:
    'For each segment the share of its writers who ask, wish, complain, praise, plan to buy, plan to leave or compare, in the earlier and in the later half of the dates. A person counts once in each half, however much they write; messages without a known writer count by themselves. Growing, fading and new: the log odds differ by more than chance, all segments and needs judged together (Benjamini-Hochberg at 5 %). Segments are networks, languages, people with and without a paid order, or conditions on activity; somebody can be in several of the last. Passed-on messages, repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  alsoReads: ({ by }: Params) => (by === 'buyers' ? ['orders'] : by === 'segments' ? ['events'] : []),
  params,
  version: 1,
  run: (tables, given, context) => tableOf(given.by, countNeeds(tables, given, context)),
  rows(tables, given, context, key) {
    const { messages } = tables;
    const { names, of } = segmentsOf(tables, given, context);
    const s = names.findIndex((name) => INTENTS.some((intent) => key === keyOf(name, intent)));
    const intent = INTENTS.indexOf(key.split(' ', 1)[0] as Intent);
    const bit = 1 << intent;
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) =>
          s >= 0 &&
          intent >= 0 &&
          counts(messages, i) &&
          ((messages.intents[i] as number) & bit) !== 0 &&
          of(i).includes(s),
      ),
    };
  },
});
