import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { IS_ACT, newestFirst, outOfScope, selectEvents, VIEW } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({ bucket: z.enum(['auto', 'hour', 'day', 'week', 'month']).default('auto') });

/** Visitors, visits and page views per bucket, in one pass over rows grouped by person. */
export const visitorsOverTime = defineAnalysis({
  id: 'visitors-over-time',
  title: 'Visitors over time',
  question: 'When do people come?',
  definition:
    'Visitors are distinct people per bucket; a person who comes on three days counts once on each. Visits belong to the bucket in which they begin. Days begin at midnight in the business’s time zone.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, { bucket }, context) {
    const buckets = bucketsOf(context, bucket);
    const bucketOf = bucketFinder(buckets.edges);
    const { at, person, kind, flags, length } = events;
    const { fromMs, toMs } = context.range;
    const hidden = outOfScope(context);
    const views = new Uint32Array(buckets.count);
    const visits = new Uint32Array(buckets.count);
    const people = new Uint32Array(buckets.count);
    const seen = new Uint32Array(buckets.count);
    let all = 0;
    let n = 0;
    let current = 0;
    let previous = 0;
    for (let i = 0; i < length; i++) {
      const when = at[i] as number;
      if (when < fromMs || when >= toMs || IS_ACT[kind[i] as number] === 0 || ((flags[i] as number) & hidden) !== 0)
        continue;
      const b = bucketOf(when);
      n++;
      if (kind[i] === VIEW) views[b] = (views[b] as number) + 1;
      const who = person[i] as number;
      if (who === 0) continue;
      if (who !== current) {
        all++;
        current = who;
        visits[b] = (visits[b] as number) + 1;
      } else if (when - previous > context.sessionIdleMs) visits[b] = (visits[b] as number) + 1;
      previous = when;
      if (seen[b] !== who) {
        seen[b] = who;
        people[b] = (people[b] as number) + 1;
      }
    }
    const shared = Array.from(people);
    const line = (id: string, label: string, values: Uint32Array) => ({
      id,
      label,
      values: Array.from(values),
      people: shared,
    });
    return timeSeries(
      context,
      buckets,
      'count',
      [line('visitors', 'Visitors', people), line('visits', 'Visits', visits), line('views', 'Page views', views)],
      n,
      all,
    );
  },
  rows({ events }, { bucket }, context, key) {
    const { edges, count } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const b = point ? bucketFinder(edges)(point.startMs) : -1;
    const fromMs = b < 0 || b >= count ? 1 : (edges[b] as number);
    const toMs = b < 0 || b >= count ? 0 : (edges[b + 1] as number);
    const indices = selectEvents(events, context, (i) => {
      const when = events.at[i] as number;
      return IS_ACT[events.kind[i] as number] === 1 && when >= fromMs && when < toMs;
    });
    return { table: 'events', indices: newestFirst(events.at, indices) };
  },
});
