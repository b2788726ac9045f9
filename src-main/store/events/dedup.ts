import { release } from '../../../shared/release.ts';
import type { WriteDb } from '../open.ts';
import type { EventBlock } from './block.ts';
import { hourOf, type Keys } from './key.ts';
import { addKeyPart, byRun, countMost, eachKey, listKeyParts } from './key-rows.ts';
import { claimKey, FIRST, type KeyTable, makeKeyTable, retireKeyTable, SECOND, type SpareSlots } from './key-table.ts';

/** Keys kept in memory across flushes; 16 bytes each at a fill of 35 to 70 %. */
const CACHED_KEYS = 200_000;

/** What a writer remembers of the hours it touched last, and room to work in. */
export interface HourCache {
  /** First counter = times another run has the key, second = times this one has. */
  hours: Map<number, KeyTable>;
  size: number;
  /** Most keys to remember; the hours touched longest ago go first. */
  limit: number;
  spare: SpareSlots;
  /** Per row of a write: its hour's number, and the rows by hour. */
  slots: Uint32Array;
  order: Uint32Array;
  /** Keys of one hour that are new, and those that are not with their lines. */
  fresh: Uint32Array;
  again: Uint32Array;
}

/** Makes a cache for writes of up to `rows` rows. */
export const makeHourCache = (rows: number, limit: number = CACHED_KEYS): HourCache => ({
  hours: new Map(),
  size: 0,
  limit,
  spare: new Map(),
  slots: new Uint32Array(rows),
  order: new Uint32Array(rows),
  fresh: new Uint32Array(rows * 2),
  again: new Uint32Array(rows * 3),
});

/** The keys of an hour as stored, seen from `runId`. */
function loadHour(db: WriteDb, { spare }: HourCache, hour: number, runId: number, expected: number): KeyTable {
  const runs = byRun(listKeyParts(db, hour));
  let keys = expected;
  for (const parts of runs.values()) for (const part of parts) keys += part.keys.length / 2;
  const table = makeKeyTable(keys, spare);
  const own = runs.get(runId) ?? [];
  runs.delete(runId);
  countMost(table, runs.values());
  eachKey(own, (lo, hi) => {
    const at = claimKey(table, lo, hi);
    table.slots[at + SECOND] = (table.slots[at + SECOND] as number) + 1;
  });
  for (const parts of [own, ...runs.values()]) for (const { keys, repeats } of parts) release(keys, repeats);
  return table;
}

function takeHour(db: WriteDb, cache: HourCache, hour: number, runId: number, expected: number): KeyTable {
  const known = cache.hours.get(hour);
  if (!known) return loadHour(db, cache, hour, runId, expected);
  cache.hours.delete(hour);
  cache.size -= known.size;
  return known;
}

function putHour(cache: HourCache, hour: number, table: KeyTable): void {
  cache.hours.set(hour, table);
  cache.size += table.size;
  for (const [oldest, gone] of cache.hours) {
    if (cache.size <= cache.limit || oldest === hour) return;
    cache.hours.delete(oldest);
    cache.size -= gone.size;
    retireKeyTable(gone, cache.spare);
  }
}

/** Fills `order` with the rows by hour, in arrival order within an hour; answers the hours and where each begins. */
function groupByHour(
  at: Float64Array,
  rows: number,
  { slots, order }: HourCache,
): { hours: number[]; starts: Uint32Array } {
  const slotOfHour = new Map<number, number>();
  const hours: number[] = [];
  let hour = Number.NaN;
  let slot = 0;
  for (let i = 0; i < rows; i++) {
    const h = hourOf(at[i] as number);
    if (h !== hour) {
      hour = h;
      slot = slotOfHour.get(h) ?? hours.length;
      if (slot === hours.length) {
        slotOfHour.set(h, slot);
        hours.push(h);
      }
    }
    slots[i] = slot;
  }
  const starts = new Uint32Array(hours.length + 1);
  for (let i = 0; i < rows; i++) starts[(slots[i] as number) + 1] = (starts[(slots[i] as number) + 1] as number) + 1;
  for (let h = 0; h < hours.length; h++) starts[h + 1] = (starts[h + 1] as number) + (starts[h] as number);
  const next = starts.slice();
  for (let i = 0; i < rows; i++) {
    const s = slots[i] as number;
    const o = next[s] as number;
    order[o] = i;
    next[s] = o + 1;
  }
  return { hours, starts };
}

/**
 * Marks in `repeated` the rows that another run has already brought (as often as it did: two equal lines of one file
 * are two hits) and stores the keys of all of them. Answers how many were marked.
 */
export function markRepeats(
  db: WriteDb,
  cache: HourCache,
  runId: number,
  block: EventBlock,
  rows: number,
  keys: Keys,
  repeated: Uint8Array,
): number {
  const { hours, starts } = groupByHour(block.at, rows, cache);
  const { order, fresh, again } = cache;
  let marked = 0;
  hours.forEach((hour, h) => {
    const from = starts[h] as number;
    const to = starts[h + 1] as number;
    const table = takeHour(db, cache, hour, runId, to - from);
    let used = 0;
    let repeats = 0;
    for (let o = from; o < to; o++) {
      const i = order[o] as number;
      const lo = keys.lo[i] as number;
      const hi = keys.hi[i] as number;
      const at = claimKey(table, lo, hi);
      const { slots } = table;
      const seen = slots[at + SECOND] as number;
      slots[at + SECOND] = seen + 1;
      if (seen < (slots[at + FIRST] as number)) {
        repeated[i] = 1;
        again[repeats++] = lo;
        again[repeats++] = hi;
        again[repeats++] = block.line[i] as number;
      } else {
        repeated[i] = 0;
        fresh[used++] = lo;
        fresh[used++] = hi;
      }
    }
    marked += repeats / 3;
    addKeyPart(db, hour, runId, fresh.subarray(0, used), again.subarray(0, repeats));
    putHour(cache, hour, table);
  });
  return marked;
}
