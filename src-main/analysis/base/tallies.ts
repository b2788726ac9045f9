import type { EventColumns } from '../../../shared/columns.ts';
import { ACT_BLOCK, type ActBlock } from './act-blocks.ts';
import { differ } from './bits.ts';
import { IS_VIEW } from './scan.ts';
import type { Runs } from './visit-runs.ts';

/** Numbers kept of each cell: one behind the other, so that an act touches one line of the processor's cache. */
const SHIFT = 3;
/** Which visit was seen last in the cell, and how many. */
const LAST_VISIT = 0;
export const VISITS = 1;
/** The same of people. */
const LAST_PERSON = 2;
export const VISITORS = 3;
export const ACTS = 4;
export const VIEWS = 5;
/** Bytes need the room of two numbers: this is their place among numbers of that size. */
const BYTES = 3;
const BYTES_SHIFT = 2;

export type Tally = typeof VISITS | typeof VISITORS | typeof ACTS | typeof VIEWS;

/** What is counted in each cell, from −1, which is none. Cells given to what follows are one less than their place here. */
export interface Tallies {
  numbers: Int32Array;
  bytes: Float64Array;
}

export function talliesOf(size: number): Tallies {
  const numbers = new Int32Array((size + 1) << SHIFT);
  return { numbers, bytes: new Float64Array(numbers.buffer) };
}

/** One number of each cell. */
export function columnOf({ numbers }: Tallies, what: Tally): Uint32Array {
  const column = new Uint32Array((numbers.length >> SHIFT) - 1);
  for (let id = 0; id < column.length; id++) column[id] = numbers[((id + 1) << SHIFT) + what] as number;
  return column;
}

export function bytesOf({ bytes }: Tallies): Float64Array {
  const column = new Float64Array((bytes.length >> BYTES_SHIFT) - 1);
  for (let id = 0; id < column.length; id++) column[id] = bytes[((id + 1) << BYTES_SHIFT) + BYTES] as number;
  return column;
}

export function countActs(count: number, cells: Int32Array, { numbers }: Tallies): void {
  for (let j = 0; j < count; j++) {
    const place = (((cells[j] as number) + 1) << SHIFT) + ACTS;
    numbers[place] = (numbers[place] as number) + 1;
  }
}

/** Adds numbers up in each cell. */
export function addUp(count: number, cells: Int32Array, own: Int32Array, { numbers }: Tallies, what: Tally): void {
  for (let j = 0; j < count; j++) {
    const place = (((cells[j] as number) + 1) << SHIFT) + what;
    numbers[place] = (numbers[place] as number) + (own[j] as number);
  }
}

/** Counts views of acts. */
export function countViews({ rows, count }: ActBlock, cells: Int32Array, kind: Uint8Array, { numbers }: Tallies): void {
  const viewOf = IS_VIEW;
  for (let j = 0; j < count; j++) {
    const place = (((cells[j] as number) + 1) << SHIFT) + VIEWS;
    numbers[place] = (numbers[place] as number) + (viewOf[kind[rows[j] as number] as number] as number);
  }
}

export function sumBytes(
  { rows, count }: ActBlock,
  cells: Int32Array,
  sizeBytes: Uint32Array,
  { bytes }: Tallies,
): void {
  for (let j = 0; j < count; j++) {
    const place = (((cells[j] as number) + 1) << BYTES_SHIFT) + BYTES;
    bytes[place] = (bytes[place] as number) + (sizeBytes[rows[j] as number] as number);
  }
}

/** Counts acts and page views, and sums up bytes, in each cell. */
export function countBasics(
  { rows, count }: ActBlock,
  cells: Int32Array,
  { kind, sizeBytes }: EventColumns,
  { numbers, bytes }: Tallies,
): void {
  const viewOf = IS_VIEW;
  for (let j = 0; j < count; j++) {
    const cell = (cells[j] as number) + 1;
    const i = rows[j] as number;
    const at = cell << SHIFT;
    const bytesAt = (cell << BYTES_SHIFT) + BYTES;
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + 1;
    numbers[at + VIEWS] = (numbers[at + VIEWS] as number) + (viewOf[kind[i] as number] as number);
    bytes[bytesAt] = (bytes[bytesAt] as number) + (sizeBytes[i] as number);
  }
}

/** The same, and visits and people, all in one pass; `people`: of visits. Notes which acts are the first of their visit in the cell. */
export function countAll(
  { rows, visits, count }: ActBlock,
  cells: Int32Array,
  people: Uint32Array,
  { kind, sizeBytes }: EventColumns,
  { numbers, bytes }: Tallies,
  news: Int32Array,
): void {
  const viewOf = IS_VIEW;
  for (let j = 0; j < count; j++) {
    const cell = (cells[j] as number) + 1;
    const i = rows[j] as number;
    const visit = visits[j] as number;
    const at = cell << SHIFT;
    const bytesAt = (cell << BYTES_SHIFT) + BYTES;
    const person = people[visit - 1] as number;
    const isNew = differ(numbers[at + LAST_VISIT] as number, visit);
    news[j] = isNew;
    numbers[at + LAST_VISIT] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isNew;
    numbers[at + VISITORS] = (numbers[at + VISITORS] as number) + differ(numbers[at + LAST_PERSON] as number, person);
    numbers[at + LAST_PERSON] = person;
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + 1;
    numbers[at + VIEWS] = (numbers[at + VIEWS] as number) + (viewOf[kind[i] as number] as number);
    bytes[bytesAt] = (bytes[bytesAt] as number) + (sizeBytes[i] as number);
  }
}

