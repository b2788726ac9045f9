import { AppError } from '../../../shared/errors.ts';
import type { WriteDb } from '../open.ts';
import { get, number, run } from '../sql.ts';
import {
  BASE_COLUMNS,
  copyOptional,
  type EventBlock,
  gatherRows,
  makeBlock,
  OPTIONAL_COLUMNS,
  type StoredEvents,
} from './block.ts';
import { makeHourCache, markRepeats } from './dedup.ts';
import { computeKeys, makeKeys } from './key.ts';
import { SEGMENT_ROWS, saveSegment } from './segments.ts';
import { makeSortRoom, partitionOf, sortRows } from './sort.ts';

/** Events collected before they are written: 10 MB, and segments of some 16,000 rows. */
const FLUSH_ROWS = 131_072;
/** `run` takes two bytes in the columns. */
const MAX_RUN = 65_535;

/** Events decided on since the last answer. */
export interface AppendCounts {
  kept: number;
  duplicates: number;
}

/**
 * Takes the events of one run. Answers count what was written to the store during the call, so that the sum over
 * every `append` and `finish` is the whole. Each write is one transaction; what is not yet written is lost when the
 * process dies, and what is written stays removable with `removeRun`.
 */
export interface EventWriter {
  append(batch: StoredEvents): AppendCounts;
  /** Writes the rest and closes; further calls to `append` fail. */
  finish(): AppendCounts;
  /** Drops what is not yet written and closes. */
  abandon(): void;
}

const openWriters = new WeakMap<WriteDb, number>();

/** Throws `busy` while a writer is open: keys of two runs at once could not be told apart. `except` = a run that may be. */
export function checkNoWriter(db: WriteDb, except = 0): void {
  const open = openWriters.get(db) ?? 0;
  if (open !== 0 && open !== except) throw new AppError('busy');
}

/** Closes the run's writer, if one is open, without writing what it holds. */
export function dropWriter(db: WriteDb, runId: number): void {
  if (openWriters.get(db) === runId) openWriters.delete(db);
}

/** Notes when a run first brought events; a run that others have followed may not bring more. */
function takeTurn(db: WriteDb, runId: number): void {
  const last = get<{ run_id: number }>(db, 'SELECT run_id FROM event_runs ORDER BY seq DESC LIMIT 1');
  if (last?.run_id === runId) return;
  if (get(db, 'SELECT 1 FROM event_runs WHERE run_id = ?', runId)) throw new AppError('busy');
  run(db, 'INSERT INTO event_runs (run_id) VALUES (?)', runId);
}

/** Copies rows of a batch behind those waiting. Times must be finite; values that are not count as none. */
function take(waiting: EventBlock, rows: number, batch: StoredEvents, from: number, to: number, runId: number): void {
  for (const name of BASE_COLUMNS) {
    if (name !== 'run') waiting[name].set(batch[name].subarray(from, to), rows);
  }
  for (const name of OPTIONAL_COLUMNS) copyOptional(waiting, rows, name, batch[name], from, to - from);
  const end = rows + to - from;
  waiting.run.fill(runId, rows, end);
  for (let i = rows; i < end; i++) {
    const value = waiting.value[i] as number;
    // Adding 0 turns -0 into 0: one bit pattern per value, and so one key.
    waiting.value[i] = Number.isFinite(value) ? value + 0 : 0;
    const at = waiting.at[i] as number;
    if (!Number.isFinite(at)) throw new AppError('invalid-input', { field: 'at' });
    waiting.at[i] = at + 0;
  }
}

function saveSorted(db: WriteDb, waiting: EventBlock, order: Uint32Array, segment: EventBlock): void {
  const chain = number(db, 'SELECT coalesce(max(chain), 0) + 1 FROM event_segments');
  let from = 0;
  while (from < order.length) {
    const partition = partitionOf(waiting.person[order[from] as number] as number);
    let to = from + 1;
    while (
      to < order.length &&
      to - from < SEGMENT_ROWS &&
      partitionOf(waiting.person[order[to] as number] as number) === partition
    )
      to++;
    gatherRows(segment, waiting, order, from, to);
    saveSegment(db, partition, chain, segment, to - from);
    from = to;
  }
}

/** Rows that are no repeats, at the start of `order`. */
function keptRows(repeated: Uint8Array, rows: number, order: Uint32Array): Uint32Array {
  let kept = 0;
  for (let i = 0; i < rows; i++) if (repeated[i] === 0) order[kept++] = i;
  return order.subarray(0, kept);
}

/** Bounds of a writer; smaller ones cost speed, nothing else. */
export interface WriterOptions {
  /** Events collected before they are written; default 131,072. */
  flushRows?: number;
  /** Keys remembered between writes; default 200,000. */
  cachedKeys?: number;
}

/** Opens the store for the events of a run. One writer at a time; ids in the batches are those of the store. */
export function openEventWriter(db: WriteDb, runId: number, options: WriterOptions = {}): EventWriter {
  const flushRows = options.flushRows ?? FLUSH_ROWS;
  if (!(runId > 0 && runId <= MAX_RUN)) throw new AppError('internal', { run: runId });
  checkNoWriter(db);
  openWriters.set(db, runId);
  const waiting = makeBlock(flushRows);
  const segment = makeBlock(Math.min(SEGMENT_ROWS, flushRows));
  const keys = makeKeys(flushRows);
  const repeated = new Uint8Array(flushRows);
  const cache = makeHourCache(flushRows, options.cachedKeys);
  const order = new Uint32Array(flushRows);
  const room = makeSortRoom(flushRows);
  let rows = 0;
  let open = true;
  const close = (): void => {
    open = false;
    dropWriter(db, runId);
  };

  function flush(counts: AppendCounts): void {
    if (rows === 0) return;
    computeKeys(waiting, rows, keys);
    try {
      db.transaction(() => {
        takeTurn(db, runId);
        const duplicates = markRepeats(db, cache, runId, waiting, rows, keys, repeated);
        saveSorted(db, waiting, sortRows(waiting, keptRows(repeated, rows, order), room), segment);
        counts.kept += rows - duplicates;
        counts.duplicates += duplicates;
      })();
    } catch (error) {
      // The cache no longer tells what is stored: nothing more may be written through it.
      close();
      throw error;
    }
    rows = 0;
  }

  return {
    append(batch) {
      if (!open || openWriters.get(db) !== runId) throw new AppError('busy');
      const counts = { kept: 0, duplicates: 0 };
      for (let from = 0; from < batch.count; ) {
        const to = Math.min(batch.count, from + flushRows - rows);
        take(waiting, rows, batch, from, to, runId);
        rows += to - from;
        from = to;
        if (rows === flushRows) flush(counts);
      }
      return counts;
    },
    finish() {
      const counts = { kept: 0, duplicates: 0 };
      if (open && openWriters.get(db) === runId) flush(counts);
      close();
      return counts;
    },
    abandon: close,
  };
}
