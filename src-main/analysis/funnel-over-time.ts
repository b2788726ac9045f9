import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { type FunnelPlan, funnelParams, walkFunnel } from './base/funnel.ts';
import { parsePointKey } from './base/keys.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({
  ...funnelParams,
  bucket: z.enum(['auto', 'day', 'week', 'month', 'year']).default('auto'),
});

/** Calls back for every person who entered: bucket of that, whether they got to the end, row of the entry. */
function walk(
  events: EventColumns,
  plan: FunnelPlan,
  context: RunContext,
  edges: Float64Array,
  found: (bucket: number, done: boolean, row: number) => void,
): void {
  const bucketOf = bucketFinder(edges);
  walkFunnel(events, plan, context, ({ level, entryRow }) => {
    found(bucketOf(events.at[entryRow] as number), level === plan.steps.length, entryRow);
  });
}

/** The share of people who get through a funnel, by when they entered it. */
export const funnelOverTime = defineAnalysis({
  id: 'funnel-over-time',
  title: 'Funnel over time',
  question: 'Do more people get through the funnel than before?',
  definition:
    'Of the people who first did the first step in a period, the share who reached the last one – at any time within the window. The latest periods may still rise. Periods in which nobody entered are left empty.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, { bucket, ...plan }, context) {
    const buckets = bucketsOf(context, bucket);
    const entered = zeros(buckets.count);
    const done = zeros(buckets.count);
    walk(events, plan, context, buckets.edges, (b, isDone) => {
      entered[b] = (entered[b] as number) + 1;
      if (isDone) done[b] = (done[b] as number) + 1;
    });
    const n = entered.reduce((a, b) => a + b, 0);
    const values = entered.map((people, b) => (people > 0 ? (done[b] as number) / people : null));
    return timeSeries(context, buckets, 'share', [{ id: 'done', label: 'Got through', values, people: entered }], n, n);
  },
  rows({ events }, { bucket, ...plan }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const wanted = point?.line === 'done' ? bucketFinder(edges)(point.startMs) : -1;
    const rows: number[] = [];
    walk(events, plan, context, edges, (b, _isDone, row) => {
      if (b === wanted) rows.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
