import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { type ActBlock, eachBlockOfNobody, nobodys } from './act-blocks.ts';
import type { Dimension } from './dimensions.ts';
import { IS_VIEW } from './scan.ts';
import { eachStretch, findSessions } from './sessions.ts';
import { isCut, type WholeVisits } from './visit-cut.ts';

/** Visits looked at together. */
const VISIT_BLOCK = 2048;

/**
 * Acts of one visit, one after the other, that have the same values of two dimensions: mostly all acts of a visit, which
 * need not be looked at then. Good until the next block.
 */
export interface Runs {
  count: number;
  /** Number of the visit, from 1 among those of all time, and who it is of. */
  visits: Int32Array;
  people: Int32Array;
  down: Int32Array;
  across: Int32Array;
  /** Acts, and page views among them. */
  acts: Int32Array;
  views: Int32Array;
}

const runsFor = (room: number): Runs => {
  const column = () => new Int32Array(room);
  return {
    count: 0,
    visits: column(),
    people: column(),
    down: column(),
    across: column(),
    acts: column(),
    views: column(),
  };
};

/** A dimension that knows the values of whole visits. */
export type VisitDimension = Dimension & Required<Pick<Dimension, 'ofVisits'>>;
export const knowsVisits = (dimension: Dimension): dimension is VisitDimension => dimension.ofVisits !== undefined;

/** Values of one dimension: of the visits of a block, and of the acts of those whose acts have several. */
class Values {
  readonly ofVisits = new Int32Array(VISIT_BLOCK);
  ofActs = new Int32Array(0);
  readonly dimension: VisitDimension;

  constructor(dimension: VisitDimension) {
    this.dimension = dimension;
  }

  readActs(rows: Uint32Array, count: number): void {
    if (this.ofActs.length < count) this.ofActs = new Int32Array(rows.length);
    this.dimension.idsInto(rows, count, this.ofActs);
  }
}

/**
 * Makes runs of visits that are given in the order of the columns. Many short loops, each over one or two columns: one
 * loop that does it all for a visit takes twice as long.
 */
class RunMaker {
  readonly #events: EventColumns;
  readonly #down: Values;
  readonly #across: Values;
  readonly #found: (runs: Runs) => void;
  #runs = runsFor(2 * VISIT_BLOCK);
  /** Visits of the block whose acts must be looked at, and the rows of those. */
  readonly #mixed = new Int32Array(VISIT_BLOCK + 1);
  #rows = new Uint32Array(VISIT_BLOCK);
  /** Place of the first run of each visit of the block. */
  readonly #place = new Int32Array(VISIT_BLOCK + 1);

  constructor(events: EventColumns, down: VisitDimension, across: VisitDimension, found: (runs: Runs) => void) {
    this.#events = events;
    this.#down = new Values(down);
    this.#across = new Values(across);
    this.#found = found;
  }

  /** Whole visits from..to. */
  addWhole(whole: WholeVisits, from: number, to: number): void {
    const [down, across] = [this.#down, this.#across];
    for (let s = from; s < to; s += VISIT_BLOCK) {
      const count = Math.min(VISIT_BLOCK, to - s);
      down.dimension.ofVisits(whole, s, count, down.ofVisits);
      across.dimension.ofVisits(whole, s, count, across.ofVisits);
      const mixed = this.#findMixed(count);
      this.#readMixed(whole, s, mixed);
      const runs = this.#placeRuns(whole, s, count, mixed);
      this.#writeWhole(whole, s, count);
      let read = 0;
      for (let m = 0; m < mixed; m++) {
        const k = this.#mixed[m] as number;
        const acts = (whole.start[s + k + 1] as number) - (whole.start[s + k] as number);
        this.#writeActs(s + k, this.#place[k] as number, read, read + acts);
        read += acts;
      }
      this.#runs.count = runs;
      this.#found(this.#runs);
    }
  }

  /** The acts from..to of a visit that is cut. */
  addCut({ acts }: WholeVisits, visit: number, from: number, to: number): void {
    this.#takeRows(acts, from, to, 0);
    this.#readValues(to - from);
    this.#makeRoom(to - from);
    this.#runs.count = this.#writeActs(visit, 0, 0, to - from);
    this.#found(this.#runs);
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

  #takeRows(acts: Uint32Array, from: number, to: number, place: number): void {
    const needed = place + to - from;
    if (needed > this.#rows.length) {
      const larger = new Uint32Array(2 * needed);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    const rows = this.#rows;
    for (let a = from, j = place; a < to; a++, j++) rows[j] = acts[a] as number;
  }

  #readValues(count: number): void {
    this.#down.readActs(this.#rows, count);
    this.#across.readActs(this.#rows, count);
  }

  #makeRoom(runs: number): void {
    if (this.#runs.visits.length < runs) this.#runs = runsFor(2 * runs);
  }

  #readMixed({ acts, start }: WholeVisits, from: number, mixed: number): void {
    let read = 0;
    for (let m = 0; m < mixed; m++) {
      const s = from + (this.#mixed[m] as number);
      const [first, end] = [start[s] as number, start[s + 1] as number];
      this.#takeRows(acts, first, end, read);
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
  #writeWhole({ first, start, views: viewsOf }: WholeVisits, from: number, count: number): void {
    const { person } = this.#events;
    const { visits, people, down, across, acts, views } = this.#runs;
    const [place, ownDown, ownAcross] = [this.#place, this.#down.ofVisits, this.#across.ofVisits];
    for (let k = 0; k < count; k++) {
      const at = place[k] as number;
      visits[at] = from + k + 1;
      people[at] = person[first[from + k] as number] as number;
    }
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

  /** The runs of one visit act by act, from `place` on, of its acts from..to of those that were looked at; answers the place behind them. */
  #writeActs(visit: number, place: number, from: number, to: number): number {
    const { person, kind } = this.#events;
    const runs = this.#runs;
    const [down, across, rows, viewOf] = [this.#down.ofActs, this.#across.ofActs, this.#rows, IS_VIEW];
    const who = person[rows[from] as number] as number;
    let next = place;
    for (let j = from; j < to; j++) {
      if (j === from || down[j] !== down[j - 1] || across[j] !== across[j - 1]) {
        runs.visits[next] = visit + 1;
        runs.people[next] = who;
        runs.down[next] = down[j] as number;
        runs.across[next] = across[j] as number;
        runs.acts[next] = 0;
        runs.views[next] = 0;
        next++;
      }
      runs.acts[next - 1] = (runs.acts[next - 1] as number) + 1;
      runs.views[next - 1] = (runs.views[next - 1] as number) + (viewOf[kind[rows[j] as number] as number] as number);
    }
    return next;
  }
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
  [down, across]: readonly [VisitDimension, VisitDimension],
  found: (runs: Runs) => void,
  foundNobodys: (block: ActBlock) => void,
): void {
  const maker = new RunMaker(events, down, across, found);
  const { from: nobody } = nobodys(events);
  let isBefore = true;
  const passNobody = (): void => {
    if (!isBefore) return;
    isBefore = false;
    eachBlockOfNobody(events, context, foundNobodys);
  };
  eachStretch(findSessions(events, context), (whole, from, to, fromAct, toAct) => {
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
