import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK, type ActBlock, eachActBlock, eachBlockOfNobody } from './base/act-blocks.ts';
import { parsePointKey } from './base/keys.ts';
import { type InstantFinder, type QuarterNumbers, quarterNumbers } from './base/quarters.ts';
import { newestFirst, VIEW } from './base/scan.ts';
import { type Buckets, bucketFinder, bucketsOf, timeSeries } from './base/series.ts';
import { eachStretch, findSessions } from './base/sessions.ts';
import { type ActsOfVisit, actsOf, isCut, type WholeVisits } from './base/visit-cut.ts';

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

/** Counts per bucket, CELL numbers each. */
class BucketCells {
  readonly cells: Uint32Array;

  constructor(size: number) {
    this.cells = new Uint32Array(size * CELL);
  }

  // Sums of what is 0 or 1: where another person begins is never guessed right.
  #addPerson(count: number, last: number, who: number): void {
    const cells = this.cells;
    cells[count] = (cells[count] as number) + Number(cells[last] !== who);
    cells[last] = who;
  }

  /** Notes that a person acts; `views` of the acts are page views. */
  addActs(bucket: number, who: number, views: number): void {
    const at = bucket * CELL;
    this.cells[at + VIEWS] = (this.cells[at + VIEWS] as number) + views;
    this.#addPerson(at + VISITORS, at + LAST, who);
    if (views > 0) this.#addPerson(at + VIEW_PEOPLE, at + LAST_VIEW, who);
  }

  addVisit(bucket: number, who: number): void {
    const at = bucket * CELL;
    this.cells[at + VISITS] = (this.cells[at + VISITS] as number) + 1;
    this.#addPerson(at + VISIT_PEOPLE, at + LAST_BEGUN, who);
  }

  /** Page views of nobody known. */
  addViews(bucket: number, views: number): void {
    const at = bucket * CELL + VIEWS;
    this.cells[at] = (this.cells[at] as number) + views;
  }

  of(which: number): number[] {
    return Array.from({ length: this.cells.length / CELL }, (_, b) => this.cells[b * CELL + which] as number);
  }
}

/** Counts visits by the buckets in which they begin and end. */
class VisitCounter {
  /** Distinct people so far; visits of one lie together. */
  people = 0;
  readonly #events: EventColumns;
  readonly #bucketOf: InstantFinder;
  readonly #quarters: QuarterNumbers;
  readonly #cells: BucketCells;
  #current = 0;

  constructor(events: EventColumns, { edges, count }: Buckets, cells: BucketCells) {
    this.#events = events;
    this.#bucketOf = bucketFinder(edges);
    this.#quarters = quarterNumbers({ fromMs: edges[0] as number, toMs: edges[count] as number }, this.#bucketOf);
    this.#cells = cells;
  }

  #note(who: number): void {
    this.people += Number(who !== this.#current);
    this.#current = who;
  }

  /** Whole visits from..to: where one begins and ends within one bucket, its acts need not be looked at. */
  addWhole(visits: WholeVisits, from: number, to: number): void {
    const { person } = this.#events;
    const { first, views } = visits;
    const { begin, end } = visits.spans;
    const { first: firstQuarter, numbers } = this.#quarters;
    const cells = this.#cells;
    for (let s = from; s < to; s++) {
      const who = person[first[s] as number] as number;
      const bucket = numbers[(begin[s] as number) - firstQuarter] ?? -1;
      if (bucket < 0 || bucket !== numbers[(end[s] as number) - firstQuarter]) this.addActs(actsOf(visits, s));
      else {
        this.#note(who);
        cells.addVisit(bucket, who);
        cells.addActs(bucket, who, views[s] as number);
      }
    }
  }

  /** A visit act by act. */
  addActs({ acts, from, to }: ActsOfVisit): void {
    const { at, person, kind } = this.#events;
    const first = acts[from] as number;
    const who = person[first] as number;
    this.#note(who);
    this.#cells.addVisit(this.#bucketOf(at[first] as number), who);
    for (let a = from; a < to; a++) {
      const row = acts[a] as number;
      this.#cells.addActs(this.#bucketOf(at[row] as number), who, kind[row] === VIEW ? 1 : 0);
    }
  }
}

/** Counts per bucket; all acts and all people. */
function countBuckets(events: EventColumns, context: RunContext, buckets: Buckets) {
  const cells = new BucketCells(buckets.count);
  const bucketOf = bucketFinder(buckets.edges);
  const visits = new VisitCounter(events, buckets, cells);
  let n = 0;
  eachStretch(findSessions(events, context), (whole, from, to, fromAct, toAct) => {
    n += toAct - fromAct;
    if (isCut(whole, from, to, fromAct, toAct)) visits.addActs({ acts: whole.acts, from: fromAct, to: toAct });
    else visits.addWhole(whole, from, to);
  });
  let nobodys = 0;
  eachBlockOfNobody(events, context, ({ rows, count }) => {
    nobodys += count;
    for (let j = 0; j < count; j++) {
      const row = rows[j] as number;
      if (events.kind[row] === VIEW) cells.addViews(bucketOf(events.at[row] as number), 1);
    }
  });
  return { cells, n: n + nobodys, people: visits.people };
}

/** Visitors, visits and page views per bucket. */
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
    const { cells, n, people } = countBuckets(events, context, buckets);
    const of = (which: number) => cells.of(which);
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
