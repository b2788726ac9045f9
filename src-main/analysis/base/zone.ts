import { DAY_MS, type Range, zoneOffsetMs } from '../../../shared/time.ts';

/** Days remembered at most; instants outside are looked up one by one. */
const MOST_DAYS = 100_000;
const UNKNOWN = 0x7fffffff;
/** The clock is put forward or back on this day. */
const CHANGES = 0x7ffffffe;

interface Change {
  /** First instant of the new offset. */
  atMs: number;
  before: number;
  after: number;
}

/** The instant within a UTC day at which the zone's offset changes; a day has one change at most. */
function changeOf(zone: string, day: number, before: number, after: number): Change {
  let low = day * DAY_MS;
  let high = (day + 1) * DAY_MS - 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffsetMs(zone, middle) === before) low = middle;
    else high = middle;
  }
  return { atMs: high, before, after };
}

/**
 * Offset of the zone from UTC in ms for many instants of a period: asked of the time zone tables twice per day, not once
 * per row (5 µs each).
 */
export function offsetFinder(zone: string, { fromMs, toMs }: Range): (at: number) => number {
  const firstDay = Math.floor(fromMs / DAY_MS);
  const size = Math.max(0, Math.min(MOST_DAYS, Math.ceil(toMs / DAY_MS) - firstDay));
  const offsets = new Int32Array(size).fill(UNKNOWN);
  const changes = new Map<number, Change>();
  const learn = (day: number): number => {
    const before = zoneOffsetMs(zone, day * DAY_MS);
    const after = zoneOffsetMs(zone, (day + 1) * DAY_MS - 1);
    if (before !== after) changes.set(day, changeOf(zone, day, before, after));
    const offset = before === after ? before : CHANGES;
    offsets[day - firstDay] = offset;
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    const index = day - firstDay;
    if (index < 0 || index >= size) return zoneOffsetMs(zone, at);
    let offset = offsets[index] as number;
    if (offset === UNKNOWN) offset = learn(day);
    if (offset !== CHANGES) return offset;
    const change = changes.get(day) as Change;
    return at < change.atMs ? change.before : change.after;
  };
}

/** Number of the local day (days since 1970-01-01) for many instants of a period. */
export function dayFinder(zone: string, range: Range): (at: number) => number {
  const offsetOf = offsetFinder(zone, range);
  return (at) => Math.floor((at + offsetOf(at)) / DAY_MS);
}
