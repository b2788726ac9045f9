import * as z from 'zod';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { kindMask, newestFirst, selectEvents, topIds } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';

const ANY_KIND = kindMask(...EVENT_KINDS.keys());

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
    const { page, person, sizeBytes } = events;
    const size = events.pages + 1;
    const bytes = new Float64Array(size);
    const [requests, people, seen] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    const reader = new ScopeReader(events, context, ANY_KIND);
    let n = 0;
    let all = 0;
    let everybody = 0;
    let current = 0;
    for (let count = reader.read(); count >= 0; count = reader.read())
      for (let j = 0; j < count; j++) {
        const i = reader.rows[j] as number;
        const sent = sizeBytes[i] as number;
        if (sent === 0) continue;
        const id = page[i] as number;
        const who = person[i] as number;
        n++;
        all += sent;
        bytes[id] = (bytes[id] as number) + sent;
        requests[id] = (requests[id] as number) + 1;
        if (who === 0) continue;
        if (who !== current) everybody++;
        current = who;
        if (seen[id] === who) continue;
        seen[id] = who;
        people[id] = (people[id] as number) + 1;
      }
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page or file', type: 'page' },
        { id: 'bytes', label: 'Data sent', type: 'number', unit: 'bytes' },
        { id: 'requests', label: 'Requests', type: 'number', unit: 'count' },
        { id: 'mean', label: 'Per request', type: 'number', unit: 'bytes' },
        { id: 'share', label: 'Share of all data', type: 'number', unit: 'share' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
      ],
      rows: topIds(bytes, limit).map((id) => {
        const [sent, times, who] = [bytes[id] as number, requests[id] as number, people[id] as number];
        return { key: String(id), cells: [id, sent, times, sent / times, sent / all, who], people: who };
      }),
      total: bytes.reduce((sum, sent, id) => sum + (id > 0 && sent > 0 ? 1 : 0), 0),
      n,
      people: everybody,
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
