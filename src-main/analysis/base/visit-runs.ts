import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { type ActBlock, eachBlockOfNobody, nobodys } from './act-blocks.ts';
import { differ } from './bits.ts';
import type { Dimension } from './dimensions.ts';
import { IS_VIEW } from './scan.ts';
import { eachStretch, findSessions, viewsIn, wholeOf } from './sessions.ts';
import { bytesIn, bytesOfVisits } from './visit-bytes.ts';
import { actsOf, CutVisits, isCut, type WholeVisits } from './visit-cut.ts';

/** Visits looked at together. */
const VISIT_BLOCK = 2048;

/**
 * Acts of one visit, one after the other, that have the same values of two dimensions: mostly all acts of a visit, which
 * need not be looked at then. Good until the next block.
 */
export interface Runs {
  count: number;
  /** Number of the visit, from 1 among those of all time (see `wholeOf`). */
  visits: Int32Array;
  down: Int32Array;
  across: Int32Array;
  /** Acts, page views among them, and bytes sent (0 where they are not asked for). */
  acts: Int32Array;
  views: Int32Array;
  bytes: Float64Array;
}

/** Places of runs where there is one to each visit. */
const STRAIGHT = Int32Array.from({ length: VISIT_BLOCK }, (_, k) => k);

const runsFor = (room: number): Runs => {
  const column = () => new Int32Array(room);
  return {
    count: 0,
    visits: column(),
    down: column(),
    across: column(),
    acts: column(),
    views: column(),
    bytes: new Float64Array(room),
  };
};

/** A dimension that knows the values of whole visits. */
export type VisitDimension = Dimension & Required<Pick<Dimension, 'ofVisits'>>;
export const knowsVisits = (dimension: Dimension): dimension is VisitDimension => dimension.ofVisits !== undefined;

/** Where more visits than this share have acts of several values, a look at each act takes less time than runs do. */
const MOST_MIXED = 1 / 8;

/** Visits that are looked at to tell whether most have one value. */
const SAMPLE = 512;

/** Whether most visits have one value, as far as some from the middle tell. */
export function isMostlyWhole({ at }: EventColumns, dimension: VisitDimension, visits: WholeVisits): boolean {
  const count = Math.min(SAMPLE, visits.count);
  const from = (visits.count - count) >> 1;
  const { ofInstant } = dimension;
  let mixed = 0;
  if (ofInstant)
    // Of some visits the instants are known sooner than what all quarters of an hour of the period are.
    for (let s = from; s < from + count; s++) {
      const { acts, from: first, to } = actsOf(visits, s);
      mixed += differ(ofInstant(at[acts[first] as number] as number), ofInstant(at[acts[to - 1] as number] as number));
    }
  else {
    const ids = new Int32Array(count);
    dimension.ofVisits(visits, from, count, ids);
    mixed = ids.filter((id) => id < 0).length;
  }
  return mixed <= MOST_MIXED * count;
}

/** Values of one dimension: of the visits of a block, and of the acts of those whose acts have several. */
class Values {
  readonly ofVisits = new Int32Array(VISIT_BLOCK);
  ofActs = new Int32Array(0);
  readonly dimension: VisitDimension;

  constructor(dimension: VisitDimension) {
    this.dimension = dimension;
  }

  readActs(rows: Uint32Array, count: number, visits: Int32Array): void {
    if (this.ofActs.length < count) this.ofActs = new Int32Array(rows.length);
    this.dimension.idsInto(rows, count, this.ofActs, visits);
  }
}

/**
 * Makes runs of visits that are given in the order of the columns. Many short loops, each over one or two columns: one
 * loop that does it all for a visit takes twice as long.
 */
