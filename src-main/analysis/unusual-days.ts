import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { DAY_MS, zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { unusualDays as findUnusual } from './base/anomalies.ts';
import { type Dimension, dimensionOf } from './base/dimensions.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';

const params = z.strictObject({
  /** Robust standard deviations from the expected that are unusual. */
  limit: z.number().min(2).max(10).default(3.5),
});

/** Days before and after that a day's groups are compared with. */
const REACH = 28;
const DRIVERS = ['page', 'source', 'device'] as const;

interface Course {
  edges: Float64Array;
  /** Days that are over. */
  days: number;
  values: number[];
  people: number[];
}

function walk(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (day: number, row: number) => void,
): void {
  const bucketOf = bucketFinder(edges);
  const reader = new ScopeReader(events, context, IS_ACT);
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      found(bucketOf(events.at[i] as number), i);
    }
}

function courseOf(events: EventColumns, context: RunContext): Course {
  const { edges, count, bucket } = bucketsOf(context, 'day');
  const values = Array.from({ length: count }, () => 0);
  const people = Array.from({ length: count }, () => 0);
  const seen = new Uint32Array(count);
  walk(events, context, edges, (day, i) => {
    values[day] = (values[day] as number) + 1;
    const who = events.person[i] as number;
    if (seen[day] === who) return;
    seen[day] = who;
    people[day] = (people[day] as number) + 1;
  });
  // The first and last day of a period or of the data may be cut off: they are not unusual, only short.
  const end = Math.min(context.range.toMs, context.dataEndMs);
  const whole = bucket === 'day' ? values.findLastIndex((_, day) => (edges[day + 1] as number) <= end) + 1 : 0;
  return { edges, days: whole, values: values.slice(0, whole), people };
}

/** Acts per value of a dimension on an unusual day, and on all the days around it that it is compared with. */
interface Beside {
  day: number;
  /** Days that it is compared with. */
  around: number;
  here: Uint32Array;
  there: Uint32Array;
}

/** Acts per value of each dimension for each unusual day. */
function countBeside(
  events: EventColumns,
  context: RunContext,
  { edges, days }: Course,
  unusual: readonly number[],
  dimensions: readonly Dimension[],
): Beside[][] {
  const besides = unusual.map((day) =>
    dimensions.map(({ size }): Beside => {
      const around = Math.min(days, day + REACH + 1) - Math.max(0, day - REACH) - 1;
      return { day, around, here: new Uint32Array(size), there: new Uint32Array(size) };
    }),
  );
  const concerned = Array.from({ length: edges.length - 1 }, (_, day) =>
    day < days ? besides.filter((beside) => Math.abs((beside[0] as Beside).day - day) <= REACH) : [],
  );
  walk(events, context, edges, (day, i) => {
    const list = concerned[day] as Beside[][];
    if (list.length === 0) return;
    dimensions.forEach((dimension, d) => {
      const id = dimension.idOf(i);
      for (const beside of list) {
        const one = beside[d] as Beside;
        const counts = one.day === day ? one.here : one.there;
        counts[id] = (counts[id] as number) + 1;
      }
    });
  });
  return besides;
}

/** Counts kept at once: more unusual days are counted in several passes. */
const MOST_COUNTS = 8_000_000;

/** What differed most on each unusual day, by dimension. */
function driversOf(
  events: EventColumns,
  context: RunContext,
  course: Course,
  unusual: readonly { index: number; value: number; expected: number }[],
  dimensions: readonly Dimension[],
) {
  const perDay = 2 * dimensions.reduce((sum, { size }) => sum + size, 0);
  const atOnce = Math.max(1, Math.floor(MOST_COUNTS / perDay));
  const found: ReturnType<typeof driverOf>[][] = [];
  for (let from = 0; from < unusual.length; from += atOnce) {
    const some = unusual.slice(from, from + atOnce);
    const days = some.map(({ index }) => index);
    countBeside(events, context, course, days, dimensions).forEach((besides, k) => {
      const { value, expected } = some[k] as (typeof some)[number];
      found.push(besides.map((beside) => driverOf(beside, Math.sign(value - expected))));
    });
  }
  return found;
}

