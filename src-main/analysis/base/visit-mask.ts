import type { EventColumns } from '../../../shared/columns.ts';
import type { Condition, Leaf } from '../../../shared/conditions.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, type ActBlock, eachBlockOfNobody, nobodys } from './act-blocks.ts';
import { combined, isOfVisit, type Marker, markerOf } from './conditions.ts';
import { borrow } from './scratch.ts';
import { eachStretchOfAll, findSessions, wholeOf } from './sessions.ts';
import { isCut, type WholeVisits } from './visit-cut.ts';
import { kindsOfVisits } from './visit-kinds.ts';
import { peopleOfVisits } from './visit-people.ts';

/** Which acts of a period fulfil a condition that all acts of a visit fulfil, or none. Good until the question ends. */
export interface VisitMask {
  /** 1 per visit of all time that does. */
  ofVisits: Uint8Array;
  /** 1 per row of nobody's that does, from the first of these rows on: each stands for itself. */
  ofNobody: Uint8Array;
}

/** Whether a condition is about visits and people alone. */
function isOfVisits(condition: Condition): boolean {
  if ('field' in condition) return condition.in !== 'act' || isOfVisit(condition);
  if ('not' in condition) return isOfVisits(condition.not);
  return ('all' in condition ? condition.all : condition.any).every(isOfVisits);
}

/** Finds the visits of which an act is as wanted, and marks them or all of the person. */
class VisitMarker {
  readonly marked: Uint8Array;
  readonly #person: Uint32Array;
  readonly #ofPeople: boolean;
  readonly #mark: Marker;
  readonly #rows = new Uint32Array(ACT_BLOCK);
  readonly #marks = new Uint8Array(ACT_BLOCK);
  readonly #hits = new Int32Array(ACT_BLOCK);

  constructor(events: EventColumns, all: WholeVisits, mark: Marker, ofPeople: boolean) {
    this.marked = borrow(Uint8Array, all.count);
    this.#person = peopleOfVisits(events, all);
    this.#ofPeople = ofPeople;
    this.#mark = mark;
  }

