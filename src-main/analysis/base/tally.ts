import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { outOfScope } from './scan.ts';
import { ScopeReader } from './scope.ts';

/** Rows and distinct people per dictionary id. */
export interface Tally {
  rows: Uint32Array;
  people: Uint32Array;
  /** Rows counted in all, and distinct people among them. */
  n: number;
  allPeople: number;
}

/** Numbers of an id, together so that they lie within one line of the processor's cache. */
const CELL = 4;
const ROWS = 0;
const PEOPLE = 1;
/** Who was seen last: rows of a person lie together. */
const LAST = 2;

/** Rows looked at together. */
const BLOCK = 4096;

/** Counts rows by id, block by block. */
class Counter {
  readonly #person: Uint32Array;
  readonly #ids: Uint32Array;
  readonly #cells: Uint32Array;
  #n = 0;
  #allPeople = 0;
  #current = 0;

  constructor({ person }: EventColumns, ids: Uint32Array, size: number) {
    this.#person = person;
    this.#ids = ids;
    this.#cells = new Uint32Array(size * CELL);
  }

  /** The first `count` of the rows. */
  add(rows: Uint32Array, count: number): void {
    const [person, ids, cells] = [this.#person, this.#ids, this.#cells];
    let [allPeople, current] = [this.#allPeople, this.#current];
    for (let j = 0; j < count; j++) {
      const row = rows[j] as number;
      const who = person[row] as number;
      const at = (ids[row] as number) * CELL;
      const isKnown = Number(who !== 0);
      allPeople += Number(who !== current) & isKnown;
      current = who;
      cells[at + ROWS] = (cells[at + ROWS] as number) + 1;
      cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + (Number(cells[at + LAST] !== who) & isKnown);
      cells[at + LAST] = who;
    }
    this.#n += count;
    [this.#allPeople, this.#current] = [allPeople, current];
  }

  tally(): Tally {
    const cells = this.#cells;
    const of = (which: number) =>
      Uint32Array.from({ length: cells.length / CELL }, (_, id) => cells[id * CELL + which] as number);
    return { rows: of(ROWS), people: of(PEOPLE), n: this.#n, allPeople: this.#allPeople };
  }
}

/**
 * Counts rows and distinct people per id in one pass. Rows of a person lie together, so remembering who was last seen
 * at each id is enough. `mask` has 1 for every event kind that counts.
 */
export function tallyEvents(
  events: EventColumns,
  context: RunContext,
  ids: Uint32Array,
  size: number,
  mask: Uint8Array,
): Tally {
  const reader = new ScopeReader(events, context, mask);
  const counter = new Counter(events, ids, size);
  for (let count = reader.read(); count >= 0; count = reader.read()) counter.add(reader.rows, count);
  return counter.tally();
}

/** The same for rows that are known already, in the order of the columns: those in the period and in scope count. */
export function tallyRows(
  events: EventColumns,
  context: RunContext,
  rows: Uint32Array,
  ids: Uint32Array,
  size: number,
): Tally {
  const { at, flags } = events;
  const { fromMs, toMs } = context.range;
  const hidden = outOfScope(context);
  const counter = new Counter(events, ids, size);
  const own = new Uint32Array(BLOCK + 1);
  for (let from = 0; from < rows.length; from += BLOCK) {
    const to = Math.min(rows.length, from + BLOCK);
    let count = 0;
    for (let j = from; j < to; j++) {
      const row = rows[j] as number;
      const when = at[row] as number;
      own[count] = row;
      count += Number(when >= fromMs) & Number(when < toMs) & Number(((flags[row] as number) & hidden) === 0);
    }
    counter.add(own, count);
  }
  return counter.tally();
}
