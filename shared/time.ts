/** Time arithmetic in the business's own zone. All instants are Unix milliseconds. */
import { zoneOffsetMs } from './zone-offsets.ts';

export { zoneOffsetMs };
export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Half-open range [fromMs, toMs). */
export interface Range {
  fromMs: number;
  toMs: number;
}

export type Bucket = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
/** Buckets that end at a local midnight; the others are shorter than any change of the clock matters to. */
type DayBucket = Exclude<Bucket, 'minute' | 'hour'>;
const SHORT_MS = { minute: MINUTE_MS, hour: HOUR_MS } as const;

/**
 * The instant at which a local wall-clock time occurs in `zone`: the first of two where the clock is set back, and as far
 * behind the change as the clock jumps where it is set forward ("compatible" in ECMAScript's Temporal).
 * So a day whose midnight is skipped or doubled begins with its first instant.
 */
export function instantOfLocal(zone: string, localMs: number): number {
  const before = zoneOffsetMs(zone, localMs - DAY_MS);
  const after = zoneOffsetMs(zone, localMs + DAY_MS);
  const early = localMs - before;
  if (before === after || zoneOffsetMs(zone, early) === before) return early;
  const late = localMs - after;
  return zoneOffsetMs(zone, late) === after ? late : early;
}

/** Start of the local bucket that holds `atMs`. Weeks start on Monday (ISO 8601). */
export function bucketStart(zone: string, bucket: Bucket, atMs: number): number {
  if (bucket === 'minute' || bucket === 'hour') {
    const offset = zoneOffsetMs(zone, atMs);
    const step = SHORT_MS[bucket];
    return Math.floor((atMs + offset) / step) * step - offset;
  }
  return instantOfLocal(zone, localStart(bucket, atMs + zoneOffsetMs(zone, atMs)));
}

function localStart(bucket: DayBucket, localMs: number): number {
  const day = Math.floor(localMs / DAY_MS);
  if (bucket === 'day') return day * DAY_MS;
  // 1970-01-01 was a Thursday: day 4 (Monday 5 January) starts a week.
  if (bucket === 'week') return (Math.floor((day + 3) / 7) * 7 - 3) * DAY_MS;
  const date = new Date(localMs);
  return Date.UTC(date.getUTCFullYear(), bucket === 'year' ? 0 : date.getUTCMonth(), 1);
}

function nextLocalStart(bucket: DayBucket, localMs: number): number {
  if (bucket === 'day') return localMs + DAY_MS;
  if (bucket === 'week') return localMs + 7 * DAY_MS;
  const date = new Date(localMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (bucket === 'year' ? 12 : 1), 1);
}

/**
 * Starts of every local bucket that touches `range`, plus one closing edge: length = buckets + 1.
 * Days of 23 and 25 hours come out right because each edge is resolved in the zone on its own.
 */
export function bucketEdges(zone: string, bucket: Bucket, range: Range): Float64Array {
  const edges: number[] = [];
  if (bucket === 'minute' || bucket === 'hour') {
    let at = bucketStart(zone, bucket, range.fromMs);
    for (; at < range.toMs; at += SHORT_MS[bucket]) edges.push(at);
    edges.push(at);
    return Float64Array.from(edges);
  }
  let local = localStart(bucket, range.fromMs + zoneOffsetMs(zone, range.fromMs));
  let at = instantOfLocal(zone, local);
  while (at < range.toMs) {
    edges.push(at);
    local = nextLocalStart(bucket, local);
    at = instantOfLocal(zone, local);
  }
  edges.push(at);
  return Float64Array.from(edges);
}

/** Index of the bucket that holds `atMs`, or -1 when outside. Edges ascend; nearly even spacing makes the guess almost always right. */
export function bucketIndex(edges: Float64Array, atMs: number): number {
  const last = edges.length - 1;
  const first = edges[0] as number;
  const end = edges[last] as number;
  if (last < 1 || !(atMs >= first) || atMs >= end) return -1;
  let i = Math.min(last - 1, Math.floor(((atMs - first) / (end - first)) * last));
  while (atMs < (edges[i] as number)) i--;
  while (atMs >= (edges[i + 1] as number)) i++;
  return i;
}

/** The bucket size that keeps a chart readable for a range. */
export function bucketFor(range: Range): Bucket {
  const days = (range.toMs - range.fromMs) / DAY_MS;
  if (days <= 3) return 'hour';
  if (days <= 120) return 'day';
  return days <= 730 ? 'week' : 'month';
}
