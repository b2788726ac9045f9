import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  bucketEdges,
  bucketFor,
  bucketIndex,
  bucketStart,
  DAY_MS,
  HOUR_MS,
  instantOfLocal,
  MINUTE_MS,
  zoneOffsetMs,
} from '../../shared/time.ts';

/** Zones with changes of the clock at midnight, by half an hour, on either side of Greenwich, and without any. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2026, 0, 1) });
const buckets = fc.constantFrom<Bucket[]>('day', 'week', 'month', 'year');

/** What a wall calendar in the zone shows: year-month-day. */
const dateIn = (zone: string, at: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
const clockIn = (zone: string, at: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);

test('offsets are those of the zone at that instant', () => {
  expect(zoneOffsetMs('Europe/Berlin', Date.UTC(2024, 0, 1))).toBe(HOUR_MS);
  expect(zoneOffsetMs('Europe/Berlin', Date.UTC(2024, 6, 1))).toBe(2 * HOUR_MS);
  expect(zoneOffsetMs('America/New_York', Date.UTC(2024, 0, 1, 0, 0, 0, 1))).toBe(-5 * HOUR_MS);
  expect(zoneOffsetMs('Asia/Kathmandu', 0.5 + Date.UTC(2024, 0, 1))).toBe(5 * HOUR_MS + 45 * MINUTE_MS);
  expect(zoneOffsetMs('UTC', 5)).toBe(0);
});

describe('instantOfLocal', () => {
  const local = (month: number, day: number, hour: number, minute = 0) => Date.UTC(2024, month, day, hour, minute);

  test('a time that the clock shows twice is the first of the two, on either side of Greenwich', () => {
    expect(instantOfLocal('Europe/Berlin', local(9, 27, 2, 30))).toBe(local(9, 27, 0, 30));
    expect(instantOfLocal('America/New_York', local(10, 3, 1, 30))).toBe(local(10, 3, 5, 30));
  });

  test('a time that the clock skips lies behind the jump, on either side of Greenwich', () => {
    expect(instantOfLocal('Europe/Berlin', local(2, 31, 2, 30))).toBe(local(2, 31, 1, 30));
    expect(instantOfLocal('America/New_York', local(2, 10, 2, 30))).toBe(local(2, 10, 7, 30));
  });

  test('is the way back from every instant that the clock shows once', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const whole = Math.floor(at / 1000) * 1000;
        const back = instantOfLocal(zone, whole + zoneOffsetMs(zone, whole));
        expect(clockIn(zone, back)).toBe(clockIn(zone, whole));
        expect(back).toBeLessThanOrEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

describe('buckets', () => {
  test('begin at or before what they hold, at its local date or before, and the next one after', () => {
    fc.assert(
      fc.property(zones, buckets, instants, (zone, bucket, at) => {
        const start = bucketStart(zone, bucket, at);
        expect(start).toBeLessThanOrEqual(at);
        const [first, next] = bucketEdges(zone, bucket, { fromMs: at, toMs: at + 1 });
        expect(first).toBe(start);
        expect(next).toBeGreaterThan(at);
        expect(bucketStart(zone, bucket, next as number)).toBe(next);
      }),
      { numRuns: 500 },
    );
  });

  test('of days hold one local date each, from its first instant to its last', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const [start, next] = bucketEdges(zone, 'day', { fromMs: at, toMs: at + 1 }) as unknown as [number, number];
        expect(dateIn(zone, start)).toBe(dateIn(zone, at));
        expect(dateIn(zone, next - 1)).toBe(dateIn(zone, at));
        expect(dateIn(zone, start - 1)).not.toBe(dateIn(zone, at));
        expect(dateIn(zone, next)).not.toBe(dateIn(zone, at));
      }),
      { numRuns: 500 },
    );
  });

  test('of weeks begin on Monday, of months on the first', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const weekday = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' });
        const monday = bucketStart(zone, 'week', at);
        expect(weekday.format(monday)).toBe('Mon');
        expect(at - monday).toBeLessThan(8 * DAY_MS);
        expect(dateIn(zone, bucketStart(zone, 'month', at)).slice(-2)).toBe('01');
      }),
      { numRuns: 300 },
    );
  });

  test('are cut at every edge once: ascending, and covering the range', () => {
    fc.assert(
      fc.property(zones, buckets, instants, fc.integer({ min: 1, max: 90 }), (zone, bucket, fromMs, days) => {
        const range = { fromMs, toMs: fromMs + days * DAY_MS };
        const edges = bucketEdges(zone, bucket, range);
        expect(edges[0]).toBeLessThanOrEqual(range.fromMs);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(range.toMs);
        expect(edges.at(-2)).toBeLessThan(range.toMs);
        for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1] as number);
      }),
      { numRuns: 200 },
    );
  });

  test('days of 23 and 25 hours come out as long as they are', () => {
    const lengths = (fromMs: number, toMs: number) => {
      const edges = bucketEdges('Europe/Berlin', 'day', { fromMs, toMs });
      return Array.from(edges.subarray(1), (edge, i) => (edge - (edges[i] as number)) / HOUR_MS);
    };
    expect(lengths(Date.UTC(2024, 2, 29, 23), Date.UTC(2024, 3, 1, 22))).toEqual([24, 23, 24]);
    expect(lengths(Date.UTC(2024, 9, 25, 22), Date.UTC(2024, 9, 28, 23))).toEqual([24, 25, 24]);
  });

  test('of hours are whole local hours, also where the zone is off by a quarter', () => {
    const at = Date.UTC(2024, 5, 1, 12, 50);
    expect(bucketStart('Asia/Kathmandu', 'hour', at)).toBe(Date.UTC(2024, 5, 1, 12, 15));
    expect(bucketEdges('UTC', 'hour', { fromMs: at, toMs: at + 2 * HOUR_MS })).toHaveLength(4);
  });
});

test('bucketIndex finds what a search from the left finds', () => {
  const ascending = fc
    .uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 20 })
    .map((list) => Float64Array.from(list).sort());
  fc.assert(
    fc.property(ascending, fc.integer({ min: -5, max: 1005 }), (edges, at) => {
      const naive = Array.from(edges.subarray(1)).findIndex((edge, i) => at >= (edges[i] as number) && at < edge);
      expect(bucketIndex(edges, at)).toBe(naive);
    }),
  );
  expect(bucketIndex(Float64Array.of(5), 5)).toBe(-1);
  expect(bucketIndex(Float64Array.of(0, 10), Number.NaN)).toBe(-1);
});

test('charts keep to a readable number of points', () => {
  const count = (days: number) => {
    const range = { fromMs: 0, toMs: days * DAY_MS };
    return bucketEdges('UTC', bucketFor(range), range).length - 1;
  };
  for (const days of [1, 3, 4, 30, 120, 121, 365, 730, 731, 3650]) expect(count(days)).toBeLessThanOrEqual(121);
  expect(bucketFor({ fromMs: 0, toMs: DAY_MS })).toBe('hour');
  expect(bucketFor({ fromMs: 0, toMs: 800 * DAY_MS })).toBe('month');
});