/** Counts visits and people in one pass; notes which acts are the first of their visit in the cell. */
export function countBoth(
  count: number,
  cells: Int32Array,
  visits: Int32Array,
  people: Uint32Array,
  { numbers }: Tallies,
  news: Int32Array,
): void {
  for (let j = 0; j < count; j++) {
    const at = ((cells[j] as number) + 1) << SHIFT;
    const visit = visits[j] as number;
    const person = people[visit - 1] as number;
    const isNew = differ(numbers[at + LAST_VISIT] as number, visit);
    news[j] = isNew;
    numbers[at + LAST_VISIT] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isNew;
    numbers[at + VISITORS] = (numbers[at + VISITORS] as number) + differ(numbers[at + LAST_PERSON] as number, person);
    numbers[at + LAST_PERSON] = person;
  }
}

/** Counts visits; notes which acts are the first of their visit in the cell. */
export function countVisits(
  count: number,
  cells: Int32Array,
  visits: Int32Array,
  { numbers }: Tallies,
  news: Int32Array,
): void {
  for (let j = 0; j < count; j++) {
    const at = ((cells[j] as number) + 1) << SHIFT;
    const visit = visits[j] as number;
    const isNew = differ(numbers[at + LAST_VISIT] as number, visit);
    news[j] = isNew;
    numbers[at + LAST_VISIT] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isNew;
  }
}

/** Counts people, by the visits of acts. */
export function countPeopleOf(
  count: number,
  cells: Int32Array,
  visits: Int32Array,
  people: Uint32Array,
  { numbers }: Tallies,
): void {
  for (let j = 0; j < count; j++) {
    const at = ((cells[j] as number) + 1) << SHIFT;
    const person = people[(visits[j] as number) - 1] as number;
    numbers[at + VISITORS] = (numbers[at + VISITORS] as number) + differ(numbers[at + LAST_PERSON] as number, person);
    numbers[at + LAST_PERSON] = person;
  }
}

/** Counts all of it of runs, in one pass; notes which are the first of their visit in the cell. */
export function countRuns(
  { visits, acts, views, bytes: sent, count }: Runs,
  cells: Int32Array,
  people: Uint32Array,
  { numbers, bytes }: Tallies,
  news: Int32Array,
): void {
  for (let j = 0; j < count; j++) {
    const cell = (cells[j] as number) + 1;
    const visit = visits[j] as number;
    const at = cell << SHIFT;
    const bytesAt = (cell << BYTES_SHIFT) + BYTES;
    const person = people[visit - 1] as number;
    const isNew = differ(numbers[at + LAST_VISIT] as number, visit);
    news[j] = isNew;
    numbers[at + LAST_VISIT] = visit;
    numbers[at + VISITS] = (numbers[at + VISITS] as number) + isNew;
    numbers[at + VISITORS] = (numbers[at + VISITORS] as number) + differ(numbers[at + LAST_PERSON] as number, person);
    numbers[at + LAST_PERSON] = person;
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + (acts[j] as number);
    numbers[at + VIEWS] = (numbers[at + VIEWS] as number) + (views[j] as number);
    bytes[bytesAt] = (bytes[bytesAt] as number) + (sent[j] as number);
  }
}

export function addUpBytes(count: number, cells: Int32Array, own: Float64Array, { bytes }: Tallies): void {
  for (let j = 0; j < count; j++) {
    const place = (((cells[j] as number) + 1) << BYTES_SHIFT) + BYTES;
    bytes[place] = (bytes[place] as number) + (own[j] as number);
  }
}

/**
 * Page views and bytes of a block up to each act. What several acts that follow each other in a cell come to is a
 * difference then: to add one after the other to the same cell each would have to wait for the one before.
 */
export class Growth {
  readonly #views = new Int32Array(ACT_BLOCK + 1);
  readonly #bytes = new Float64Array(ACT_BLOCK + 1);

  read({ rows, count }: ActBlock, { kind, sizeBytes }: EventColumns): void {
    sumUp(rows, count, kind, sizeBytes, this.#views, this.#bytes);
  }

  /** Counts acts, page views and bytes of the acts from each place to the next, each in its cell. */
  addTo(places: Int32Array, turns: number, count: number, cells: Int32Array, { numbers, bytes }: Tallies): void {
    places[turns] = count;
    addDifferences(places, turns, cells, this.#views, this.#bytes, numbers, bytes);
  }
}

function sumUp(
  rows: Uint32Array,
  count: number,
  kind: Uint8Array,
  sizeBytes: Uint32Array,
  views: Int32Array,
  bytes: Float64Array,
): void {
  const viewOf = IS_VIEW;
  let [viewsSoFar, bytesSoFar] = [0, 0];
  for (let j = 0; j < count; j++) {
    const i = rows[j] as number;
    viewsSoFar += viewOf[kind[i] as number] as number;
    bytesSoFar += sizeBytes[i] as number;
    views[j + 1] = viewsSoFar;
    bytes[j + 1] = bytesSoFar;
  }
}

function addDifferences(
  places: Int32Array,
  turns: number,
  cells: Int32Array,
  views: Int32Array,
  bytesSoFar: Float64Array,
  numbers: Int32Array,
  bytes: Float64Array,
): void {
  for (let k = 0; k < turns; k++) {
    const cell = (cells[k] as number) + 1;
    const [from, to] = [places[k] as number, places[k + 1] as number];
    const at = cell << SHIFT;
    const bytesAt = (cell << BYTES_SHIFT) + BYTES;
    numbers[at + ACTS] = (numbers[at + ACTS] as number) + (to - from);
    numbers[at + VIEWS] = (numbers[at + VIEWS] as number) + ((views[to] as number) - (views[from] as number));
    bytes[bytesAt] = (bytes[bytesAt] as number) + ((bytesSoFar[to] as number) - (bytesSoFar[from] as number));
  }
}
