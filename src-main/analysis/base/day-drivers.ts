import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import type { Dimension } from './dimensions.ts';
import { borrow } from './scratch.ts';
import type { WholeVisits } from './visit-cut.ts';
import { ActBatch, eachOnDays, VISIT_BLOCK } from './visit-days.ts';
import type { VisitDimension } from './visit-runs.ts';

/** Days before and after that a day is compared with. */
const REACH = 28;
/** Cells counted at once: of more, some values are counted after the others. */
const MOST_CELLS = 1 << 22;

/** A day that is compared with those around it: −1 = less was done than usual, 1 = more. */
export interface DayAsked {
  day: number;
  sign: number;
}

/** The value that differs most, and by how many acts from what is usual. */
export interface Driver {
  id: number;
  change: number;
}

/** Days that are looked at: where each has its place among them, below 0 = it is not one of them. */
interface Places {
  count: number;
  ofDay: Int32Array;
}

/** Days of a course of `days` that are compared with others, or that others are compared with. */
function placesOf(asked: readonly DayAsked[], days: number, size: number): Places {
  const ofDay = new Int32Array(size).fill(-1);
  for (const { day } of asked) ofDay.fill(0, Math.max(0, day - REACH), Math.min(days, day + REACH + 1));
  let count = 0;
  for (let day = 0; day < size; day++) if (ofDay[day] === 0) ofDay[day] = count++;
  return { count, ofDay };
}

/** Visits of a block of which all acts are on one of the days looked at. */
class OnDays {
  count = 0;
  /** Which of the block they are, the places of their days, and how many acts each has. */
  readonly which = new Int32Array(VISIT_BLOCK + 1);
  readonly places = new Int32Array(VISIT_BLOCK + 1);
  readonly acts = new Int32Array(VISIT_BLOCK + 1);

  /** Visits from.. with their days, below 0 where these are several. */
  read({ start }: WholeVisits, from: number, count: number, days: Int32Array, ofDay: Int32Array): void {
    const { which, places, acts } = this;
    let n = 0;
    for (let k = 0; k < count; k++) {
      const day = days[k] as number;
      const place = (ofDay[day & ~(day >> 31)] as number) | (day >> 31);
      // Written down always, and written over by the next where the day is not looked at.
      which[n] = k;
      places[n] = place;
      n += (place >>> 31) ^ 1;
    }
    for (let m = 0; m < n; m++) {
      const v = from + (which[m] as number);
      acts[m] = (start[v + 1] as number) - (start[v] as number);
    }
    this.count = n;
  }
}

/** A day and those from..to (half-open) around it, by their places. */
interface Window {
  place: number;
  from: number;
  to: number;
  sign: number;
}
type Corners = [number, number, number, number];

/** Values from..to of a dimension: their acts by the place of the day and the value. */
class DayCounts {
  readonly #places: Int32Array;
  readonly #from: number;
  readonly #width: number;
  /** One cell more, at the front, for what is not counted. */
  readonly #cells: Int32Array;

  constructor({ count, ofDay }: Places, from: number, to: number) {
    this.#places = ofDay;
    this.#from = from;
    this.#width = to - from;
    this.#cells = borrow(Int32Array, (count + 1) * this.#width + 1);
  }

