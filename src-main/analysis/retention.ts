import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { zoneOffsetMs } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { QUARTER_MS } from './base/quarters.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { bucketFinder, bucketsOf } from './base/series.ts';
import { eachStretchOfAll, findSessions, wholeOf } from './base/sessions.ts';
import { isCut, type WholeVisits } from './base/visit-cut.ts';
import { peopleOfVisits } from './base/visit-people.ts';

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

/** Periods since that of the first act; the act is the first there. */
type Found = (cohort: number, since: number, act: number) => void;

/** Periods of whole quarters of an hour from `first` on; −1 where a quarter lies in two. */
interface QuarterPeriods {
  first: number;
  period: Int32Array;
}

/** Before every quarter. */
const FIRST_QUARTER = -0x8000_0000;
/** Quarters that are looked up: some 28 years. */
const MOST_QUARTERS = 1_000_000;

function quarterPeriodsOf(edges: Float64Array): QuarterPeriods {
  const quarters = edges.map((at) => at / QUARTER_MS);
  const first = Math.floor(quarters[0] as number);
  const size = Math.ceil(quarters[quarters.length - 1] as number) - first;
  const period = new Int32Array(size <= MOST_QUARTERS ? size : 0).fill(-1);
  for (let p = 0; p + 1 < quarters.length; p++)
    period.fill(p, Math.ceil(quarters[p] as number) - first, Math.floor(quarters[p + 1] as number) - first);
  return { first, period };
}

/** Goes through the visits of one person after the other, and tells of each period in which they acted once. */
class PeriodReader {
  readonly #events: EventColumns;
  readonly #visits: WholeVisits;
  readonly #person: Uint32Array;
  readonly #edges: Float64Array;
  readonly #periodOf: (at: number) => number;
  readonly #quarters: QuarterPeriods;
  readonly #firsts: Uint8Array | null;
  readonly #backs: Uint8Array | null;
  readonly #found: Found;
  #who = 0;
  #cohort = -1;
  /** Where the period seen last ends: nothing before says anything new. */
  #untilMs = 0;
  #untilQuarter = FIRST_QUARTER;

  constructor(events: EventColumns, chosen: Params, visits: WholeVisits, edges: Float64Array, found: Found) {
    this.#events = events;
    this.#visits = visits;
    this.#person = peopleOfVisits(events, visits);
    this.#edges = edges;
    this.#periodOf = bucketFinder(edges);
    this.#firsts = pageMask(events, chosen.first);
    this.#backs = pageMask(events, chosen.back);
    // Where an act must be on some page, when its visit begins tells nothing.
    const isAny = this.#firsts === null && this.#backs === null;
    this.#quarters = isAny ? quarterPeriodsOf(edges) : { first: 0, period: new Int32Array(0) };
    this.#found = found;
  }

  #enter(who: number): void {
    if (who === this.#who) return;
    this.#who = who;
    this.#cohort = -1;
    this.#untilQuarter = FIRST_QUARTER;
  }

  #see(period: number, act: number): void {
    this.#untilMs = this.#edges[period + 1] as number;
    this.#untilQuarter = Math.floor(this.#untilMs / QUARTER_MS);
    if (this.#cohort < 0) this.#cohort = period;
    this.#found(this.#cohort, period - this.#cohort, act);
  }

  /** Some acts of one visit. */
  readActs(visit: number, from: number, to: number): void {
    this.#enter(this.#person[visit] as number);
    const { acts } = this.#visits;
    const { at, page } = this.#events;
    for (let a = from; a < to; a++) {
      const row = acts[a] as number;
      const mask = this.#cohort < 0 ? this.#firsts : this.#backs;
      if (mask !== null && mask[page[row] as number] === 0) continue;
      const when = at[row] as number;
      if (this.#cohort < 0 || when >= this.#untilMs) this.#see(this.#periodOf(when), a);
    }
  }

  /** Whole visits, of any people: mostly the quarters of an hour in which they begin and end tell all. */
  readVisits(from: number, to: number): void {
    const { start, spans } = this.#visits;
    const person = this.#person;
    const { begin, end } = spans;
    const { first, period } = this.#quarters;
    for (let v = from; v < to; v++) {
      this.#enter(person[v] as number);
      const ends = end[v] as number;
      if (ends < this.#untilQuarter) continue;
      const begins = begin[v] as number;
      const own = period[begins - first] ?? -1;
      if (own >= 0 && begins >= this.#untilQuarter) this.#see(own, start[v] as number);
      // Acts come in time order within a person: a visit that ends in the period seen last says nothing new.
      if (ends >= this.#untilQuarter) this.readActs(v, start[v] as number, start[v + 1] as number);
    }
  }
}

function walkExact(events: EventColumns, chosen: Params, context: RunContext, edges: Float64Array, found: Found): void {
  const sessions = findSessions(events, context);
  const reader = new PeriodReader(events, chosen, wholeOf(sessions), edges, found);
  eachStretchOfAll(sessions, (whole, from, to, fromAct, toAct) => {
    if (isCut(whole, from, to, fromAct, toAct)) reader.readActs(from, fromAct, toAct);
    else reader.readVisits(from, to);
  });
}

/** The same, where a later period stands for all before it: the act of each is the next at or after it. */
function walkRolling(
  events: EventColumns,
  chosen: Params,
  context: RunContext,
  edges: Float64Array,
  found: Found,
): void {
  let counted = -1;
  walkExact(events, chosen, context, edges, (cohort, since, act) => {
    if (since === 0) counted = -1;
    while (counted < since) found(cohort, ++counted, act);
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
      isPart: true,
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
    const { acts } = wholeOf(findSessions(events, context));
    const found: number[] = [];
    walkOf(chosen)(events, chosen, context, edges, (cohort, since, act) => {
      if (cell && cohort === cell.row && since === cell.column) found.push(acts[act] as number);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
