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

/** Whether there is nothing but 0 in a column. */
export function isZero(column: RowColumn): boolean {
  for (let i = 0; i < column.length; i++) if (column[i] !== 0) return false;
  return true;
}
