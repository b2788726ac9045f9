import type { EventColumns } from '../../../shared/columns.ts';
import { CHANNELS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { actedBefore } from './acted-before.ts';
import { borrow } from './scratch.ts';
import { eachStretch, eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import { CutVisits, isCut, type WholeVisits } from './visit-cut.ts';

/** What a visit is told apart by, from the rows of its first and its last act: 0 stands for acts that are in no visit. */
type ValueOf = (first: number, last: number) => number;

/** The part of a Dimension that tells values. */
interface Ids {
  idOf(row: number): number;
  idsInto(rows: Uint32Array, count: number, ids: Int32Array, visits?: Int32Array): void;
  ofVisits(visits: WholeVisits, from: number, count: number, ids: Int32Array): void;
}

/** The value of its visit for each act of the period. Good until the question ends. */
function valuesOfActs(events: EventColumns, context: RunContext, valueFor: ValueOf): Int32Array {
  const values = borrow(Int32Array, events.length);
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
function valuesOfVisits(events: EventColumns, context: RunContext, valueFor: ValueOf, ofWhole: Int32Array): Int32Array {
  const visits = findSessions(events, context);
  const values = borrow(Int32Array, ofWhole.length + 1);
  values.set(ofWhole, 1);
  eachStretchOfAll(visits, (whole, from, to, fromAct, toAct) => {
    if (isCut(whole, from, to, fromAct, toAct))
      values[from + 1] = valueFor(whole.acts[fromAct] as number, whole.acts[toAct - 1] as number);
  });
  return values;
}

/** `told`: the values of the visits of all time, by their numbers from 0. */
function idsOfVisits(events: EventColumns, context: RunContext, valueFor: ValueOf, told: Int32Array): Ids {
  const whole = wholeOf(findSessions(events, context));
  let ofActs: Int32Array | null = null;
  let ofVisits: Int32Array | null = null;
  const valuesOf = (): Int32Array => {
    ofActs ??= valuesOfActs(events, context, valueFor);
    return ofActs;
  };
  return {
    idOf: (row) => valuesOf()[row] ?? 0,
    idsInto(rows, count, ids, visits) {
      // Of as many as there are visits: in a third of the time that each act takes.
      if (visits) {
        ofVisits ??= valuesOfVisits(events, context, valueFor, told);
        lookUp(visits, count, ofVisits, ids);
      } else for (let j = 0; j < count; j++) ids[j] = valuesOf()[rows[j] as number] as number;
    },
    ofVisits(visits, from, count, ids) {
      if (visits === whole) {
        ids.set(told.subarray(from, from + count));
        return;
      }
      if (!(visits instanceof CutVisits) || visits.whole !== whole) {
        const { first, last } = visits;
        for (let k = 0; k < count; k++) ids[k] = valueFor(first[from + k] as number, last[from + k] as number);
        return;
      }
      lookUpFrom(visits.numbers, from, count, told, ids);
      for (const v of visits.cutsIn(from, from + count)) {
        const { acts, from: first, to } = visits.actsOf(v);
        ids[v - from] = valueFor(acts[first] as number, acts[to - 1] as number);
      }
    },
  };
}

function lookUp(places: Int32Array, count: number, values: Int32Array, ids: Int32Array): void {
  for (let j = 0; j < count; j++) ids[j] = values[places[j] as number] as number;
}

function lookUpFrom(numbers: Uint32Array, from: number, count: number, values: Int32Array, ids: Int32Array): void {
  for (let k = 0; k < count; k++) ids[k] = values[numbers[from + k] as number] as number;
}

/** What is told of the visits of all time once: a change of dates changes only those that it cuts. */
class Told {
  readonly #known = new WeakMap<WholeVisits, { key: readonly unknown[]; values: Int32Array }>();

  /** `key`: what the values were told from. */
  of(visits: WholeVisits, key: readonly unknown[], valueFor: ValueOf): Int32Array {
    const found = this.#known.get(visits);
    if (found?.key.every((one, k) => one === key[k])) return found.values;
    const { first, last, count } = visits;
    const values = new Int32Array(count);
    for (let v = 0; v < count; v++) values[v] = valueFor(first[v] as number, last[v] as number);
    this.#known.set(visits, { key, values });
    return values;
  }
}

const ends = { first: new Told(), last: new Told() };

/** The page (or event) of the first act of the visit, or of the last. */
export function endPages(events: EventColumns, context: RunContext, end: 'first' | 'last'): Ids {
  const { page } = events;
  const valueFor: ValueOf = end === 'first' ? (first) => page[first] as number : (_first, last) => page[last] as number;
  const told = ends[end].of(wholeOf(findSessions(events, context)), [page], valueFor);
  return idsOfVisits(events, context, valueFor, told);
}

const INTERNAL = CHANNELS.indexOf('internal');

/** What a table says of sources outside; a visit that begins with a click on the own site has lost its source, and counts as direct (0). */
export const outsideOnly = <T extends Uint8Array | Uint32Array>({ channelOfSource }: EventColumns, table: T): T =>
  table.map((value, source) => (channelOfSource[source] === INTERNAL ? 0 : value)) as T;

const brought = { source: new Told(), channel: new Told() };

/**
 * The source that brought the visit, or its channel: that of its first act, as those behind it come from the site
 * itself. Acts in no visit, whose visitor is not known, have their own.
 */
export function broughtBy(events: EventColumns, context: RunContext, what: 'source' | 'channel'): Ids {
  const { source, person, channelOfSource } = events;
  const told = what === 'source' ? events.siteOfSource : channelOfSource;
  const table = outsideOnly(events, told);
  const ownOf = (row: number): number => table[source[row] as number] ?? 0;
  const whole = wholeOf(findSessions(events, context));
  const ids = idsOfVisits(events, context, ownOf, brought[what].of(whole, [source, told, channelOfSource], ownOf));
  return {
    ...ids,
    idOf: (row) => (person[row] === 0 ? ownOf(row) : ids.idOf(row)),
    idsInto(rows, count, into, visits) {
      // A block is of known people, or of nobody, where the visits are known.
      const isNobodys = visits?.[0] === 0;
      if (!isNobodys) ids.idsInto(rows, count, into, visits);
      if (visits && !isNobodys) return;
      for (let j = 0; j < count; j++) {
        const row = rows[j] as number;
        if (person[row] === 0) into[j] = ownOf(row);
      }
    },
  };
}

/** Whether the visitor of a visit had been there before, by number; a visit of the same person may be new and another not. */
export const NEW_OR_RETURNING = ['(in no visit)', 'new', 'returning'] as const;
const newness = new Told();

export function newOrReturning(events: EventColumns, context: RunContext): Ids {
  const { person, kind, flags } = events;
  const before = actedBefore(events, context);
  const valueFor: ValueOf = (first) => 1 + before(first);
  const whole = wholeOf(findSessions(events, context));
  return idsOfVisits(events, context, valueFor, newness.of(whole, [person, kind, flags, context.bots], valueFor));
}
