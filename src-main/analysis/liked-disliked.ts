import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';

/** What is said of one thing. */
interface Tally {
  negative: number;
  neutral: number;
  positive: number;
  /** What it is mostly said to belong to; of equals the one met first. */
  category: number;
  people: number;
}

/** Counts what each of many things is said to belong to. */
class CategoryTimes {
  /** Nearly every thing has one category: the first is counted in columns, the others in lists. */
  readonly #first: Int32Array;
  readonly #firstTimes: Uint32Array;
  readonly #others = new Map<number, Map<number, number>>();

  constructor(groups: number) {
    this.#first = new Int32Array(groups).fill(-1);
    this.#firstTimes = new Uint32Array(groups);
  }

  add(group: number, category: number): void {
    if (this.#first[group] === category) this.#firstTimes[group] = (this.#firstTimes[group] as number) + 1;
    else if (this.#first[group] === -1) {
      this.#first[group] = category;
      this.#firstTimes[group] = 1;
    } else {
      const times = this.#others.get(group) ?? new Map<number, number>();
      this.#others.set(group, times);
      times.set(category, (times.get(category) ?? 0) + 1);
    }
  }

  mostly(group: number): number {
    let most = [this.#first[group] as number, this.#firstTimes[group] as number] as [number, number];
    for (const one of this.#others.get(group) ?? []) if (one[1] > most[1]) most = one;
    return most[0];
  }
}

/** Aspects that others name in rows from..to. */
function count(messages: MessageColumns, from: number, to: number) {
  const { group, groups, category, polarity } = messages.aspects;
  const { own, apart, author, aspectStart, aspectCount } = messages;
  // Negative, neutral and positive of each thing.
  const said = new Uint32Array(3 * groups.length);
  const categories = new CategoryTimes(groups.length);
  const byGroup: (PeopleCounter | null)[] = groups.map(() => null);
  const everyone = new PeopleCounter();
  let n = 0;
  for (let i = from; i < to; i++) {
    if (own[i] === 1 || apart[i] !== 0) continue;
    const start = aspectStart[i] as number;
    const end = start + (aspectCount[i] as number);
    const who = author[i] as number;
    let named = 0;
    for (let a = start; a < end; a++) {
      const id = group[a] as number;
      if (id === 0) continue;
      named++;
      const place = 3 * id + (polarity[a] === 0 ? 0 : polarity[a] === 2 ? 2 : 1);
      said[place] = (said[place] as number) + 1;
      categories.add(id, category[a] as number);
      let people = byGroup[id] as PeopleCounter | null;
      if (people === null) {
        people = new PeopleCounter();
        byGroup[id] = people;
      }
      people.add(who);
    }
    if (named === 0) continue;
    n++;
    everyone.add(who);
  }
  const tallyOf = (id: number, people: PeopleCounter): Tally => ({
    negative: said[3 * id] as number,
    neutral: said[3 * id + 1] as number,
    positive: said[3 * id + 2] as number,
    category: categories.mostly(id),
    people: people.count,
  });
  const tallies = byGroup.flatMap((people, id) => (people ? [[id, tallyOf(id, people)] as const] : []));
  return { tallies, n, people: everyone.count };
}

/** What exactly is liked or disliked. */
export const likedDisliked = defineAnalysis({
  id: 'liked-disliked',
  title: 'Liked and disliked',
  question: 'What exactly do people like or dislike?',
  definition:
    'Counts how often others name a thing (coffee, delivery, staff) with praise, with blame or neither. Forms of a word, and what means the same in seven languages (“quality”, “calidad”, “qualité”), are counted together; names, merges and hidden things are the owner’s. English is read by a trained model (see docs/models/aspects.md), six languages by word lists, others not at all. Passed-on messages, word-for-word repeats and spam are left out.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({
    limit: z.number().int().min(1).max(500).default(50),
    order: z.enum(['named', 'liked', 'disliked']).default('named'),
  }),
  version: 2,
  run({ messages }, { limit, order }, context) {
    const { from, to } = messagesInRange(messages, context);
    const { groups, categories } = messages.aspects;
    const { tallies, n, people } = count(messages, from, to);
    const named = ({ negative, neutral, positive }: Tally) => negative + neutral + positive;
    const weight = (tally: Tally) =>
      order === 'liked' ? tally.positive : order === 'disliked' ? tally.negative : named(tally);
    const sorted = tallies
      .filter(([, tally]) => weight(tally) > 0)
      .sort(
        ([a, x], [b, y]) =>
          weight(y) - weight(x) ||
          named(y) - named(x) ||
          (groups[a] as string).localeCompare(groups[b] as string, 'en'),
      );
    return {
      kind: 'table',
      columns: [
        { id: 'what', label: 'What', type: 'text' },
        { id: 'about', label: 'About', type: 'text' },
        { id: 'named', label: 'Named', type: 'number', unit: 'count' },
        { id: 'liked', label: 'Liked', type: 'number', unit: 'count' },
        { id: 'disliked', label: 'Disliked', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: sorted.slice(0, limit).map(([id, tally]) => ({
        key: groups[id] as string,
        cells: [
          groups[id] as string,
          categories[tally.category] ?? '',
          named(tally),
          tally.positive,
          tally.negative,
          tally.people,
        ],
        people: tally.people,
      })),
      total: sorted.length,
      n,
      people,
    };
  },
  rows({ messages }, _params, context, key) {
    const { group, groups } = messages.aspects;
    const id = groups.indexOf(key, 1);
    const names = (i: number) => {
      const start = messages.aspectStart[i] as number;
      return group.subarray(start, start + (messages.aspectCount[i] as number)).includes(id);
    };
    return {
      table: 'messages',
      indices: selectMessages(
        messages,
        context,
        (i) => id > 0 && messages.own[i] === 0 && messages.apart[i] === 0 && names(i),
      ),
    };
  },
});
