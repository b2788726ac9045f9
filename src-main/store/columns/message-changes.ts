import type { ReadDb } from '../open.ts';
import { iterateRaw, number } from '../sql.ts';

/** Ids per block, as migration 36 counts their changes. */
const BLOCK_BITS = 10;
const BLOCK_IDS = 1 << BLOCK_BITS;
/** Blocks read in one step. */
const STEP = 10;
/** Stands for what all messages depend on. */
const EVERYTHING = -1;

/** How often each block of messages has changed so far; see migration 36. */
export interface MessageChanges {
  everything: number;
  /** By block; long enough for every message there is. */
  blocks: Uint32Array;
}

export function loadMessageChanges(db: ReadDb): MessageChanges {
  const last = Math.max(
    number(db, 'SELECT coalesce(max(block), 0) FROM message_changes'),
    // Messages that were there before changes were counted have none.
    blockOf(number(db, 'SELECT coalesce(max(id), 0) FROM messages')),
  );
  const found: MessageChanges = { everything: 0, blocks: new Uint32Array(last + 1) };
  for (const row of iterateRaw(db, 'SELECT block, changes FROM message_changes')) {
    const [block, changes] = row as [number, number];
    if (block === EVERYTHING) found.everything = changes;
    else found.blocks[block] = changes;
  }
  return found;
}

/** The blocks of messages that are to be loaded (again). */
export class ChangedBlocks {
  /** Number of blocks there are. */
  readonly length: number;
  readonly #changed: Uint8Array;

  /** Those that have changed since `before`; null = all. */
  constructor(now: MessageChanges, before: MessageChanges | null) {
    const { blocks } = now;
    this.length = blocks.length;
    const known = before?.everything === now.everything ? before.blocks : new Uint32Array(0);
    // A block that went is none that can be kept.
    this.#changed = new Uint8Array(Math.max(this.length, known.length)).fill(1);
    for (let block = 0; block < this.length; block++)
      if (block < known.length && known[block] === blocks[block]) this.#changed[block] = 0;
  }

  has(block: number): boolean {
    return this.#changed[block] !== 0;
  }

  hasId(id: number): boolean {
    return this.#changed[id >>> BLOCK_BITS] !== 0;
  }

  /** Calls back with the first and the one behind the last of each stretch of blocks that all have changed, or all have not. */
  eachStretch(found: (from: number, to: number, changed: boolean) => void): void {
    for (let from = 0, to = 0; from < this.length; from = to) {
      const changed = this.has(from);
      while (to < this.length && this.has(to) === changed) to++;
      found(from, to, changed);
    }
  }

  /** Ids of what is to be loaded: from (inclusive) to (exclusive), few enough for one step, ascending. */
  ranges(): [number, number][] {
    const ranges: [number, number][] = [];
    this.eachStretch((from, to, changed) => {
      if (!changed) return;
      for (let block = from; block < to; block += STEP)
        ranges.push([block << BLOCK_BITS, Math.min(to, block + STEP) << BLOCK_BITS]);
    });
    return ranges;
  }

  /** Number of blocks that are not. */
  get kept(): number {
    let blocks = 0;
    for (let block = 0; block < this.length; block++) blocks += 1 - (this.#changed[block] as number);
    return blocks;
  }

  /** The most messages that are to be loaded. */
  get most(): number {
    let blocks = 0;
    for (let block = 0; block < this.length; block++) blocks += this.#changed[block] as number;
    return blocks * BLOCK_IDS;
  }
}

export const blockOf = (id: number): number => id >>> BLOCK_BITS;
