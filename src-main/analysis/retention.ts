import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { IS_ACT, newestFirst, zeros } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';

const MOST_PERIODS = 26;

/** Calls back once per person and period in which they acted: period of their first act, periods since, first row there. */
function walk(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  found: (cohort: number, since: number, row: number) => void,
): void {
  const { at, person } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const bucketOf = bucketFinder(edges);
  let current = 0;
  let cohort = 0;
  let seen = -1;
  for (let count = reader.read(); count >= 0; count = reader.read()) {
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      const b = bucketOf(at[i] as number);
      if (who !== current) {
        current = who;
        cohort = b;
        seen = -1;
      }
      // Acts come in time order within a person: a period already seen is the last one seen.
      if (b === seen) continue;
      seen = b;
      found(cohort, b - cohort, i);
    }
  }
}

/** Cohorts by first act, and how many come back. */
export const retention = defineAnalysis({
  id: 'retention',
  title: 'Who comes back',
  question: 'Of the people who first came in one period, how many are back later?',
  definition:
    'People are grouped by the period of their first act in the chosen dates. Each cell is the share of the group that acted again that many periods later; the first column is the group itself. Cells whose period is not over yet are left empty. Someone who came before the chosen dates counts as new here.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ period: z.enum(['day', 'week', 'month']).default('week') }),
  version: 1,
  run({ events }, { period }, context) {
    const { edges, count } = bucketsOf(context, period);
    const width = Math.min(count, MOST_PERIODS);
    const people = zeros(count * width);
    walk(events, context, edges, (cohort, since) => {
      if (since < width) people[cohort * width + since] = (people[cohort * width + since] as number) + 1;
    });
    const end = Math.min(context.dataEndMs, context.range.toMs);
    const values = people.map((value, cell) => {
      const cohort = Math.floor(cell / width);
      const size = people[cohort * width] as number;
      const last = cohort + (cell % width);
      const over = last < count && (edges[last + 1] as number) <= end;
      if (cell % width === 0) return size > 0 ? 1 : null;
      return over && size > 0 ? value / size : null;
    });
    // The local date: midnight in Berlin is still the day before in UTC.
    const days = Array.from(edges.subarray(0, count), (at) =>
      new Date(at + zoneOffsetMs(context.zone, at)).toISOString().slice(0, 10),
    );
    const n = people.reduce((sum, value, cell) => sum + (cell % width === 0 ? value : 0), 0);
    return {
      kind: 'matrix',
      unit: 'share',
      rows: days,
      columns: Array.from({ length: width }, (_, since) => String(since)),
      values,
      people,
      n,
    };
  },
  rows({ events }, { period }, context, key) {
    const cell = parseCellKey(key);
    const { edges } = bucketsOf(context, period);
    const found: number[] = [];
    walk(events, context, edges, (cohort, since, row) => {
      if (cell && cohort === cell.row && since === cell.column) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
