import type { SeriesResult, Unit } from '../../../shared/results.ts';
import { type Bucket, bucketEdges, bucketFor } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';

/** Buckets of a run's period: as asked, or the size that keeps the chart readable. */
export interface Buckets {
  bucket: Bucket;
  /** Edges in Unix ms; one more than there are buckets. */
  edges: Float64Array;
  count: number;
}

export function bucketsOf(context: RunContext, asked: Bucket | 'auto'): Buckets {
  const bucket = asked === 'auto' ? bucketFor(context.range) : asked;
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
    lines,
    incompleteLast: count > 0 && end < (edges[count] as number),
    n,
    people,
  };
}

/**
 * Index of the bucket that holds an instant, for rows that mostly come in time order: tries the last answer first.
 * Answers −1 outside.
 */
export function bucketFinder(edges: Float64Array): (at: number) => number {
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
