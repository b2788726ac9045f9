import type { EventColumns } from '../../../shared/columns.ts';
import { CHANNELS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { actedBefore } from './acted-before.ts';
import { borrow } from './scratch.ts';
import { eachStretch, eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import { CutVisits, isCut, type WholeVisits } from './visit-cut.ts';

/** What a visit is told apart by, from the rows of its first and its last act: 0 stands for acts that are in no visit. */
type ValueOf = (first: number, last: number) => number;

/** Values of the visits of all time by their numbers from 0, where it takes long to tell one; null of other visits. */
type Noted = (visits: WholeVisits) => Values | null;
type Values = Uint8Array | Uint32Array;

const known = new WeakMap<WholeVisits, Map<string, { key: readonly unknown[]; values: Values }>>();

/** Writes the value of each whole visit once: it does not depend on the dates, but on what is in `key`. */
function noteOnce(
  visits: WholeVisits,
  name: string,
  key: readonly unknown[],
  values: () => Values,
  valueFor: ValueOf,
): Values {
  const notes = known.get(visits) ?? new Map<string, { key: readonly unknown[]; values: Values }>();
  known.set(visits, notes);
  const found = notes.get(name);
  if (found?.key.every((one, k) => one === key[k])) return found.values;
  const made = values();
  const { first, last, count } = visits;
  for (let v = 0; v < count; v++) made[v] = valueFor(first[v] as number, last[v] as number);
  notes.set(name, { key, values: made });
  return made;
}

/** The part of a Dimension that tells values. */
interface Ids {
  idOf(row: number): number;
  idsInto(rows: Uint32Array, count: number, ids: Int32Array, visits?: Int32Array): void;
  ofVisits(visits: WholeVisits, from: number, count: number, ids: Int32Array): void;
}

/** The value of its visit for each act of the period. Good until the question ends. */
function valuesOfActs(events: EventColumns, context: RunContext, valueFor: ValueOf): Uint32Array {
  const values = borrow(Uint32Array, events.length);
  eachStretch(findSessions(events, context), ({ acts, start }, from, to, fromAct, toAct) => {
    for (let v = from; v < to; v++) {
      const begin = v === from ? fromAct : (start[v] as number);
      const end = v + 1 === to ? toAct : (start[v + 1] as number);
      const value = valueFor(acts[begin] as number, acts[end - 1] as number);
      for (let a = begin; a < end; a++) values[acts[a] as number] = value;
    }
  });
  return values;
}

/** The value of each visit of the period by its number among those of all time, from 1; 0 stands for nobody's acts. */
function valuesOfVisits(events: EventColumns, context: RunContext, valueFor: ValueOf, noted?: Noted): Uint32Array {
  const visits = findSessions(events, context);
  const values = borrow(Uint32Array, wholeOf(visits).count + 1);
  const ofWhole = noted?.(wholeOf(visits));
  eachStretchOfAll(visits, (whole, from, to, fromAct, toAct) => {
    const { acts, first, last } = whole;
    if (isCut(whole, from, to, fromAct, toAct))
      values[from + 1] = valueFor(acts[fromAct] as number, acts[toAct - 1] as number);
    else if (ofWhole) for (let v = from; v < to; v++) values[v + 1] = ofWhole[v] as number;
    else for (let v = from; v < to; v++) values[v + 1] = valueFor(first[v] as number, last[v] as number);
  });
  return values;
}

function idsOfVisits(events: EventColumns, context: RunContext, valueFor: ValueOf, noted?: Noted): Ids {
  let ofActs: Uint32Array | null = null;
  let ofVisits: Uint32Array | null = null;
  const valuesOf = (): Uint32Array => {
    ofActs ??= valuesOfActs(events, context, valueFor);
    return ofActs;
  };
  return {
    idOf: (row) => valuesOf()[row] ?? 0,
    idsInto(rows, count, ids, visits) {
      // Of as many as there are visits: in a third of the time that each act takes.
      if (visits) {
        ofVisits ??= valuesOfVisits(events, context, valueFor, noted);
        lookUp(visits, count, ofVisits, ids);
      } else lookUp(rows, count, valuesOf(), ids);
    },
    ofVisits(visits, from, count, ids) {
      const { first, last } = visits;
      const ofWhole = noted?.(visits instanceof CutVisits ? visits.whole : visits);
      if (ofWhole && visits instanceof CutVisits) {
        lookUp(visits.numbers.subarray(from, from + count), count, ofWhole, ids);
        for (const v of visits.cutsIn(from, from + count))
          ids[v - from] = valueFor(first[v] as number, last[v] as number);
        return;
      }
      if (ofWhole) {
        ids.set(ofWhole.subarray(from, from + count));
        return;
      }
      for (let k = 0; k < count; k++) ids[k] = valueFor(first[from + k] as number, last[from + k] as number);
    },
  };
}

function lookUp(places: Uint32Array | Int32Array, count: number, values: Values, ids: Int32Array): void {
  for (let j = 0; j < count; j++) ids[j] = values[places[j] as number] as number;
}

/** The page (or event) of the first act of the visit, or of the last. */
export function endPages(events: EventColumns, context: RunContext, end: 'first' | 'last'): Ids {
  const { page } = events;
  const valueFor: ValueOf = end === 'first' ? (first) => page[first] as number : (_first, last) => page[last] as number;
  return idsOfVisits(events, context, valueFor);
}

const INTERNAL = CHANNELS.indexOf('internal');

/** What a table says of sources outside; a visit that begins with a click on the own site has lost its source, and counts as direct (0). */
export const outsideOnly = <T extends Uint8Array | Uint32Array>({ channelOfSource }: EventColumns, table: T): T =>
  table.map((value, source) => (channelOfSource[source] === INTERNAL ? 0 : value)) as T;

/**
 * The source that brought the visit, or its channel: that of its first act, as those behind it come from the site
 * itself. Acts in no visit, whose visitor is not known, have their own.
 */
export function broughtBy(
  events: EventColumns,
  context: RunContext,
  what: 'source' | 'channel',
): Omit<Ids, 'ofVisits'> {
  const { source, person } = events;
  const told = what === 'source' ? events.siteOfSource : events.channelOfSource;
  const table = outsideOnly(events, told);
  const ownOf = (row: number): number => table[source[row] as number] ?? 0;
  const whole = wholeOf(findSessions(events, context));
  const room = (): Values => (what === 'source' ? new Uint32Array(whole.count) : new Uint8Array(whole.count));
  const ids = idsOfVisits(events, context, ownOf, (visits) =>
    visits === whole ? noteOnce(visits, what, [source, told, events.channelOfSource], room, ownOf) : null,
  );
  // Without `ofVisits`: act by act a grid of channels by weekday takes two thirds of the time.
  return {
    idOf: (row) => (person[row] === 0 ? ownOf(row) : ids.idOf(row)),
    idsInto(rows, count, into, visits) {
      ids.idsInto(rows, count, into, visits);
      for (let j = 0; j < count; j++) {
        const row = rows[j] as number;
        if (visits ? visits[j] === 0 : person[row] === 0) into[j] = ownOf(row);
      }
    },
  };
}

/** Whether the visitor of a visit had been there before, by number; a visit of the same person may be new and another not. */
export const NEW_OR_RETURNING = ['(in no visit)', 'new', 'returning'] as const;
export function newOrReturning(events: EventColumns, context: RunContext): Ids {
  const before = actedBefore(events, context);
  const valueFor: ValueOf = (first) => 1 + before(first);
  const { person, kind, flags } = events;
  const whole = wholeOf(findSessions(events, context));
  const room = (): Values => new Uint8Array(whole.count);
  return idsOfVisits(events, context, valueFor, (visits) =>
    visits === whole ? noteOnce(visits, 'returning', [person, kind, flags, context.bots], room, valueFor) : null,
  );
}
