import type { LogLimits } from './log-columns.ts';
import { decodeBytes } from './log-text.ts';
import { termInQuery } from './site-search.ts';

const MEMO_SIZE = 10_000;
/** Longest query that is looked at. */
const MAX_QUERY = 4096;

/** What was typed into the site's own search, by its number in a running list; terms of a batch are handed on once. */
export class LogSearches {
  readonly #rows: number;
  #ids = new Map<string, number>();
  #known = new Map<string, number>();
  #new: string[] = [];
  #values: Uint32Array | null = null;
  #bytes = 0;

  constructor(rows: number) {
    this.#rows = rows;
  }

  /** Whether the running list has outgrown its bounds; an entry takes so many times the room of one in a list of bytes. */
  isFull({ listEntries, listBytes }: LogLimits, entryCost: number): boolean {
    return this.#ids.size * entryCost >= listEntries || this.#bytes >= listBytes;
  }

  /** Notes the term in the query of a row's page; `query` holds one byte a character, as the log has it. */
  note(row: number, query: string, names: readonly string[]): void {
    const short = query.slice(0, MAX_QUERY);
    let id = this.#known.get(short);
    if (id === undefined) {
      id = this.#idOf(termInQuery(decodeBytes(short), names));
      if (this.#known.size >= MEMO_SIZE) this.#known.clear();
      this.#known.set(short, id);
    }
    if (id === 0) return;
    this.#values ??= new Uint32Array(this.#rows);
    this.#values[row] = id;
  }

  /** Terms of the batch's rows, where there are any; the next batch begins without. */
  take(count: number): { search?: Uint32Array; newSearches?: string[] } {
    const [values, added] = [this.#values, this.#new];
    this.#values = null;
    this.#new = [];
    return values ? { search: values.slice(0, count), newSearches: added } : {};
  }

  /** The running list begins anew. */
  clear(): void {
    this.#ids = new Map();
    this.#known = new Map();
    this.#bytes = 0;
  }

  #idOf(term: string): number {
    if (term === '') return 0;
    let id = this.#ids.get(term);
    if (id === undefined) {
      id = this.#ids.size + 1;
      this.#ids.set(term, id);
      this.#new.push(term);
      this.#bytes += term.length * 2;
    }
    return id;
  }
}
