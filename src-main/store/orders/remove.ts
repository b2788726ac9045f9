import type { WriteDb } from '../db.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable, SECOND } from '../events/key-table.ts';
import { all, iterateRaw, run } from '../sql.ts';
import { ITEMS, type OrderBlock } from './block.ts';
import {
  deleteSegment,
  listSegments,
  PARTITIONS,
  pickRows,
  readColumn,
  readColumns,
  readSegment,
  replaceState,
  type Segment,
  saveSegment,
} from './segments.ts';

/** For each order that another run repeats, the first such run and its line; orders ascending. */
interface Heirs {
  id: Uint32Array;
  run: Uint32Array;
  line: Uint32Array;
}

function heirsOf(db: WriteDb): Heirs {
  const query =
    "SELECT record_id, min(run_id), line FROM repeats WHERE record = 'orders' GROUP BY record_id ORDER BY record_id";
  const count = all<{ n: number }>(db, "SELECT count(DISTINCT record_id) AS n FROM repeats WHERE record = 'orders'")[0]
    ?.n as number;
  const heirs = { id: new Uint32Array(count), run: new Uint32Array(count), line: new Uint32Array(count) };
  let i = 0;
  for (const [id, runId, line] of iterateRaw(db, query) as Iterable<[number, number, number]>) {
    heirs.id[i] = id;
    heirs.run[i] = runId;
    heirs.line[i++] = line;
  }
  return heirs;
}

/** Place of an order among the heirs, or -1. */
function placeOf(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as number) < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

const STATE = ['keyLo', 'keyHi', 'id', 'run', 'line', 'current', 'part'] as const;
type State = Pick<OrderBlock, (typeof STATE)[number]>;

interface Opened {
  segment: Segment;
  state: State;
  keep: Uint8Array;
  changed: boolean;
}

function open(db: WriteDb, segment: Segment): Opened {
  return {
    segment,
    state: readColumns(db, segment, STATE),
    keep: new Uint8Array(segment.rows).fill(1),
    changed: false,
  };
}

/** Hands a run's orders to those that repeated them, and marks the others to go. Answers the keys of all of them. */
function handOver(db: WriteDb, blocks: readonly Opened[], runId: number, heirs: Heirs): KeyTable {
  const touched = makeKeyTable(1024);
  for (const block of blocks) {
    const { state, keep } = block;
    for (let row = 0; row < keep.length; row++) {
      if (state.run[row] !== runId) continue;
      block.changed = true;
      claimKey(touched, state.keyLo[row] as number, state.keyHi[row] as number);
      const heir = placeOf(heirs.id, state.id[row] as number);
      if (heir < 0) {
        keep[row] = 0;
        continue;
      }
      state.run[row] = heirs.run[heir] as number;
      state.line[row] = heirs.line[heir] as number;
      run(
        db,
        "DELETE FROM repeats WHERE record = 'orders' AND record_id = ? AND run_id = ?",
        state.id[row] as number,
        state.run[row] as number,
      );
    }
  }
  return touched;
}

/** Of what is left under each key, the version that the latest run brought counts; items alone only where there is nothing else. */
function elect(blocks: readonly Opened[], touched: KeyTable): void {
  const each = (visit: (block: Opened, row: number, slot: number) => void): void => {
    for (const block of blocks)
      for (let row = 0; row < block.keep.length; row++) {
        if (block.keep[row] === 0) continue;
        const slot = findKey(touched, block.state.keyLo[row] as number, block.state.keyHi[row] as number);
        if (slot >= 0) visit(block, row, slot);
      }
  };
  // The latest run of those that say what an order came to, and of those that hold its items alone.
  const { slots } = touched;
  const kindOf = (state: State, row: number): number => (state.part[row] === ITEMS ? SECOND : FIRST);
  each(({ state }, row, slot) => {
    const at = slot + kindOf(state, row);
    slots[at] = Math.max(slots[at] as number, state.run[row] as number);
  });
  each((block, row, slot) => {
    const { state } = block;
    const latest = slots[slot + kindOf(state, row)] === state.run[row];
    const counts = latest && (state.part[row] !== ITEMS || slots[slot + FIRST] === 0);
    const current = counts ? 1 : 0;
    if (state.current[row] === current) return;
    state.current[row] = current;
    block.changed = true;
  });
}

function write(db: WriteDb, partition: number, { segment, state, keep }: Opened): void {
  const left = keep.reduce((sum, kept) => sum + kept, 0);
  if (left === segment.rows) {
    replaceState(db, segment, { ...state, at: readColumn(db, segment, 'at') });
    return;
  }
  if (left > 0) {
    const picked = pickRows({ ...readSegment(db, segment), ...state }, keep);
    saveSegment(db, partition, picked.block, picked.rows);
  }
  deleteSegment(db, segment.id);
}

/**
 * Removes the orders a run brought; what other runs repeated is handed over to them, and older versions count again.
 * Call within a transaction.
 */
export function removeOrders(db: WriteDb, runId: number): void {
  run(db, "DELETE FROM repeats WHERE record = 'orders' AND run_id = ?", runId);
  const partitions = new Set(
    all<{ partition: number }>(
      db,
      'SELECT DISTINCT partition FROM order_segments s JOIN order_segment_runs r ON r.segment_id = s.id WHERE r.run_id = ?',
      runId,
    ).map(({ partition }) => partition),
  );
  if (partitions.size === 0) return;
  const heirs = heirsOf(db);
  for (let partition = 0; partition < PARTITIONS; partition++) {
    if (!partitions.has(partition)) continue;
    const blocks = listSegments(db, partition).map((segment) => open(db, segment));
    elect(blocks, handOver(db, blocks, runId, heirs));
    for (const block of blocks) if (block.changed) write(db, partition, block);
  }
}

/** Removes the orders of a buyer, in every version. Where somebody else's version of an order is left, it counts. Call within a transaction. */
export const removeOrdersOf = (db: WriteDb, person: number): void =>
  removeWhere(db, 'buyer', (buyer) => buyer === person);

/** The same for many. */
export const removeOrdersOfPeople = (db: WriteDb, people: ReadonlySet<number>): void =>
  removeWhere(db, 'buyer', (buyer) => people.has(buyer));

/** Removes versions of orders by their ids; of what is left of each order, the version that counts is chosen anew. Call within a transaction. */
export const removeOrderVersions = (db: WriteDb, ids: ReadonlySet<number>): void =>
  removeWhere(db, 'id', (id) => ids.has(id));

function removeWhere(db: WriteDb, name: 'buyer' | 'id', goes: (value: number) => boolean): void {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const segments = listSegments(db, partition);
    const columns = segments.map((segment) => readColumn(db, segment, name));
    if (!columns.some((column) => column.some(goes))) continue;
    const blocks = segments.map((segment) => open(db, segment));
    const touched = makeKeyTable(64);
    blocks.forEach((block, at) => {
      (columns[at] as Uint32Array).forEach((value, row) => {
        if (!goes(value)) return;
        block.changed = true;
        block.keep[row] = 0;
        claimKey(touched, block.state.keyLo[row] as number, block.state.keyHi[row] as number);
        run(db, "DELETE FROM repeats WHERE record = 'orders' AND record_id = ?", block.state.id[row] as number);
      });
    });
    elect(blocks, touched);
    for (const block of blocks) if (block.changed) write(db, partition, block);
  }
}
