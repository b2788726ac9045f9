import type { EventColumns } from '../../../shared/columns.ts';
import { ACT_BLOCK, type ActBlock, type Doings } from './act-blocks.ts';
import { differ } from './bits.ts';
import { placesOfRare, rowsOfKind, rowsWithValue } from './rare-rows.ts';
import { kindMask } from './scan.ts';
import {
  ACTS,
  addUp,
  addUpBytes,
  bytesOf,
  columnOf,
  countActs,
  countAll,
  countBasics,
  countBoth,
  countPeopleOf,
  countRuns,
  countViews,
  countVisits,
  Growth,
  sumBytes,
  type Tallies,
  type Tally,
  talliesOf,
  VIEWS,
  VISITORS,
  VISITS,
} from './tallies.ts';
import type { Turns } from './turns.ts';
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
/** Of these, what must be added once where a visit has several acts. */
const ASK_OF_NEW = ['converted', 'measured', 'time'] as const;
/** Whatever can be counted: measures, and what their rates and means are made of. */
export type Counted = Measure | (typeof OF_VISITS)[number];

/** What of all that is counted is told of whole visits. */
export const askedOfVisits = (wanted: readonly Counted[]): (keyof VisitFacts)[] =>
  OF_VISITS.filter((one) => wanted.includes(one));

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

/** What few acts have. */
export const RARE_MEASURES = ['value', 'purchases'] as const satisfies Measure[];
export type RareMeasure = (typeof RARE_MEASURES)[number];

const purchaseRows = rowsOfKind(PURCHASE);

/** Rows that have it, ascending; null where they are many. */
export const rareRowsOf = (measure: RareMeasure, { kind, value }: EventColumns): Uint32Array | null =>
  measure === 'value' ? rowsWithValue(value) : purchaseRows(kind);
const IS_PURCHASE = kindMask(PURCHASE);

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

/** What is kept in tallies; the other measures are sums of their own. */
const TALLIED: Partial<Record<Counted, Tally>> = { visits: VISITS, visitors: VISITORS, acts: ACTS, views: VIEWS };

/** Per measure and cell; empty where a measure is not asked for. */
interface Sums {
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
  readonly #people: Uint32Array;
  readonly #wanted: ReadonlySet<Counted>;
  readonly #isAllOfActs: boolean;
  readonly #isAllOfPeople: boolean;
  readonly #facts: VisitFacts | null;
  /** Places in the block of rare rows. */
  readonly #rare = new Int32Array(ACT_BLOCK);
  /** Acts of the block that are the first of their visit in their cell. */
  #news = new Int32Array(ACT_BLOCK);
  readonly #growth = new Growth();
  readonly #tallies: Tallies;
  readonly #sums: Sums;
  /** Which visit was seen last in each cell, where visits are not counted but something is asked of them. */
  readonly #lastVisit: Int32Array;

