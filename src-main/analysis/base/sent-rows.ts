import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { outOfScope } from './scan.ts';

/** Rows looked at together: their numbers stay in the processor's nearest cache. */
const BLOCK = 4096;

/** Rows of a block, good until the next; `ids` is room for a number of each. */
export interface SentBlock {
  rows: Uint32Array;
  ids: Int32Array;
  count: number;
}

/** Writes down the rows from..to that have a size and are in scope; which do, nobody can guess (see ScopeReader). */
function rowsOfScope(
  { flags, sizeBytes }: EventColumns,
  inScope: Uint8Array,
  from: number,
  to: number,
  rows: Uint32Array,
): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    rows[count] = i;
    count += (inScope[flags[i] as number] as number) & differ(sizeBytes[i] as number, 0);
  }
  return count;
}

/** Keeps those of the period: rows of a person are in the order of time, so that it is mostly as with the one before. */
function keepPeriod(at: Float64Array, rows: Uint32Array, read: number, fromMs: number, toMs: number): number {
  let count = 0;
  for (let j = 0; j < read; j++) {
    const i = rows[j] as number;
    const when = at[i] as number;
    rows[count] = i;
    if (when >= fromMs && when < toMs) count++;
  }
  return count;
}

/** Calls back for every block of answers with a size, of any kind, that are in the period and in scope, in the order of the columns. */
export function eachSentBlock(events: EventColumns, context: RunContext, found: (block: SentBlock) => void): void {
  const { fromMs, toMs } = context.range;
  const hidden = outOfScope(context);
  const inScope = Uint8Array.from({ length: 256 }, (_, flags) => ((flags & hidden) === 0 ? 1 : 0));
  const block: SentBlock = { rows: new Uint32Array(BLOCK), ids: new Int32Array(BLOCK), count: 0 };
  for (let from = 0; from < events.length; from += BLOCK) {
    context.checkWanted?.();
    const read = rowsOfScope(events, inScope, from, Math.min(events.length, from + BLOCK), block.rows);
    block.count = keepPeriod(events.at, block.rows, read, fromMs, toMs);
    if (block.count > 0) found(block);
  }
}

/** Numbers kept of each cell, one behind the other, so that a row touches one line of the processor's cache. */
const SHIFT = 3;
/** Who was seen last in the cell: rows of a person lie together. */
const LAST = 0;
const PEOPLE = 1;
const ANSWERS = 2;
/** Bytes need the room of two numbers: this is their place among numbers of that size. */
const BYTES = 2;
const BYTES_SHIFT = 2;

/** Answers, bytes and known people by cell. */
export class SentTally {
  readonly #numbers: Int32Array;
  readonly #bytes: Float64Array;
  readonly #person: Uint32Array;
  readonly #sizeBytes: Uint32Array;
  #current = 0;
  #people = 0;

  constructor({ person, sizeBytes }: EventColumns, size: number) {
    this.#numbers = new Int32Array(size << SHIFT);
    this.#bytes = new Float64Array(this.#numbers.buffer);
    this.#person = person;
    this.#sizeBytes = sizeBytes;
  }

  /** Each row of a block is of the cell that a column says. */
  addBy(ids: Uint32Array, { rows, count }: SentBlock): void {
    const [person, sizeBytes, numbers, bytes] = [this.#person, this.#sizeBytes, this.#numbers, this.#bytes];
    let [current, people] = [this.#current, this.#people];
    for (let j = 0; j < count; j++) {
      const i = rows[j] as number;
      const id = ids[i] as number;
      const who = (person[i] as number) | 0;
      const isKnown = differ(who, 0);
      const at = id << SHIFT;
      const bytesAt = (id << BYTES_SHIFT) + BYTES;
      people += differ(who, current) & isKnown;
      current = who;
      numbers[at + PEOPLE] = (numbers[at + PEOPLE] as number) + (differ(numbers[at + LAST] as number, who) & isKnown);
      numbers[at + LAST] = who;
      numbers[at + ANSWERS] = (numbers[at + ANSWERS] as number) + 1;
      bytes[bytesAt] = (bytes[bytesAt] as number) + (sizeBytes[i] as number);
    }
    [this.#current, this.#people] = [current, people];
  }

  /** By cell, and over all: people are not the sum of those of the cells. */
  totals() {
    const [numbers, bytes] = [this.#numbers, this.#bytes];
    const size = numbers.length >> SHIFT;
    const totals = {
      bytes: new Float64Array(size),
      answers: new Uint32Array(size),
      people: new Uint32Array(size),
      allBytes: 0,
      allAnswers: 0,
      allPeople: this.#people,
    };
    for (let id = 0; id < size; id++) {
      totals.people[id] = numbers[(id << SHIFT) + PEOPLE] as number;
      totals.answers[id] = numbers[(id << SHIFT) + ANSWERS] as number;
      totals.bytes[id] = bytes[(id << BYTES_SHIFT) + BYTES] as number;
      totals.allAnswers += totals.answers[id] as number;
      totals.allBytes += totals.bytes[id] as number;
    }
    return totals;
  }
}
