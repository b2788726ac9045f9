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

/** The value of a dimension whose count that day is furthest above or below its usual, in the direction of the day. */
function driverOf(
  dimension: Dimension,
  counts: Map<number, number>[],
  day: number,
  sign: number,
): { id: number; change: number } | null {
  const here = counts[day] as Map<number, number>;
  const around: Map<number, number>[] = [];
  for (let other = Math.max(0, day - REACH); other < Math.min(counts.length, day + REACH + 1); other++)
    if (other !== day) around.push(counts[other] as Map<number, number>);
  if (around.length === 0) return null;
  const usual = new Map<number, number>();
  for (const one of around) for (const [id, count] of one) usual.set(id, (usual.get(id) ?? 0) + count / around.length);
  let best: { id: number; change: number } | null = null;
  for (const id of new Set([...here.keys(), ...usual.keys()])) {
    const change = (here.get(id) ?? 0) - (usual.get(id) ?? 0);
    if (id < dimension.size && change * sign > (best ? best.change * sign : 0)) best = { id, change };
  }
  return best;
}

/** Acts per day and value of each dimension, and how many there are in all. */
function countsOf(events: EventColumns, context: RunContext, edges: Float64Array, dimensions: readonly Dimension[]) {
  const counts = dimensions.map(() => Array.from({ length: edges.length - 1 }, () => new Map<number, number>()));
  const everybody = new Set<number>();
  let n = 0;
  walk(events, context, edges, (day, i) => {
    n++;
    if (events.person[i] !== 0) everybody.add(events.person[i] as number);
    dimensions.forEach((dimension, d) => {
      const map = counts[d]?.[day] as Map<number, number>;
      const id = dimension.idOf(i);
      map.set(id, (map.get(id) ?? 0) + 1);
    });
  });
  return { counts, n, people: everybody.size };
}

/** Days that are not as days usually are, and what made them so. */
export const unusualDays = defineAnalysis({
  id: 'unusual-days',
  title: 'Unusual days',
  question: 'Which days were out of the ordinary, and what was behind them?',
  definition:
    'Acts per day beside what was to be expected: the trend (running median of five weeks) and what is usual for the weekday, as in a robust seasonal decomposition. A day is unusual at 3.5 robust standard deviations or more (can be changed), at least as much as chance alone makes of such numbers. The driver is the page, source and device whose own number differed most from its mean of the four weeks before and after; it is a hint, not a proof. Needs four weeks.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, { limit }, context) {
    const { edges, days, values, people } = courseOf(events, context);
    const localDay = (day: number) => {
      const at = edges[day] as number;
      return Math.floor((at + zoneOffsetMs(context.zone, at)) / DAY_MS);
    };
    const found = days >= 28 ? findUnusual(values, (i) => (((localDay(i) + 3) % 7) + 7) % 7, limit) : [];
    const dimensions = DRIVERS.map((id) => dimensionOf(events, context, id));
    const { counts, n, people: everybody } = countsOf(events, context, edges, found.length > 0 ? dimensions : []);
    found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || a.index - b.index);
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
      rows: found.map(({ index, value, expected, z: distance }) => {
        const sign = Math.sign(value - expected);
        const [page, source, device] = dimensions.map((dimension, d) =>
          driverOf(dimension, counts[d]?.slice(0, days) ?? [], index, sign),
        );
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
