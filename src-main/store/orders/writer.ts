import type { WriteDb } from '../db.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable, SECOND } from '../events/key-table.ts';
import { get, run } from '../sql.ts';
import {
  gather,
  ITEMS,
  makeOrderBlock,
  type OrderBlock,
  type OrderSize,
  type Starts,
  sizeOfRows,
  startsOf,
} from './block.ts';
import { writeContent } from './key.ts';
import {
  byPartition,
  deleteSegment,
  lastOrderId,
  listSegments,
  pickRows,
  readColumn,
  readSegment,
  readSegmentInto,
  replaceState,
  type Segment,
  saveSegment,
} from './segments.ts';

/** Most orders a block holds after merging: enough to make columns big, few enough to rewrite one quickly. */
const MOST_ROWS = 65_536;

/** What was done with the orders of a batch. */
export interface OrderCounts {
  kept: number;
  updated: number;
  duplicate: number;
}

/** A version of an order: held in a block (`segment`, `row`) or brought by this batch (`segment` -1). */
interface Version {
  segment: number;
  row: number;
  id: number;
  runId: number;
  contentLo: number;
  contentHi: number;
  current: number;
  /** This run noted it as a repeat. */
  repeated: boolean;
  /** 0 = the items of an order alone, which count only where nothing says what it came to. */
  weight: number;
  gone: boolean;
}

/** Columns of a block that are only looked at once a key is met in it. */
type State = Pick<OrderBlock, 'id' | 'run' | 'current' | 'contentLo' | 'contentHi' | 'part'>;

const NOTHING: OrderSize = { rows: 0, lines: 0, units: 0 };
const weightOf = (part: number | undefined): number => (part === ITEMS ? 0 : 1);

/** What changes in one partition. */
interface Changes {
  /** By segment: rows that count from now on or no longer do, and rows that go. */
  current: Map<number, Map<number, number>>;
  gone: Map<number, Set<number>>;
}

const addTo = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
};

/**
 * Takes the orders of one run, a batch at a time; each batch is decided on and written at once. A run holds one version
 * of an order, its own or a repeat of an older run's; of two in one file the later one. The version that the latest run
 * brought is the one that counts, but an order's items alone only where nothing else is known of it.
 */
export class OrderWriter {
  readonly #db: WriteDb;
  readonly #run: number;
  // Room for the block being written and for keys being looked through, used again and again: fresh columns for each
  // would be garbage by the hundred MB.
  #room = makeOrderBlock(NOTHING);
  /** Whether this run has noted repeats. */
  #repeats: boolean;

  constructor(db: WriteDb, runId: number) {
    this.#db = db;
    this.#run = runId;
    this.#repeats = this.#hasNoted(null);
  }

