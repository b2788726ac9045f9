import type { WriteDb } from '../db.ts';
import {
  gather,
  makeOrderBlock,
  type OrderBlock,
  refOf,
  type Starts,
  sizeOfRows,
  startsOf,
  writeUnits,
} from './block.ts';
import { keyStart, writeKey } from './key.ts';
import { deleteSegment, listAllSegments, pickRows, readColumn, readSegment, saveSpread } from './segments.ts';
import { scopesOf } from './words.ts';

/**
 * The rows that `order` names, each under the number that `keyFor` answers; `scopes` are the texts of their shops by id, `refFor`
 * says what becomes of references.
 */
export function rekeyed(
  block: OrderBlock,
  starts: Starts,
  order: Uint32Array,
  {
    keyFor,
    scopes,
    refFor = (ref) => ref,
  }: { keyFor: (row: number) => string; scopes: ReadonlyMap<number, string>; refFor?: (ref: string) => string },
): OrderBlock {
  const texts = Array.from(order, (row) => ({ key: keyFor(row), ref: refFor(refOf(block, starts, row)) }));
  const units = texts.reduce((sum, { key, ref }) => sum + key.length + ref.length, 0);
  const made = makeOrderBlock({ ...sizeOfRows(block, order), units });
  gather(made, { rows: 0, lines: 0, units: 0 }, block, order, starts);
  let unit = 0;
  texts.forEach(({ key, ref }, i) => {
    made.keyUnits[i] = key.length;
    writeUnits(made.text, unit, key + ref);
    unit += key.length + ref.length;
    writeKey(keyStart(scopes.get(made.scope[i] as number) ?? ''), key, made.keyLo, made.keyHi, i);
  });
  return made;
}

/**
 * Gives orders other numbers. `detached` also takes away whose they were, and the fingerprint of what they said, which was
 * made of that, too. Which versions count stays. Call within a transaction.
 */
export function renameOrders(db: WriteDb, names: ReadonlyMap<number, string>, detached: boolean): void {
  if (names.size === 0) return;
  const scopes = scopesOf(db);
  // All blocks first: the ones written here must not be met again.
  for (const segment of listAllSegments(db)) {
    const ids = readColumn(db, segment, 'id');
    const order = Uint32Array.from(ids.keys()).filter((row) => names.has(ids[row] as number));
    if (order.length === 0) continue;
    const block = readSegment(db, segment);
    const keyFor = (row: number): string => names.get(ids[row] as number) ?? '';
    const made = rekeyed(block, startsOf(block, segment.rows), order, { keyFor, scopes });
    if (detached) for (const column of [made.buyer, made.contentLo, made.contentHi]) column.fill(0);
    const keep = new Uint8Array(segment.rows).fill(1);
    for (const row of order) keep[row] = 0;
    const rest = pickRows(block, keep);
    deleteSegment(db, segment.id);
    saveSpread(db, rest.block, rest.rows);
    saveSpread(db, made, order.length);
  }
}
