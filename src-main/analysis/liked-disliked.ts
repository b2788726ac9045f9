import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';

interface Tally {
  negative: number;
  neutral: number;
  positive: number;
  /** Times it was said to belong to each category. */
  categories: Map<number, number>;
  people: PeopleCounter;
}

const newTally = (): Tally => ({
  negative: 0,
  neutral: 0,
  positive: 0,
  categories: new Map(),
  people: new PeopleCounter(),
});

/** Aspects that others name in rows from..to. */
function count(messages: MessageColumns, from: number, to: number) {
  const { group, groups, category, polarity } = messages.aspects;
  const { own, apart, author, aspectStart, aspectCount } = messages;
  const byGroup: (Tally | null)[] = groups.map(() => null);
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
      const tally = byGroup[id] ?? newTally();
      byGroup[id] = tally;
      tally[polarity[a] === 0 ? 'negative' : polarity[a] === 2 ? 'positive' : 'neutral']++;
      const about = category[a] as number;
      tally.categories.set(about, (tally.categories.get(about) ?? 0) + 1);
      tally.people.add(who);
    }
    if (named === 0) continue;
    n++;
    everyone.add(who);
  }
  const tallies = byGroup.flatMap((tally, id) => (tally ? [[id, tally] as const] : []));
  return { tallies, n, people: everyone.count };
}

/** What a thing is mostly said to belong to; of equals the one met first. */
const mostly = (times: ReadonlyMap<number, number>): number =>
  [...times].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0] as [number, number])[0];

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
          categories[mostly(tally.categories)] ?? '',
          named(tally),
          tally.positive,
          tally.negative,
          tally.people.count,
        ],
        people: tally.people.count,
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
