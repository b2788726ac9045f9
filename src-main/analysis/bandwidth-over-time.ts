import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { IS_ACT, kindMask, newestFirst, zeros } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const ANY_KIND = kindMask(...EVENT_KINDS.keys());
const LINES = [
  { id: 'pages', label: 'Pages and downloads' },
  { id: 'others', label: 'Files, redirects and errors' },
] as const;

/** Calls back for every answer with a size: bucket, line, row. */
function walk(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (bucket: number, line: number, row: number) => void,
): void {
  const { at, kind, sizeBytes } = events;
  const bucketOf = bucketFinder(edges);
  const reader = new ScopeReader(events, context, ANY_KIND);
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      if ((sizeBytes[i] as number) > 0) found(bucketOf(at[i] as number), IS_ACT[kind[i] as number] === 1 ? 0 : 1, i);
    }
}

/** Data sent over time. */
export const bandwidthOverTime = defineAnalysis({
  id: 'bandwidth-over-time',
  title: 'Data sent over time',
  question: 'How much data does the site send, and when?',
  definition:
    'The sizes of all answers as the log gives them, without headers: what people asked for (pages, downloads), and what pages load besides or what failed.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ bucket: z.enum(['auto', 'hour', 'day', 'week', 'month', 'year']).default('auto') }),
  version: 1,
  run({ events }, { bucket }, context) {
    const buckets = bucketsOf(context, bucket);
    const lines = LINES.map((line) => ({ ...line, values: zeros(buckets.count), people: zeros(buckets.count) }));
    const seen = LINES.map(() => new Uint32Array(buckets.count));
    let n = 0;
    let people = 0;
    let current = 0;
    walk(events, context, buckets.edges, (b, l, row) => {
      const line = lines[l] as (typeof lines)[number];
      const last = seen[l] as Uint32Array;
      const who = events.person[row] as number;
      n++;
      line.values[b] = (line.values[b] as number) + (events.sizeBytes[row] as number);
      if (who === 0) return;
      if (who !== current) people++;
      current = who;
      if (last[b] === who) return;
      last[b] = who;
      line.people[b] = (line.people[b] as number) + 1;
    });
    return timeSeries(context, buckets, 'bytes', lines, n, people);
  },
  rows({ events }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const line = LINES.findIndex(({ id }) => id === point?.line);
    const wanted = point && line >= 0 ? bucketFinder(edges)(point.startMs) : -1;
    const rows: number[] = [];
    walk(events, context, edges, (b, l, row) => {
      if (b === wanted && l === line) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