  /**
   * `people`: of all visits that the acts can be of (see peopleOfVisits); `facts`: of the same, where anything is asked of
   * whole visits.
   */
  constructor(
    size: number,
    events: EventColumns,
    people: Uint32Array,
    wanted: readonly Counted[],
    facts: VisitFacts | null,
  ) {
    this.#events = events;
    this.#people = people;
    this.#wanted = new Set(wanted);
    const wants = (measure: Counted) => this.#wanted.has(measure);
    this.#isAllOfActs = (['acts', 'views', 'bytes'] as const).every(wants);
    this.#isAllOfPeople = wants('visits') && wants('visitors');
    this.#facts = facts;
    this.#tallies = talliesOf(size);
    // One place more, at the front, for what is in no cell.
    const room = (measure: Counted) => (wants(measure) ? size + 1 : 0);
    this.#lastVisit = new Int32Array(ASK_OF_NEW.some(wants) && !wants('visits') ? size + 1 : 0);
    this.#sums = {
      value: new Float64Array(room('value')),
      purchases: new Uint32Array(room('purchases')),
      bounces: new Uint32Array(room('bounces')),
      converted: new Uint32Array(room('converted')),
      measured: new Uint32Array(room('measured')),
      time: new Float64Array(room('time')),
    };
  }

  /**
   * Counts the acts of a block, each in its cell (−1 = in none). `turns`: of the block with these cells; `cells` may be
   * written over.
   */
  add(block: ActBlock, turns: Turns, cells: Int32Array): void {
    if (block.count === 0) return;
    this.#addRare(block, cells);
    // A block is of known people, or of nobody.
    const isKnown = block.visits[0] !== 0;
    if (turns.areAll) {
      if (isKnown && this.#isAllOfActs && this.#isAllOfPeople)
        countAll(block, cells, this.#people, this.#events, this.#tallies, this.#news);
      else {
        this.#addActs(block, cells);
        if (isKnown) this.#addPeople(block, cells);
      }
    } else {
      if (!this.#isAllOfActs) this.#addActs(block, cells);
      turns.pick(cells);
      if (this.#isAllOfActs) {
        this.#growth.read(block, this.#events);
        this.#growth.addTo(turns.places, turns.block.count, block.count, cells, this.#tallies);
      }
      if (isKnown) this.#addPeople(turns.block, cells);
    }
    if (isKnown && this.#facts) this.#addVisits(turns.block, cells, this.#facts);
  }

  #addActs(block: ActBlock, cells: Int32Array): void {
    const [wanted, tallies] = [this.#wanted, this.#tallies];
    const { kind, sizeBytes } = this.#events;
    if (this.#isAllOfActs) {
      countBasics(block, cells, this.#events, tallies);
      return;
    }
    if (wanted.has('acts')) countActs(block.count, cells, tallies);
    if (wanted.has('views')) countViews(block, cells, kind, tallies);
    if (wanted.has('bytes')) sumBytes(block, cells, sizeBytes, tallies);
  }

  #addRare(block: ActBlock, cells: Int32Array): void {
    const { kind, value } = this.#events;
    if (this.#wanted.has('value')) this.#addValues(block, cells, value);
    if (this.#wanted.has('purchases')) this.#addPurchases(block, cells, kind);
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

  #addPeople({ visits, count }: Doings, cells: Int32Array): void {
    const [people, tallies, news] = [this.#people, this.#tallies, this.#news];
    if (this.#isAllOfPeople) countBoth(count, cells, visits, people, tallies, news);
    else if (this.#wanted.has('visits')) countVisits(count, cells, visits, tallies, news);
    else if (this.#wanted.has('visitors')) countPeopleOf(count, cells, visits, people, tallies);
  }

  #addVisits({ count, visits }: Doings, cells: Int32Array, facts: VisitFacts): void {
    const [sums, wanted, news] = [this.#sums, this.#wanted, this.#news];
    if (wanted.has('bounces')) addBounces(count, cells, visits, facts.bounces, sums.bounces);
    if (!ASK_OF_NEW.some((one) => wanted.has(one))) return;
    if (!wanted.has('visits')) noteNew(count, cells, visits, this.#lastVisit, news);
    const newcomers = { count, cells, visits, news };
    if (wanted.has('converted')) addMarked(newcomers, facts.converted, sums.converted);
    const [countsMeasured, sumsTime] = [wanted.has('measured'), wanted.has('time')];
    if (countsMeasured && sumsTime) addMeasured(newcomers, facts, sums);
    else if (countsMeasured) addMarked(newcomers, facts.measured, sums.measured);
    else if (sumsTime) addTimes(newcomers, facts.time, sums.time);
  }

  /** Counts runs, each in its cell, but for what addRareOf adds. */
  addRuns(runs: Runs, cells: Int32Array): void {
    const [tallies, wanted] = [this.#tallies, this.#wanted];
    const { count } = runs;
    if (this.#news.length < count) this.#news = new Int32Array(2 * count);
    if (this.#isAllOfActs && this.#isAllOfPeople) countRuns(runs, cells, this.#people, tallies, this.#news);
    else {
      this.#addPeople(runs, cells);
      if (wanted.has('acts')) addUp(count, cells, runs.acts, tallies, ACTS);
      if (wanted.has('views')) addUp(count, cells, runs.views, tallies, VIEWS);
      if (wanted.has('bytes')) addUpBytes(count, cells, runs.bytes, tallies);
    }
    if (this.#facts) this.#addVisits(runs, cells, this.#facts);
  }

  /** Where runs are counted: adds what few acts have, of all acts that have it (see RareActs), each in its cell. */
  addRareOf(measure: RareMeasure, { rows, count }: ActBlock, cells: Int32Array): void {
    const { value } = this.#events;
    const sums = this.#sums[measure];
    for (let j = 0; j < count; j++) {
      const place = (cells[j] as number) + 1;
      sums[place] = (sums[place] as number) + (measure === 'value' ? (value[rows[j] as number] as number) : 1);
    }
  }

  /** The counts of a measure, by cell. */
  of(measure: Counted): Uint32Array | Float64Array {
    if (measure === 'bytes') return bytesOf(this.#tallies);
    const tally = TALLIED[measure];
    return tally === undefined ? this.#sums[measure as keyof Sums].subarray(1) : columnOf(this.#tallies, tally);
  }
}
