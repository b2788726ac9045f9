import type { Range } from '../../../shared/time.ts';
import { QUARTER_MS } from './quarters.ts';
import { keepUnwritten, retire } from './scratch.ts';

/** Visits as columns; arrays have `count` entries where nothing else is said. */
export interface VisitColumns {
  readonly count: number;
  /** Row of the first act. */
  readonly first: Uint32Array;
  /** Row of the last act. */
  readonly last: Uint32Array;
  /** Page views in the visit. */
  readonly views: Uint32Array;
  /** Rows of the acts of all visits, in the order of the columns. */
  readonly acts: Uint32Array;
  /** The acts of visit s are start[s] .. start[s + 1]. Length = count + 1. Signed, so that counting on from one stays an integer to V8. */
  readonly start: Int32Array;
}

/** Visits with their spans, which may reach further than the visits do. */
export interface WholeVisits extends VisitColumns {
  readonly spans: VisitSpans;
}

/** Quarters of an hour (since 1970) in which each visit begins and ends: of most they say whether a period holds it. */
export interface VisitSpans {
  begin: Int32Array;
  end: Int32Array;
}

const MOST = 0x7fff_ffff;
/** Instants beyond what the column holds are put at its ends: an earlier one never comes to lie behind a later one. */
const quarterOf = (at: number): number => Math.max(-MOST, Math.min(MOST, Math.floor(at / QUARTER_MS)));

/** Works out the spans of visits once, so that a change of dates need not read the instants of all their acts. */
export function spansOf(at: Float64Array, { count, first, last }: VisitColumns): VisitSpans {
  const spans = { begin: new Int32Array(count), end: new Int32Array(count) };
  for (let s = 0; s < count; s++) {
    spans.begin[s] = quarterOf(at[first[s] as number] as number);
    spans.end[s] = quarterOf(at[last[s] as number] as number);
  }
  return spans;
}

/** Runs of fewer numbers are copied one by one: views of the arrays would cost more. */
const SHORT = 48;

/** Copies from..to of an array to `place` of another. */
function copy(target: Uint32Array, place: number, source: Uint32Array, from: number, to: number): void {
  if (to - from >= SHORT) target.set(source.subarray(from, to), place);
  else for (let i = from, j = place; i < to; i++, j++) target[j] = source[i] as number;
}

/** Four numbers each: visits from..to that are kept, and their acts from..to. */
const SEGMENT = 4;

/** Stretches of visits that are kept, one behind the other. Only a stretch of one visit may lack some of its acts. */
class Segments {
  /** Stretches, visits and acts in all. */
  count = 0;
  visits = 0;
  acts = 0;
  #numbers = new Int32Array(SEGMENT << 8);

  add(fromVisit: number, toVisit: number, fromAct: number, toAct: number): void {
    const at = this.count++ * SEGMENT;
    if (at === this.#numbers.length) {
      const larger = new Int32Array(2 * at);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[at] = fromVisit;
    this.#numbers[at + 1] = toVisit;
    this.#numbers[at + 2] = fromAct;
    this.#numbers[at + 3] = toAct;
    this.visits += toVisit - fromVisit;
    this.acts += toAct - fromAct;
  }

  each(found: (fromVisit: number, toVisit: number, fromAct: number, toAct: number) => void): void {
    const numbers = this.#numbers;
    for (let at = 0; at < this.count * SEGMENT; at += SEGMENT)
      found(numbers[at] as number, numbers[at + 1] as number, numbers[at + 2] as number, numbers[at + 3] as number);
  }
}

/** Counts the page views among the acts from..to of visits. */
export type ViewCounter = (from: number, to: number) => number;

/**
 * Told of visits from..to of `whole` that lie one behind the other in a period, and of their acts from..to. Of a single
 * visit that is cut, some acts at its ends are missing; all others are whole.
 */
export type StretchReader = (whole: WholeVisits, from: number, to: number, fromAct: number, toAct: number) => void;

/** Whether a stretch is a single visit of which acts are missing. */
export const isCut = ({ start }: WholeVisits, from: number, to: number, fromAct: number, toAct: number): boolean =>
  fromAct !== start[from] || toAct !== start[to];

/** More stretches than this, of fewer visits on average, take longer one by one than copying all visits does. */
const MANY_STRETCHES = 1024;
const SHORT_STRETCH = 32;

/** The visits of a period: every column is put together when it is first asked for, as most questions ask for few. */
export class CutVisits implements WholeVisits {
  readonly count: number;
  /** The visits of all time, which these were cut out of. */
  readonly whole: WholeVisits;
  readonly #kept: Segments;
  readonly #viewsIn: ViewCounter;
  #acts: Uint32Array | null = null;
  #start: Int32Array | null = null;
  #first: Uint32Array | null = null;
  #last: Uint32Array | null = null;
  #views: Uint32Array | null = null;
  #spans: VisitSpans | null = null;

  constructor(whole: WholeVisits, kept: Segments, viewsIn: ViewCounter) {
    this.count = kept.visits;
    this.whole = whole;
    this.#kept = kept;
    this.#viewsIn = viewsIn;
  }

  get acts(): Uint32Array {
    if (this.#acts) return this.#acts;
    const { acts } = this.whole;
    const own = keepUnwritten(Uint32Array, this.#kept.acts);
    let length = 0;
    this.#kept.each((_fromVisit, _toVisit, from, to) => {
      copy(own, length, acts, from, to);
      length += to - from;
    });
    this.#acts = own;
    return own;
  }

