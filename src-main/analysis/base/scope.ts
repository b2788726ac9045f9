import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { outOfScope } from './scan.ts';

/** Rows looked at together: their numbers stay in the processor's nearest cache. */
const BLOCK = 4096;

/**
 * Finds the rows that are in the period, in scope and of the kinds wanted, block by block in the order of the columns.
 * Kinds alternate at random, so a branch per row would be guessed wrong every other time: row numbers are written down
 * always and kept by adding 0 or 1 (10 M rows: 22 ms instead of 80).
 */
export class ScopeReader {
  /** Row numbers of the block read last; as many as `read` answered. */
  readonly rows = new Uint32Array(BLOCK);
  readonly #events: EventColumns;
  readonly #fromMs: number;
  readonly #toMs: number;
  /** 1 per kind wanted. */
  readonly #kinds: Uint8Array;
  /** 1 per combination of flags in scope. */
  readonly #inScope: Uint8Array;
  readonly #end: number;
  readonly #context: RunContext;
  #next: number;

  /** `part`: only these rows. */
  constructor(
    events: EventColumns,
    context: RunContext,
    kinds: Uint8Array,
    part: { from: number; to: number } = { from: 0, to: events.length },
  ) {
    this.#events = events;
    this.#context = context;
    this.#next = part.from;
    this.#end = part.to;
    this.#fromMs = context.range.fromMs;
    this.#toMs = context.range.toMs;
    this.#kinds = new Uint8Array(256);
    this.#kinds.set(kinds);
    const hidden = outOfScope(context);
    this.#inScope = Uint8Array.from({ length: 256 }, (_, flags) => ((flags & hidden) === 0 ? 1 : 0));
  }

  /** Reads the next block and answers how many of its rows count; −1 when there is none. */
  read(): number {
    const { at, kind, flags } = this.#events;
    const start = this.#next;
    if (start >= this.#end) return -1;
    this.#context.checkWanted?.();
    const end = Math.min(this.#end, start + BLOCK);
    this.#next = end;
    const rows = this.rows;
    const kinds = this.#kinds;
    const inScope = this.#inScope;
    let wanted = 0;
    for (let i = start; i < end; i++) {
      rows[wanted] = i;
      wanted += (kinds[kind[i] as number] as number) & (inScope[flags[i] as number] as number);
    }
    const fromMs = this.#fromMs;
    const toMs = this.#toMs;
    let count = 0;
    for (let j = 0; j < wanted; j++) {
      const i = rows[j] as number;
      const when = at[i] as number;
      rows[count] = i;
      if (when >= fromMs && when < toMs) count++;
    }
    return count;
  }
}

/** The same for rows that are known to be of the kinds wanted, in one go: those that are in the period and in scope, in their order. */
export function rowsInScope({ at, flags }: EventColumns, context: RunContext, known: Uint32Array): Uint32Array {
  const { fromMs, toMs } = context.range;
  const hidden = outOfScope(context);
  const rows = new Uint32Array(known.length);
  let count = 0;
  for (let j = 0; j < known.length; j++) {
    const i = known[j] as number;
    const when = at[i] as number;
    rows[count] = i;
    count += Number(when >= fromMs && when < toMs) & Number(((flags[i] as number) & hidden) === 0);
  }
  return rows.subarray(0, count);
}
