import { AppError } from '../../../shared/errors.ts';
import type { SeriesResult, Unit } from '../../../shared/results.ts';
import { type Bucket, bucketEdges, bucketFor, DAY_MS, HOUR_MS, MINUTE_MS, type Range } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { byQuarter, eachInstant, type InstantFinder, QUARTER_MS } from './quarters.ts';

/** Buckets of a run's period: as asked, or the size that keeps the chart readable. */
export interface Buckets {
  bucket: Bucket;
  /** Edges in Unix ms; one more than there are buckets. */
  edges: Float64Array;
  count: number;
}

/** More buckets than anybody can look at; a century of days has 36,525. */
const MOST_BUCKETS = 40_000;
const SIZES: readonly (readonly [bucket: Bucket, leastMs: number])[] = [
  ['minute', MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 28 * DAY_MS],
  ['year', 365 * DAY_MS],
];

/** Buckets of the size asked for, or of the next larger size of which there are not far too many. */
export function bucketsOf(context: RunContext, asked: Bucket | 'auto'): Buckets {
  const smallest = asked === 'auto' ? bucketFor(context.range) : asked;
  const lengthMs = context.range.toMs - context.range.fromMs;
  const from = SIZES.findIndex(([size]) => size === smallest);
  const bucket = SIZES.slice(from).find(([, leastMs]) => lengthMs / leastMs <= MOST_BUCKETS)?.[0];
  if (bucket === undefined) throw new AppError('invalid-input', { field: 'range' });
  const edges = bucketEdges(context.zone, bucket, context.range);
  return { bucket, edges, count: edges.length - 1 };
}

/** A time series result; the last bucket is incomplete when data or period end inside it. */
export function timeSeries(
  context: RunContext,
  { bucket, edges, count }: Buckets,
  unit: Unit,
  lines: SeriesResult['lines'],
  n: number,
  people: number,
): SeriesResult {
  const end = Math.min(context.range.toMs, context.dataEndMs);
  return {
    kind: 'series',
    unit,
    x: { type: 'time', starts: Array.from(edges.subarray(0, count)), bucket },
    // After the newest data nothing is known: a gap, never a zero.
    lines: lines.map((line) => ({
      ...line,
      values: line.values.map((value, b) => ((edges[b] as number) >= context.dataEndMs ? null : value)),
    })),
    incompleteLast: count > 0 && end < (edges[count] as number),
    n,
    people,
  };
}

/**
 * Index of the bucket that holds an instant; −1 outside. Edges mostly lie on quarters of an hour: which bucket a quarter
 * belongs to is found once, so that rows in any order cost the same.
 */
export function bucketFinder(edges: Float64Array): InstantFinder {
  const search = bucketSearch(edges);
  return isFine(edges) ? eachInstant(search) : byQuarter(rangeOf(edges), search);
}

const rangeOf = (edges: Float64Array): Range => ({
  fromMs: edges[0] as number,
  toMs: edges[edges.length - 1] as number,
});

/** More buckets than quarters: no quarter belongs to one. */
function isFine(edges: Float64Array): boolean {
  const { fromMs, toMs } = rangeOf(edges);
  return edges.length > (toMs - fromMs) / QUARTER_MS;
}

/** The same for what is of a period that lies in the buckets; −1 outside of it. */
export function bucketFinderIn({ fromMs, toMs }: Range, edges: Float64Array): InstantFinder {
  const search = bucketSearch(edges);
  const inPeriod = (at: number) => (at >= fromMs && at < toMs ? search(at) : -1);
  return isFine(edges) ? eachInstant(inPeriod) : byQuarter({ fromMs, toMs }, inPeriod);
}

/** The same for buckets of any size: tries the last answer first. */
function bucketSearch(edges: Float64Array): (at: number) => number {
  const last = edges.length - 1;
  const first = edges[0] as number;
  const end = edges[last] as number;
  const scale = last / (end - first);
  let i = 0;
  return (at) => {
    if (!(at >= first) || at >= end) return -1;
    if (at < (edges[i] as number) || at >= (edges[i + 1] as number)) {
      i = Math.min(last - 1, Math.floor((at - first) * scale));
      while (at < (edges[i] as number)) i--;
      while (at >= (edges[i + 1] as number)) i++;
    }
    return i;
  };
}