/** The value of a dimension whose count that day is furthest above or below its usual, in the direction of the day. */
function driverOf({ here, there, around }: Beside, sign: number): { id: number; change: number } | null {
  if (around === 0) return null;
  let best: { id: number; change: number } | null = null;
  for (let id = 0; id < here.length; id++) {
    const change = (here[id] as number) - (there[id] as number) / around;
    if (change * sign > (best ? best.change * sign : 0)) best = { id, change };
  }
  return best;
}

/** Acts in the period, and the people behind them. */
function countAll(events: EventColumns, context: RunContext): { n: number; people: number } {
  const reader = new ScopeReader(events, context, IS_ACT);
  let n = 0;
  let people = 0;
  let current = 0;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    n += count;
    for (let j = 0; j < count; j++) {
      const who = events.person[reader.rows[j] as number] as number;
      if (who === 0 || who === current) continue;
      current = who;
      people++;
    }
  }
  return { n, people };
}

/** Days that are not as days usually are, and what made them so. */
export const unusualDays = defineAnalysis({
  id: 'unusual-days',
  title: 'Unusual days',
  question: 'Which days were out of the ordinary, and what was behind them?',
  definition:
    'Acts per day beside what was to be expected: the trend (running median of five weeks) and what is usual for the weekday, as in a robust seasonal decomposition. A day is unusual at 3.5 robust standard deviations or more (can be changed), at least as much as chance alone makes of such numbers. The driver is the page, source of the visit and device whose own number differed most from its mean of the four weeks before and after; it is a hint, not a proof. Needs four weeks.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 2,
  run({ events }, { limit }, context) {
    const course = courseOf(events, context);
    const { edges, days, values, people } = course;
    const localDay = (day: number) => {
      const at = edges[day] as number;
      return Math.floor((at + zoneOffsetMs(context.zone, at)) / DAY_MS);
    };
    const found = days >= 28 ? findUnusual(values, (i) => (((localDay(i) + 3) % 7) + 7) % 7, limit) : [];
    const dimensions = DRIVERS.map((id) => dimensionOf(events, context, id));
    found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || a.index - b.index);
    const drivers = driversOf(events, context, course, found, dimensions);
    const { n, people: everybody } = countAll(events, context);
    return {
      kind: 'table',
      columns: [
        { id: 'day', label: 'Day', type: 'text' },
        { id: 'acts', label: 'Acts', type: 'number', unit: 'count' },
        { id: 'expected', label: 'Expected', type: 'number', unit: 'count' },
        { id: 'z', label: 'Robust standard deviations', type: 'number', unit: 'score' },
        { id: 'page', label: 'Page that differed most', type: 'page' },
        { id: 'source', label: 'Source', type: 'source' },
        { id: 'device', label: 'Device', type: 'text' },
        { id: 'share', label: 'Share of the difference (source)', type: 'number', unit: 'share' },
      ],
      rows: found.map(({ index, value, expected, z: distance }, f) => {
        const [page, source, device] = drivers[f] ?? [];
        const share = source ? Math.min(1, source.change / (value - expected)) : null;
        return {
          key: String(index),
          cells: [
            new Date(localDay(index) * DAY_MS).toISOString().slice(0, 10),
            value,
            expected,
            distance,
            page?.id ?? null,
            source?.id ?? null,
            device ? (dimensions[2]?.textOf(device.id) ?? null) : null,
            share,
          ],
          people: people[index] as number,
        };
      }),
      total: found.length,
      n,
      people: everybody,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const rows: number[] = [];
    walk(events, context, bucketsOf(context, 'day').edges, (day, i) => {
      if (day === wanted) rows.push(i);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
