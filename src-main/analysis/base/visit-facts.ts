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
 * What is told of the visits of a period as wholes, by their numbers from 1; 0 stands for nobody's acts, which are in no
 * visit. Good until the question ends.
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

/** Whose numbers visits have: those of the period, or those of all time (see `wholeOf`). */
export type VisitNumbering = 'of-period' | 'of-all';

/** Visits from..to that lie whole in the period; `shift` is added to their places. */
function tellWhole(
  { at }: EventColumns,
  kinds: Uint16Array,
  { first, last, views }: WholeVisits,
  [from, to, shift]: readonly [from: number, to: number, shift: number],
  { bounces, converted, measured, time }: VisitFacts,
): void {
  const purchase = PURCHASE;
  for (let v = from; v < to; v++) {
    const begin = first[v] as number;
    const end = last[v] as number;
    const several = differ(begin, end);
    const place = v + shift;
    // A visit of one act has no more than one page view.
    bounces[place] = (several ^ 1) & (views[v] as number);
    converted[place] = ((kinds[v] as number) >> purchase) & 1;
    measured[place] = several;
    time[place] = (at[end] as number) - (at[begin] as number);
  }
}

/** A visit at an end of the period, of whose acts only from..to lie in it. */
function tellCut(
  { at, kind }: EventColumns,
  acts: Uint32Array,
  [from, to, place]: readonly [from: number, to: number, place: number],
  { bounces, converted, measured, time }: VisitFacts,
): void {
  const isSingle = to - from === 1;
  bounces[place] = isSingle ? viewsIn(kind, acts, from, to) : 0;
  measured[place] = isSingle ? 0 : 1;
  converted[place] = acts.subarray(from, to).some((row) => kind[row] === PURCHASE) ? 1 : 0;
  time[place] = (at[acts[to - 1] as number] as number) - (at[acts[from] as number] as number);
}

/** Tells of every visit of the period, as if there were no acts outside of it. */
export function factsOfVisits(events: EventColumns, context: RunContext, numbering: VisitNumbering): VisitFacts {
  const visits = findSessions(events, context);
  const all = wholeOf(visits);
  const kinds = kindsOfVisits(events, all);
  const room = (numbering === 'of-all' ? all : visits).count + 1;
  const facts: VisitFacts = {
    bounces: borrow(Uint8Array, room),
    converted: borrow(Uint8Array, room),
    measured: borrow(Uint8Array, room),
    time: borrow(Float64Array, room),
  };
  let told = 0;
  eachStretchOfAll(visits, (whole, from, to, fromAct, toAct) => {
    const shift = 1 + (numbering === 'of-all' ? 0 : told - from);
    if (isCut(whole, from, to, fromAct, toAct)) tellCut(events, whole.acts, [fromAct, toAct, from + shift], facts);
    else tellWhole(events, kinds, whole, [from, to, shift], facts);
    told += to - from;
  });
  return facts;
}
