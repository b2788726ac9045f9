import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';
import { findSessions } from './base/sessions.ts';

const MOST_PERIODS = 26;

const params = z.strictObject({
  period: z.enum(['day', 'week', 'month']).default('week'),
  /** exact: back in that very period (N-day retention). rolling: back in that period or any later one. */
  mode: z.enum(['exact', 'rolling']).default('exact'),
  /** Page or event that makes somebody a member of a cohort; a trailing * takes all that begin so. Default: any act. */
  first: z.string().min(1).max(2000).optional(),
  /** Page or event that counts as coming back. Default: any act. */
  back: z.string().min(1).max(2000).optional(),
});
type Params = z.output<typeof params>;

/** 1 per page that a name stands for; null = every page. */
function pageMask(events: EventColumns, name: string | undefined): Uint8Array | null {
  if (name === undefined) return null;
  const mask = new Uint8Array(events.pages + 1);
  for (const id of name.endsWith('*') ? events.pagesWithPrefix(name.slice(0, -1)) : [events.pageId(name)])
    if (id > 0) mask[id] = 1;
  return mask;
}

type Found = (cohort: number, since: number, row: number) => void;

/** Calls back once per person and period in which they acted: period of their first act, periods since, first row there. */
function walkExact(events: EventColumns, chosen: Params, context: RunContext, edges: Float64Array, found: Found): void {
  const { at, person, page } = events;
  const firsts = pageMask(events, chosen.first);
  const backs = pageMask(events, chosen.back);
  const bucketOf = bucketFinder(edges);
  const { acts, start, count } = findSessions(events, context);
  let current = 0;
  let cohort = -1;
  let seen = -1;
  let seenUntil = 0;
  for (let visit = 0; visit < count; visit++) {
    const end = start[visit + 1] as number;
    const from = start[visit] as number;
    const who = person[acts[from] as number] as number;
    if (who !== current) {
      current = who;
      cohort = -1;
    }
    // Acts come in time order within a person: a visit that ends in the period seen last says nothing new.
    if (cohort >= 0 && (at[acts[end - 1] as number] as number) < seenUntil) continue;
    for (let a = from; a < end; a++) {
      const i = acts[a] as number;
      const mask = cohort < 0 ? firsts : backs;
      if (mask !== null && mask[page[i] as number] === 0) continue;
      if (cohort >= 0 && (at[i] as number) < seenUntil) continue;
      seen = bucketOf(at[i] as number);
      seenUntil = edges[seen + 1] as number;
      if (cohort < 0) cohort = seen;
      found(cohort, seen - cohort, i);
    }
  }
}

/** The same, where a later period stands for all before it: the row of each is that of the next act at or after it. */
function walkRolling(
  events: EventColumns,
  chosen: Params,
  context: RunContext,
  edges: Float64Array,
  found: Found,
): void {
  let counted = -1;
  walkExact(events, chosen, context, edges, (cohort, since, row) => {
    if (since === 0) counted = -1;
    while (counted < since) found(cohort, ++counted, row);
  });
}

const walkOf = ({ mode }: Params) => (mode === 'rolling' ? walkRolling : walkExact);

/** Cohorts by first act, and how many come back. */
export const retention = defineAnalysis({
  id: 'retention',
  title: 'Who comes back',
  question: 'Of the people who first came in one period, how many are back later?',
  definition:
    'People are grouped by the period of their first act (or first act of the kind chosen) in the chosen dates. Each cell is the share of the group that acted again that many periods later – in that very period, or, in rolling retention, in it or any later one; the first column is the group itself. Cells whose period is not over yet are left empty. Someone who came before the chosen dates counts as new here.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 2,
  run({ events }, chosen, context) {
    const { edges, count } = bucketsOf(context, chosen.period);
    const width = Math.min(count, MOST_PERIODS);
    const people = zeros(count * width);
    walkOf(chosen)(events, chosen, context, edges, (cohort, since) => {
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
  rows({ events }, chosen, context, key) {
    const cell = parseCellKey(key);
    const { edges } = bucketsOf(context, chosen.period);
    const found: number[] = [];
    walkOf(chosen)(events, chosen, context, edges, (cohort, since, row) => {
      if (cell && cohort === cell.row && since === cell.column) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
