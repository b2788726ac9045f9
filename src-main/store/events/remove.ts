import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { removeTitles } from '../tables/page-titles.ts';
import { removeNotedProperties } from '../tables/properties.ts';
import { copyRows, type EventBlock } from './block.ts';
import { type Heirs, heirsOf } from './heirs.ts';
import { computeKeys, hourOf, makeKeys } from './key.ts';
import { listKeyParts, replaceKeyPart } from './key-rows.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable } from './key-table.ts';
import { pruneDictionaries } from './prune.ts';
import {
  type Groups,
  listSegments,
  listSegmentsOfRun,
  readGroups,
  readSegment,
  replaceOrigin,
  replaceSegment,
  SEGMENT_ROWS,
  type Segment,
} from './segments.ts';
import { PARTITIONS, partitionOf } from './sort.ts';
import { checkNoWriter, dropWriter } from './writer.ts';

/** Gives hits of `runId` to their heirs. Rows come oldest first, as the occurrences of a key are counted. */
function handOver(db: WriteDb, runId: number, { table, runs, lines }: Heirs): void {
  const keys = makeKeys(SEGMENT_ROWS);
  for (const segment of listSegmentsOfRun(db, runId)) {
    const block = readSegment(db, segment);
    computeKeys(block, segment.rows, keys);
    let changed = false;
    for (let i = 0; i < segment.rows; i++) {
      if (block.run[i] !== runId) continue;
      const at = findKey(table, keys.lo[i] as number, keys.hi[i] as number);
      if (at < 0) continue;
      const next = table.slots[at + FIRST] as number;
      if (runs[next] === 0) continue;
      table.slots[at + FIRST] = next + 1;
      block.run[i] = runs[next] as number;
      block.line[i] = lines[next] as number;
      changed = true;
    }
    if (changed) replaceOrigin(db, segment.id, block, segment.rows);
  }
}

/** Moves the rows to keep to the front of the block; answers how many there are. */
function keepRows(block: EventBlock, rows: number, keep: (row: number) => boolean): number {
  let kept = 0;
  for (let i = 0; i < rows; i++) {
    if (!keep(i)) continue;
    if (kept !== i) copyRows(block, kept, block, i, i + 1);
    kept++;
  }
  return kept;
}

function dropRows(db: WriteDb, runId: number): number {
  let removed = 0;
  for (const segment of listSegmentsOfRun(db, runId)) {
    const block = readSegment(db, segment);
    const kept = keepRows(block, segment.rows, (i) => block.run[i] !== runId);
    if (kept === segment.rows) continue;
    replaceSegment(db, segment.id, block, kept);
    removed += segment.rows - kept;
  }
  return removed;
}

/**
 * Takes out what a run brought, as if it had never been imported: what other runs brought too is theirs from now on.
 * Closes the run's own writer; throws `busy` while another run is being written. Atomic. Answers the rows removed.
 */
export function removeRun(db: WriteDb, runId: number): number {
  checkNoWriter(db, runId);
  dropWriter(db, runId);
  return db.transaction(() => {
    for (const heirs of heirsOf(db, runId)) handOver(db, runId, heirs);
    const removed = dropRows(db, runId);
    run(db, 'DELETE FROM event_keys WHERE run_id = ?', runId);
    run(db, 'DELETE FROM event_runs WHERE run_id = ?', runId);
    removeTitles(db, runId);
    removeNotedProperties(db, runId);
    pruneDictionaries(db);
    return removed;
  })();
}

/** Notes the keys of rows that go, by hour. */
function noteKeys(gone: Map<number, KeyTable>, block: EventBlock, rows: number, goes: (row: number) => boolean): void {
  const keys = makeKeys(rows);
  computeKeys(block, rows, keys);
  for (let i = 0; i < rows; i++) {
    if (!goes(i)) continue;
    const hour = hourOf(block.at[i] as number);
    let table = gone.get(hour);
    if (!table) {
      table = makeKeyTable(0);
      gone.set(hour, table);
    }
    claimKey(table, keys.lo[i] as number, keys.hi[i] as number);
  }
}

/** Words of a part without the entries (of `step` words) whose key is in the table. */
function withoutKeys(entries: Uint32Array, step: number, gone: KeyTable): Uint32Array {
  const kept = new Uint32Array(entries.length);
  let used = 0;
  for (let i = 0; i < entries.length; i += step) {
    if (findKey(gone, entries[i] as number, entries[i + 1] as number) >= 0) continue;
    for (let w = 0; w < step; w++) kept[used++] = entries[i + w] as number;
  }
  return kept.slice(0, used);
}

function forgetKeys(db: WriteDb, gone: ReadonlyMap<number, KeyTable>): void {
  for (const [hour, table] of gone) {
    for (const part of listKeyParts(db, hour)) {
      const keys = withoutKeys(part.keys, 2, table);
      const repeats = withoutKeys(part.repeats, 3, table);
      if (keys.length < part.keys.length || repeats.length < part.repeats.length)
        replaceKeyPart(db, hour, { ...part, keys, repeats });
    }
  }
}

/** Which rows are to go. */
export interface Leaving {
  /** Whether a segment may hold any: the others are not read. */
  touches(segment: Segment, groups: Groups): boolean;
  /** Called once per segment that is read; answers for each of its rows. */
  goes(block: EventBlock, rows: number): (row: number) => boolean;
}

/** Takes rows out of one partition, and the keys that would recognise them: the same file imported again would bring them back. */
export function removeFromPartition(db: WriteDb, partition: number, leaving: Leaving): number {
  const gone = new Map<number, KeyTable>();
  let removed = 0;
  for (const segment of listSegments(db, partition)) {
    const groups = readGroups(db, segment);
    if (!leaving.touches(segment, groups)) continue;
    const block = readSegment(db, segment, groups);
    const goes = leaving.goes(block, segment.rows);
    noteKeys(gone, block, segment.rows, goes);
    const kept = keepRows(block, segment.rows, (i) => !goes(i));
    if (kept === segment.rows) continue;
    replaceSegment(db, segment.id, block, kept);
    removed += segment.rows - kept;
  }
  forgetKeys(db, gone);
  return removed;
}

/**
 * Erases every event of some people, the keys they were recognised by, and texts that only their events used.
 * Person 0 is nobody and stays. Throws `busy` while a run is being written. Atomic. Answers the rows removed.
 */
export function removePeople(db: WriteDb, persons: ReadonlySet<number>): number {
  checkNoWriter(db);
  const wanted = new Set([...persons].filter((person) => person > 0));
  if (wanted.size === 0) return 0;
  return db.transaction(() => {
    const partitions = new Set([...wanted].map(partitionOf));
    const leaving: Leaving = {
      touches: (_, groups) => groups.person.some((person) => wanted.has(person)),
      goes: (block) => (i) => wanted.has(block.person[i] as number),
    };
    let removed = 0;
    for (let partition = 0; partition < PARTITIONS; partition++)
      if (partitions.has(partition)) removed += removeFromPartition(db, partition, leaving);
    pruneDictionaries(db);
    return removed;
  })();
}
