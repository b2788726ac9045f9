import { emptyLike, type RowColumn } from './gather.ts';

/** Bytes after whose loss the collector is called: it takes as long as copying some of them. */
const MUCH = 24 * 2 ** 20;

type ColumnsOf<T> = { [K in keyof T]: T[K] extends RowColumn ? K : never }[keyof T];

/**
 * Lets columns go one by one, as soon as the next ones are made of them: of a million messages both would be 100 MB each. Their
 * memory is not given back by force, as a question under way may still look at them; the collector knows, and is told when it
 * is worth its while.
 */
export class Outgoing {
  #bytes = 0;
  readonly #collect: () => void;

  constructor(collect: () => void) {
    this.#collect = collect;
  }

  /** Leaves an empty column in the place of one. */
  column<T>(owner: T, name: ColumnsOf<T>): void {
    const column = owner[name] as RowColumn;
    Object.assign(owner as object, { [name]: emptyLike(column, 0) });
    this.note(column.byteLength);
  }

  /** So many bytes are used no longer. */
  note(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < MUCH) return;
    this.#bytes = 0;
    this.#collect();
  }
}

/** Bytes of the arrays in a value, at any depth. */
export function bytesWithin(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + bytesWithin(inner), 0);
}

const ZEROS = new Uint8Array(2 ** 16);

/** Whether there is nothing but 0 in a column. Its bytes are compared: a loop over five kinds of arrays took 130 ms of a million messages. */
export function isZero({ buffer, byteOffset, byteLength }: RowColumn): boolean {
  for (let from = 0; from < byteLength; from += ZEROS.length) {
    const length = Math.min(ZEROS.length, byteLength - from);
    if (Buffer.compare(new Uint8Array(buffer, byteOffset + from, length), ZEROS.subarray(0, length)) !== 0)
      return false;
  }
  return true;
}
