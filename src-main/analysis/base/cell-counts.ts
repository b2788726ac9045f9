import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import { differ } from './bits.ts';
import { placesOfRare, rowsOfKind, rowsWithValue } from './rare-rows.ts';
import { IS_VIEW, kindMask } from './scan.ts';
import { findSessions, wholeOf } from './sessions.ts';
import { PURCHASE, type VisitFacts } from './visit-facts.ts';
import { peopleOfVisits } from './visit-people.ts';
import type { Runs } from './visit-runs.ts';

/** What is counted of acts, all of it together. */
export const BASIC_MEASURES = ['visitors', 'visits', 'views', 'acts', 'value', 'bytes'] as const;
/** What is counted besides where it is asked for. */
export const FURTHER_MEASURES = ['bounces', 'purchases', 'time'] as const;
export const MEASURES = [...BASIC_MEASURES, ...FURTHER_MEASURES] as const;
export type Measure = (typeof MEASURES)[number];

/** What is told of a visit as a whole, and summed up over the visits in a cell. */
const OF_VISITS = ['bounces', 'converted', 'measured', 'time'] as const satisfies (keyof VisitFacts)[];
/** Of these, what must be added once where a visit has several acts. */
const ASK_OF_NEW = ['converted', 'measured', 'time'] as const;
/** Whatever can be counted: measures, and what their rates and means are made of. */
export type Counted = Measure | (typeof OF_VISITS)[number];

/** What of all that is counted is told of whole visits. */
export const askedOfVisits = (wanted: readonly Counted[]): (keyof VisitFacts)[] =>
  OF_VISITS.filter((one) => wanted.includes(one));

/** Acts of a block, by the numbers of their visits alone. */
export type Doings = Pick<ActBlock, 'visits' | 'count'>;

/** Who did the acts of one block after the other, and how many people they were. */
export class Doers {
  /** Of the acts of the block read last; 0 = nobody. */
  readonly people = new Int32Array(ACT_BLOCK);
  /** Distinct people so far: acts of a person lie together. */
  count = 0;
  readonly #ofVisits: Uint32Array;
  #last = 0;

  constructor(events: EventColumns, context: RunContext) {
    this.#ofVisits = peopleOfVisits(events, wholeOf(findSessions(events, context)));
  }

  read({ visits, count }: Doings): void {
    if (count === 0) return;
    const { people } = this;
    // A block is of known people, or of nobody.
    if (visits[0] === 0) {
      people.fill(0, 0, count);
      return;
    }
    peopleInto(people, count, visits, this.#ofVisits);
    this.count += changesIn(people, count, this.#last);
    this.#last = people[count - 1] as number;
  }
}

function peopleInto(people: Int32Array, count: number, visits: Int32Array, ofVisits: Uint32Array): void {
  for (let j = 0; j < count; j++) people[j] = ofVisits[(visits[j] as number) - 1] as number;
}

// Sums of what is 0 or 1 instead of branches: where one visit or person ends and the next begins is never guessed right.
function changesIn(marks: Int32Array, count: number, before: number): number {
  let changes = differ(marks[0] as number, before);
  for (let j = 1; j < count; j++) changes += differ(marks[j] as number, marks[j - 1] as number);
  return changes;
}

/** Marks of acts, which was seen last in each cell, and how often another came there. */
interface Changes {
  marks: Int32Array;
  last: Int32Array;
  changes: Uint32Array;
}

/** Counts in each cell (from −1, which is none) how often the mark is another than that seen there before. */
function countChanges(count: number, cells: Int32Array, { marks, last, changes }: Changes): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const mark = marks[j] as number;
    changes[place] = (changes[place] as number) + differ(last[place] as number, mark);
    last[place] = mark;
  }
}

/** The same for two marks in one pass, in half the time; notes for which acts the first one changed. */
function countBoth(count: number, cells: Int32Array, one: Changes, other: Changes, news: Int32Array): void {
  const { marks, last, changes } = one;
  const { marks: otherMarks, last: otherLast, changes: otherChanges } = other;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const mark = marks[j] as number;
    const otherMark = otherMarks[j] as number;
    const isNew = differ(last[place] as number, mark);
    news[j] = isNew;
    changes[place] = (changes[place] as number) + isNew;
    otherChanges[place] = (otherChanges[place] as number) + differ(otherLast[place] as number, otherMark);
    last[place] = mark;
    otherLast[place] = otherMark;
  }
}

/** Counts acts and page views, and sums up bytes, in each cell. */
function countAll(
  { rows, count }: ActBlock,
  cells: Int32Array,
  { kind, sizeBytes }: EventColumns,
  { acts, views, bytes }: Sums,
): void {
  const viewOf = IS_VIEW;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const i = rows[j] as number;
    acts[place] = (acts[place] as number) + 1;
    views[place] = (views[place] as number) + (viewOf[kind[i] as number] as number);
    bytes[place] = (bytes[place] as number) + (sizeBytes[i] as number);
  }
}

