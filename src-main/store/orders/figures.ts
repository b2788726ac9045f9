import type { ReadDb, WriteDb } from '../db.ts';
import { all, number, prepare, run } from '../sql.ts';
import type { OrderBlock, OrderColumn } from './block.ts';
import { listAllSegments, readColumn, readColumns } from './segments.ts';

/** Number of orders that count. */
export const countOrders = (db: ReadDb): number =>
  number(db, 'SELECT coalesce(sum(current_rows), 0) FROM order_segments');

/** One state of the store throughout. */
const still = <T>(db: ReadDb, read: () => T): T => (db.inTransaction ? read() : db.transaction(read)());

/** Visits the orders that count with some of their columns. */
function eachOrder<C extends OrderColumn>(
  db: ReadDb,
  names: readonly C[],
  visit: (block: Pick<OrderBlock, C>, row: number) => void,
): void {
  still(db, () => {
    for (const segment of listAllSegments(db)) {
      const current = readColumn(db, segment, 'current');
      const block = readColumns(db, segment, names);
      for (let row = 0; row < segment.rows; row++) if (current[row] === 1) visit(block, row);
    }
  });
}

/** How many of the orders that count have a buyer and items, how many buyers there are, and how many orders each run brought. */
export function describeOrders(db: ReadDb): {
  withBuyer: number;
  withItems: number;
  buyers: number;
  byRun: Map<number, number>;
} {
  const found = { withBuyer: 0, withItems: 0, byRun: new Map<number, number>() };
  const buyers = new Set<number>();
  eachOrder(db, ['buyer', 'lines', 'run'], ({ buyer, lines, run: runs }, row) => {
    const who = buyer[row] as number;
    if (who > 0) {
      found.withBuyer++;
      buyers.add(who);
    }
    if ((lines[row] as number) > 0) found.withItems++;
    const runId = runs[row] as number;
    found.byRun.set(runId, (found.byRun.get(runId) ?? 0) + 1);
  });
  return { ...found, buyers: buyers.size };
}

/** Counts and first and last instant of each person's orders, by person id up to `people`. */
export function ordersByPerson(db: ReadDb, people: number) {
  const found = {
    count: new Uint32Array(people + 1),
    firstMs: new Float64Array(people + 1),
    lastMs: new Float64Array(people + 1),
  };
  eachOrder(db, ['buyer', 'at'], ({ buyer, at }, row) => {
    const person = buyer[row] as number;
    const ms = at[row] as number;
    const seen = found.count[person] as number;
    if (person === 0 || person > people) return;
    if (seen === 0 || ms < (found.firstMs[person] as number)) found.firstMs[person] = ms;
    if (seen === 0 || ms > (found.lastMs[person] as number)) found.lastMs[person] = ms;
    found.count[person] = seen + 1;
  });
  return found;
}

/** How many orders that count were made in each hour (since 1970, UTC), in order. */
export function ordersByHour(db: ReadDb): { hour: number; rows: number }[] {
  const counts = new Map<number, number>();
  eachOrder(db, ['at'], ({ at }, row) => {
    const hour = Math.floor((at[row] as number) / 3_600_000);
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  });
  return [...counts].map(([hour, rows]) => ({ hour, rows })).sort((a, b) => a.hour - b.hour);
}

/** Which ids up to `last` a column uses, in versions that no longer count, too. */
function used(db: ReadDb, names: readonly ('item' | 'currency' | 'channel' | 'scope')[], last: number): Uint8Array {
  const flags = new Uint8Array(last + 1);
  for (const segment of listAllSegments(db))
    for (const name of names) for (const id of readColumn(db, segment, name)) flags[id] = 1;
  return flags;
}

/** Removes names of items, currencies, channels and shops that nothing uses any more. */
export function pruneOrderTexts(db: WriteDb): void {
  const items = used(db, ['item'], number(db, 'SELECT coalesce(max(id), 0) FROM items'));
  const others = prepare(db, 'SELECT id FROM items WHERE id NOT IN (SELECT item_id FROM messages)').pluck().all();
  for (const id of others as number[]) if (items[id] === 0) run(db, 'DELETE FROM items WHERE id = ?', id);
  const words = used(db, ['currency', 'channel'], number(db, 'SELECT coalesce(max(id), 0) FROM order_words'));
  for (const { id } of all<{ id: number }>(db, 'SELECT id FROM order_words'))
    if (words[id] === 0) run(db, 'DELETE FROM order_words WHERE id = ?', id);
  const scopes = used(db, ['scope'], number(db, 'SELECT coalesce(max(id), 0) FROM order_scopes'));
  for (const { id } of all<{ id: number }>(db, 'SELECT id FROM order_scopes'))
    if (scopes[id] === 0) run(db, 'DELETE FROM order_scopes WHERE id = ?', id);
}