  /**
   * Saves `rows` orders. Keys and everything that is said must be filled in; `id`, `run`, `current` and the content are
   * filled in here. Call within a transaction.
   */
  append(batch: OrderBlock, rows: number): OrderCounts {
    const counts: OrderCounts = { kept: 0, updated: 0, duplicate: 0 };
    const starts = startsOf(batch, rows);
    const firstId = lastOrderId(this.#db) + 1;
    for (let i = 0; i < rows; i++) {
      batch.id[i] = firstId + i;
      batch.run[i] = this.#run;
      batch.current[i] = 1;
      writeContent(batch, i, starts);
    }
    const notes = new Map<number, number>();
    const placing = { batch, starts, notes, counts, next: new Uint32Array(rows), stays: new Uint8Array(rows) };
    for (const [partition, list] of byPartition(batch, rows).entries())
      if (list.length > 0) this.#place(partition, list, placing);
    for (const [id, line] of notes)
      run(this.#db, "INSERT OR IGNORE INTO repeats VALUES ('orders', ?, ?, ?)", id, this.#run, line);
    if (notes.size > 0) this.#repeats = true;
    return counts;
  }

  #place(partition: number, list: Uint32Array, into: Placing): void {
    const { batch, counts, next, stays } = into;
    const segments = listSegments(this.#db, partition);
    const table = keysOf(batch, list, next);
    const met = this.#meet(segments, table);
    const changes: Changes = { current: new Map(), gone: new Map() };
    for (const row of list) {
      const slot = findKey(table, batch.keyLo[row] as number, batch.keyHi[row] as number);
      // Decided on together with the first row of its key.
      if (table.slots[slot + FIRST] !== row + 1) continue;
      const held = met.get(row);
      if (!held && table.slots[slot + SECOND] === row + 1) {
        stays[row] = 1;
        counts.kept++;
        continue;
      }
      const versions = held ?? [];
      for (let at = row; at >= 0; at = (next[at] as number) - 1) this.#add(versions, at, into);
      settleVersions(versions, { batch, stays, changes });
    }
    this.#write(
      partition,
      segments,
      list.filter((row) => stays[row] === 1),
      into,
      changes,
    );
  }

  /** Versions already held of the orders in the table, by the first row of their key. */
  #meet(segments: readonly Segment[], table: KeyTable): Map<number, Version[]> {
    const met = new Map<number, Version[]>();
    segments.forEach((segment, at) => {
      this.#makeRoom({ ...NOTHING, rows: segment.rows });
      const lo = readColumn(this.#db, segment, 'keyLo', this.#room.keyLo);
      const hi = readColumn(this.#db, segment, 'keyHi', this.#room.keyHi);
      let state: State | null = null;
      for (let row = 0; row < segment.rows; row++) {
        const slot = findKey(table, lo[row] as number, hi[row] as number);
        if (slot < 0) continue;
        state ??= this.#stateOf(segment);
        const id = state.id[row] as number;
        addTo(met, (table.slots[slot + FIRST] as number) - 1, () => [] as Version[]).push({
          segment: at,
          row,
          id,
          runId: state.run[row] as number,
          contentLo: state.contentLo[row] as number,
          contentHi: state.contentHi[row] as number,
          current: state.current[row] as number,
          repeated: this.#repeats && this.#hasNoted(id),
          weight: weightOf(state.part[row]),
          gone: false,
        });
      }
    });
    return met;
  }

  #stateOf(segment: Segment): State {
    const read = <C extends keyof State>(name: C): OrderBlock[C] => readColumn(this.#db, segment, name);
    return {
      id: read('id'),
      run: read('run'),
      current: read('current'),
      contentLo: read('contentLo'),
      contentHi: read('contentHi'),
      part: read('part'),
    };
  }

  /** Whether this run noted an order as a repeat; null = any order. */
  #hasNoted(id: number | null): boolean {
    const query = "SELECT 1 FROM repeats WHERE record = 'orders' AND run_id = ?";
    if (id === null) return get(this.#db, `${query} LIMIT 1`, this.#run) !== undefined;
    return get(this.#db, `${query} AND record_id = ?`, this.#run, id) !== undefined;
  }

  /** Decides on one order of the batch beside the versions there are: see `place` of the other records. */
  #add(versions: Version[], row: number, { batch, notes, counts }: Placing): void {
    const [lo, hi] = [batch.contentLo[row] as number, batch.contentHi[row] as number];
    const there = versions.filter(({ gone }) => !gone);
    const same = there.find(({ contentLo, contentHi }) => contentLo === lo && contentHi === hi);
    const held = there.find(({ runId, repeated }) => runId === this.#run || repeated);
    const weight = weightOf(batch.part[row]);
    if (held && (held === same || weight < held.weight)) {
      counts.duplicate++;
      return;
    }
    if (held?.repeated) this.#forget(held, notes);
    else if (held) held.gone = true;
    if (same) {
      same.repeated = true;
      notes.set(same.id, batch.line[row] as number);
    } else
      versions.push({
        segment: -1,
        row,
        id: batch.id[row] as number,
        runId: this.#run,
        contentLo: lo,
        contentHi: hi,
        current: 1,
        repeated: false,
        weight,
        gone: false,
      });
    if (there.length === 0) counts.kept++;
    else if (held || same) counts.duplicate++;
    else counts.updated++;
  }

  #forget(version: Version, notes: Map<number, number>): void {
    version.repeated = false;
    notes.delete(version.id);
    run(
      this.#db,
      "DELETE FROM repeats WHERE record = 'orders' AND record_id = ? AND run_id = ?",
      version.id,
      this.#run,
    );
  }

  #write(
    partition: number,
    segments: readonly Segment[],
    list: Uint32Array,
    { batch, starts }: Placing,
    changes: Changes,
  ): void {
    const last = segments.at(-1);
    for (const [at, segment] of segments.entries())
      this.#change(partition, segment, changes.current.get(at), changes.gone.get(at));
    if (list.length === 0) return;
    // As in a log-structured merge tree: a block joins the one before it until that is much the larger.
    const joins = last && !changes.gone.has(segments.length - 1) && joinable(last.rows, list.length) ? last : null;
    const before = joins ?? NOTHING;
    this.#makeRoom(sum(before, sizeOfRows(batch, list)));
    if (joins) {
      readSegmentInto(this.#db, joins, this.#room);
      deleteSegment(this.#db, joins.id);
    }
    gather(this.#room, before, batch, list, starts);
    saveSegment(this.#db, partition, this.#room, before.rows + list.length);
  }

  /** Writes anew which orders of a block count, and leaves out those that go. */
  #change(
    partition: number,
    segment: Segment,
    current?: ReadonlyMap<number, number>,
    gone?: ReadonlySet<number>,
  ): void {
    if (!gone && !current) return;
    const block = readSegment(this.#db, segment);
    for (const [row, counts] of current ?? []) block.current[row] = counts;
    if (!gone) {
      replaceState(this.#db, segment, block);
      return;
    }
    const keep = new Uint8Array(segment.rows).fill(1);
    for (const row of gone) keep[row] = 0;
    const left = pickRows(block, keep);
    deleteSegment(this.#db, segment.id);
    saveSegment(this.#db, partition, left.block, left.rows);
  }

  #makeRoom({ rows, lines, units }: OrderSize): void {
    const { id, item, text } = this.#room;
    if (id.length >= rows && item.length >= lines && text.length >= units) return;
    this.#room = makeOrderBlock({
      rows: Math.max(id.length, rows * 2),
      lines: Math.max(item.length, lines * 2),
      units: Math.max(text.length, units * 2),
    });
  }
}

const sum = (a: OrderSize, b: OrderSize): OrderSize => ({
  rows: a.rows + b.rows,
  lines: a.lines + b.lines,
  units: a.units + b.units,
});
const joinable = (before: number, added: number): boolean => before <= added && before + added <= MOST_ROWS;

interface Placing {
  batch: OrderBlock;
  starts: Starts;
  /** Ids of older versions that this run repeats, with its line. */
  notes: Map<number, number>;
  counts: OrderCounts;
  /** For each row the next one (+ 1) with the same key; 0 = none. */
  next: Uint32Array;
  /** 1 = is written. */
  stays: Uint8Array;
}

/** The keys of some rows with their first and last row (+ 1); fills in `next`. */
function keysOf({ keyLo, keyHi }: OrderBlock, list: Uint32Array, next: Uint32Array): KeyTable {
  const table = makeKeyTable(list.length);
  for (const row of list) {
    const slot = claimKey(table, keyLo[row] as number, keyHi[row] as number);
    const { slots } = table;
    const last = slots[slot + SECOND] as number;
    if (last === 0) slots[slot + FIRST] = row + 1;
    else next[last - 1] = row + 1;
    slots[slot + SECOND] = row + 1;
  }
  return table;
}

const outweighs = (a: Version, b: Version): boolean =>
  a.weight === b.weight ? a.runId > b.runId : a.weight > b.weight;

/** Of the versions of one order, the heaviest counts, of equals the one the latest run brought. Notes what that changes. */
function settleVersions(
  versions: readonly Version[],
  { batch, stays, changes }: { batch: OrderBlock; stays: Uint8Array; changes: Changes },
): void {
  let elected: Version | null = null;
  for (const version of versions)
    if (!version.gone && (elected === null || outweighs(version, elected))) elected = version;
  for (const version of versions) {
    const current = version === elected ? 1 : 0;
    if (version.segment < 0) {
      stays[version.row] = version.gone ? 0 : 1;
      batch.current[version.row] = current;
    } else if (version.gone) addTo(changes.gone, version.segment, () => new Set<number>()).add(version.row);
    else if (version.current !== current)
      addTo(changes.current, version.segment, () => new Map<number, number>()).set(version.row, current);
  }
}
