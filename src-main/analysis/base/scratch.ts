/** What is read of columns to know whose memory is whose: it is freed together with them. */
export interface ScratchOwner {
  at: object;
  length: number;
}

/** Arrays of fewer bytes are made anew: keeping them would save nothing. */
const LEAST_BYTES = 1 << 16;
/** Memory kept from question to question: per row of the columns, and at least. */
const KEPT_BYTES_PER_ROW = 8;
const KEPT_BYTES = 1 << 22;
/** A buffer is lent for as little as this share of it. */
const LEAST_SHARE = 1 / 4;

/** Room that is asked of the system: somewhat more than needed, so that the next dates find it large enough. */
function roomFor(bytes: number): number {
  const step = 2 ** Math.max(13, Math.floor(Math.log2(bytes)) - 3);
  return Math.ceil(bytes / step) * step;
}

/** Buffers that no question uses, the latest last. */
class Pool {
  readonly #mostBytes: number;
  #free: ArrayBuffer[] = [];
  #bytes = 0;

  constructor(rows: number) {
    this.#mostBytes = Math.max(KEPT_BYTES, rows * KEPT_BYTES_PER_ROW);
  }

  /** The smallest that is large enough, but not far too large. */
  take(bytes: number): ArrayBuffer | null {
    let best = -1;
    for (const [i, { byteLength }] of this.#free.entries())
      if (byteLength >= bytes && byteLength * LEAST_SHARE <= bytes)
        if (best < 0 || byteLength < (this.#free[best] as ArrayBuffer).byteLength) best = i;
    if (best < 0) return null;
    const [taken] = this.#free.splice(best, 1) as [ArrayBuffer];
    this.#bytes -= taken.byteLength;
    return taken;
  }

  keep(buffer: ArrayBuffer): void {
    if (buffer.byteLength > this.#mostBytes) return;
    this.#free.push(buffer);
    this.#bytes += buffer.byteLength;
    while (this.#bytes > this.#mostBytes) this.#bytes -= (this.#free.shift() as ArrayBuffer).byteLength;
  }
}

const pools = new WeakMap<object, Pool>();

/** The question that is being answered on this thread, and what it gives back at its end. */
let question: { pool: Pool; lent: ArrayBuffer[] } | null = null;

/**
 * Answers a question with memory that was used before: new pages of memory cost more than most of what is reckoned in
 * them (2 µs per 4 KiB). Whatever was borrowed goes back when the outermost question ends, so that nothing of it may be
 * in an answer. Where there are no columns, arrays are simply made anew.
 */
export function withScratch<T>(owner: ScratchOwner | undefined, answer: () => T): T {
  if (question !== null || owner === undefined) return answer();
  const pool = pools.get(owner.at) ?? new Pool(owner.length);
  pools.set(owner.at, pool);
  const own = { pool, lent: [] as ArrayBuffer[] };
  question = own;
  try {
    return answer();
  } finally {
    question = null;
    for (const buffer of own.lent) pool.keep(buffer);
  }
}

interface ArrayType<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): A;
  new (buffer: ArrayBuffer, byteOffset: number, length: number): A;
}
interface Fillable {
  fill(value: number): unknown;
}

function take<A>(type: ArrayType<A>, length: number): { array: A; isNew: boolean; buffer: ArrayBuffer | null } {
  const bytes = length * type.BYTES_PER_ELEMENT;
  if (question === null || bytes < LEAST_BYTES) return { array: new type(length), isNew: true, buffer: null };
  const used = question.pool.take(bytes);
  const buffer = used ?? new ArrayBuffer(roomFor(bytes));
  return { array: new type(buffer, 0, length), isNew: used === null, buffer };
}

/** An array of zeros that is good until the question ends. */
export function borrow<A extends Fillable>(type: ArrayType<A>, length: number): A {
  const { array, isNew, buffer } = take(type, length);
  if (!isNew) array.fill(0);
  if (buffer) question?.lent.push(buffer);
  return array;
}

/** The same with anything in it, for what is written in full before it is read. */
export function borrowUnwritten<A>(type: ArrayType<A>, length: number): A {
  const { array, buffer } = take(type, length);
  if (buffer) question?.lent.push(buffer);
  return array;
}

/**
 * An array with anything in it that outlives the question: whoever keeps it hands it to `retire` when nobody asks for it
 * any more, or just forgets it.
 */
export const keepUnwritten = <A>(type: ArrayType<A>, length: number): A => take(type, length).array;

/** Gives memory of `keepUnwritten` back at the end of the question that is being answered, which may still read it. */
export function retire({ buffer, byteLength }: { buffer: ArrayBufferLike; byteLength: number }): void {
  if (buffer instanceof ArrayBuffer && byteLength >= LEAST_BYTES) question?.lent.push(buffer);
}
