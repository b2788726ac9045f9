import type { EventColumns } from '../../../shared/columns.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { borrow } from './scratch.ts';
import { eachStretchOfAll, findSessions, viewsIn, wholeOf } from './sessions.ts';
import { isCut, type WholeVisits } from './visit-cut.ts';
import { kindsOfVisits } from './visit-kinds.ts';

/** Code of a purchase. */
export const PURCHASE = EVENT_KINDS.indexOf('purchase');

/**
 * What is told of the visits of a period as wholes, by their numbers from 1 among those of all time (see `wholeOf`);
 * 0 stands for nobody's acts, which are in no visit. Columns that are not asked for are empty. Good until the question ends.
 */
export interface VisitFacts {
  /** 1 = one page view and nothing else. */
  bounces: Uint8Array;
  /** 1 = something was bought. */
  converted: Uint8Array;
  /** 1 = two acts or more, so that the duration is known. */
  measured: Uint8Array;
  /** From the first to the last act in ms; 0 where it is not known. */
  time: Float64Array;
}

// A visit of one act has no more than one page view.
function tellBounces({ first, last, views }: WholeVisits, from: number, to: number, bounces: Uint8Array): void {
  for (let v = from; v < to; v++)
    bounces[v + 1] = (differ(first[v] as number, last[v] as number) ^ 1) & (views[v] as number);
}

function tellConverted(kinds: Uint16Array, from: number, to: number, converted: Uint8Array): void {
  const purchase = PURCHASE;
  for (let v = from; v < to; v++) converted[v + 1] = ((kinds[v] as number) >> purchase) & 1;
}

function tellMeasured({ first, last }: WholeVisits, from: number, to: number, measured: Uint8Array): void {
  for (let v = from; v < to; v++) measured[v + 1] = differ(first[v] as number, last[v] as number);
}

const knownTimes = new WeakMap<Uint32Array, Float64Array>();

/** How long the visits of all time lasted: found once, as the instants of their ends lie all over the column. */
function timesOfVisits(at: Float64Array, { acts, first, last, count }: WholeVisits): Float64Array {
  const known = knownTimes.get(acts);
  if (known) return known;
  const times = new Float64Array(count);
  for (let v = 0; v < count; v++) times[v] = (at[last[v] as number] as number) - (at[first[v] as number] as number);
  knownTimes.set(acts, times);
  return times;
}

/** A visit at an end of the period, of whose acts only from..to lie in it. */
function tellCut(
  { at, kind }: EventColumns,
  acts: Uint32Array,
  [from, to, place]: readonly [from: number, to: number, place: number],
  { bounces, converted, measured, time }: VisitFacts,
): void {
  // Written to no effect where it is not asked for: such a column is empty.
  const isSingle = to - from === 1;
  bounces[place] = isSingle ? viewsIn(kind, acts, from, to) : 0;
  measured[place] = isSingle ? 0 : 1;
  converted[place] = acts.subarray(from, to).some((row) => kind[row] === PURCHASE) ? 1 : 0;
  time[place] = (at[acts[to - 1] as number] as number) - (at[acts[from] as number] as number);
}

/** Tells what is asked of every visit of the period, as if there were no acts outside of it. */
export function factsOfVisits(
  events: EventColumns,
  context: RunContext,
  asked: readonly (keyof VisitFacts)[],
): VisitFacts {
  const visits = findSessions(events, context);
  const all = wholeOf(visits);
  const asks = (fact: keyof VisitFacts) => asked.includes(fact);
  const room = (fact: keyof VisitFacts) => (asks(fact) ? all.count + 1 : 0);
  const facts: VisitFacts = {
    bounces: borrow(Uint8Array, room('bounces')),
    converted: borrow(Uint8Array, room('converted')),
    measured: borrow(Uint8Array, room('measured')),
    time: borrow(Float64Array, room('time')),
  };
  if (asks('time')) facts.time.set(timesOfVisits(events.at, all), 1);
  const kinds = asks('converted') ? kindsOfVisits(events, all) : new Uint16Array(0);
  eachStretchOfAll(visits, (whole, from, to, fromAct, toAct) => {
    if (isCut(whole, from, to, fromAct, toAct)) {
      tellCut(events, whole.acts, [fromAct, toAct, from + 1], facts);
      return;
    }
    if (asks('bounces')) tellBounces(whole, from, to, facts.bounces);
    if (asks('converted')) tellConverted(kinds, from, to, facts.converted);
    if (asks('measured')) tellMeasured(whole, from, to, facts.measured);
  });
  return facts;
}
