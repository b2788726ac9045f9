import type { Range } from '../../../shared/time.ts';
import { QUARTER_MS } from './quarters.ts';
import { borrowUnwritten, keepUnwritten, retire } from './scratch.ts';

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

/** Far enough from the ends of 32 bits for one to be taken from another. */
const MOST = 0x3fff_ffff;
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
  count = 0;
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
export const isCut = (visits: WholeVisits, from: number, to: number, fromAct: number, toAct: number): boolean =>
  // Those of a period are told of as they are within it.
  !(visits instanceof CutVisits) && (fromAct !== visits.start[from] || toAct !== visits.start[to]);

/** More stretches than this, of fewer visits on average, take longer one by one than copying all visits does. */
const MANY_STRETCHES = 1024;
const SHORT_STRETCH = 32;

/** The visits that a period holds, by their numbers (from 0) among those of all time; ascending. */
interface Kept {
  numbers: Uint32Array;
  /** Visits that are cut, by their places among those kept, and their acts from..to. */
  cuts: { places: number[]; from: number[]; to: number[] };
  /** About how many stretches they lie in. */
  stretches: number;
}

function gather(source: Uint32Array | Int32Array | Uint16Array, numbers: Uint32Array, own: typeof source): void {
  for (let k = 0; k < numbers.length; k++) own[k] = source[numbers[k] as number] as number;
}