  #take(visit: number): void {
    const [marked, person] = [this.marked, this.#person];
    marked[visit] = 1;
    if (!this.#ofPeople) return;
    const who = person[visit];
    for (let v = visit - 1; person[v] === who; v--) marked[v] = 1;
    for (let v = visit + 1; person[v] === who; v++) marked[v] = 1;
  }

  /** Looks at the acts from..to, of visits from `first` on. */
  readActs({ acts, start }: WholeVisits, first: number, from: number, to: number): void {
    const [marked, rows, marks, hits] = [this.marked, this.#rows, this.#marks, this.#hits];
    let visit = first;
    for (let block = from; block < to; block += ACT_BLOCK) {
      const count = Math.min(ACT_BLOCK, to - block);
      // A view of a few acts would cost more than to copy them.
      const isFull = count === ACT_BLOCK;
      if (!isFull) for (let j = 0; j < count; j++) rows[j] = acts[block + j] as number;
      this.#mark(isFull ? acts.subarray(block, block + count) : rows, count, marks);
      let found = 0;
      for (let j = 0; j < count; j++) {
        hits[found] = block + j;
        found += marks[j] as number;
      }
      for (let k = 0; k < found; k++) {
        while ((start[visit + 1] as number) <= (hits[k] as number)) visit++;
        if (marked[visit] === 0) this.#take(visit);
      }
    }
  }

  /** Looks at the first acts of whole visits from..to. */
  readFirsts({ first }: WholeVisits, from: number, to: number): void {
    const [marked, marks] = [this.marked, this.#marks];
    for (let block = from; block < to; block += ACT_BLOCK) {
      const count = Math.min(ACT_BLOCK, to - block);
      this.#mark(first.subarray(block, block + count), count, marks);
      for (let j = 0; j < count; j++) if (marks[j] === 1 && marked[block + j] === 0) this.#take(block + j);
    }
  }

  /** Looks at the kinds of whole visits from..to. */
  readKinds(kinds: Uint16Array, wanted: number, from: number, to: number): void {
    const { marked } = this;
    for (let v = from; v < to; v++) if (((kinds[v] as number) & wanted) !== 0 && marked[v] === 0) this.#take(v);
  }
}

/** 1 per visit of which an act in the period fulfils a leaf, or one of another visit of the person where that is asked. */
function markVisits(events: EventColumns, context: RunContext, leaf: Leaf, mark: Marker): Uint8Array {
  const visits = findSessions(events, context);
  const all = wholeOf(visits);
  const marker = new VisitMarker(events, all, mark, leaf.in === 'person');
  const kinds = leaf.field === 'kind' ? kindsOfVisits(events, all) : null;
  const wanted = leaf.field === 'kind' ? leaf.is.reduce((bits, kind) => bits | (1 << EVENT_KINDS.indexOf(kind)), 0) : 0;
  eachStretchOfAll(visits, (whole, from, to, fromAct, toAct) => {
    const isWhole = !isCut(whole, from, to, fromAct, toAct);
    if (isOfVisit(leaf)) {
      if (isWhole) marker.readFirsts(whole, from, to);
      else marker.readActs(whole, from, fromAct, fromAct + 1);
    } else if (kinds && isWhole) marker.readKinds(kinds, wanted, from, to);
    else marker.readActs(whole, from, fromAct, toAct);
  });
  return marker.marked;
}

function markNobody(events: EventColumns, context: RunContext, mark: Marker): Uint8Array {
  const { from, to } = nobodys(events);
  const marked = borrow(Uint8Array, to - from);
  const marks = new Uint8Array(ACT_BLOCK);
  eachBlockOfNobody(events, context, ({ rows, count }) => {
    mark(rows, count, marks);
    for (let j = 0; j < count; j++) marked[(rows[j] as number) - from] = marks[j] as number;
  });
  return marked;
}

function maskOfLeaf(events: EventColumns, context: RunContext, leaf: Leaf): VisitMask {
  const mark = markerOf(events, leaf);
  return {
    ofVisits: markVisits(events, context, leaf, mark),
    ofNobody: markNobody(events, context, mark),
  };
}

function maskOfParts(events: EventColumns, context: RunContext, condition: Condition): VisitMask {
  if ('field' in condition) return maskOfLeaf(events, context, condition);
  if ('not' in condition) {
    const { ofVisits, ofNobody } = maskOfParts(events, context, condition.not);
    return { ofVisits: ofVisits.map((one) => 1 - one), ofNobody: ofNobody.map((one) => 1 - one) };
  }
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map((part) => maskOfParts(events, context, part));
  const { count } = wholeOf(findSessions(events, context));
  const { from, to } = nobodys(events);
  return {
    ofVisits: combined(
      parts.map(({ ofVisits }) => ofVisits),
      isAll,
      count,
    ),
    ofNobody: combined(
      parts.map(({ ofNobody }) => ofNobody),
      isAll,
      to - from,
    ),
  };
}

/** The same as `maskOf` of acts in the period, visit by visit; null where a condition asks of single acts. */
export const visitMaskOf = (events: EventColumns, context: RunContext, condition: Condition): VisitMask | null =>
  isOfVisits(condition) ? maskOfParts(events, context, condition) : null;

/** Calls back for blocks of acts of the period that fulfil the condition of a mask, as `eachActBlock` does for all. */
export function eachActBlockOf(
  events: EventColumns,
  context: RunContext,
  { ofVisits, ofNobody }: VisitMask,
  found: (block: ActBlock) => void,
): void {
  const [rows, visits] = [new Uint32Array(ACT_BLOCK), new Int32Array(ACT_BLOCK)];
  let filled = 0;
  const handOut = (count: number): void => {
    if (count > 0) found({ rows, visits, count });
    filled = 0;
  };
  const nobody = nobodys(events);
  // What nobody did comes between the acts of people, as it lies in the columns.
  let hasNobody = false;
  const addNobody = (): void => {
    hasNobody = true;
    visits.fill(0);
    eachBlockOfNobody(events, context, (all) => {
      let count = 0;
      for (let j = 0; j < all.count; j++) {
        const row = all.rows[j] as number;
        rows[count] = row;
        count += ofNobody[row - nobody.from] as number;
      }
      handOut(count);
    });
  };
  eachStretchOfAll(findSessions(events, context), ({ acts, start }, from, to, fromAct, toAct) => {
    let count = filled;
    for (let v = from; v < to; v++) {
      if (ofVisits[v] === 0) continue;
      const first = v === from ? fromAct : (start[v] as number);
      const end = v + 1 === to ? toAct : (start[v + 1] as number);
      if (!hasNobody && (acts[first] as number) >= nobody.to) {
        handOut(count);
        count = 0;
        addNobody();
      }
      for (let a = first; a < end; a++) {
        if (count === ACT_BLOCK) {
          handOut(count);
          count = 0;
        }
        rows[count] = acts[a] as number;
        visits[count++] = v + 1;
      }
    }
    filled = count;
  });
  handOut(filled);
  if (!hasNobody) addNobody();
}
