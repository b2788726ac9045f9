import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { messagesInRange, PeopleCounter, selectMessages } from './base/messages.ts';
import { topIds } from './base/scan.ts';

/** Messages by language. */
export const messageLanguages = defineAnalysis({
  id: 'message-languages',
  title: 'Languages',
  question: 'In which languages do people write?',
  definition:
    'As the export says, else recognised from the letters (n-grams) of texts with at least ten letters. Messages by others only.',
  area: 'listening',
  purpose: 'service',
  reads: ['messages'],
  params: z.strictObject({}),
  version: 1,
  run({ messages }, _params, context) {
    const { from, to } = messagesInRange(messages, context);
    const counts = new Uint32Array(messages.languages.length);
    const people = messages.languages.map(() => new PeopleCounter());
    const everyone = new PeopleCounter();
    let n = 0;
    for (let i = from; i < to; i++) {
      if (messages.own[i] === 1) continue;
      const language = messages.language[i] as number;
      counts[language] = (counts[language] as number) + 1;
      people[language]?.add(messages.author[i] as number);
      everyone.add(messages.author[i] as number);
      n++;
    }
    return {
      kind: 'table',
      columns: [
        { id: 'language', label: 'Language', type: 'text' },
        { id: 'messages', label: 'Messages', type: 'number', unit: 'count' },
        { id: 'authors', label: 'People', type: 'number', unit: 'people' },
        { id: 'share', label: 'Share', type: 'number', unit: 'share', isPart: true },
      ],
      rows: topIds(counts, 100, 0).map((id) => ({
        key: messages.languages[id] || 'unknown',
        cells: [
          messages.languages[id] || 'unknown',
          counts[id] as number,
          people[id]?.count ?? 0,
          (counts[id] as number) / n,
        ],
        people: people[id]?.count ?? 0,
      })),
      total: counts.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0),
      n,
      people: everyone.count,
    };
  },
  rows({ messages }, _params, context, key) {
    const language = key === 'unknown' ? 0 : messages.languages.indexOf(key, 1);
    return {
      table: 'messages',
      indices: selectMessages(messages, context, (i) => messages.own[i] === 0 && messages.language[i] === language),
    };
  },
});