  /** Acts by their days and values. */
  addActs(count: number, days: Int32Array, ids: Int32Array): void {
    const [places, cells, first, width] = [this.#places, this.#cells, this.#from, this.#width];
    for (let j = 0; j < count; j++) {
      const place = places[days[j] as number] as number;
      const id = (ids[j] as number) - first;
      // All bits where the day is not looked at, or the value is not among those.
      const none = (place | id | (width - 1 - id)) >> 31;
      const cell = (Math.imul(place, width) + id + 1) & ~none;
      cells[cell] = (cells[cell] as number) + 1;
    }
  }

  /** Visits by the values of all of their acts; those whose acts have several, below 0, are left out. */
  addVisits({ count, which, places, acts }: OnDays, ids: Int32Array): void {
    const [cells, first, width] = [this.#cells, this.#from, this.#width];
    for (let n = 0; n < count; n++) {
      const id = (ids[which[n] as number] as number) - first;
      const none = (id | (width - 1 - id)) >> 31;
      const cell = (Math.imul(places[n] as number, width) + id + 1) & ~none;
      cells[cell] = (cells[cell] as number) + (acts[n] as number);
    }
  }

  /** The same, by what a column says of each of their acts. */
  addVisitsBy(column: Uint32Array, whole: WholeVisits, from: number, { count, which, places }: OnDays): void {
    const { acts, start } = whole;
    const [cells, first, width] = [this.#cells, this.#from, this.#width];
    for (let n = 0; n < count; n++) {
      const v = from + (which[n] as number);
      const row = Math.imul(places[n] as number, width) + 1;
      const end = start[v + 1] as number;
      for (let a = start[v] as number; a < end; a++) {
        const id = (column[acts[a] as number] as number) - first;
        const none = (id | (width - 1 - id)) >> 31;
        const cell = (row + id) & ~none;
        cells[cell] = (cells[cell] as number) + 1;
      }
    }
  }

  /** Puts the acts of all days before in the place of those of each day: of one day more. */
  sumUp(): void {
    const [cells, width] = [this.#cells, this.#width];
    const sums = new Int32Array(width);
    for (let row = 1; row < cells.length; row += width)
      for (let k = 0; k < width; k++) {
        const own = cells[row + k] as number;
        cells[row + k] = sums[k] as number;
        sums[k] = (sums[k] as number) + own;
      }
  }

  /** The value that differs most in the direction asked for; `best` where none does by more. */
  furthest({ place, from, to, sign }: Window, best: Driver | null): Driver | null {
    const [cells, width] = [this.#cells, this.#width];
    const around = to - from - 1;
    if (around === 0) return best;
    // Cells where the days before each of these end.
    const [begin, before, here, end] = [from, place, place + 1, to].map((one) => 1 + one * width) as Corners;
    let [id, most] = [-1, best ? best.change * sign : 0];
    for (let k = 0; k < width; k++) {
      const own = (cells[here + k] as number) - (cells[before + k] as number);
      const all = (cells[end + k] as number) - (cells[begin + k] as number);
      const change = own - (all - own) / around;
      if (change * sign > most) [id, most] = [k, change * sign];
    }
    return id < 0 ? best : { id: this.#from + id, change: most * sign };
  }
}

/** A dimension that knows the values of whole visits, or one that is a column itself. */
export interface DriverOf {
  dimension: Dimension;
  column?: Uint32Array;
}

/** Days that are compared with others: out of `days` that are over, numbered as in the dimension. */
export interface DaysAsked {
  day: VisitDimension;
  days: number;
  asked: readonly DayAsked[];
}

/** A dimension, and the counts of some of its values. */
interface Counted extends DriverOf {
  counts: DayCounts;
}

/** Counts the acts of all days looked at. */
function countOnDays(
  events: EventColumns,
  context: RunContext,
  day: VisitDimension,
  { ofDay }: Places,
  all: readonly Counted[],
): void {
  const [ids, ofActs] = [new Int32Array(ACT_BLOCK), new Int32Array(ACT_BLOCK)];
  const [onDays, own] = [new OnDays(), new Int32Array(VISIT_BLOCK)];
  const addBlock = ({ dimension, counts }: Counted, { rows, visits, count }: ActBlock): void => {
    day.idsInto(rows, count, ofActs, visits);
    dimension.idsInto(rows, count, ids, visits);
    counts.addActs(count, ofActs, ids);
  };
  const batches = all.map((one) => new ActBatch((block) => addBlock(one, block)));
  /** Visits whose acts have several values, act by act. */
  const addSeveral = (whole: WholeVisits, from: number, batch: ActBatch): void => {
    for (let n = 0; n < onDays.count; n++) {
      const k = onDays.which[n] as number;
      if ((own[k] as number) < 0) batch.addVisit(whole, from + k);
    }
  };
  eachOnDays(events, context, day, {
    visits(whole, from, count, days) {
      onDays.read(whole, from, count, days, ofDay);
      for (const [d, { dimension, column, counts }] of all.entries()) {
        if (column) counts.addVisitsBy(column, whole, from, onDays);
        else {
          dimension.ofVisits?.(whole, from, count, own);
          counts.addVisits(onDays, own);
          addSeveral(whole, from, batches[d] as ActBatch);
        }
      }
      for (let k = 0; k < count; k++)
        if ((days[k] as number) < 0) for (const batch of batches) batch.addVisit(whole, from + k);
    },
    cut(whole, visit, from, to) {
      for (const batch of batches) batch.add(whole, visit, from, to);
    },
    nobodys(block) {
      for (const one of all) addBlock(one, block);
    },
  });
  for (const batch of batches) batch.flush();
}

/**
 * For each day, and each dimension, the value whose acts that day are furthest above or below their mean of the four weeks
 * before and after, in the direction of the day; the first of equals. null = none is, or there is no other day.
 */
export function driversOf(
  events: EventColumns,
  context: RunContext,
  { day, days, asked }: DaysAsked,
  dimensions: readonly DriverOf[],
  mostCells = MOST_CELLS,
): (Driver | null)[][] {
  const best = dimensions.map(() => asked.map((): Driver | null => null));
  if (asked.length === 0) return best;
  const places = placesOf(asked, days, day.size);
  const atOnce = Math.max(1, Math.floor(mostCells / places.count));
  const most = Math.max(...dimensions.map(({ dimension }) => dimension.size));
  for (let from = 0; from < most; from += atOnce) {
    const all = dimensions.flatMap((one, d) => {
      const to = Math.min(one.dimension.size, from + atOnce);
      return from < to ? [{ ...one, d, counts: new DayCounts(places, from, to) }] : [];
    });
    countOnDays(events, context, day, places, all);
    for (const { d, counts } of all) {
      counts.sumUp();
      const own = best[d] as (Driver | null)[];
      for (const [k, { day: one, sign }] of asked.entries()) {
        const [begin, end] = [Math.max(0, one - REACH), Math.min(days, one + REACH + 1)];
        const first = places.ofDay[begin] as number;
        own[k] = counts.furthest(
          { place: first + one - begin, from: first, to: first + end - begin, sign },
          own[k] ?? null,
        );
      }
    }
  }
  return best;
}
