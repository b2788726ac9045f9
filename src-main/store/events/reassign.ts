import type { WriteDb } from '../open.ts';
import { number } from '../sql.ts';
import { copyRows, type EventBlock, gatherRows, makeBlock } from './block.ts';
import { computeKeys, hourOf, type Keys, makeKeys } from './key.ts';
import { listKeyParts, replaceKeyPart } from './key-rows.ts';
import { listSegments, readGroups, readSegment, replaceSegment, SEGMENT_ROWS, saveSegment } from './segments.ts';
import { makeSortRoom, PARTITIONS, partitionOf, sortRows } from './sort.ts';
import { checkNoWriter } from './writer.ts';

/** Per hour: what the key of a hit was, and what it is under its new person. */
type Renamed = Map<number, Map<string, readonly [number, number]>>;

const nameOf = (lo: number, hi: number) => `${lo}:${hi}`;

function noteRenamed(renamed: Renamed, block: EventBlock, rows: number, before: Keys): void {
  const after = makeKeys(rows);
  computeKeys(block, rows, after);
  for (let i = 0; i < rows; i++) {
    const hour = hourOf(block.at[i] as number);
    const names = renamed.get(hour) ?? new Map<string, readonly [number, number]>();
    renamed.set(hour, names);
    names.set(nameOf(before.lo[i] as number, before.hi[i] as number), [after.lo[i] as number, after.hi[i] as number]);
  }
}

function rename(entries: Uint32Array, step: number, names: ReadonlyMap<string, readonly [number, number]>): boolean {
  let changed = false;
  for (let i = 0; i < entries.length; i += step) {
    const next = names.get(nameOf(entries[i] as number, entries[i + 1] as number));
    if (!next) continue;
    [entries[i], entries[i + 1]] = next;
    changed = true;
  }
  return changed;
}

/** The same file imported again must still be recognised, now that its hits belong to somebody else. */
function renameKeys(db: WriteDb, renamed: Renamed): void {
  for (const [hour, names] of renamed)
    for (const part of listKeyParts(db, hour)) {
      const copy = { ...part, keys: part.keys.slice(), repeats: part.repeats.slice() };
      const keys = rename(copy.keys, 2, names);
      if (rename(copy.repeats, 3, names) || keys) replaceKeyPart(db, hour, copy);
    }
}

/** Which rows are meant: of these people, and of these imports alone where some are named. */
interface Wanted {
  persons: ReadonlySet<number>;
  runs: ReadonlySet<number> | undefined;
}

/** Takes rows out of one partition; answers them as one block. */
function takeOut(db: WriteDb, partition: number, { persons, runs }: Wanted): { block: EventBlock; rows: number }[] {
  const taken: { block: EventBlock; rows: number }[] = [];
  for (const segment of listSegments(db, partition)) {
    const groups = readGroups(db, segment);
    if (!groups.person.some((person) => persons.has(person))) continue;
    const block = readSegment(db, segment, groups);
    const out = makeBlock(segment.rows);
    let rows = 0;
    let kept = 0;
    for (let i = 0; i < segment.rows; i++) {
      const isMeant = persons.has(block.person[i] as number) && (!runs || runs.has(block.run[i] as number));
      if (isMeant) copyRows(out, rows++, block, i, i + 1);
      else copyRows(block, kept++, block, i, i + 1);
    }
    if (rows === 0) continue;
    replaceSegment(db, segment.id, block, kept);
    taken.push({ block: out, rows });
  }
  return taken;
}

function putIn(db: WriteDb, block: EventBlock, rows: number, person: number): void {
  const order = sortRows(
    block,
    Uint32Array.from({ length: rows }, (_, i) => i),
    makeSortRoom(rows),
  );
  const chain = number(db, 'SELECT coalesce(max(chain), 0) + 1 FROM event_segments');
  const segment = makeBlock(Math.min(rows, SEGMENT_ROWS));
  for (let from = 0; from < rows; from += SEGMENT_ROWS) {
    const to = Math.min(rows, from + SEGMENT_ROWS);
    gatherRows(segment, block, order, from, to);
    saveSegment(db, partitionOf(person), chain, segment, to - from);
  }
}

/**
 * Gives every event of some people to another person; to 0, nobody, to keep the hits without them. Imports go on recognising
 * them. With `runs` only events of these imports. Throws `busy` while a run is being written. Atomic. Answers the rows that
 * changed hands.
 */
export function reassignPeople(
  db: WriteDb,
  persons: ReadonlySet<number>,
  to: number,
  runs?: ReadonlySet<number>,
): number {
  checkNoWriter(db);
  const wanted = new Set([...persons].filter((person) => person > 0 && person !== to));
  if (wanted.size === 0) return 0;
  return db.transaction(() => {
    const partitions = new Set([...wanted].map(partitionOf));
    const taken = Array.from({ length: PARTITIONS }, (_, i) => i)
      .filter((partition) => partitions.has(partition))
      .flatMap((partition) => takeOut(db, partition, { persons: wanted, runs }));
    const total = taken.reduce((sum, { rows }) => sum + rows, 0);
    if (total === 0) return 0;
    const all = makeBlock(total);
    let rows = 0;
    for (const part of taken) {
      copyRows(all, rows, part.block, 0, part.rows);
      rows += part.rows;
    }
    const before = makeKeys(total);
    computeKeys(all, total, before);
    all.person.fill(to);
    const renamed: Renamed = new Map();
    noteRenamed(renamed, all, total, before);
    renameKeys(db, renamed);
    putIn(db, all, total, to);
    return total;
  })();
}
