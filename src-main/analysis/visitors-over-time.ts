import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock, eachActBlock } from './base/act-blocks.ts';
import { parsePointKey } from './base/keys.ts';
import { newestFirst, VIEW } from './base/scan.ts';
import { type Buckets, bucketFinder, bucketsOf, timeSeries } from './base/series.ts';

const params = z.strictObject({
  bucket: z.enum(['auto', 'minute', 'hour', 'day', 'week', 'month', 'year']).default('auto'),
});

/** Numbers of a bucket, together so that they lie within one line of the processor's cache. */
const CELL = 8;
const VISITORS = 0;
const VISITS = 1;
const VISIT_PEOPLE = 2;
const VIEWS = 3;
const VIEW_PEOPLE = 4;
/** Who was seen last: acting, beginning a visit, looking at a page. Rows of a person lie together. */
const LAST = 5;
const LAST_BEGUN = 6;
const LAST_VIEW = 7;

/** Calls back for every block of acts: their buckets besides. */
function eachBucketBlock(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (block: ActBlock, buckets: Int32Array) => void,
): void {
  const bucketOf = bucketFinder(edges);
  const numbers = new Int32Array(ACT_BLOCK);
  eachActBlock(events, context, (block) => {
    bucketOf.into(events.at, block.rows, block.count, numbers);
    found(block, numbers);
  });
}

/** Tells of one act after the other whether a visit begins with it. */
class Beginnings {
  #last = 0;
  isFirst(visit: number): boolean {
    if (visit === 0 || visit === this.#last) return false;
    this.#last = visit;
    return true;
  }
}

/** Counts per bucket, CELL numbers each; all acts and all people. */
function countBuckets(events: EventColumns, context: RunContext, { edges, count: size }: Buckets) {
  const { person, kind } = events;
  const cells = new Uint32Array(size * CELL);
  const beginnings = new Beginnings();
  let n = 0;
  let people = 0;
  let current = 0;
  eachBucketBlock(events, context, edges, ({ rows, visits, count }, buckets) => {
    n += count;
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const who = person[i] as number;
      const at = (buckets[j] as number) * CELL;
      const isView = kind[i] === VIEW;
      if (isView) cells[at + VIEWS] = (cells[at + VIEWS] as number) + 1;
      if (who === 0) continue;
      if (who !== current) people++;
      current = who;
      if (cells[at + LAST] !== who) {
        cells[at + LAST] = who;
        cells[at + VISITORS] = (cells[at + VISITORS] as number) + 1;
      }
      if (isView && cells[at + LAST_VIEW] !== who) {
        cells[at + LAST_VIEW] = who;
        cells[at + VIEW_PEOPLE] = (cells[at + VIEW_PEOPLE] as number) + 1;
      }
      if (!beginnings.isFirst(visits[j] as number)) continue;
      cells[at + VISITS] = (cells[at + VISITS] as number) + 1;
      if (cells[at + LAST_BEGUN] === who) continue;
      cells[at + LAST_BEGUN] = who;
      cells[at + VISIT_PEOPLE] = (cells[at + VISIT_PEOPLE] as number) + 1;
    }
  });
  const of = (which: number) => Array.from({ length: size }, (_, b) => cells[b * CELL + which] as number);
  return { of, n, people };
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
    const { of, n, people } = countBuckets(events, context, buckets);
    const lines = [
      { id: 'visitors', label: 'Visitors', values: of(VISITORS), people: of(VISITORS) },
      { id: 'visits', label: 'Visits', values: of(VISITS), people: of(VISIT_PEOPLE) },
      { id: 'views', label: 'Page views', values: of(VIEWS), people: of(VIEW_PEOPLE) },
    ];
    return timeSeries(context, buckets, 'count', lines, n, people);
  },
  rows({ events }, { bucket }, context, key) {
    const { edges } = bucketsOf(context, bucket);
    const point = parsePointKey(key);
    const wanted = point ? bucketFinder(edges)(point.startMs) : -1;
    const found: number[] = [];
    const beginnings = new Beginnings();
    eachBucketBlock(events, context, edges, ({ rows, visits, count }, buckets) => {
      for (let j = 0; j < count; j++) {
        const i = rows[j] as number;
        const begins = beginnings.isFirst(visits[j] as number);
        if (buckets[j] !== wanted) continue;
        const listed = { visitors: events.person[i] !== 0, visits: begins, views: events.kind[i] === VIEW };
        if (listed[point?.line as keyof typeof listed]) found.push(i);
      }
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
