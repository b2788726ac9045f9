import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { changePoints } from './base/anomalies.ts';
import { parsePointKey } from './base/keys.ts';
import { newestFirst } from './base/scan.ts';
import { bucketFinder, bucketsOf, timeSeries } from './base/series.ts';
import { findSessions } from './base/sessions.ts';

const LEAST = 7;

/** Visits per day, and the level they keep until it changes. */
export const levelChanges = defineAnalysis({
  id: 'level-changes',
  title: 'Lasting changes',
  question: 'When did the number of visits change for good?',
  definition:
    'Visits per day, and beside them the mean of each stretch between two changes of level (PELT, Killick, Fearnhead & Eckley 2012, with a penalty that keeps chance out; stretches of at least seven days). Days that are not over are left out.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const buckets = bucketsOf(context, 'day');
    const bucketOf = bucketFinder(buckets.edges);
    const visits = Array.from({ length: buckets.count }, () => 0);
    const people = Array.from({ length: buckets.count }, () => 0);
    const seen = new Uint32Array(buckets.count);
    const { first, count } = findSessions(events, context);
    let everybody = 0;
    let current = 0;
    for (let s = 0; s < count; s++) {
      const row = first[s] as number;
      const who = events.person[row] as number;
      const day = bucketOf(events.at[row] as number);
      visits[day] = (visits[day] as number) + 1;
      if (who !== current) everybody++;
      current = who;
      if (seen[day] === who) continue;
      seen[day] = who;
      people[day] = (people[day] as number) + 1;
    }
    const end = Math.min(context.range.toMs, context.dataEndMs);
    const over = visits.filter((_, day) => (buckets.edges[day + 1] as number) <= end);
    const starts = [0, ...changePoints(over, LEAST)];
    const level: (number | null)[] = visits.map(() => null);
    starts.forEach((from, k) => {
      const to = starts[k + 1] ?? over.length;
      const mean = over.slice(from, to).reduce((a, b) => a + b, 0) / Math.max(1, to - from);
      for (let day = from; day < to; day++) level[day] = mean;
    });
    const lines = [
      { id: 'visits', label: 'Visits', values: visits, people },
      { id: 'level', label: 'Level', values: level, people },
    ];
    return timeSeries(context, buckets, 'visits', lines, count, everybody);
  },
  rows({ events }, _params, context, key) {
    const point = parsePointKey(key);
    const bucketOf = bucketFinder(bucketsOf(context, 'day').edges);
    const wanted = point && ['visits', 'level'].includes(point.line) ? bucketOf(point.startMs) : -1;
    const { first } = findSessions(events, context);
    return {
      table: 'events',
      indices: newestFirst(
        events.at,
        first.filter((row) => wanted >= 0 && bucketOf(events.at[row] as number) === wanted),
      ),
    };
  },
});
