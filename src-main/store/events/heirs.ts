import type { WriteDb } from '../open.ts';
import { all } from '../sql.ts';
import { byRun, countMost, eachKey, type KeyPart, listKeyParts } from './key-rows.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable, SECOND } from './key-table.ts';

/** Hits of one go, some 50 bytes each; more hours are done in further goes, so that memory stays bounded. */
const HEIRS_AT_ONCE = 2_000_000;

/**
 * Who takes over hits when their run goes, for some hours: per key (first counter) where in `runs` and `lines` the
 * heirs of its occurrences begin, one after the other, ended by a run 0.
 */
export interface Heirs {
  table: KeyTable;
  runs: number[];
  lines: number[];
}

interface Heir {
  runId: number;
  line: number;
}

const noHeirs = (): Heirs => ({ table: makeKeyTable(0), runs: [], lines: [] });

/** Hours in which other runs have keys too. */
const sharedHours = (db: WriteDb, runId: number): number[] =>
  all<{ hour: number }>(
    db,
    `SELECT DISTINCT k.hour FROM event_keys k WHERE k.run_id = ?
     AND EXISTS (SELECT 1 FROM event_keys o WHERE o.hour = k.hour AND o.run_id <> k.run_id) ORDER BY k.hour`,
    runId,
  ).map((row) => row.hour);

/** Per key how often the leaving run has it (second) and how often some run before it does (first). */
function countOwn(own: readonly KeyPart[], earlier: Iterable<readonly KeyPart[]>): KeyTable {
  const before = makeKeyTable(0);
  countMost(before, earlier);
  const table = makeKeyTable(own.reduce((sum, part) => sum + part.keys.length / 2 + part.repeats.length / 3, 0));
  eachKey(own, (lo, hi) => {
    const at = claimKey(table, lo, hi);
    const known = findKey(before, lo, hi);
    table.slots[at + FIRST] = known < 0 ? 0 : (before.slots[known + FIRST] as number);
    table.slots[at + SECOND] = (table.slots[at + SECOND] as number) + 1;
  });
  return table;
}

/**
 * The heirs of one hour. Occurrence j of a key belongs to the first run that has more than j of them; its heir is the
 * next such run, and the heir's line is that of the j-th repeat it noted.
 */
function addHour(into: Heirs, parts: readonly KeyPart[], runId: number): void {
  const runs = byRun(parts);
  const order = [...runs.keys()];
  const turn = order.indexOf(runId);
  const earlier = order.slice(0, turn).map((id) => runs.get(id) ?? []);
  const counts = countOwn(runs.get(runId) ?? [], earlier);
  const found = new Map<number, Heir[]>();
  for (const later of order.slice(turn + 1)) {
    const seen = new Map<number, number>();
    for (const { repeats } of runs.get(later) ?? []) {
      for (let i = 0; i < repeats.length; i += 3) {
        const at = findKey(counts, repeats[i] as number, repeats[i + 1] as number);
        if (at < 0) continue;
        const j = seen.get(at) ?? 0;
        seen.set(at, j + 1);
        const first = counts.slots[at + FIRST] as number;
        if (j < first || j >= (counts.slots[at + SECOND] as number)) continue;
        let heirs = found.get(at);
        if (!heirs) {
          heirs = [];
          found.set(at, heirs);
        }
        heirs[j - first] ??= { runId: later, line: repeats[i + 2] as number };
      }
    }
  }
  for (const [at, heirs] of found) {
    const place = claimKey(into.table, counts.slots[at] as number, counts.slots[at + 1] as number);
    into.table.slots[place + FIRST] = into.runs.length;
    for (const heir of heirs) {
      into.runs.push(heir.runId);
      into.lines.push(heir.line);
    }
    into.runs.push(0);
    into.lines.push(0);
  }
}

/** Answers, some hours at a time, who inherits what `runId` holds. Hours without an heir are left out. */
export function* heirsOf(db: WriteDb, runId: number): Generator<Heirs> {
  let heirs = noHeirs();
  for (const hour of sharedHours(db, runId)) {
    addHour(heirs, listKeyParts(db, hour), runId);
    if (heirs.runs.length < HEIRS_AT_ONCE) continue;
    yield heirs;
    heirs = noHeirs();
  }
  if (heirs.table.size > 0) yield heirs;
}
