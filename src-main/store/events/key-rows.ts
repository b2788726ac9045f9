import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';
import { claimKey, FIRST, type KeyTable, SECOND } from './key-table.ts';

/** One stored part: `keys` = pairs (lo, hi) of hits the run holds or held first, `repeats` = triples (lo, hi, line). */
export interface KeyPart {
  runId: number;
  part: number;
  keys: Uint32Array;
  repeats: Uint32Array;
}

interface KeyRow {
  run_id: number;
  part: number;
  keys: Uint8Array;
  repeats: Uint8Array;
}

const words = (data: Uint8Array): Uint32Array => {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
};
const bytes = (data: Uint32Array): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** Parts of an hour, runs in the order in which they brought events. */
export const listKeyParts = (db: ReadDb, hour: number): KeyPart[] =>
  all<KeyRow>(
    db,
    `SELECT k.run_id, k.part, k.keys, k.repeats FROM event_keys k JOIN event_runs r ON r.run_id = k.run_id
     WHERE k.hour = ? ORDER BY r.seq, k.part`,
    hour,
  ).map((row) => ({ runId: row.run_id, part: row.part, keys: words(row.keys), repeats: words(row.repeats) }));

/** Adds a part to what the run has of this hour. */
export function addKeyPart(db: WriteDb, hour: number, runId: number, keys: Uint32Array, repeats: Uint32Array): void {
  const part = number(
    db,
    'SELECT coalesce(max(part) + 1, 0) FROM event_keys WHERE hour = ? AND run_id = ?',
    hour,
    runId,
  );
  run(db, 'INSERT INTO event_keys VALUES (?, ?, ?, ?, ?)', hour, runId, part, bytes(keys), bytes(repeats));
}

/** Writes a part anew; an empty one goes. */
export function replaceKeyPart(db: WriteDb, hour: number, part: KeyPart): void {
  if (part.keys.length + part.repeats.length === 0)
    run(db, 'DELETE FROM event_keys WHERE hour = ? AND run_id = ? AND part = ?', hour, part.runId, part.part);
  else
    run(
      db,
      'UPDATE event_keys SET keys = ?, repeats = ? WHERE hour = ? AND run_id = ? AND part = ?',
      bytes(part.keys),
      bytes(part.repeats),
      hour,
      part.runId,
      part.part,
    );
}

/** Calls `visit` with the key of every hit of the parts, held or repeated. */
export function eachKey(parts: readonly KeyPart[], visit: (lo: number, hi: number) => void): void {
  for (const { keys, repeats } of parts) {
    for (let i = 0; i < keys.length; i += 2) visit(keys[i] as number, keys[i + 1] as number);
    for (let i = 0; i < repeats.length; i += 3) visit(repeats[i] as number, repeats[i + 1] as number);
  }
}

/** Splits parts by run, keeping their order. */
export function byRun(parts: readonly KeyPart[]): Map<number, KeyPart[]> {
  const runs = new Map<number, KeyPart[]>();
  for (const part of parts) {
    const known = runs.get(part.runId);
    if (known) known.push(part);
    else runs.set(part.runId, [part]);
  }
  return runs;
}

/** Raises the first counter of every key to the largest number of times that one of the runs has it. */
export function countMost(table: KeyTable, runs: Iterable<readonly KeyPart[]>): void {
  for (const parts of runs) {
    eachKey(parts, (lo, hi) => {
      const at = claimKey(table, lo, hi);
      table.slots[at + SECOND] = (table.slots[at + SECOND] as number) + 1;
    });
    eachKey(parts, (lo, hi) => {
      const at = claimKey(table, lo, hi);
      const count = table.slots[at + SECOND] as number;
      if (count > (table.slots[at + FIRST] as number)) table.slots[at + FIRST] = count;
      table.slots[at + SECOND] = 0;
    });
  }
}