  get start(): Int32Array {
    if (this.#start) return this.#start;
    const { start } = this.whole;
    const own = keepUnwritten(Int32Array, this.count + 1);
    let visits = 0;
    let length = 0;
    this.#kept.each((from, to, fromAct, toAct) => {
      own[visits++] = length;
      const shift = fromAct - length;
      for (let s = from + 1; s < to; s++) own[visits++] = (start[s] as number) - shift;
      length += toAct - fromAct;
    });
    own[visits] = length;
    this.#start = own;
    return own;
  }

  get first(): Uint32Array {
    if (this.#first) return this.#first;
    const { first, acts } = this.whole;
    const own = keepUnwritten(Uint32Array, this.count);
    let visits = 0;
    this.#kept.each((from, to, fromAct) => {
      copy(own, visits, first, from, to);
      own[visits] = acts[fromAct] as number;
      visits += to - from;
    });
    this.#first = own;
    return own;
  }

  get last(): Uint32Array {
    if (this.#last) return this.#last;
    const { last, acts } = this.whole;
    const own = keepUnwritten(Uint32Array, this.count);
    let visits = 0;
    this.#kept.each((from, to, _fromAct, toAct) => {
      copy(own, visits, last, from, to);
      visits += to - from;
      own[visits - 1] = acts[toAct - 1] as number;
    });
    this.#last = own;
    return own;
  }

  get views(): Uint32Array {
    if (this.#views) return this.#views;
    const { views, start } = this.whole;
    const own = keepUnwritten(Uint32Array, this.count);
    let visits = 0;
    this.#kept.each((from, to, fromAct, toAct) => {
      copy(own, visits, views, from, to);
      if (fromAct !== start[from] || toAct !== start[to]) own[visits] = this.#viewsIn(fromAct, toAct);
      visits += to - from;
    });
    this.#views = own;
    return own;
  }

  /** As far as the visits reach without the period: one that is cut lies within. */
  get spans(): VisitSpans {
    if (this.#spans) return this.#spans;
    const { begin, end } = this.whole.spans;
    const own = { begin: new Int32Array(this.count), end: new Int32Array(this.count) };
    this.copy(begin, own.begin);
    this.copy(end, own.end);
    this.#spans = own;
    return own;
  }

  /** Copies what is known of each visit of all time to its place among those of the period. */
  copy(known: Int32Array | Uint16Array, own: Int32Array | Uint16Array): void {
    let visits = 0;
    this.#kept.each((from, to) => {
      for (let s = from; s < to; s++) own[visits++] = known[s] as number;
    });
  }

  /** The visits stretch by stretch (see eachStretch); those of many short stretches as one of their own columns. */
  eachStretch(found: StretchReader, many = MANY_STRETCHES): void {
    const kept = this.#kept;
    if (kept.count > many && kept.visits < kept.count * SHORT_STRETCH) found(this, 0, this.count, 0, this.acts.length);
    else kept.each((from, to, fromAct, toAct) => found(this.whole, from, to, fromAct, toAct));
  }

  /** The same for what is known of the visits of all time: visits and acts are always numbered as those are. */
  eachStretchOfAll(found: StretchReader): void {
    this.#kept.each((from, to, fromAct, toAct) => found(this.whole, from, to, fromAct, toAct));
  }

  /** Gives the memory of the columns back: whoever has them must not read them after the question that is being answered. */
  retire(): void {
    for (const column of [this.#acts, this.#start, this.#first, this.#last, this.#views]) if (column) retire(column);
    [this.#acts, this.#start, this.#first, this.#last, this.#views] = [null, null, null, null, null];
  }
}

/**
 * Visits of a period out of those of all time; null where it holds them all. Acts of a visit are in the order of time, so
 * that those of the period lie together, with gaps as short as before: each visit is taken whole, cut at an end, or left
 * out.
 */
export function cutVisits(
  at: Float64Array,
  all: WholeVisits,
  { fromMs, toMs }: Range,
  viewsIn: ViewCounter,
): CutVisits | null {
  const { count, acts, start, spans } = all;
  const { begin, end } = spans;
  const [fromQuarter, toQuarter] = [quarterOf(fromMs), quarterOf(toMs)];
  const kept = new Segments();
  /** The first of the visits taken whole one after the other. */
  let run = 0;
  const closeRun = (to: number): void => {
    if (run < to) kept.add(run, to, start[run] as number, start[to] as number);
  };
  for (let s = 0; s < count; s++) {
    const begins = begin[s] as number;
    const ends = end[s] as number;
    if (begins > fromQuarter && ends < toQuarter) continue;
    let [from, to] = [start[s] as number, start[s + 1] as number];
    if (ends < fromQuarter || begins > toQuarter) to = from;
    else {
      while (from < to && (at[acts[from] as number] as number) < fromMs) from++;
      while (to > from && (at[acts[to - 1] as number] as number) >= toMs) to--;
      if (from === start[s] && to === start[s + 1]) continue;
    }
    closeRun(s);
    run = s + 1;
    // A visit may lie around the period without an act in it.
    if (from < to) kept.add(s, s + 1, from, to);
  }
  if (run === 0) return null;
  closeRun(count);
  return new CutVisits(all, kept, viewsIn);
}
