import type { EventColumns } from '../../../shared/columns.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import { type Measure, type RareMeasure, rareRowsOf } from './cell-counts.ts';
import { placesOfRare } from './rare-rows.ts';
import { IS_VIEW, kindMask } from './scan.ts';
import { borrow } from './scratch.ts';
import type { Turns } from './turns.ts';
import { PURCHASE, type VisitFacts } from './visit-facts.ts';
import type { Runs } from './visit-runs.ts';

/** Of these a group that several groups make up has the sum of theirs; of the others each visit, or person, counts once. */
const ADDS_UP: ReadonlySet<Measure> = new Set(['acts', 'views', 'bytes', 'value', 'purchases', 'bounces']);
export const addsUp = (measure: Measure): boolean => ADDS_UP.has(measure);

/** Of acts of one visit in one cell the first tells all but of these. */
const TOLD_BY_ACT: ReadonlySet<Measure> = new Set(['views', 'bytes', 'value', 'purchases']);
export const canJoin = (measure: Measure): boolean => !TOLD_BY_ACT.has(measure);

/** Acts, or runs of acts, that are counted together; good until the next. */
export interface Part {
  count: number;
  /** Whether they were done in visits, by known people; `visits` tells nothing where not. */
  isKnown: boolean;
  /** Number of the visit of each, from 1 among those of all time (see `wholeOf`); ascending from part to part. */
  visits: Int32Array;
  /** By the number of a visit less 1: who came, by the number of their first visit. Ascending too, as visits of one lie together. */
  firsts: Int32Array;
  acts: Int32Array;
  /**
   * What each brings to the measure, or, of time, by the number of a visit what that brings once. Bytes and money are no whole
   * numbers of 32 bits.
   */
  own: Float64Array;
}

const IS_PURCHASE = kindMask(PURCHASE);
const ONES = new Int32Array(ACT_BLOCK).fill(1);
const SINGLE = new Float64Array(ACT_BLOCK).fill(1);

/** How many acts there are from each place to the next. */
function lengthsOf(places: Int32Array, count: number, acts: number, lengths: Int32Array): void {
  places[count] = acts;
  for (let k = 0; k < count; k++) lengths[k] = (places[k + 1] as number) - (places[k] as number);
}

function toFractions(numbers: Int32Array, count: number, own: Float64Array): void {
  for (let k = 0; k < count; k++) own[k] = numbers[k] as number;
}

function masked({ rows, count }: ActBlock, kind: Uint8Array, mask: Uint8Array, own: Float64Array): void {
  for (let j = 0; j < count; j++) own[j] = mask[kind[rows[j] as number] as number] as number;
}

function lookedUp({ rows, count }: ActBlock, column: Float32Array | Uint32Array, own: Float64Array): void {
  for (let j = 0; j < count; j++) own[j] = column[rows[j] as number] as number;
}

function toldOfVisits(visits: Int32Array, count: number, told: Uint8Array, own: Float64Array): void {
  for (let j = 0; j < count; j++) own[j] = told[visits[j] as number] as number;
}

const NO_TIME = new Float64Array(0);

/** Reads what a measure asks of acts and of runs. */
export class PartReader {
  readonly #events: EventColumns;
  readonly #firsts: Int32Array;
  readonly #measure: Measure;
  readonly #facts: VisitFacts | null;
  readonly #places = new Int32Array(ACT_BLOCK);
  readonly #acts = new Int32Array(ACT_BLOCK);
  #own = new Float64Array(ACT_BLOCK);

  /** `firsts`: see firstsOf; `facts`: where the measure is told of whole visits. */
  constructor(events: EventColumns, firsts: Int32Array, measure: Measure, facts: VisitFacts | null) {
    this.#events = events;
    this.#firsts = firsts;
    this.#measure = measure;
    this.#facts = facts;
  }

  ofActs(block: ActBlock): Part {
    const { visits, count } = block;
    // A block is of known people, or of nobody.
    const isKnown = visits[0] !== 0;
    return { count, isKnown, visits, firsts: this.#firsts, acts: ONES, own: this.#ownOfActs(block, isKnown) };
  }

  #ownOfActs(block: ActBlock, isKnown: boolean): Float64Array {
    const { kind, sizeBytes } = this.#events;
    const own = this.#own;
    switch (this.#measure) {
      case 'views':
        masked(block, kind, IS_VIEW, own);
        return own;
      case 'bytes':
        lookedUp(block, sizeBytes, own);
        return own;
      case 'value':
      case 'purchases':
        this.#readRare(block, this.#measure);
        return own;
      case 'time':
        return this.#facts?.time ?? NO_TIME;
      case 'bounces':
        if (isKnown) this.#readTold(block.visits, block.count);
        else own.fill(0, 0, block.count);
        return own;
      default:
        return SINGLE;
    }
  }