function countActs({ count }: ActBlock, cells: Int32Array, acts: Uint32Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    acts[place] = (acts[place] as number) + 1;
  }
}

/** Counts acts of some kinds: `isCounted` is 1 for each. */
function countKinds(
  { rows, count }: ActBlock,
  cells: Int32Array,
  kind: Uint8Array,
  isCounted: Uint8Array,
  counts: Uint32Array,
): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    counts[place] = (counts[place] as number) + (isCounted[kind[rows[j] as number] as number] as number);
  }
}

/** In the order of the acts: sums of fractions depend on it. Most acts are worth nothing. */
function sumColumn(
  { rows, count }: ActBlock,
  cells: Int32Array,
  column: Float32Array | Uint32Array,
  sums: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const own = column[rows[j] as number] as number;
    if (own === 0) continue;
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + own;
  }
}

const purchaseRows = rowsOfKind(PURCHASE);
const IS_PURCHASE = kindMask(PURCHASE);

/** Adds numbers up in each cell. */
function addUp(count: number, cells: Int32Array, numbers: Int32Array, sums: Uint32Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + (numbers[j] as number);
  }
}

/** Notes which acts are the first of their visit that are seen in their cell. */
function noteNew(count: number, cells: Int32Array, visits: Int32Array, last: Int32Array, news: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const visit = visits[j] as number;
    news[j] = differ(last[place] as number, visit);
    last[place] = visit;
  }
}

/** A visit that is a bounce has one act, so that it is new to the cell. */
function addBounces(
  count: number,
  cells: Int32Array,
  visits: Int32Array,
  bounces: Uint8Array,
  sums: Uint32Array,
): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + (bounces[visits[j] as number] as number);
  }
}

/** Acts whose visits are to be summed up, each once per cell. */
interface Newcomers {
  count: number;
  cells: Int32Array;
  visits: Int32Array;
  /** 1 = the visit is new to the cell. */
  news: Int32Array;
}

function addMarked({ count, cells, visits, news }: Newcomers, marks: Uint8Array, sums: Uint32Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + ((news[j] as number) & (marks[visits[j] as number] as number));
  }
}

function addTimes({ count, cells, visits, news }: Newcomers, time: Float64Array, sums: Float64Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + (news[j] as number) * (time[visits[j] as number] as number);
  }
}

/** Both in one pass. */
function addMeasured({ count, cells, visits, news }: Newcomers, facts: VisitFacts, sums: Sums): void {
  const { measured, time } = facts;
  const { measured: visitsIn, time: timeIn } = sums;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const visit = visits[j] as number;
    const isNew = news[j] as number;
    visitsIn[place] = (visitsIn[place] as number) + (isNew & (measured[visit] as number));
    timeIn[place] = (timeIn[place] as number) + isNew * (time[visit] as number);
  }
}

/** Per measure and cell; empty where a measure is not asked for. */
interface Sums {
  visits: Uint32Array;
  visitors: Uint32Array;
  acts: Uint32Array;
  views: Uint32Array;
  bytes: Float64Array;
  value: Float64Array;
  purchases: Uint32Array;
  bounces: Uint32Array;
  converted: Uint32Array;
  measured: Uint32Array;
  /** In ms. */
  time: Float64Array;
}

/**
 * Counts per cell of one or two dimensions, of the measures asked for. Acts of a person, and of a visit, lie together:
 * whoever was seen last at a cell is enough.
 */
export class CellCounts {
  readonly #events: EventColumns;
  readonly #wanted: ReadonlySet<Counted>;
  readonly #isAllOfActs: boolean;
  readonly #facts: VisitFacts | null;
  /** Places in the block of rare rows. */
  readonly #rare = new Int32Array(ACT_BLOCK);
  /** Acts of the block that are the first of their visit in their cell. */
  readonly #news = new Int32Array(ACT_BLOCK);
  readonly #lastVisit: Int32Array;
  readonly #lastPerson: Int32Array;
  readonly #sums: Sums;

  /** `facts`: of the visits whose numbers the acts have, where anything is asked of whole visits. */
  constructor(size: number, events: EventColumns, wanted: readonly Counted[], facts: VisitFacts | null) {
    this.#events = events;
    this.#wanted = new Set(wanted);
    this.#isAllOfActs = (['acts', 'views', 'bytes'] as const).every((measure) => this.#wanted.has(measure));
    // One place more, at the front, for what is in no cell.
    const room = (measure: Counted) => (this.#wanted.has(measure) ? size + 1 : 0);
    this.#facts = facts;
    this.#lastVisit = new Int32Array(facts ? size + 1 : room('visits'));
    this.#lastPerson = new Int32Array(room('visitors'));
    this.#sums = {
      visits: new Uint32Array(room('visits')),
      visitors: new Uint32Array(room('visitors')),
      acts: new Uint32Array(room('acts')),
      views: new Uint32Array(room('views')),
      bytes: new Float64Array(room('bytes')),
      value: new Float64Array(room('value')),
      purchases: new Uint32Array(room('purchases')),
      bounces: new Uint32Array(room('bounces')),
      converted: new Uint32Array(room('converted')),
      measured: new Uint32Array(room('measured')),
      time: new Float64Array(room('time')),
    };
  }

