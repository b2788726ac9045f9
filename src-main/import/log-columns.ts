import type { EventBatch } from './format.ts';

/** Bounds of the memory that a parse may take, whatever the file's size. */
export interface LogLimits {
  /** Rows in a full batch. */
  batchRows: number;
  /** Entries in any running list before all start anew. */
  listEntries: number;
  /** Bytes kept in the running lists before all start anew. */
  listBytes: number;
  /** Longest line that is read. */
  lineBytes: number;
}

export const LOG_LIMITS: LogLimits = {
  batchRows: 32_768,
  listEntries: 400_000,
  listBytes: 24 * 1024 ** 2,
  lineBytes: 64 * 1024,
};

/** An entry of a `Map` with a text as its key takes so many times the room of one in a list of bytes. */
export const MAP_COST = 3;

/** Rejections that are gathered before they are handed on. */
export const MAX_REJECTIONS = 8192;

/** Columns of a batch, all zero. */
export const emptyColumns = (rows: number) => ({
  atMs: new Float64Array(rows),
  visitor: new Uint32Array(rows),
  kind: new Uint8Array(rows),
  flags: new Uint8Array(rows),
  page: new Uint32Array(rows),
  source: new Uint32Array(rows),
  agent: new Uint32Array(rows),
  status: new Uint16Array(rows),
  sizeBytes: new Uint32Array(rows),
  value: new Float32Array(rows),
  line: new Uint32Array(rows),
});

/** The columns of an EventBatch. */
export type Columns = ReturnType<typeof emptyColumns>;

/** Longest duration that is told apart: some 24 days. */
const MOST_MS = 0x7fff_ffff;

/** How long the answers of a batch took: made with the first one that the log tells, so that most logs pay nothing. */
export class TookColumn {
  readonly #rows: number;
  #values: Uint32Array | null = null;

  constructor(rows: number) {
    this.#rows = rows;
  }

  note(row: number, durationMs: number): void {
    this.#values ??= new Uint32Array(this.#rows);
    this.#values[row] = Math.min(MOST_MS, Math.round(durationMs)) + 1;
  }

  /** What was noted of the batch's rows; the next batch begins without. */
  take(count: number): Pick<EventBatch, 'tookMsPlus1'> {
    const values = this.#values;
    this.#values = null;
    return values ? { tookMsPlus1: values.slice(0, count) } : {};
  }
}

/** What a batch adds to the running lists. */
export class NewEntries {
  visitors: EventBatch['newVisitors'] = [];
  pages: string[] = [];
  pageSites: string[] = [];
  sources: string[] = [];
  agents: string[] = [];
}

/** The first `count` rows of the columns as a batch; full columns are handed over as they are. */
export function toBatch(
  columns: Columns,
  count: number,
  { visitors, pages, pageSites, sources, agents }: NewEntries,
  about: Pick<EventBatch, 'reset' | 'ownHosts' | 'tookMsPlus1' | 'search' | 'newSearches'>,
): EventBatch {
  const cut =
    columns.atMs.length === count
      ? columns
      : (Object.fromEntries(
          Object.entries(columns).map(([name, column]) => [name, column.slice(0, count)]),
        ) as Columns);
  return {
    type: 'events',
    count,
    ...about,
    ...cut,
    newVisitors: visitors,
    newPages: pages,
    newPageSites: pageSites,
    newSources: sources,
    newAgents: agents,
  };
}
