import type { ReadDb, WriteDb } from '../db.ts';
import { keyOf, ORDER_STATES, type OrderBlock, startsOf } from './block.ts';
import { keyStart, writeKey } from './key.ts';
import { renameOrders } from './rename.ts';
import {
  listAllSegments,
  listSegments,
  partitionOf,
  readColumn,
  readColumns,
  readSegment,
  replaceColumn,
  type Segment,
} from './segments.ts';
import { scopesOf, wordsOf } from './words.ts';

/** Blocks with orders of a buyer, and which rows they are. */
function* rowsOf(db: ReadDb, person: number): Generator<{ segment: Segment; rows: number[]; buyer: Uint32Array }> {
  for (const segment of listAllSegments(db)) {
    const buyer = readColumn(db, segment, 'buyer');
    const rows = Array.from(buyer.keys()).filter((row) => buyer[row] === person);
    if (rows.length > 0) yield { segment, rows, buyer };
  }
}

/** Number of orders of one buyer, every stored version counted. */
export function countOrdersOf(db: ReadDb, person: number): number {
  let orders = 0;
  for (const { rows } of rowsOf(db, person)) orders += rows.length;
  return orders;
}

/** An order as its buyer may see it. `currency` is a code, amounts in major units, `item` an id of the store. */
export interface OrderOf {
  id: number;
  key: string;
  atMs: number;
  status: string;
  currency: string;
  total: number;
  run: number;
  line: number;
  lines: { item: number; quantity: number; price: number }[];
}

/** Orders of one buyer that count, by time. For access requests, not for analyses. */
export function readOrdersOf(db: ReadDb, person: number): OrderOf[] {
  const words = wordsOf(db);
  const found: OrderOf[] = [];
  for (const { segment, rows } of rowsOf(db, person)) {
    const block = readSegment(db, segment);
    const starts = startsOf(block, segment.rows);
    for (const row of rows) {
      if (block.current[row] === 0) continue;
      const [from, to] = [starts.line[row] as number, starts.line[row + 1] as number];
      found.push({
        id: block.id[row] as number,
        key: keyOf(block, starts, row),
        atMs: block.at[row] as number,
        status: ORDER_STATES[block.status[row] as number] ?? '',
        currency: words.get(block.currency[row] as number) ?? '',
        total: block.total[row] as number,
        run: block.run[row] as number,
        line: block.line[row] as number,
        lines: Array.from(block.item.subarray(from, to), (item, i) => ({
          item,
          quantity: block.quantity[from + i] as number,
          price: block.price[from + i] as number,
        })),
      });
    }
  }
  return found.sort((a, b) => a.atMs - b.atMs || a.id - b.id);
}

/** Whose orders bear one of these numbers, in any version, and in which shop. */
export function buyersOfOrder(db: ReadDb, keys: readonly string[]): { buyer: number; scope: string }[] {
  const found = new Map<string, { buyer: number; scope: string }>();
  const [lo, hi] = [new Uint32Array(1), new Uint32Array(1)];
  for (const scope of scopesOf(db).values())
    for (const key of keys) {
      writeKey(keyStart(scope), key, lo, hi, 0);
      for (const buyer of buyersOfKey(db, lo[0] as number, hi[0] as number))
        found.set(`${buyer} ${scope}`, { buyer, scope });
    }
  return [...found.values()].sort((a, b) => a.buyer - b.buyer);
}

function buyersOfKey(db: ReadDb, lo: number, hi: number): number[] {
  const buyers = new Set<number>();
  for (const segment of listSegments(db, partitionOf(hi))) {
    const { keyLo, keyHi, buyer } = readColumns(db, segment, ['keyLo', 'keyHi', 'buyer']);
    for (let row = 0; row < segment.rows; row++)
      if (keyLo[row] === lo && keyHi[row] === hi && buyer[row] !== 0) buyers.add(buyer[row] as number);
  }
  return [...buyers];
}

/**
 * Takes a buyer out of their orders and keeps the figures, under a number that leads nowhere without the store's secret:
 * `nameOf` makes it. Call within a transaction.
 */
export function detachOrdersOf(db: WriteDb, person: number, nameOf: (scope: string, key: string) => string): void {
  const scopes = scopesOf(db);
  const names = new Map<number, string>();
  for (const { segment, rows } of rowsOf(db, person)) {
    const block: OrderBlock = readSegment(db, segment);
    const starts = startsOf(block, segment.rows);
    for (const row of rows)
      names.set(
        block.id[row] as number,
        nameOf(scopes.get(block.scope[row] as number) ?? '', keyOf(block, starts, row)),
      );
  }
  renameOrders(db, names, true);
}

/**
 * The same for orders of which a backup no longer tells the number: what stands in its place leads nowhere already, and is the
 * same for the versions of one order. Call within a transaction.
 */
export function detachKeyless(db: WriteDb, people: ReadonlySet<number>): void {
  const names = new Map<number, string>();
  for (const segment of listAllSegments(db)) {
    const { id, buyer, keyLo, keyHi } = readColumns(db, segment, ['id', 'buyer', 'keyLo', 'keyHi']);
    buyer.forEach((person, row) => {
      if (people.has(person)) names.set(id[row] as number, `anonymised ${hex(keyLo[row])}${hex(keyHi[row])}`);
    });
  }
  renameOrders(db, names, true);
}

const hex = (word = 0): string => word.toString(16).padStart(8, '0');

/** Gives the orders of one buyer to another, with `runs` those of these imports alone; answers how many. Call within a transaction. */
export function mergeBuyers(db: WriteDb, from: number, into: number, runs?: ReadonlySet<number>): number {
  let moved = 0;
  for (const { segment, rows, buyer } of rowsOf(db, from)) {
    const run = runs && readColumn(db, segment, 'run');
    const theirs = run ? rows.filter((row) => runs.has(run[row] as number)) : rows;
    if (theirs.length === 0) continue;
    for (const row of theirs) buyer[row] = into;
    replaceColumn(db, segment, 'buyer', buyer);
    moved += theirs.length;
  }
  return moved;
}