/** Place of the first of ascending numbers that is not below `least`. */
function placeOf(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The visits of a period: every column is put together when it is first asked for, as most questions ask for few. */
export class CutVisits implements WholeVisits {
  readonly count: number;
  /** The visits of all time, which these were cut out of. */
  readonly whole: WholeVisits;
  readonly #kept: Kept;
  readonly #viewsIn: ViewCounter;
  #segments: Segments | null = null;
  #acts: Uint32Array | null = null;
  #start: Int32Array | null = null;
  #first: Uint32Array | null = null;
  #last: Uint32Array | null = null;
  #views: Uint32Array | null = null;
  #spans: VisitSpans | null = null;

  constructor(whole: WholeVisits, kept: Kept, viewsIn: ViewCounter) {
    this.count = kept.numbers.length;
    this.whole = whole;
    this.#kept = kept;
    this.#viewsIn = viewsIn;
  }

  /** Number of each visit (from 0) among those of all time, ascending. */
  get numbers(): Uint32Array {
    return this.#kept.numbers;
  }

  get acts(): Uint32Array {
    if (this.#acts) return this.#acts;
    const { acts } = this.whole;
    const own = keepUnwritten(Uint32Array, this.actCount);
    let length = 0;
    this.#each((_fromVisit, _toVisit, from, to) => {
      copy(own, length, acts, from, to);
      length += to - from;
    });
    this.#acts = own;
    return own;
  }

  /** Acts in all. */
  get actCount(): number {
    return this.start[this.count] as number;
  }

  get start(): Int32Array {
    if (this.#start) return this.#start;
    const { start } = this.whole;
    const { numbers, cuts } = this.#kept;
    const own = keepUnwritten(Int32Array, this.count + 1);
    own[0] = 0;
    for (let k = 0; k < numbers.length; k++) {
      const v = numbers[k] as number;
      own[k + 1] = (start[v + 1] as number) - (start[v] as number);
    }
    for (const [c, k] of cuts.places.entries()) own[k + 1] = (cuts.to[c] as number) - (cuts.from[c] as number);
    let sum = 0;
    for (let k = 1; k <= numbers.length; k++) {
      sum += own[k] as number;
      own[k] = sum;
    }
    this.#start = own;
    return own;
  }

  get first(): Uint32Array {
    if (this.#first) return this.#first;
    const { first, acts } = this.whole;
    const { numbers, cuts } = this.#kept;
    const own = keepUnwritten(Uint32Array, this.count);
    gather(first, numbers, own);
    for (const [c, k] of cuts.places.entries()) own[k] = acts[cuts.from[c] as number] as number;
    this.#first = own;
    return own;
  }

  get last(): Uint32Array {
    if (this.#last) return this.#last;
    const { last, acts } = this.whole;
    const { numbers, cuts } = this.#kept;
    const own = keepUnwritten(Uint32Array, this.count);
    gather(last, numbers, own);
    for (const [c, k] of cuts.places.entries()) own[k] = acts[(cuts.to[c] as number) - 1] as number;
    this.#last = own;
    return own;
  }

  get views(): Uint32Array {
    if (this.#views) return this.#views;
    const { numbers, cuts } = this.#kept;
    const own = keepUnwritten(Uint32Array, this.count);
    gather(this.whole.views, numbers, own);
    for (const [c, k] of cuts.places.entries()) own[k] = this.#viewsIn(cuts.from[c] as number, cuts.to[c] as number);
    this.#views = own;
    return own;
  }

  /** As far as the visits reach without the period: one that is cut lies within. */
  get spans(): VisitSpans {
    if (this.#spans) return this.#spans;
    const { begin, end } = this.whole.spans;
    const own = { begin: keepUnwritten(Int32Array, this.count), end: keepUnwritten(Int32Array, this.count) };
    this.copy(begin, own.begin);
    this.copy(end, own.end);
    this.#spans = own;
    return own;
  }

  /** Copies what is known of each visit of all time to its place among those of the period. */
  copy(known: Int32Array | Uint16Array, own: Int32Array | Uint16Array): void {
    gather(known, this.#kept.numbers, own);
  }

  /** Those of the visits from..to that are cut. */
  cutsIn(from: number, to: number): number[] {
    const { places } = this.#kept.cuts;
    return places.slice(placeOf(places, from), placeOf(places, to));
  }

  /** The acts of a visit where they lie among those of all time. */
  actsOf(visit: number): ActsOfVisit {
    const { numbers, cuts } = this.#kept;
    const { acts, start } = this.whole;
    const v = numbers[visit] as number;
    const cut = placeOf(cuts.places, visit);
    return cuts.places[cut] !== visit
      ? { acts, from: start[v] as number, to: start[v + 1] as number }
      : { acts, from: cuts.from[cut] as number, to: cuts.to[cut] as number };
  }

  #each(found: (fromVisit: number, toVisit: number, fromAct: number, toAct: number) => void): void {
    this.#segments ??= segmentsOf(this.whole, this.#kept);
    this.#segments.each(found);
  }

  /** The visits stretch by stretch (see eachStretch); those of many short stretches as one of their own columns. */
  eachStretch(found: StretchReader, many = MANY_STRETCHES): void {
    const { stretches } = this.#kept;
    if (stretches > many && this.count < stretches * SHORT_STRETCH) found(this, 0, this.count, 0, this.actCount);
    else this.#each((from, to, fromAct, toAct) => found(this.whole, from, to, fromAct, toAct));
  }

  /** The same for what is known of the visits of all time: visits and acts are always numbered as those are. */
  eachStretchOfAll(found: StretchReader): void {
    this.#each((from, to, fromAct, toAct) => found(this.whole, from, to, fromAct, toAct));
  }

  /** Gives the memory of the columns back: whoever has them must not read them after the question that is being answered. */
  retire(): void {
    const { begin, end } = this.#spans ?? {};
    for (const column of [
      this.#acts,
      this.#start,
      this.#first,
      this.#last,
      this.#views,
      begin,
      end,
      this.#kept.numbers,
    ])
      if (column) retire(column);
    [this.#acts, this.#start, this.#first, this.#last, this.#views] = [null, null, null, null, null];
    [this.#spans, this.#segments] = [null, null];
  }
}

/** The acts from..to of a visit. */
export interface ActsOfVisit {
  acts: Uint32Array;
  from: number;
  to: number;
}

/** The acts of a visit; those of a period need not be put together for it. */
export const actsOf = (visits: WholeVisits, visit: number): ActsOfVisit =>
  visits instanceof CutVisits
    ? visits.actsOf(visit)
    : { acts: visits.acts, from: visits.start[visit] as number, to: visits.start[visit + 1] as number };

/** How many ascending numbers from `place` on, before `end`, follow one upon the other: in steps twice as long each, then half. */
function stretchAt(numbers: Uint32Array, place: number, end: number): number {
  const first = (numbers[place] as number) - place;
  const goesOn = (at: number) => at < end && (numbers[at] as number) - at === first;
  let step = 1;
  while (goesOn(place + step)) step *= 2;
  let length = step >> 1;
  for (step >>= 2; step > 0; step >>= 1) if (goesOn(place + length + step)) length += step;
  return length + 1;
}

/** Puts visits that lie one behind the other together. */
function segmentsOf({ start }: WholeVisits, { numbers, cuts }: Kept): Segments {
  const segments = new Segments();
  let cut = 0;
  for (let k = 0; k < numbers.length; ) {
    const from = numbers[k] as number;
    if (k === cuts.places[cut]) {
      segments.add(from, from + 1, cuts.from[cut] as number, cuts.to[cut] as number);
      cut++;
      k++;
      continue;
    }
    const length = stretchAt(numbers, k, cuts.places[cut] ?? numbers.length);
    segments.add(from, from + length, start[from] as number, start[from + length] as number);
    k += length;
  }
  return segments;
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
  const { numbers, edges, stretches } = visitsNear(spans, count, quarterOf(fromMs) | 0, quarterOf(toMs) | 0);
  const cuts: Kept['cuts'] = { places: [], from: [], to: [] };
  let dropped = 0;
  for (const [e, place] of edges.entries()) {
    const s = numbers[place] as number;
    let [from, to] = [start[s] as number, start[s + 1] as number];
    while (from < to && (at[acts[from] as number] as number) < fromMs) from++;
    while (to > from && (at[acts[to - 1] as number] as number) >= toMs) to--;
    const next = edges[e + 1] ?? numbers.length;
    // A visit may lie around the period without an act in it: those behind it move up.
    if (from === to) {
      dropped++;
      numbers.copyWithin(place + 1 - dropped, place + 1, next);
      continue;
    }
    if (from !== start[s] || to !== start[s + 1]) {
      cuts.places.push(place - dropped);
      cuts.from.push(from);
      cuts.to.push(to);
    }
    if (dropped > 0) numbers.copyWithin(place - dropped, place, next);
  }
  const kept = numbers.length - dropped;
  if (kept === count && cuts.places.length === 0) {
    retire(numbers);
    return null;
  }
  return new CutVisits(all, { numbers: numbers.subarray(0, kept), cuts, stretches }, viewsIn);
}

/** Visits that begin or end in a period or around it, and the places among them of those whose acts must be looked at. */
function visitsNear({ begin, end }: VisitSpans, count: number, fromQuarter: number, toQuarter: number) {
  const numbers = keepUnwritten(Uint32Array, count);
  const edges = borrowUnwritten(Uint32Array, count);
  let [kept, atEdge, stretches, before] = [0, 0, 0, 0];
  for (let s = 0; s < count; s++) {
    const begins = begin[s] as number;
    const ends = end[s] as number;
    // Signs of differences instead of branches: whether the next visit of a person lies in the period nobody can guess.
    const isNear = (((ends - fromQuarter) | (toQuarter - begins)) >>> 31) ^ 1;
    const isInside = ((fromQuarter - begins) & (ends - toQuarter)) >>> 31;
    numbers[kept] = s;
    edges[atEdge] = kept;
    kept += isNear;
    atEdge += isNear ^ isInside;
    stretches += isNear & (before ^ 1);
    before = isNear;
  }
  return { numbers: numbers.subarray(0, kept), edges: edges.subarray(0, atEdge), stretches };
}
