import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { differ } from './bits.ts';
import { outOfScope } from './scan.ts';
import { bucketFinderIn } from './series.ts';

/** Rows looked at together. */
const BLOCK = 4096;
/** Numbers kept of each cell, one behind the other: who was seen last, how many people, and bytes in the room of two. */
const SHIFT = 2;
const PEOPLE = 1;
const BYTES_SHIFT = 1;
const BYTES = 1;

/** What was sent, by bucket and line. */
export interface SentSeries {
  bytesOf(bucket: number, line: number): number;
  /** Known people who were sent something. */
  peopleOf(bucket: number, line: number): number;
  answers: number;
  people: number;
}

/** Columns that are read, and what is counted of them so far. */
class SentCounter {
  answers = 0;
  people = 0;
  readonly #events: EventColumns;
  readonly #lines: number;
  readonly #lineOfKind: Int32Array;
  readonly #inScope: Uint8Array;
  /** The cells of a bucket lie side by side; those before the first bucket take in what does not count. */
  readonly #cells: Int32Array;
  readonly #bytes: Float64Array;
  /** Who was seen last: rows of a person lie together. */
  #current = 0;

  constructor(events: EventColumns, hidden: number, buckets: number, lineOfKind: readonly number[], lines: number) {
    this.#events = events;
    this.#lines = lines;
    this.#lineOfKind = Int32Array.from({ length: 256 }, (_, kind) => lineOfKind[kind] ?? 0);
    this.#inScope = Uint8Array.from({ length: 256 }, (_, flags) => ((flags & hidden) === 0 ? 1 : 0));
    this.#cells = new Int32Array(((buckets + 1) * lines) << SHIFT);
    this.#bytes = new Float64Array(this.#cells.buffer);
  }

  /**
   * Rows from..from + count with their buckets. No row is left out on the way, as nobody can guess which have no size, or are
   * out of scope or of the period: they go where nothing is read.
   */
  add(from: number, count: number, buckets: Int32Array): void {
    const { flags, sizeBytes, person, kind } = this.#events;
    const [inScope, lineOfKind, cells, bytes, lines] = [
      this.#inScope,
      this.#lineOfKind,
      this.#cells,
      this.#bytes,
      this.#lines,
    ];
    let [current, answers, people] = [this.#current, this.answers, this.people];
    for (let j = 0; j < count; j++) {
      const i = from + j;
      const place = (buckets[j] as number) + 1;
      const size = sizeBytes[i] as number;
      const counts = (inScope[flags[i] as number] as number) & differ(size, 0) & differ(place, 0);
      const who = (person[i] as number) | 0;
      const isKnown = counts & differ(who, 0);
      const cell = lines * (place & -counts) + (lineOfKind[kind[i] as number] as number);
      answers += counts;
      people += differ(who, current) & isKnown;
      current = isKnown === 1 ? who : current;
      const at = cell << SHIFT;
      cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + (differ(cells[at] as number, who) & isKnown);
      cells[at] = who;
      const bytesAt = (cell << BYTES_SHIFT) + BYTES;
      bytes[bytesAt] = (bytes[bytesAt] as number) + size;
    }
    [this.#current, this.answers, this.people] = [current, answers, people];
  }

  bytesOf(bucket: number, line: number): number {
    return this.#bytes[((this.#lines * (bucket + 1) + line) << BYTES_SHIFT) + BYTES] as number;
  }

  peopleOf(bucket: number, line: number): number {
    return this.#cells[((this.#lines * (bucket + 1) + line) << SHIFT) + PEOPLE] as number;
  }
}

/** Counts what was sent in a period, of any kind, by its buckets and by the line of each kind. */
export function countSent(
  events: EventColumns,
  context: RunContext,
  edges: Float64Array,
  lineOfKind: readonly number[],
  lines: number,
): SentSeries {
  const finder = bucketFinderIn(context.range, edges);
  const counter = new SentCounter(events, outOfScope(context), edges.length - 1, lineOfKind, lines);
  const buckets = new Int32Array(BLOCK);
  for (let from = 0; from < events.length; from += BLOCK) {
    context.checkWanted?.();
    const count = Math.min(BLOCK, events.length - from);
    finder.ofStretch(events.at, from, count, buckets);
    counter.add(from, count, buckets);
  }
  return counter;
}
