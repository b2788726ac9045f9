import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { BOT_CLASSES, EVENT_FLAGS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { newestFirst, selectEvents, topIds, zeros } from './base/scan.ts';

/** Robots of imports before classes were told apart count as other. */
const OTHER = BOT_CLASSES.indexOf('other');
const classOf = (events: EventColumns, row: number): number =>
  events.botClassOfAgent[events.agent[row] as number] || OTHER;
const isBot = (events: EventColumns, row: number): boolean => ((events.flags[row] as number) & EVENT_FLAGS.bot) !== 0;

/** Requests of robots by what they come for. Robots are no people: no small group to protect. */
export const botClasses = defineAnalysis({
  id: 'bot-classes',
  title: 'Robots by purpose',
  question: 'What do robots come for: search, AI, monitoring?',
  definition:
    'Requests of robots by what their user agent says they come for. The table of robots shows for each which rule found it to be one.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const { fromMs, toMs } = context.range;
    const hits = zeros(BOT_CLASSES.length);
    const agents = BOT_CLASSES.map(() => new Set<number>());
    let all = 0;
    for (let i = 0; i < events.length; i++) {
      const when = events.at[i] as number;
      if (when < fromMs || when >= toMs) continue;
      all++;
      if (!isBot(events, i)) continue;
      const code = classOf(events, i);
      hits[code] = (hits[code] as number) + 1;
      agents[code]?.add(events.agent[i] as number);
    }
    const found = topIds(hits, BOT_CLASSES.length, 0);
    return {
      kind: 'table',
      columns: [
        { id: 'class', label: 'Purpose', type: 'text' },
        { id: 'robots', label: 'Different user agents', type: 'number', unit: 'count' },
        { id: 'hits', label: 'Requests', type: 'number', unit: 'count' },
        { id: 'share', label: 'Share of all requests', type: 'number', unit: 'share' },
      ],
      rows: found.map((code) => ({
        key: String(code),
        cells: [BOT_CLASSES[code] ?? '', agents[code]?.size ?? 0, hits[code] as number, (hits[code] as number) / all],
        people: 0,
      })),
      total: found.length,
      n: hits.reduce((sum, value) => sum + value, 0),
      people: 0,
    };
  },
  rows({ events }, _params, context, key) {
    const wide = { ...context, bots: true };
    const wanted = (i: number) => isBot(events, i) && classOf(events, i) === Number(key);
    return { table: 'events', indices: newestFirst(events.at, selectEvents(events, wide, wanted)) };
  },
});
