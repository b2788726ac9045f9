import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { rowsOfKind } from './base/rare-rows.ts';
import { kindMask, newestFirst, selectEvents, topIds } from './base/scan.ts';
import { rowsInScope, ScopeReader } from './base/scope.ts';

/** What people do beside looking at pages. */
const KINDS = ['custom', 'search', 'product', 'cart', 'checkout', 'purchase', 'download'] as const;
const CODES = KINDS.map((kind) => EVENT_KINDS.indexOf(kind));
const IS_WANTED = kindMask(...CODES);
/** Noted once where they are few, as beside the views and files of a log: a change of dates need not look at all rows for them. */
const rareRows = rowsOfKind(...CODES);

/** Rows, people and value per page of one kind. */
interface Counts {
  rows: Uint32Array;
  people: Uint32Array;
  /** Person seen last; rows of a person lie together. */
  seen: Uint32Array;
  value: Float64Array;
}
const countsFor = (size: number): Counts => ({
  rows: new Uint32Array(size),
  people: new Uint32Array(size),
  seen: new Uint32Array(size),
  value: new Float64Array(size),
});

/** Counts per kind code, for kinds that occur. */
function countEvents(events: EventColumns, context: RunContext) {
  const { kind, page, person, value } = events;
  const byKind: (Counts | undefined)[] = [];
  let n = 0;
  let people = 0;
  let current = 0;
  const add = (rows: Uint32Array, count: number): void => {
    n += count;
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const code = kind[i] as number;
      byKind[code] ??= countsFor(events.pages + 1);
      const counts = byKind[code];
      const id = page[i] as number;
      const who = person[i] as number;
      counts.rows[id] = (counts.rows[id] as number) + 1;
      counts.value[id] = (counts.value[id] as number) + (value[i] as number);
      if (who === 0) continue;
      if (who !== current) people++;
      current = who;
      if (counts.seen[id] === who) continue;
      counts.seen[id] = who;
      counts.people[id] = (counts.people[id] as number) + 1;
    }
  };
  const rare = rareRows(kind);
  if (rare) {
    const rows = rowsInScope(events, context, rare);
    add(rows, rows.length);
  } else {
    const reader = new ScopeReader(events, context, IS_WANTED);
    for (let count = reader.read(); count >= 0; count = reader.read()) add(reader.rows, count);
  }
  return { byKind, n, people };
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
    const { byKind, n, people } = countEvents(events, context);
    const found = byKind.flatMap((counts, code) =>
      counts ? topIds(counts.rows, events.pages + 1, 0).map((page) => ({ code, page, counts })) : [],
    );
    const rowsOf = ({ counts, page }: (typeof found)[number]) => counts.rows[page] as number;
    found.sort((a, b) => rowsOf(b) - rowsOf(a) || a.code - b.code || a.page - b.page);
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
      rows: found.slice(0, limit).map(({ code, page, counts }) => {
        const [times, who] = [counts.rows[page] as number, counts.people[page] as number];
        const value = counts.value[page] as number;
        const cells = [
          page,
          EVENT_KINDS[code] ?? '',
          times,
          who,
          who > 0 ? times / who : null,
          value === 0 ? null : value,
        ];
        return { key: `${code}:${page}`, cells, people: who };
      }),
      total: found.length,
      n,
      people,
    };
  },
  rows({ events }, _params, context, key) {
    const match = /^(\d+):(\d+)$/.exec(key);
    const [kind, page] = match ? [Number(match[1]), Number(match[2])] : [-1, -1];
    const found = selectEvents(
      events,
      context,
      (i) => IS_WANTED[kind] === 1 && events.kind[i] === kind && events.page[i] === page,
    );
    return { table: 'events', indices: newestFirst(events.at, found) };
  },
});
