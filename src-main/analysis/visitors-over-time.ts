import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parsePointKey } from './base/keys.ts';
import { IS_ACT, newestFirst, VIEW } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { type Buckets, bucketFinder, bucketsOf, timeSeries } from './base/series.ts';
import { sessionBreak } from './base/session-breaks.ts';

const params = z.strictObject({
  bucket: z.enum(['auto', 'minute', 'hour', 'day', 'week', 'month', 'year']).default('auto'),
});

/** Numbers of a bucket: rows, people, who was seen last; a fourth keeps them within one line of the processor's cache. */
const CELL = 4;

/** Rows and distinct people per bucket, for rows grouped by person. */
class BucketCount {
  readonly #cells: Uint32Array;
  constructor({ count }: Buckets) {
    this.#cells = new Uint32Array(count * CELL);
  }
  add(b: number, who: number): void {
    const cells = this.#cells;
    const at = b * CELL;
    cells[at] = (cells[at] as number) + 1;
    // Nobody (0) is what is seen at first, so unknown people are never counted.
    if (cells[at + 2] === who) return;
    cells[at + 2] = who;
    if (who > 0) cells[at + 1] = (cells[at + 1] as number) + 1;
  }
  ofRows = (): number[] => this.#column(0);
  ofPeople = (): number[] => this.#column(1);
  #column(n: number): number[] {
    return Array.from({ length: this.#cells.length / CELL }, (_, b) => this.#cells[b * CELL + n] as number);
  }
}

/** Calls back for every act of the period: its bucket, its person, whether a visit begins with it, its row. */
function walk(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (bucket: number, person: number, begins: boolean, row: number) => void,
): { n: number; people: number } {
  const { at, person } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const rows = reader.rows;
  const bucketOf = bucketFinder(edges);
  let people = 0;
  let n = 0;
  let current = 0;
  let previous = 0;
  const breaks = sessionBreak(events, context);
  let first = 0;
  let previousRow = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    n += count;
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const when = at[i] as number;
      const bucket = bucketOf(when);
      const who = person[i] as number;
      if (who === 0) {
        found(bucket, 0, false, i);
        continue;
      }
      const isNew = who !== current;
      if (isNew) people++;
      const begins = isNew || when - previous > context.sessionIdleMs || breaks?.(i, previousRow, first) === true;
      if (begins) first = i;
      found(bucket, who, begins, i);
      previousRow = i;
      current = who;
      previous = when;
    }
  }
  return { n, people };
}

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
    const [visitors, visits, views] = [new BucketCount(buckets), new BucketCount(buckets), new BucketCount(buckets)];
    const { n, people } = walk(events, context, buckets.edges, (b, who, begins, i) => {
      visitors.add(b, who);
      if (begins) visits.add(b, who);
      if (events.kind[i] === VIEW) views.add(b, who);
    });
    const lines = [
      { id: 'visitors', label: 'Visitors', values: visitors.ofPeople(), people: visitors.ofPeople() },
      { id: 'visits', label: 'Visits', values: visits.ofRows(), people: visits.ofPeople() },
      { id: 'views', label: 'Page views', values: views.ofRows(), people: views.ofPeople() },
    ];
    return timeSeries(context, buckets, 'count', lines, n, people);
  },
  rows({ events }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const wanted = point ? bucketFinder(edges)(point.startMs) : -1;
    const found: number[] = [];
    walk(events, context, edges, (b, who, begins, i) => {
      if (b !== wanted) return;
      const listed = { visitors: who > 0, visits: begins, views: events.kind[i] === VIEW }[point?.line ?? ''];
      if (listed) found.push(i);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
