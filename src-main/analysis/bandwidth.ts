import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { newestFirst, selectEvents, topIds } from './base/scan.ts';
import { eachSentBlock, SentTally } from './base/sent-rows.ts';

/** What pages and files cost in data sent. */
export const bandwidth = defineAnalysis({
  id: 'bandwidth',
  title: 'Data sent, by page and file',
  question: 'Which pages and files cost the most data?',
  definition:
    'The sizes of all answers as the log gives them – pages, files, redirects and errors – by the address asked for. Headers are not counted. Requests without a size in the log are left out.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const tally = new SentTally(events, events.pages + 1);
    eachSentBlock(events, context, (block) => tally.addBy(events.page, block));
    const { bytes, answers, people, allBytes, allAnswers, allPeople } = tally.totals();
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page or file', type: 'page' },
        { id: 'bytes', label: 'Data sent', type: 'number', unit: 'bytes' },
        { id: 'requests', label: 'Requests', type: 'number', unit: 'count' },
        { id: 'mean', label: 'Per request', type: 'number', unit: 'bytes' },
        { id: 'share', label: 'Share of all data', type: 'number', unit: 'share', isPart: true },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
      ],
      rows: topIds(bytes, limit).map((id) => {
        const [sent, times, who] = [bytes[id] as number, answers[id] as number, people[id] as number];
        return { key: String(id), cells: [id, sent, times, sent / times, sent / allBytes, who], people: who };
      }),
      total: bytes.reduce((sum, sent, id) => sum + (id > 0 && sent > 0 ? 1 : 0), 0),
      n: allAnswers,
      people: allPeople,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const { page, sizeBytes } = events;
    const found = selectEvents(
      events,
      context,
      (i) => wanted > 0 && page[i] === wanted && (sizeBytes[i] as number) > 0,
    );
    return { table: 'events', indices: newestFirst(events.at, found) };
  },
});
