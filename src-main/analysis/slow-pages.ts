import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, kindMask, medianOf, newestFirst, quantileOf, selectEvents, topIds } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';

/** Answers to what somebody asked for, failures among them: a page that gives up after a minute is slow as well. */
const ASKED = EVENT_KINDS.map((kind, code) => (IS_ACT[code] === 1 || kind === 'failure' ? code : -1)).filter(
  (code) => code >= 0,
);
const ASKED_FOR = kindMask(...ASKED);

/** Answers and people per page, and how many of them the sources timed. */
function countPages(events: EventColumns, context: RunContext) {
  const { page, person, tookMsPlus1: took } = events;
  const size = events.pages + 1;
  const [timed, untimed, people, seen] = [0, 1, 2, 3].map(() => new Uint32Array(size)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const reader = new ScopeReader(events, context, ASKED_FOR);
  let n = 0;
  let everybody = 0;
  let current = 0;
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      const id = page[i] as number;
      if (took[i] === 0) {
        untimed[id] = (untimed[id] as number) + 1;
        continue;
      }
      n++;
      timed[id] = (timed[id] as number) + 1;
      const who = person[i] as number;
      if (who === 0) continue;
      if (who !== current) everybody++;
      current = who;
      if (seen[id] === who) continue;
      seen[id] = who;
      people[id] = (people[id] as number) + 1;
    }
  return { timed, untimed, people, n, everybody };
}

/** Durations in ms, those of each page together: page p has start[p] .. start[p + 1]. */
function durationsByPage(events: EventColumns, context: RunContext, timed: Uint32Array) {
  const { page, tookMsPlus1: took } = events;
  const start = new Uint32Array(timed.length + 1);
  for (let id = 0; id < timed.length; id++) start[id + 1] = (start[id] as number) + (timed[id] as number);
  const next = start.slice();
  const durations = new Float64Array(start[timed.length] as number);
  const reader = new ScopeReader(events, context, ASKED_FOR);
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      if (took[i] === 0) continue;
      const id = page[i] as number;
      const place = next[id] as number;
      durations[place] = (took[i] as number) - 1;
      next[id] = place + 1;
    }
  return { start, durations };
}

const COLUMNS = [
  { id: 'page', label: 'Page', type: 'page' },
  { id: 'p95', label: '95 of 100 within', type: 'number', unit: 'answer-ms' },
  { id: 'median', label: 'Half within (median)', type: 'number', unit: 'answer-ms' },
  { id: 'answers', label: 'Answers timed', type: 'number', unit: 'count' },
  { id: 'untimed', label: 'Not timed', type: 'number', unit: 'count' },
  { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
] as const;

/** Pages by how long their answers took. */
export const slowPages = defineAnalysis({
  id: 'slow-pages',
  title: 'Slow pages',
  question: 'Which pages keep people waiting?',
  definition:
    'How long the server took to answer, as its log says: from the request until the answer was sent, so a visitor’s slow line counts too. Not the time until a page is drawn. Slowest first by the time within which 95 of 100 answers were sent (nearest rank); pages with fewer timed answers than asked for are left out. What pages load besides, redirects, pages not found and robots do not count. Many logs do not say how long an answer took: those answers are “not timed”.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({
    limit: z.number().int().min(1).max(1000).default(50),
    least: z.number().int().min(1).max(100_000).default(5),
  }),
  version: 1,
  run({ events }, { limit, least }, context) {
    const columns = COLUMNS.map((column) => ({ ...column }));
    if (events.tookMsPlus1.length === 0) return { kind: 'table', columns, rows: [], total: 0, n: 0, people: 0 };
    const { timed, untimed, people, n, everybody } = countPages(events, context);
    const { start, durations } = durationsByPage(events, context, timed);
    // One more, so that a page whose answers took no time at all still counts.
    const slowness = new Float64Array(timed.length);
    for (let id = 1; id < timed.length; id++)
      if ((timed[id] as number) >= least)
        slowness[id] = 1 + quantileOf(durations.subarray(start[id], start[id + 1]), 0.95);
    return {
      kind: 'table',
      columns,
      rows: topIds(slowness, limit).map((id) => ({
        key: String(id),
        cells: [
          id,
          (slowness[id] as number) - 1,
          medianOf(durations.subarray(start[id], start[id + 1])),
          timed[id] as number,
          untimed[id] as number,
          people[id] as number,
        ],
        people: people[id] as number,
      })),
      total: slowness.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0),
      n,
      people: everybody,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const { page, kind, at, tookMsPlus1: took } = events;
    const found = selectEvents(
      events,
      context,
      (i) => wanted > 0 && page[i] === wanted && ASKED_FOR[kind[i] as number] === 1 && (took[i] ?? 0) > 0,
    );
    // Those that took longest first: they are what is looked for.
    const slowest = newestFirst(at, found).sort((a, b) => (took[b] as number) - (took[a] as number));
    return { table: 'events', indices: slowest };
  },
});
