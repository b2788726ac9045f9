import { release } from '../../../shared/release.ts';
import { emptyLike } from './gather.ts';
import { blockOf, type ChangedBlocks } from './message-changes.ts';

/** Lists of messages, one behind the other by id: where those of each block begin, and their end. Length blocks + 1. */
export type BlockStarts = Uint32Array;

/** Where the lists of messages that are read by id begin, and how long they are. */
export class FreshLists {
  readonly start: Uint32Array;
  readonly count: Uint8Array;
  readonly #ids: Uint32Array;
  readonly #blocks: BlockStarts;
  #row = 0;
  #length = 0;

  constructor(ids: Uint32Array, blocks: number) {
    this.start = new Uint32Array(ids.length);
    this.count = new Uint8Array(ids.length);
    this.#ids = ids;
    this.#blocks = new Uint32Array(blocks + 1);
  }

  /** Takes an entry in; false where its message is none of them. Ids must come in order. */
  add(id: number): boolean {
    while (this.#row < this.#ids.length && (this.#ids[this.#row] as number) < id) this.#row++;
    if (this.#ids[this.#row] !== id) return false;
    if (this.count[this.#row] === 0) this.start[this.#row] = this.#length;
    this.count[this.#row] = (this.count[this.#row] as number) + 1;
    this.#blocks[blockOf(id) + 1] = ++this.#length;
    return true;
  }

  /** Where each block begins, once all entries are in. */
  starts(): BlockStarts {
    const starts = this.#blocks;
    for (let block = 1; block < starts.length; block++)
      starts[block] = Math.max(starts[block] as number, starts[block - 1] as number);
    return starts;
  }
}

/** Lists that stay and lists that were read, put together block by block. */
export class MergedLists {
  /** Where each block begins now. */
  readonly starts: BlockStarts;
  /** What each block has moved by. */
  readonly #moved: Int32Array;
  readonly #from: { fresh: boolean; start: number; end: number; to: number }[] = [];

  constructor(blocks: ChangedBlocks, old: BlockStarts, fresh: BlockStarts) {
    this.starts = emptyLike(fresh, blocks.length + 1);
    this.#moved = new Int32Array(blocks.length);
    let length = 0;
    blocks.eachStretch((from, to, changed) => {
      const source = changed ? fresh : old;
      const [start, end] = [source[from] as number, source[to] as number];
      this.#from.push({ fresh: changed, start, end, to: length });
      for (let block = from; block < to; block++) {
        this.#moved[block] = length - start;
        this.starts[block + 1] = (source[block + 1] as number) + length - start;
      }
      length += end - start;
    });
  }

  get length(): number {
    return this.starts.at(-1) as number;
  }

  /** One column of the lists; the fresh one is done with then. */
  take<C extends Uint32Array | Uint16Array | Uint8Array>(old: C, fresh: C): C {
    const made = emptyLike(fresh, this.length);
    for (const { fresh: isFresh, start, end, to } of this.#from)
      made.set((isFresh ? fresh : old).subarray(start, end), to);
    release(fresh);
    return made;
  }

  /** Brings the starts of lists, as they were among the old or the fresh ones, up to date; those of empty lists are 0. */
  move(ids: Uint32Array, start: Uint32Array, count: Uint8Array): void {
    for (let i = 0; i < ids.length; i++)
      start[i] = count[i] === 0 ? 0 : (start[i] as number) + (this.#moved[blockOf(ids[i] as number)] as number);
  }
}
