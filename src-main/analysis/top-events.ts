import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { newestFirst, selectEvents } from './base/scan.ts';

/** What people do beside looking at pages. */
const KINDS = ['custom', 'search', 'product', 'cart', 'checkout', 'purchase', 'download'] as const;
const CODES: ReadonlySet<number> = new Set(KINDS.map((kind) => EVENT_KINDS.indexOf(kind)));

const select = (events: EventColumns, context: RunContext, wanted: (i: number) => boolean): Uint32Array =>
  selectEvents(events, context, (i) => CODES.has(events.kind[i] as number) && wanted(i));

interface Count {
  kind: number;
  page: number;
  count: number;
  people: Set<number>;
  value: number;
}

/** Events by kind and name. */
export const topEvents = defineAnalysis({
  id: 'top-events',
  title: 'Events',
  question: 'What do people do besides looking at pages, how often, and what is it worth?',
  definition:
    'Events of every kind but page views, by kind and name: how often, by how many people, and the sum of their values in the main currency where they have one.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const counts = new Map<string, Count>();
    const everybody = new Set<number>();
    const rows = select(events, context, () => true);
    for (const i of rows) {
      const [kind, page, who] = [events.kind[i] as number, events.page[i] as number, events.person[i] as number];
      const key = `${kind}:${page}`;
      const count = counts.get(key) ?? { kind, page, count: 0, people: new Set(), value: 0 };
      counts.set(key, count);
      count.count++;
      count.value += events.value[i] as number;
      if (who === 0) continue;
      count.people.add(who);
      everybody.add(who);
    }
    const sorted = [...counts].sort(([, a], [, b]) => b.count - a.count || a.kind - b.kind || a.page - b.page);
    return {
      kind: 'table',
      columns: [
        { id: 'event', label: 'Event or page', type: 'page' },
        { id: 'kind', label: 'Kind', type: 'text' },
        { id: 'count', label: 'Times', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'per-person', label: 'Times per person', type: 'number', unit: 'ratio' },
        { id: 'value', label: 'Value', type: 'number', unit: 'money' },
      ],
      rows: sorted.slice(0, limit).map(([key, { kind, page, count, people, value }]) => ({
        key,
        cells: [
          page,
          EVENT_KINDS[kind] ?? '',
          count,
          people.size,
          people.size > 0 ? count / people.size : null,
          value === 0 ? null : value,
        ],
        people: people.size,
      })),
      total: counts.size,
      n: rows.length,
      people: everybody.size,
    };
  },
  rows({ events }, _params, context, key) {
    const match = /^(\d+):(\d+)$/.exec(key);
    const [kind, page] = match ? [Number(match[1]), Number(match[2])] : [-1, -1];
    const found = select(events, context, (i) => events.kind[i] === kind && events.page[i] === page);
    return { table: 'events', indices: newestFirst(events.at, found) };
  },
});
