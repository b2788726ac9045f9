import type { EventColumns } from '../../../shared/columns.ts';
import type { Range } from '../../../shared/time.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { IS_ACT, IS_VIEW } from './scan.ts';
import { ScopeReader } from './scope.ts';
import { sessionBreak } from './session-breaks.ts';
import { CutVisits, cutVisits, type StretchReader, spansOf, type VisitSpans, type WholeVisits } from './visit-cut.ts';
import { peopleOfVisits } from './visit-people.ts';

/**
 * Visits (sessions): acts of one person without a gap longer than the idle time (30 minutes unless set otherwise), and
 * not over midnight or a change of source where the business says so.
 * A visit belongs to the moment it begins. Arrays have `count` entries where nothing else is said.
 */
export type Sessions = WholeVisits | CutVisits;

/** The visits of all time that those of a period were cut out of; themselves where they were not. */
export const wholeOf = (visits: Sessions): WholeVisits => (visits instanceof CutVisits ? visits.whole : visits);

/**
 * Calls back for the visits of a period where they lie among those of all time: what reads each act or visit once need
 * not copy them. Visits, and their acts, come in the same order as in the columns.
 */
export function eachStretch(visits: Sessions, found: StretchReader): void {
  if (visits instanceof CutVisits) visits.eachStretch(found);
  else if (visits.count > 0) found(visits, 0, visits.count, 0, visits.acts.length);
}

/** The same, where visits and acts must be numbered as those of `wholeOf` are. */
export function eachStretchOfAll(visits: Sessions, found: StretchReader): void {
  if (visits instanceof CutVisits) visits.eachStretchOfAll(found);
  else if (visits.count > 0) found(visits, 0, visits.count, 0, visits.acts.length);
}

/** Page views among the acts from..to. */
export function viewsIn(kind: Uint8Array, acts: Uint32Array, from: number, to: number): number {
  const viewOf = IS_VIEW;
  let sum = 0;
  for (let a = from; a < to; a++) sum += viewOf[kind[acts[a] as number] as number] as number;
  return sum;
}

/** What is found in one pass; the rest is worked out when it is first asked for. */
class FoundSessions implements WholeVisits {
  readonly count: number;
  readonly acts: Uint32Array;
  readonly start: Int32Array;
  readonly #at: Float64Array;
  readonly #kind: Uint8Array;
  #spans: VisitSpans | null = null;
  #first: Uint32Array | null = null;
  #last: Uint32Array | null = null;
  #views: Uint32Array | null = null;

  constructor(acts: Uint32Array, start: Int32Array, { at, kind }: EventColumns) {
    this.count = start.length - 1;
    this.acts = acts;
    this.start = start;
    this.#at = at;
    this.#kind = kind;
  }

  get spans(): VisitSpans {
    this.#spans ??= spansOf(this.#at, this);
    return this.#spans;
  }

