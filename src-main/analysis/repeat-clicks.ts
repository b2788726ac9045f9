import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst, topIds } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  /** Times the same page or event is asked for at least. */
  times: z.number().int().min(2).max(100).default(3),
  withinSeconds: z.number().int().min(1).max(3600).default(30),
});
type Params = z.output<typeof params>;

/** Calls back once per burst: the row that completes it, and its person. */
function walk(
  events: EventColumns,
  { times, withinSeconds }: Params,
  context: RunContext,
  found: (row: number) => void,
): void {
  const { at, person, page } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const withinMs = withinSeconds * 1000;
  // Instants of the last acts on the same thing, each in the place of the one `times` before it.
  const instants = new Float64Array(times);
  let who = 0;
  let what = 0;
  let length = 0;
  let told = false;
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      if (person[i] === 0) continue;
      if (person[i] !== who || page[i] !== what) {
        who = person[i] as number;
        what = page[i] as number;
        length = 0;
        told = false;
      }
      const when = at[i] as number;
      instants[length % times] = when;
      length++;
      const isBurst = length >= times && when - (instants[length % times] as number) <= withinMs;
      if (isBurst && !told) found(i);
      told = isBurst;
    }
}

/** Pages and events asked for again and again within seconds. */
export const repeatClicks = defineAnalysis({
  id: 'repeat-clicks',
  title: 'Again and again',
  question: 'Where do people hit the same thing several times in a row?',
  definition:
    'A burst is the same page or event at least three times in a row within 30 seconds by one person (both can be changed): a sign that something does not work or seems slow. A longer burst counts once.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, chosen, context) {
    const size = events.pages + 1;
    const bursts = new Uint32Array(size);
    const people = new Uint32Array(size);
    const seen = new Uint32Array(size);
    let everybody = 0;
    let current = 0;
    let n = 0;
    walk(events, chosen, context, (row) => {
      const id = events.page[row] as number;
      const who = events.person[row] as number;
      n++;
      bursts[id] = (bursts[id] as number) + 1;
      if (who !== current) everybody++;
      current = who;
      if (seen[id] === who) return;
      seen[id] = who;
      people[id] = (people[id] as number) + 1;
    });
    const ids = topIds(bursts, chosen.limit);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page or event', type: 'page' },
        { id: 'bursts', label: 'Bursts', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
      ],
      rows: ids.map((id) => ({
        key: String(id),
        cells: [id, bursts[id] as number, people[id] as number],
        people: people[id] as number,
      })),
      total: bursts.reduce((sum, count, id) => sum + (id > 0 && count > 0 ? 1 : 0), 0),
      n,
      people: everybody,
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = parseIdKey(key);
    const found: number[] = [];
    walk(events, chosen, context, (row) => {
      if (wanted > 0 && events.page[row] === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
