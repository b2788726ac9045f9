import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { DAY_MS, zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { ACT_BLOCK } from './base/act-blocks.ts';
import { differ } from './base/bits.ts';
import { unusualDays as findUnusual } from './base/anomalies.ts';
import { driversOf } from './base/day-drivers.ts';
import { type DimensionId, dimensionOf } from './base/dimensions.ts';
import { peopleOf } from './base/doers.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';
import { countVisitors, findSessions } from './base/sessions.ts';
import type { WholeVisits } from './base/visit-cut.ts';
import { eachOnDays } from './base/visit-days.ts';
import type { VisitDimension } from './base/visit-runs.ts';

const params = z.strictObject({
  /** Robust standard deviations from the expected that are unusual. */
  limit: z.number().min(2).max(10).default(3.5),
});

interface Course {
  edges: Float64Array;
  day: VisitDimension;
  /** Days that are over. */
  days: number;
  /** Acts of these. */
  values: number[];
  people: number[];
  /** Acts in the period. */
  n: number;
}

/** What is known of a day, together so that it lies within one line of the processor's cache. */
const CELL = 4;
const ACTS = 0;
const PEOPLE = 1;
/** Who was seen last: visits of a person lie together. */
const LAST = 2;

function addActs(cells: Int32Array, day: number, acts: number, who: number): void {
  const at = day * CELL;
  cells[at + ACTS] = (cells[at + ACTS] as number) + acts;
  cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + differ(cells[at + LAST] as number, who);
  cells[at + LAST] = who;
}

/** Acts per day, and the people behind them. */
function countDays(events: EventColumns, context: RunContext, day: VisitDimension): Int32Array {
  const cells = new Int32Array(day.size * CELL);
  const person = peopleOf(events, context);
  const ids = new Int32Array(ACT_BLOCK);
  const dayOf = bucketFinder(bucketsOf(context, 'day').edges);
  const cut = ({ acts }: WholeVisits, visit: number, from: number, to: number): void => {
    for (let a = from; a < to; a++)
      addActs(cells, dayOf(events.at[acts[a] as number] as number), 1, person[visit] as number);
  };
  eachOnDays(events, context, day, {
    visits(whole, from, count, days) {
      const { start } = whole;
      for (let k = 0; k < count; k++) {
        const [one, v] = [days[k] as number, from + k];
        const [begin, end] = [start[v] as number, start[v + 1] as number];
        if (one >= 0) addActs(cells, one, end - begin, person[v] as number);
        else cut(whole, v, begin, end);
      }
    },
    cut,
    nobodys({ rows, count }) {
      day.idsInto(rows, count, ids);
      for (let j = 0; j < count; j++) {
        const at = (ids[j] as number) * CELL;
        cells[at + ACTS] = (cells[at + ACTS] as number) + 1;
      }
    },
  });
  return cells;
}

function courseOf(events: EventColumns, context: RunContext): Course {
  const { edges, count, bucket } = bucketsOf(context, 'day');
  const day = dimensionOf(events, context, 'day') as VisitDimension;
  const cells = countDays(events, context, day);
  const of = (what: number) => Array.from({ length: count }, (_, one) => cells[one * CELL + what] as number);
  const values = of(ACTS);
  // The first and last day of a period or of the data may be cut off: they are not unusual, only short.
  const end = Math.min(context.range.toMs, context.dataEndMs);
  const whole = bucket === 'day' ? values.findLastIndex((_, one) => (edges[one + 1] as number) <= end) + 1 : 0;
  return {
    edges,
    day,
    days: whole,
    values: values.slice(0, whole),
    people: of(PEOPLE),
    n: values.reduce((sum, value) => sum + value, 0),
  };
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
    const { edges, day, days, values, people, n } = courseOf(events, context);
    const localDay = (one: number) => {
      const at = edges[one] as number;
      return Math.floor((at + zoneOffsetMs(context.zone, at)) / DAY_MS);
    };
    const found = days >= 28 ? findUnusual(values, (i) => (((localDay(i) + 3) % 7) + 7) % 7, limit) : [];
    const by = (id: DimensionId) => dimensionOf(events, context, id);
    const [page, source, device] = [by('page'), by('source'), by('device')];
    found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || a.index - b.index);
    const asked = found.map(({ index, value, expected }) => ({ day: index, sign: Math.sign(value - expected) }));
    const drivers = driversOf(events, context, { day, days, asked }, [
      { dimension: page, column: events.page },
      { dimension: source },
      { dimension: device },
    ]);
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
        const [ofPage, ofSource, ofDevice] = drivers.map((all) => all[f]);
        const share = ofSource ? Math.min(1, ofSource.change / (value - expected)) : null;
        return {
          key: String(index),
          cells: [
            new Date(localDay(index) * DAY_MS).toISOString().slice(0, 10),
            value,
            expected,
            distance,
            ofPage?.id ?? null,
            ofSource?.id ?? null,
            ofDevice ? device.textOf(ofDevice.id) : null,
            share,
          ],
          people: people[index] as number,
        };
      }),
      total: found.length,
      n,
      people: countVisitors(events, findSessions(events, context)),
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const dayOf = bucketFinder(bucketsOf(context, 'day').edges);
    const rows: number[] = [];
    const reader = new ScopeReader(events, context, IS_ACT);
    for (let count = reader.read(); count >= 0; count = reader.read())
      for (let j = 0; j < count; j++) {
        const row = reader.rows[j] as number;
        if (dayOf(events.at[row] as number) === wanted) rows.push(row);
      }
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
