import type { EventColumns } from '../../../shared/columns.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import { differ } from './bits.ts';
import { IS_VIEW, kindMask } from './scan.ts';
import { PURCHASE, type VisitFacts } from './visit-facts.ts';
import type { Runs } from './visit-runs.ts';

/** What is counted of acts, all of it together. */
export const BASIC_MEASURES = ['visitors', 'visits', 'views', 'acts', 'value', 'bytes'] as const;
/** What is counted besides where it is asked for. */
export const FURTHER_MEASURES = ['bounces', 'purchases', 'time'] as const;
export const MEASURES = [...BASIC_MEASURES, ...FURTHER_MEASURES] as const;
export type Measure = (typeof MEASURES)[number];

/** What is told of a visit as a whole, and summed up over the visits in a cell. */
const OF_VISITS = ['bounces', 'converted', 'measured', 'time'] as const satisfies (keyof VisitFacts)[];
/** Whatever can be counted: measures, and what their rates and means are made of. */
export type Counted = Measure | (typeof OF_VISITS)[number];

/** Whether what is counted is told of whole visits. */
export const asksOfVisits = (wanted: readonly Counted[]): boolean => OF_VISITS.some((one) => wanted.includes(one));

/** Who did the acts of one block after the other, and how many people they were. */
export class Doers {
  /** Of the acts of the block read last; 0 = nobody. */
  readonly people = new Int32Array(ACT_BLOCK);
  /** Distinct people so far: acts of a person lie together. */
  count = 0;
  readonly #person: Uint32Array;
  #last = 0;

  constructor({ person }: EventColumns) {
    this.#person = person;
  }

  read({ rows, count }: ActBlock): void {
    const [person, people] = [this.#person, this.people];
    for (let j = 0; j < count; j++) people[j] = person[rows[j] as number] as number;
    if (count > 0 && people[0] !== 0) this.count += changesIn(people, count, this.#last);
    if (count > 0 && people[0] !== 0) this.#last = people[count - 1] as number;
  }
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

/** The same for two marks in one pass, in half the time. */
function countBoth(count: number, cells: Int32Array, one: Changes, other: Changes): void {
  const { marks, last, changes } = one;
  const { marks: otherMarks, last: otherLast, changes: otherChanges } = other;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const mark = marks[j] as number;
    const otherMark = otherMarks[j] as number;
    changes[place] = (changes[place] as number) + differ(last[place] as number, mark);
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

function countViews({ rows, count }: ActBlock, cells: Int32Array, kind: Uint8Array, views: Uint32Array): void {
  const viewOf = IS_VIEW;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    views[place] = (views[place] as number) + (viewOf[kind[rows[j] as number] as number] as number);
  }
}

const IS_PURCHASE = kindMask(PURCHASE);
function countPurchases({ rows, count }: ActBlock, cells: Int32Array, kind: Uint8Array, purchases: Uint32Array): void {
  const purchaseOf = IS_PURCHASE;
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    purchases[place] = (purchases[place] as number) + (purchaseOf[kind[rows[j] as number] as number] as number);
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

/** Of how many rows at most one has a value for it to be worth noting which. */
const RARE = 16;
const noted = new WeakMap<Float32Array, Uint32Array | null>();

/** Rows that have a value, ascending: found once for all questions; null where they are many. */
function rowsWithValue(value: Float32Array): Uint32Array | null {
  const found = noted.get(value);
  if (found !== undefined) return found;
  let count = 0;
  for (let i = 0; i < value.length; i++) count += Number(value[i] !== 0);
  const rows = count * RARE > value.length ? null : new Uint32Array(count);
  if (rows) for (let i = 0, k = 0; k < count; i++) if (value[i] !== 0) rows[k++] = i;
  noted.set(value, rows);
  return rows;
}

/** Place of the first of the ascending numbers that is not below `least`. */
function placeOf(numbers: Uint32Array, count: number, least: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of values that few rows have. Rows of a block are ascending. */
function sumValues(block: ActBlock, cells: Int32Array, value: Float32Array, sums: Float64Array): void {
  const { rows, count } = block;
  const valued = rowsWithValue(value);
  if (!valued) {
    sumColumn(block, cells, value, sums);
    return;
  }
  if (count === 0) return;
  const last = rows[count - 1] as number;
  for (let k = placeOf(valued, valued.length, rows[0] as number); k < valued.length; k++) {
    const row = valued[k] as number;
    if (row > last) return;
    const j = placeOf(rows, count, row);
    if (rows[j] !== row) continue;
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + (value[row] as number);
  }
}

/** Adds numbers up in each cell. */
function addUp(count: number, cells: Int32Array, numbers: Int32Array, sums: Uint32Array): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    sums[place] = (sums[place] as number) + (numbers[j] as number);
  }
}

type Numbers = Uint8Array | Float64Array;

/** Adds up in each cell what is told of each visit, once per visit. */
function sumOfVisits(
  count: number,
  cells: Int32Array,
  visits: Int32Array,
  last: Int32Array,
  numbers: Numbers,
  sums: Uint32Array | Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const visit = visits[j] as number;
    sums[place] = (sums[place] as number) + differ(last[place] as number, visit) * (numbers[visit] as number);
    last[place] = visit;
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
  readonly #ofVisits: readonly { numbers: Numbers; last: Int32Array; sums: Uint32Array | Float64Array }[];
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
    this.#lastVisit = new Int32Array(room('visits'));
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
    const asked = OF_VISITS.filter((one) => this.#wanted.has(one));
    this.#ofVisits = facts
      ? asked.map((one) => ({ numbers: facts[one], last: new Int32Array(size + 1), sums: this.#sums[one] }))
      : [];
  }

  /** Counts what adds up from act to act, each act of a block in its cell (−1 = in none). */
  addActs(block: ActBlock, cells: Int32Array): void {
    const { kind, value, sizeBytes } = this.#events;
    const sums = this.#sums;
    const wanted = this.#wanted;
    if (this.#isAllOfActs) countAll(block, cells, this.#events, sums);
    else {
      if (wanted.has('acts')) countActs(block, cells, sums.acts);
      if (wanted.has('views')) countViews(block, cells, kind, sums.views);
      if (wanted.has('bytes')) sumColumn(block, cells, sizeBytes, sums.bytes);
    }
    if (wanted.has('value')) sumValues(block, cells, value, sums.value);
    if (wanted.has('purchases')) countPurchases(block, cells, kind, sums.purchases);
  }

  /** Counts visits and visitors. Acts that follow one of the same visit in the same cell may be left out of the block. */
  addPeople({ visits, count }: ActBlock, people: Int32Array, cells: Int32Array): void {
    // A block is of known people, or of nobody.
    if (count === 0 || visits[0] === 0) return;
    this.#addMarks(count, cells, visits, people);
    for (const { numbers, last, sums } of this.#ofVisits) sumOfVisits(count, cells, visits, last, numbers, sums);
  }

  #addMarks(count: number, cells: Int32Array, ofVisits: Int32Array, ofPeople: Int32Array): void {
    const visits = { marks: ofVisits, last: this.#lastVisit, changes: this.#sums.visits };
    const visitors = { marks: ofPeople, last: this.#lastPerson, changes: this.#sums.visitors };
    const [countsVisits, countsVisitors] = [this.#wanted.has('visits'), this.#wanted.has('visitors')];
    if (countsVisits && countsVisitors) countBoth(count, cells, visits, visitors);
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