  /** Counts what adds up from act to act, each act of a block in its cell (−1 = in none). */
  addActs(block: ActBlock, cells: Int32Array): void {
    const { kind, value, sizeBytes } = this.#events;
    const sums = this.#sums;
    const wanted = this.#wanted;
    if (this.#isAllOfActs) countAll(block, cells, this.#events, sums);
    else {
      if (wanted.has('acts')) countActs(block, cells, sums.acts);
      if (wanted.has('views')) countKinds(block, cells, kind, IS_VIEW, sums.views);
      if (wanted.has('bytes')) sumColumn(block, cells, sizeBytes, sums.bytes);
    }
    if (wanted.has('value')) this.#addValues(block, cells, value);
    if (wanted.has('purchases')) this.#addPurchases(block, cells, kind);
  }

  #addValues(block: ActBlock, cells: Int32Array, value: Float32Array): void {
    const [sums, places, rare] = [this.#sums.value, this.#rare, rowsWithValue(value)];
    if (!rare) {
      sumColumn(block, cells, value, sums);
      return;
    }
    const found = placesOfRare(block, rare, places);
    for (let k = 0; k < found; k++) {
      const j = places[k] as number;
      const place = (cells[j] as number) + 1;
      sums[place] = (sums[place] as number) + (value[block.rows[j] as number] as number);
    }
  }

  #addPurchases(block: ActBlock, cells: Int32Array, kind: Uint8Array): void {
    const [sums, places, rare] = [this.#sums.purchases, this.#rare, purchaseRows(kind)];
    if (!rare) {
      countKinds(block, cells, kind, IS_PURCHASE, sums);
      return;
    }
    const found = placesOfRare(block, rare, places);
    for (let k = 0; k < found; k++) {
      const place = (cells[places[k] as number] as number) + 1;
      sums[place] = (sums[place] as number) + 1;
    }
  }

  /** Counts visits and visitors. Acts that follow one of the same visit in the same cell may be left out of the block. */
  addPeople({ visits, count }: Doings, people: Int32Array, cells: Int32Array): void {
    // A block is of known people, or of nobody.
    if (count === 0 || visits[0] === 0) return;
    this.#addMarks(count, cells, visits, people);
    if (this.#facts) this.#addVisits(count, cells, visits, this.#facts);
  }

  #addVisits(count: number, cells: Int32Array, visits: Int32Array, facts: VisitFacts): void {
    const [sums, wanted, news] = [this.#sums, this.#wanted, this.#news];
    if (wanted.has('bounces')) addBounces(count, cells, visits, facts.bounces, sums.bounces);
    if (!ASK_OF_NEW.some((one) => wanted.has(one))) return;
    if (!wanted.has('visits') || !wanted.has('visitors')) noteNew(count, cells, visits, this.#lastVisit, news);
    const newcomers = { count, cells, visits, news };
    if (wanted.has('converted')) addMarked(newcomers, facts.converted, sums.converted);
    const [countsMeasured, sumsTime] = [wanted.has('measured'), wanted.has('time')];
    if (countsMeasured && sumsTime) addMeasured(newcomers, facts, sums);
    else if (countsMeasured) addMarked(newcomers, facts.measured, sums.measured);
    else if (sumsTime) addTimes(newcomers, facts.time, sums.time);
  }

  #addMarks(count: number, cells: Int32Array, ofVisits: Int32Array, ofPeople: Int32Array): void {
    const visits = { marks: ofVisits, last: this.#lastVisit, changes: this.#sums.visits };
    const visitors = { marks: ofPeople, last: this.#lastPerson, changes: this.#sums.visitors };
    const [countsVisits, countsVisitors] = [this.#wanted.has('visits'), this.#wanted.has('visitors')];
    if (countsVisits && countsVisitors) countBoth(count, cells, visits, visitors, this.#news);
    else if (countsVisits) countChanges(count, cells, visits);
    else if (countsVisitors) countChanges(count, cells, visitors);
  }

  /** Counts visits, visitors, acts and page views of runs, each in its cell. */
  addRuns(runs: Runs, cells: Int32Array): void {
    const [sums, wanted] = [this.#sums, this.#wanted];
    this.#addMarks(runs.count, cells, runs.visits, runs.people);
    if (wanted.has('acts')) addUp(runs.count, cells, runs.acts, sums.acts);
    if (wanted.has('views')) addUp(runs.count, cells, runs.views, sums.views);
  }

  /** The counts of a measure, by cell. */
  of(measure: Counted): Uint32Array | Float64Array {
    return this.#sums[measure].subarray(1);
  }
}