class RunMaker {
  readonly #events: EventColumns;
  readonly #bytes: Float64Array | null;
  readonly #down: Values;
  readonly #across: Values;
  readonly #found: (runs: Runs) => void;
  #runs = runsFor(2 * VISIT_BLOCK);
  /** Runs of visits of which none must be looked at: one of each. */
  readonly #straight = runsFor(VISIT_BLOCK);
  /** Visits of the block whose acts must be looked at, and the rows of those. */
  readonly #mixed = new Int32Array(VISIT_BLOCK + 1);
  #rows = new Uint32Array(VISIT_BLOCK);
  #visitsOfRows = new Int32Array(VISIT_BLOCK);
  /** Place of the first run of each visit of the block. */
  readonly #place = new Int32Array(VISIT_BLOCK + 1);

  /** `bytes`: of the visits of all time, where they are asked for. */
  constructor(
    events: EventColumns,
    bytes: Float64Array | null,
    [down, across]: readonly [VisitDimension, VisitDimension],
    found: (runs: Runs) => void,
  ) {
    this.#events = events;
    this.#bytes = bytes;
    this.#down = new Values(down);
    this.#across = across === down ? this.#down : new Values(across);
    this.#found = found;
  }

  /** Whole visits from..to; `cutNumber`: of the one that is cut, where these are not visits of all time or those of a period. */
  addWhole(whole: WholeVisits, from: number, to: number, cutNumber?: number): void {
    const [down, across] = [this.#down, this.#across];
    for (let s = from; s < to; s += VISIT_BLOCK) {
      const count = Math.min(VISIT_BLOCK, to - s);
      down.dimension.ofVisits(whole, s, count, down.ofVisits);
      if (across !== down) across.dimension.ofVisits(whole, s, count, across.ofVisits);
      const mixed = this.#findMixed(count);
      if (mixed === 0) {
        this.#writeStraight(whole, s, count, cutNumber);
        this.#found(this.#straight);
        continue;
      }
      this.#readMixed(whole, s, mixed, cutNumber);
      const runs = this.#placeRuns(whole, s, count, mixed);
      this.#writeWhole(whole, s, count);
      this.#writeVisits(this.#runs, this.#place, whole, s, count, cutNumber);
      let read = 0;
      for (let m = 0; m < mixed; m++) {
        const k = this.#mixed[m] as number;
        const acts = (whole.start[s + k + 1] as number) - (whole.start[s + k] as number);
        this.#writeActs(this.#place[k] as number, read, read + acts);
        read += acts;
      }
      this.#runs.count = runs;
      this.#found(this.#runs);
    }
  }

  /** The acts from..to of a visit that is cut. */
  addCut({ acts, spans }: WholeVisits, visit: number, from: number, to: number): void {
    const one: WholeVisits = {
      count: 1,
      first: acts.subarray(from, from + 1),
      last: acts.subarray(to - 1, to),
      views: Uint32Array.of(viewsIn(this.#events.kind, acts, from, to)),
      acts,
      start: Int32Array.of(from, to),
      spans: { begin: spans.begin.subarray(visit, visit + 1), end: spans.end.subarray(visit, visit + 1) },
    };
    this.addWhole(one, 0, 1, visit);
  }

  #findMixed(count: number): number {
    const [down, across, mixed] = [this.#down.ofVisits, this.#across.ofVisits, this.#mixed];
    let found = 0;
    for (let k = 0; k < count; k++) {
      mixed[found] = k;
      found += Number(((down[k] as number) | (across[k] as number)) < 0);
    }
    return found;
  }

  /** Puts the acts from..to, of one visit, at a place. */
  #takeRows(acts: Uint32Array, from: number, to: number, place: number, visit: number): void {
    const needed = place + to - from;
    if (needed > this.#rows.length) {
      const larger = new Uint32Array(2 * needed);
      larger.set(this.#rows);
      this.#rows = larger;
      const visits = new Int32Array(2 * needed);
      visits.set(this.#visitsOfRows);
      this.#visitsOfRows = visits;
    }
    const rows = this.#rows;
    for (let a = from, j = place; a < to; a++, j++) rows[j] = acts[a] as number;
    this.#visitsOfRows.fill(visit, place, needed);
  }

  #readValues(count: number): void {
    if (count === 0) return;
    this.#down.readActs(this.#rows, count, this.#visitsOfRows);
    if (this.#across !== this.#down) this.#across.readActs(this.#rows, count, this.#visitsOfRows);
  }

  #makeRoom(runs: number): void {
    if (this.#runs.visits.length < runs) this.#runs = runsFor(2 * runs);
  }

  #readMixed(whole: WholeVisits, from: number, mixed: number, cutNumber?: number): void {
    const { acts, start } = whole;
    const numbers = whole instanceof CutVisits ? whole.numbers : null;
    let read = 0;
    for (let m = 0; m < mixed; m++) {
      const s = from + (this.#mixed[m] as number);
      const [first, end] = [start[s] as number, start[s + 1] as number];
      this.#takeRows(acts, first, end, read, 1 + (numbers ? (numbers[s] as number) : (cutNumber ?? s)));
      read += end - first;
    }
    this.#readValues(read);
  }

  /** Finds where the runs of each visit of a block go; answers how many they are. */
  #placeRuns({ start }: WholeVisits, from: number, count: number, mixed: number): number {
    const [place, down, across] = [this.#place, this.#down.ofActs, this.#across.ofActs];
    place.fill(1, 0, count);
    let read = 0;
    for (let m = 0; m < mixed; m++) {
      const k = this.#mixed[m] as number;
      const end = read + (start[from + k + 1] as number) - (start[from + k] as number);
      let runs = 1;
      for (let j = read + 1; j < end; j++)
        runs += Number(down[j] !== down[j - 1]) | Number(across[j] !== across[j - 1]);
      place[k] = runs;
      read = end;
    }
    let all = 0;
    for (let k = 0; k < count; k++) {
      const runs = place[k] as number;
      place[k] = all;
      all += runs;
    }
    this.#makeRoom(all);
    return all;
  }

  /** A run for each visit of a block: those of visits that must be looked at are written over. */
  #writeWhole({ start, views: viewsOf }: WholeVisits, from: number, count: number): void {
    const { down, across, acts, views } = this.#runs;
    const [place, ownDown, ownAcross] = [this.#place, this.#down.ofVisits, this.#across.ofVisits];
    for (let k = 0; k < count; k++) {
      const at = place[k] as number;
      down[at] = ownDown[k] as number;
      across[at] = ownAcross[k] as number;
    }
    for (let k = 0; k < count; k++) {
      const at = place[k] as number;
      acts[at] = (start[from + k + 1] as number) - (start[from + k] as number);
      views[at] = viewsOf[from + k] as number;
    }
  }

  /** Without a look at where runs go: in half the time. */
  #writeStraight(whole: WholeVisits, from: number, count: number, cutNumber?: number): void {
    const runs = this.#straight;
    const { acts, views } = runs;
    const { start } = whole;
    const place = STRAIGHT;
    for (let k = 0; k < count; k++) acts[k] = (start[from + k + 1] as number) - (start[from + k] as number);
    views.set(whole.views.subarray(from, from + count));
    runs.down.set(this.#down.ofVisits);
    if (this.#across !== this.#down) runs.across.set(this.#across.ofVisits);
    this.#writeVisits(runs, place, whole, from, count, cutNumber);
    runs.count = count;
  }

  /** Numbers of the visits of a block, and what was sent in each. */
  #writeVisits(
    runs: Runs,
    place: Int32Array,
    whole: WholeVisits,
    from: number,
    count: number,
    cutNumber?: number,
  ): void {
    const { sizeBytes } = this.#events;
    const numbers = whole instanceof CutVisits ? whole.numbers : null;
    const ofAll = this.#bytes;
    writeNumbers(runs.visits, place, numbers, cutNumber ?? from, from, count);
    if (!ofAll) return;
    const { bytes } = runs;
    if (cutNumber !== undefined) {
      bytes[0] = bytesIn(sizeBytes, whole.acts, whole.start[0] as number, whole.start[1] as number);
      return;
    }
    if (numbers)
      for (let k = 0; k < count; k++) bytes[place[k] as number] = ofAll[numbers[from + k] as number] as number;
    else if (place === STRAIGHT) bytes.set(ofAll.subarray(from, from + count));
    else for (let k = 0; k < count; k++) bytes[place[k] as number] = ofAll[from + k] as number;
    if (!(whole instanceof CutVisits)) return;
    for (const visit of whole.cutsIn(from, from + count)) {
      const own = whole.actsOf(visit);
      bytes[place[visit - from] as number] = bytesIn(sizeBytes, own.acts, own.from, own.to);
    }
  }

  /** The runs of one visit act by act, from `place` on (where its number is), of its acts from..to of those that were looked at. */
  #writeActs(place: number, from: number, to: number): void {
    const { kind, sizeBytes } = this.#events;
    const runs = this.#runs;
    const [down, across, rows, viewOf] = [this.#down.ofActs, this.#across.ofActs, this.#rows, IS_VIEW];
    const visit = runs.visits[place] as number;
    let next = place;
    for (let j = from; j < to; j++) {
      if (j === from || down[j] !== down[j - 1] || across[j] !== across[j - 1]) {
        runs.visits[next] = visit;
        runs.down[next] = down[j] as number;
        runs.across[next] = across[j] as number;
        runs.acts[next] = 0;
        runs.views[next] = 0;
        runs.bytes[next] = 0;
        next++;
      }
      const row = rows[j] as number;
      runs.acts[next - 1] = (runs.acts[next - 1] as number) + 1;
      runs.views[next - 1] = (runs.views[next - 1] as number) + (viewOf[kind[row] as number] as number);
      runs.bytes[next - 1] = (runs.bytes[next - 1] as number) + (sizeBytes[row] as number);
    }
  }
}

/** `first`: number of the visit `from`, where they are not given one by one. */
function writeNumbers(
  visits: Int32Array,
  place: Int32Array,
  numbers: Uint32Array | null,
  first: number,
  from: number,
  count: number,
): void {
  if (numbers) for (let k = 0; k < count; k++) visits[place[k] as number] = (numbers[from + k] as number) + 1;
  else for (let k = 0; k < count; k++) visits[place[k] as number] = first + k + 1;
}

/** Index of the first visit that begins at or behind a row. */
function visitFrom({ first, count }: WholeVisits, row: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((first[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls back for every block of runs of the period, and for acts of nobody, all in the order of the columns. */
export function eachRunBlock(
  events: EventColumns,
  context: RunContext,
  dimensions: readonly [VisitDimension, VisitDimension],
  asksForBytes: boolean,
  found: (runs: Runs) => void,
  foundNobodys: (block: ActBlock) => void,
): void {
  const visits = findSessions(events, context);
  const bytes = asksForBytes ? bytesOfVisits(events, wholeOf(visits)) : null;
  const maker = new RunMaker(events, bytes, dimensions, (runs) => {
    context.checkWanted?.();
    found(runs);
  });
  const { from: nobody } = nobodys(events);
  let isBefore = true;
  const passNobody = (): void => {
    if (!isBefore) return;
    isBefore = false;
    eachBlockOfNobody(events, context, foundNobodys);
  };
  eachStretch(visits, (whole, from, to, fromAct, toAct) => {
    const cut = isCut(whole, from, to, fromAct, toAct);
    const middle = isBefore ? Math.min(to, Math.max(from, visitFrom(whole, nobody))) : from;
    if (cut && middle > from) maker.addCut(whole, from, fromAct, toAct);
    else if (middle > from) maker.addWhole(whole, from, middle);
    if (middle === to) return;
    passNobody();
    if (cut) maker.addCut(whole, from, fromAct, toAct);
    else maker.addWhole(whole, middle, to);
  });
  passNobody();
}