  #readRare(block: ActBlock, measure: RareMeasure): void {
    const { kind, value } = this.#events;
    const [own, places] = [this.#own, this.#places];
    const rare = rareRowsOf(measure, this.#events);
    if (!rare) {
      if (measure === 'value') lookedUp(block, value, own);
      else masked(block, kind, IS_PURCHASE, own);
      return;
    }
    own.fill(0, 0, block.count);
    const found = placesOfRare(block, rare, places);
    for (let k = 0; k < found; k++) {
      const j = places[k] as number;
      own[j] = measure === 'value' ? (value[block.rows[j] as number] as number) : 1;
    }
  }

  #readTold(visits: Int32Array, count: number): void {
    if (this.#facts) toldOfVisits(visits, count, this.#facts.bounces, this.#own);
  }

  /** Acts that follow each other in one visit and one cell, together: of measures that allow it (see canJoin). */
  ofTurns(turns: Turns, { visits: before, count: acts }: ActBlock): Part {
    const { visits, count } = turns.block;
    const isKnown = before[0] !== 0;
    lengthsOf(turns.places, count, acts, this.#acts);
    const part = { count, isKnown, visits, firsts: this.#firsts, acts: this.#acts, own: SINGLE };
    if (this.#measure === 'acts') toFractions(this.#acts, count, this.#own);
    else if (!this.#facts) return part;
    else if (this.#measure === 'time') return { ...part, own: this.#facts.time };
    else if (isKnown) this.#readTold(visits, count);
    else this.#own.fill(0, 0, count);
    return { ...part, own: this.#own };
  }

  /** Runs tell nothing of what few acts have. */
  ofRuns({ visits, count, acts, views, bytes }: Runs): Part {
    if (this.#own.length < count) this.#own = new Float64Array(2 * count);
    const part = { count, isKnown: true, visits, firsts: this.#firsts, acts, own: this.#own };
    switch (this.#measure) {
      case 'acts':
        toFractions(acts, count, this.#own);
        return part;
      case 'views':
        toFractions(views, count, this.#own);
        return part;
      case 'bytes':
        return { ...part, own: bytes };
      case 'time':
        return { ...part, own: this.#facts?.time ?? NO_TIME };
      case 'bounces':
        this.#readTold(visits, count);
        return part;
      default:
        this.#own.fill(1, 0, count);
        return part;
    }
  }
}

/** Ids given to what follows are one less than their place in its arrays: −1 is none. */
function addUp(count: number, ids: Int32Array, own: Float64Array, sums: Float64Array): void {
  for (let j = 0; j < count; j++) {
    const place = (ids[j] as number) + 1;
    sums[place] = (sums[place] as number) + (own[j] as number);
  }
}

/** 1 where a number is less than another. */
const isLess = (a: number, b: number): number => (a - b) >>> 31;

/** Adds only what is of a later visit than what was seen last at the place. */
function addOnce(
  count: number,
  ids: Int32Array,
  visits: Int32Array,
  own: Float64Array,
  last: Int32Array,
  sums: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const place = (ids[j] as number) + 1;
    const visit = visits[j] as number;
    const isNew = isLess(last[place] as number, visit);
    last[place] = visit;
    sums[place] = (sums[place] as number) + isNew * (own[visit] as number);
  }
}

/** Counts visits; which was seen last and how many lie side by side. */
function countVisits(count: number, ids: Int32Array, visits: Int32Array, seen: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const at = ((ids[j] as number) + 1) << 1;
    const visit = visits[j] as number;
    seen[at + 1] = (seen[at + 1] as number) + isLess(seen[at] as number, visit);
    seen[at] = visit;
  }
}

/** Counts people likewise. */
function countPeople(count: number, ids: Int32Array, visits: Int32Array, firsts: Int32Array, seen: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const at = ((ids[j] as number) + 1) << 1;
    const visit = visits[j] as number;
    // A visit before the first of this person was somebody else's.
    seen[at + 1] = (seen[at + 1] as number) + isLess(seen[at] as number, firsts[visit - 1] as number);
    seen[at] = visit;
  }
}

/** One measure by id, of `size` ids. */
export class MeasureCounts {
  readonly #measure: Measure;
  readonly #size: number;
  /** Who was seen last and how many: of people or visits, where these are counted. */
  readonly #seen: Int32Array;
  readonly #last: Int32Array;
  readonly #sums: Float64Array;

  constructor(measure: Measure, size: number) {
    const isCounted = measure === 'visitors' || measure === 'visits';
    this.#measure = measure;
    this.#size = size;
    this.#seen = borrow(Int32Array, isCounted ? 2 * (size + 1) : 0);
    this.#last = borrow(Int32Array, measure === 'time' ? size + 1 : 0);
    this.#sums = borrow(Float64Array, isCounted ? 0 : size + 1);
  }

  add({ count, isKnown, visits, firsts, own }: Part, ids: Int32Array): void {
    const measure = this.#measure;
    if (addsUp(measure)) addUp(count, ids, own, this.#sums);
    else if (!isKnown) return;
    else if (measure === 'time') addOnce(count, ids, visits, own, this.#last, this.#sums);
    else if (measure === 'visits') countVisits(count, ids, visits, this.#seen);
    else countPeople(count, ids, visits, firsts, this.#seen);
  }

  of(id: number): number {
    const place = id + 1;
    return (this.#seen.length > 0 ? this.#seen[2 * place + 1] : this.#sums[place]) as number;
  }

  /** By id; good until the question ends. */
  all(): ArrayLike<number> {
    return this.#seen.length > 0
      ? Float64Array.from({ length: this.#size }, (_, id) => this.of(id))
      : this.#sums.subarray(1);
  }
}

/** Numbers kept of each cell, one behind the other: which visit was seen last, and how many visits, people and acts. */
const SHIFT = 2;
const VISITS = 1;
const PEOPLE = 2;
const ACTS = 3;
const KEPT: Partial<Record<Measure, number>> = { visits: VISITS, visitors: PEOPLE, acts: ACTS };

function countCells(cells: Int32Array, { count, visits, firsts, acts }: Part, numbers: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const at = ((cells[j] as number) + 1) << SHIFT;
    const visit = visits[j] as number;
    const last = numbers[at] as number;
    numbers[at] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isLess(last, visit);
    // A visit before the first of this person was somebody else's.
    numbers[at + PEOPLE] = (numbers[at + PEOPLE] as number) + isLess(last, firsts[visit - 1] as number);
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + (acts[j] as number);
  }
}

function countActs(cells: Int32Array, { count, acts }: Part, numbers: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const at = (((cells[j] as number) + 1) << SHIFT) + ACTS;
    numbers[at] = (numbers[at] as number) + (acts[j] as number);
  }
}

/** The same, and sums what each brings once per visit: in one loop, as it asks of each whether its visit is new. */
function sumCells(
  cells: Int32Array,
  { count, visits, firsts, acts, own }: Part,
  numbers: Int32Array,
  sums: Float64Array,
): void {
  for (let j = 0; j < count; j++) {
    const place = (cells[j] as number) + 1;
    const at = place << SHIFT;
    const visit = visits[j] as number;
    const last = numbers[at] as number;
    const isNew = isLess(last, visit);
    numbers[at] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isNew;
    numbers[at + PEOPLE] = (numbers[at + PEOPLE] as number) + isLess(last, firsts[visit - 1] as number);
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + (acts[j] as number);
    sums[place] = (sums[place] as number) + isNew * (own[visit] as number);
  }
}

/** What is told of each cell of a grid: its measure, its people, and how many acts are behind it. */
export class GridCells {
  readonly #numbers: Int32Array;
  /** Place of the measure among the numbers of a cell, where it is one of them. */
  readonly #kept: number | undefined;
  /** Sums of what counts once per visit. */
  readonly #sums: Float64Array | null;
  readonly #own: MeasureCounts | null;

  constructor(measure: Measure, size: number) {
    this.#numbers = borrow(Int32Array, (size + 1) << SHIFT);
    this.#kept = KEPT[measure];
    this.#sums = measure === 'time' ? borrow(Float64Array, size + 1) : null;
    this.#own = this.#kept === undefined && !this.#sums ? new MeasureCounts(measure, size) : null;
  }

  add(part: Part, cells: Int32Array): void {
    if (!part.isKnown) countActs(cells, part, this.#numbers);
    else if (this.#sums) sumCells(cells, part, this.#numbers, this.#sums);
    else countCells(cells, part, this.#numbers);
    this.#own?.add(part, cells);
  }

  visitors(cell: number): number {
    return this.#number(cell, PEOPLE);
  }

  acts(cell: number): number {
    return this.#number(cell, ACTS);
  }

  measured(cell: number): number {
    if (this.#sums) return this.#sums[cell + 1] as number;
    return this.#own ? this.#own.of(cell) : this.#number(cell, this.#kept ?? ACTS);
  }

  #number(cell: number, what: number): number {
    return this.#numbers[((cell + 1) << SHIFT) + what] as number;
  }
}
