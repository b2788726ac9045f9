import * as z from 'zod';
import type { MessageFilter } from '../../shared/check.ts';
import type { TableName, Tables } from '../../shared/columns.ts';
import type { Condition } from '../../shared/conditions.ts';
import type { AnalysisReply, Narrowed } from '../../shared/contract/analyses.ts';
import { AppError } from '../../shared/errors.ts';
import { EVENT_FLAGS, type Purpose } from '../../shared/model.ts';
import type { LeftOut, Result } from '../../shared/results.ts';
import { DAY_MS, type Range } from '../../shared/time.ts';
import type { Analysis, RunContext } from '../analysis/analysis.ts';
import { withoutLongVisits } from '../analysis/base/long-visits.ts';
import { narrowTables } from '../analysis/base/narrow.ts';
import { filterMessages } from '../analysis/base/narrow-messages.ts';
import { ANALYSES } from '../analysis/index.ts';
import { safeResult } from '../privacy/egress.ts';
import { type Policy, passResult, roundedTo } from '../privacy/gate.ts';
import type { ReadDb } from '../store/open.ts';
import { getCounter } from '../store/tables/counters.ts';
import { findSavedSegment, listContentGroups } from '../store/tables/kept.ts';
import { hasOwnRules } from '../store/tables/own.ts';
import { spanOf } from './app.ts';
import type { QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { permittedCurrency, spanOfTable } from './permitted-facts.ts';
import { resolveResult } from './resolve.ts';
import { listRowsBehind } from './rows-behind.ts';

export const findAnalysis = (id: string): Analysis => {
  const found = ANALYSES.find((analysis) => analysis.id === id);
  if (!found) throw new AppError('not-found');
  return found;
};

/** Purposes whose results are used on people one by one: the small-group rule binds them everywhere. */
const PERSONALISED: ReadonlySet<Purpose> = new Set(['personalisation', 'advertising']);

/** When the small-group rule binds: whatever leaves the screen, personalised uses, and an adviser's every screen. */
export function policyFor(context: QueryContext, purpose: Purpose, leaves: boolean): Policy {
  const { workspaceKind, smallGroup } = context.settings();
  const binding = leaves || workspaceKind === 'adviser' || PERSONALISED.has(purpose);
  return { mode: binding ? 'binding' : 'owner-screen', k: smallGroup };
}

/** Dates, robots, segment and kinds of message of a call; `saved` = name of a segment that was kept. */
export interface Filter {
  range: Range | null;
  bots: boolean;
  segment?: Condition | undefined;
  saved?: string | undefined;
  messages?: MessageFilter | undefined;
}

/** The filter with the condition of the segment that it names: that one, the one given, or both together. */
export function withSavedSegment<F extends Filter>({ db }: QueryContext, filter: F): F {
  const { segment, saved, ...rest } = filter;
  if (saved === undefined) return filter;
  const kept = findSavedSegment(db, saved);
  if (!kept) throw new AppError('not-found', { segment: true });
  return { ...rest, segment: segment ? { all: [segment, kept] } : kept } as F;
}

/** Events without visits that have more acts than the settings allow, and how many acts those have. */
function leaveOutLong(all: Tables, now: RunContext, mostActs: number): { tables: Tables; longActs: number } {
  const long = all.events && mostActs > 0 ? withoutLongVisits(all.events, now, mostActs) : null;
  return { tables: long ? { ...all, events: long.events } : all, longActs: long?.acts ?? 0 };
}

const NARROWED_BY_SEGMENT: ReadonlySet<TableName> = new Set(['events', 'orders', 'messages']);

/** Tables as a filter narrows them: to a segment where it reaches them, then to kinds of message. */
export function narrowed(all: Tables, { segment, messages: kinds }: Filter, narrows: boolean, now: RunContext): Tables {
  const tables = narrows && segment ? narrowTables(all, segment, now) : all;
  const { messages } = tables as Partial<Tables>;
  return kinds && messages ? { ...tables, messages: keptOf(messages, kinds) } : tables;
}

const lastKept = new WeakMap<Tables['messages'], { key: string; kept: Tables['messages'] }>();

/** The messages of a filter; a page asks a dozen analyses under the same one, so the last answer is kept. */
function keptOf(messages: Tables['messages'], kinds: MessageFilter): Tables['messages'] {
  const key = JSON.stringify(kinds);
  const last = lastKept.get(messages);
  if (last?.key === key) return last.kept;
  const kept = filterMessages(messages, kinds);
  lastKept.set(messages, { key, kept });
  return kept;
}

/** Period and columns of one call, checked and permitted. */
export async function prepareRun(
  context: QueryContext,
  call: { id: string; params: Record<string, unknown>; filter: Filter },
) {
  const analysis = findAnalysis(call.id);
  const params = analysis.params.safeParse(call.params);
  if (!params.success)
    throw new AppError('invalid-input', { field: String(params.error.issues[0]?.path[0] ?? 'params') });
  const filter = withSavedSegment(context, call.filter);
  const { segment } = filter;
  const reads: readonly TableName[] = [...analysis.reads, ...(analysis.alsoReads?.(params.data) ?? [])];
  const narrows = segment !== undefined && reads.some((table) => NARROWED_BY_SEGMENT.has(table));
  const wanted: readonly TableName[] = [...new Set([...reads, ...(narrows ? ['events' as const] : [])])];
  const permitted = await context.tables.permitted(wanted, analysis.purpose);
  // Columns may have been long in coming.
  context.checkWanted();
  const all = permitted.tables as Tables;
  const span = spanOf(analysis.reads.map((table) => spanOfTable(all[table])));
  // Without dates a segment is of all time: who visited before the first message can have written it.
  const segmentRange = call.filter.range ? null : spanOf(wanted.map((table) => spanOfTable(all[table])));
  const money = analysis.reads.some((table) => table === 'orders' || table === 'campaigns');
  const currency = money ? await permittedCurrency(context, analysis.purpose) : '';
  const { zone, sessionIdleMinutes, sessionEndsAtMidnight, sessionEndsAtSource, mostActsPerVisit } = context.settings();
  const contentGroups = listContentGroups(context.db);
  const runContext = (range: Range): RunContext => ({
    range,
    ...(segmentRange ? { segmentRange } : {}),
    zone,
    dataEndMs: span?.toMs ?? range.toMs,
    sessionIdleMs: sessionIdleMinutes * 60_000,
    sessionEndsAtMidnight,
    sessionEndsAtSource,
    bots: call.filter.bots,
    currency,
    contentGroups,
    checkWanted: context.checkWanted,
  });
  return {
    analysis,
    params: params.data,
    /** What may be used, whole; `tablesFor` narrows it to the segment asked for. */
    tables: all,
    tablesFor(now: RunContext) {
      const { tables, longActs } = leaveOutLong(all, now, mostActsPerVisit);
      return { tables: narrowed(tables, filter, narrows, now), longActs };
    },
    narrowed: {
      messages: reads.includes('messages') ? (filter.messages ?? null) : null,
      segment: narrows,
    } satisfies Narrowed,
    leftOut: permitted.leftOut,
    range: call.filter.range ?? span,
    span,
    runContext,
  };
}

/** Data may begin this much after a period does and still cover it: the first visit of a first day. */
const LATE_MS = DAY_MS;

/**
 * The same length of time just before, cut to as much of it as the present period has data for: thirty days beside
 * twenty that have data would look like a fall by a third. Null when data do not reach back that far.
 */
export function previousOf(range: Range, span: Range | null): Range | null {
  if (!span) return null;
  const lengthMs = range.toMs - range.fromMs;
  // In whole days: that nothing was bought after noon does not mean that the data end at noon.
  const days = Math.ceil((span.toMs - range.fromMs) / DAY_MS);
  const coveredMs = Math.min(lengthMs, days * DAY_MS);
  const previous = { fromMs: range.fromMs - lengthMs, toMs: range.fromMs - lengthMs + coveredMs };
  return coveredMs > 0 && span.fromMs <= previous.fromMs + LATE_MS ? previous : null;
}

const ownRows = new WeakMap<Uint8Array, Uint32Array>();

/** Rows that the owner's rules leave out: looked for once, as every answer on a page tells of those of its period. */
function rowsOfOwn({ flags }: Tables['events']): Uint32Array {
  const known = ownRows.get(flags);
  if (known) return known;
  const found: number[] = [];
  for (let i = 0; i < flags.length; i++) if (((flags[i] as number) & EVENT_FLAGS.own) !== 0) found.push(i);
  const rows = Uint32Array.from(found);
  ownRows.set(flags, rows);
  return rows;
}

/** Hits of the period that the owner's rules leave out. Who they are is not told: rows only. */
function ownHits(db: ReadDb, events: Tables['events'], range: Range | null): LeftOut[] {
  if (!range || !hasOwnRules(db)) return [];
  let rows = 0;
  for (const row of rowsOfOwn(events)) {
    const when = events.at[row] as number;
    if (when >= range.fromMs && when < range.toMs) rows++;
  }
  return [{ reason: 'own-staff', people: 0, rows }];
}

/** Runs one analysis through consent filter, computation and small-group rule, in that order. */
export async function runAnalysis(
  context: QueryContext,
  call: {
    id: string;
    params: Record<string, unknown>;
    filter: Filter;
    compare: boolean;
  },
  leaves: boolean,
): Promise<AnalysisReply> {
  const started = performance.now();
  const prepared = await prepareRun(context, call);
  const { analysis, params, range, tables } = prepared;
  const policy = policyFor(context, analysis.purpose, leaves);
  const leftOut: LeftOut[] = [...prepared.leftOut];
  const compute = (period: Range) => {
    const now = prepared.runContext(period);
    const { tables: given, longActs } = prepared.tablesFor(now);
    const raw: Result = analysis.run(given, params, now);
    const passed = passResult(resolveResult(context.db, raw), policy);
    const longVisits: LeftOut = { reason: 'long-visit', people: 0, rows: longActs };
    const whole = { ...passed, leftOut: [...passed.leftOut, longVisits] };
    return leaves ? { ...whole, result: safeResult(whole.result) } : whole;
  };
  const now = compute(range ?? { fromMs: 0, toMs: 1 });
  leftOut.push(...now.leftOut);
  if (analysis.reads.includes('events')) leftOut.push(...ownHits(context.db, tables.events, range));
  if (analysis.reads.includes('orders')) {
    leftOut.push({ reason: 'same-sale', people: 0, rows: tables.orders.paymentsOfOrders ?? 0 });
    leftOut.push({ reason: 'look-alike', people: 0, rows: tables.orders.lookAlikes ?? 0 });
  }
  const rangeBefore = range ? previousOf(range, prepared.span) : null;
  const previousRange = call.compare ? rangeBefore : null;
  return {
    info: { id: analysis.id, title: analysis.title, version: analysis.version, purpose: analysis.purpose },
    result: now.result,
    previous: previousRange ? compute(previousRange).result : null,
    leftOut: leftOut.filter((entry) => entry.people + entry.rows > 0),
    narrowed: prepared.narrowed,
    range,
    previousRange,
    rangeBefore,
    roundedTo: roundedTo(policy),
    revision: getCounter(context.db, 'revision'),
    computedMs: performance.now() - started,
  };
}

export const analyses: Group<'analyses'> = {
  'analyses.list': () =>
    ANALYSES.map(({ id, title, question, definition, area, purpose, reads, version, params, rows }) => ({
      id,
      title,
      question,
      definition,
      area,
      purpose,
      reads: [...reads],
      version,
      params: z.toJSONSchema(params, { io: 'input' }),
      hasRows: rows !== undefined,
    })),
  'analyses.run': (context, call) => runAnalysis(context, call, false),
  'analyses.rows': async (context, { key, limit, ...call }) => {
    const { analysis, params, tablesFor, leftOut, range, runContext } = await prepareRun(context, call);
    if (!analysis.rows) throw new AppError('not-found');
    const now = runContext(range ?? { fromMs: 0, toMs: 1 });
    const { tables } = tablesFor(now);
    const behind = analysis.rows(tables, params, now, key);
    const table = resolveResult(context.db, listRowsBehind(context.db, tables, behind, limit));
    const policy = policyFor(context, analysis.purpose, false);
    // Single rows are about single people: where the small-group rule binds, they are not listed at all.
    if (policy.mode === 'binding') throw new AppError('too-few-people', { smallest: policy.k });
    const cleared = passResult(table, policy);
    return {
      table: cleared.result,
      leftOut: [...leftOut, ...cleared.leftOut].filter((entry) => entry.people + entry.rows > 0),
    };
  },
};
