import * as z from 'zod';
import type { MessageColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';

/** By what `apart` says; own posts are their own kind, whatever they repeat. */
const KINDS = ['', 'word-for-word', 'passed-on', 'spam', 'nearly-the-same', 'own'] as const;
const OWN = 5;

const kindOf = (messages: MessageColumns, i: number): number =>
  messages.own[i] === 1 ? OWN : (messages.apart[i] as number);

/** Messages that figures leave out, by why. */
export const keptApart = defineAnalysis({
  id: 'kept-apart',
  title: 'Kept apart',
  question: 'Which messages do figures leave out, and why?',
  definition:
    'Repeats say word for word what an earlier message said; links, handles, numbers, capitals and drawn-out letters make no difference. Near repeats have at least eight words and share seven tenths or more of their pairs of words with an earlier message (Jaccard resemblance of 2-shingles, Broder 1997; found by MinHash in bands, which misses 7 in 100 of those just as alike as that and 1 in 1,000 of those nine tenths alike). Passed-on messages begin with RT, QT or MT. Spam is told by its words, or by more than three links or twelve hashtags. The first of repeats counts, and the next when that one is removed. Your own posts are in no figure about what others say.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 1,
  run({ messages }, _params, context) {
    const { from, to } = messagesInRange(messages, context);
    const counts = KINDS.map(() => ({ messages: 0, people: new PeopleCounter() }));
    const everyone = new PeopleCounter();
    for (let i = from; i < to; i++) {
      const count = counts[kindOf(messages, i)];
      if (!count) continue;
      count.messages++;
      if (messages.own[i] === 1) continue;
      count.people.add(messages.author[i] as number);
      everyone.add(messages.author[i] as number);
    }
    const rows = KINDS.flatMap((kind, k) => {
      const count = counts[k] as (typeof counts)[0];
      if (kind === '' || count.messages === 0) return [];
      const { count: people } = count.people;
      return [{ key: kind, cells: [kind, count.messages, people, count.messages / (to - from)], people }];
    });
    return {
      kind: 'table',
      columns: [
        { id: 'why', label: 'Why', type: 'text' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
      ],
      rows,
      total: rows.length,
      n: to - from,
      people: everyone.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const kind = KINDS.findIndex((name) => name !== '' && name === key);
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => kind > 0 && kindOf(messages, i) === kind),
    };
  },
});
