import * as z from 'zod';
import { EVENT_FLAGS } from '../../shared/model.ts';
import { defineAnalysis } from './analysis.ts';
import { countRows, robotRows } from './base/robot-rows.ts';
import { newestFirst, selectEvents, topIds } from './base/scan.ts';

/** Robots by requests. Robots are no people: no small group to protect. */
export const bots = defineAnalysis({
  id: 'bots',
  title: 'Robots',
  question: 'Which robots read the site, and how much?',
  definition:
    'Requests whose user agent names a crawler, a monitor, a library or an AI reader. They are left out of every other figure unless you ask for them.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const { fromMs, toMs } = context.range;
    const hits = new Uint32Array(events.agents + 1);
    const { at, agent } = events;
    const rows = robotRows(events);
    let n = 0;
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k] as number;
      const when = at[i] as number;
      if (when < fromMs || when >= toMs) continue;
      n++;
      const who = agent[i] as number;
      hits[who] = (hits[who] as number) + 1;
    }
    const all = countRows(events, context.range);
    return {
      kind: 'table',
      columns: [
        { id: 'agent', label: 'Robot', type: 'agent' },
        { id: 'hits', label: 'Requests', type: 'number', unit: 'count' },
        { id: 'share', label: 'Share of all requests', type: 'number', unit: 'share' },
      ],
      rows: topIds(hits, limit, 0).map((id) => ({
        key: String(id),
        cells: [id, hits[id] as number, (hits[id] as number) / all],
        people: 0,
      })),
      total: hits.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0),
      n,
      people: 0,
    };
  },
  rows({ events }, _params, context, key) {
    const agent = Number(key);
    const wide = { ...context, bots: true };
    const wanted = (i: number) => ((events.flags[i] as number) & EVENT_FLAGS.bot) !== 0 && events.agent[i] === agent;
    return { table: 'events', indices: newestFirst(events.at, selectEvents(events, wide, wanted)) };
  },
});
