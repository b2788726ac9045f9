import type { ReadDb, WriteDb } from '../open.ts';
import { all } from '../sql.ts';
import type { EventBlock } from './block.ts';
import { computeKeys, hourOf, makeKeys } from './key.ts';
import { eachKey, listKeyParts } from './key-rows.ts';
import { claimKey, findKey, type KeyTable, makeKeyTable } from './key-table.ts';
import { pruneDictionaries } from './prune.ts';
import { type Leaving, removeFromPartition } from './remove.ts';
import { listSegments, readGroups } from './segments.ts';
import { PARTITIONS } from './sort.ts';
import { checkNoWriter } from './writer.ts';

/** Instant per import before which its rows go, at a whole hour; an import that is not in it keeps everything. */
export type Cutoffs = ReadonlyMap<number, number>;

/** Called once for every row that goes, or that stays only because its person is held back. */
export type OnOld = (row: { run: number; line: number; person: number; atMs: number; held: boolean }) => void;

function segmentsWithOld(db: ReadDb, cutoffs: Cutoffs): Set<number> {
  const found = new Set<number>();
  for (const [runId, beforeMs] of cutoffs)
    for (const { id } of all<{ id: number }>(
      db,
      'SELECT s.id FROM segment_runs r JOIN event_segments s ON s.id = r.segment_id WHERE r.run_id = ? AND s.from_ms < ?',
      runId,
      beforeMs,
    ))
      found.add(id);
  return found;
}

/** Hits of an hour that some import may keep longer; null when there is none. The hour is part of a hit's key, so each key is decided whole. */
function stayingKeys(db: ReadDb, hour: number, cutoffs: Cutoffs): KeyTable | null {
  const staying = listKeyParts(db, hour).filter(
    ({ runId }) => hour * 3_600_000 >= (cutoffs.get(runId) ?? Number.NEGATIVE_INFINITY),
  );
  if (staying.length === 0) return null;
  const table = makeKeyTable(0);
  eachKey(staying, (lo, hi) => claimKey(table, lo, hi));
  return table;
}

/** Marks the rows of a block that no import may keep any longer. */
function markOld(
  block: EventBlock,
  rows: number,
  cutoffs: Cutoffs,
  stayingAt: (hour: number) => KeyTable | null,
): Uint8Array {
  const keys = makeKeys(rows);
  computeKeys(block, rows, keys);
  const old = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    const at = block.at[i] as number;
    if (at >= (cutoffs.get(block.run[i] as number) ?? Number.NEGATIVE_INFINITY)) continue;
    const staying = stayingAt(hourOf(at));
    if (!staying || findKey(staying, keys.lo[i] as number, keys.hi[i] as number) < 0) old[i] = 1;
  }
  return old;
}

/**
 * Removes events from before their import's cutoff, with their keys and the texts that only they used. One that another
 * import brought too stays until that one's time is up as well; rows of people in `held` stay. Throws `busy` while a run is
 * being written. Atomic. Answers the rows removed.
 */
export function removeOldEvents(db: WriteDb, cutoffs: Cutoffs, held: ReadonlySet<number>, onOld: OnOld): number {
  checkNoWriter(db);
  const touched = segmentsWithOld(db, cutoffs);
  if (touched.size === 0) return 0;
  const staying = new Map<number, KeyTable | null>();
  const stayingAt = (hour: number): KeyTable | null => {
    let table = staying.get(hour);
    if (table === undefined) {
      table = stayingKeys(db, hour, cutoffs);
      staying.set(hour, table);
    }
    return table;
  };
  const leaving: Leaving = {
    touches: ({ id }) => touched.has(id),
    goes(block, rows) {
      const old = markOld(block, rows, cutoffs, stayingAt);
      for (let i = 0; i < rows; i++) {
        if (old[i] === 0) continue;
        const person = block.person[i] as number;
        const isHeld = held.has(person);
        if (isHeld) old[i] = 0;
        onOld({
          run: block.run[i] as number,
          line: block.line[i] as number,
          person,
          atMs: block.at[i] as number,
          held: isHeld,
        });
      }
      // Asked again after rows have moved within the block, so the answer must not look at it.
      return (row) => old[row] === 1;
    },
  };
  return db.transaction(() => {
    let removed = 0;
    for (let partition = 0; partition < PARTITIONS; partition++) removed += removeFromPartition(db, partition, leaving);
    if (removed > 0) pruneDictionaries(db);
    return removed;
  })();
}

/** Everybody who has an event. */
export function peopleWithEvents(db: ReadDb): Set<number> {
  const people = new Set<number>();
  for (let partition = 0; partition < PARTITIONS; partition++)
    for (const segment of listSegments(db, partition))
      for (const person of readGroups(db, segment).person) people.add(person);
  return people;
}