  get first(): Uint32Array {
    if (this.#first) return this.#first;
    const { count, acts, start } = this;
    const first = new Uint32Array(count);
    for (let s = 0; s < count; s++) first[s] = acts[start[s] as number] as number;
    this.#first = first;
    return first;
  }

  get last(): Uint32Array {
    if (this.#last) return this.#last;
    const { count, acts, start } = this;
    const last = new Uint32Array(count);
    for (let s = 0; s < count; s++) last[s] = acts[(start[s + 1] as number) - 1] as number;
    this.#last = last;
    return last;
  }

  get views(): Uint32Array {
    if (this.#views) return this.#views;
    const { count, acts, start } = this;
    const kind = this.#kind;
    const views = new Uint32Array(count);
    for (let s = 0; s < count; s++) {
      views[s] = viewsIn(kind, acts, start[s] as number, start[s + 1] as number);
    }
    this.#views = views;
    return views;
  }
}

/** Visits found lately, by the columns they were found in: the analyses of one page ask for the same ones. */
interface Known {
  key: string;
  events: EventColumns;
  sessions: Sessions;
}
const known = new WeakMap<Uint8Array, Known[]>();
/** The period looked at and the one before it; of all time, visits and people. */
const MOST_KNOWN = 2;

const keyOf = (context: RunContext): string =>
  [
    context.range.fromMs,
    context.range.toMs,
    context.sessionIdleMs,
    context.sessionEndsAtMidnight === true ? context.zone : '',
    context.sessionEndsAtSource === true,
    context.bots,
  ].join(' ');

const sameColumns = (a: EventColumns, b: EventColumns): boolean =>
  a.at === b.at &&
  a.person === b.person &&
  a.kind === b.kind &&
  a.source === b.source &&
  a.channelOfSource === b.channelOfSource &&
  a.siteOfSource === b.siteOfSource;

/**
 * Finds the visits of the period in one pass; rows of unknown people (person 0) are no visits. Columns are never written
 * to, so that visits found in them once are handed out again. Never write into what this answers.
 */
export function findSessions(events: EventColumns, context: RunContext): Sessions {
  const key = keyOf(context);
  const list = known.get(events.flags) ?? [];
  const found = list.find((one) => one.key === key && sameColumns(one.events, events));
  if (found) return found.sessions;
  const splitsOtherwise = context.sessionEndsAtMidnight === true || context.sessionEndsAtSource === true;
  const sessions = splitsOtherwise
    ? searchSessions(events, context)
    : within(events, allSessions(events, context), context.range);
  const all = [{ key, events, sessions }, ...list];
  known.set(events.flags, all.slice(0, MOST_KNOWN));
  for (const { sessions: old } of all.slice(MOST_KNOWN)) if (old instanceof CutVisits) old.retire();
  return sessions;
}

interface Everywhere extends Known {
  sessions: WholeVisits;
}
const everywhere = new WeakMap<Uint8Array, Everywhere[]>();

/** The visits of all time: whatever period is looked at next is a part of them. */
function allSessions(events: EventColumns, { sessionIdleMs, bots, zone }: RunContext): Everywhere {
  const key = `${sessionIdleMs} ${bots}`;
  const before = everywhere.get(events.flags) ?? [];
  const found = before.find((one) => one.key === key && sameColumns(one.events, events));
  if (found) return found;
  const range = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const sessions = searchSessions(events, { range, sessionIdleMs, bots, zone, dataEndMs: range.toMs });
  const made = { key, events, sessions };
  everywhere.set(events.flags, [made, ...before].slice(0, MOST_KNOWN));
  return made;
}

/** Visits of a period out of those of all time. */
function within({ at, kind }: EventColumns, { sessions: all }: Everywhere, range: Range): Sessions {
  return cutVisits(at, all, range, (from, to) => viewsIn(kind, all.acts, from, to)) ?? all;
}

function searchSessions(events: EventColumns, context: RunContext): WholeVisits {
  const { at, person, length } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const rows = reader.rows;
  const idle = context.sessionIdleMs;
  const breaks = sessionBreak(events, context);
  // Room for the most there can be: memory that is never written to is never taken from the system, and growing would copy.
  const acts = new Uint32Array(length);
  const start = new Int32Array(length + 1);
  let count = 0;
  let found = 0;
  let current = 0;
  let previous = 0;
  let previousRow = 0;
  let first = 0;
  for (let read = reader.read(); read >= 0; read = reader.read())
    for (let j = 0; j < read; j++) {
      const i = rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      const when = at[i] as number;
      if (who !== current || when - previous > idle || breaks?.(i, previousRow, first) === true) {
        start[count++] = found;
        current = who;
        first = i;
      }
      acts[found++] = i;
      previousRow = i;
      previous = when;
    }
  start[count] = found;
  return new FoundSessions(acts.subarray(0, found), start.subarray(0, count + 1), events);
}

/** Distinct people among visits; they lie together. */
export function countVisitors(events: EventColumns, visits: Sessions): number {
  const person = peopleOfVisits(events, wholeOf(visits));
  return visits instanceof CutVisits ? changesAt(person, visits.numbers) : changesOf(person);
}

function changesOf(marks: Uint32Array): number {
  let [changes, previous] = [0, 0];
  for (let s = 0; s < marks.length; s++) {
    changes += differ(marks[s] as number, previous);
    previous = marks[s] as number;
  }
  return changes;
}

function changesAt(marks: Uint32Array, places: Uint32Array): number {
  let [changes, previous] = [0, 0];
  for (let k = 0; k < places.length; k++) {
    const mark = marks[places[k] as number] as number;
    changes += differ(mark, previous);
    previous = mark;
  }
  return changes;
}
