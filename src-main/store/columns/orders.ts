import type { OrderColumns } from '../../../shared/columns.ts';
import { claimKey, FIRST, findKey, type KeyTable, makeKeyTable } from '../events/key-table.ts';
import type { ReadDb } from '../open.ts';
import { HEAD, ITEMS, ORDER_STATES, type OrderBlock, type Starts, startsOf } from '../orders/block.ts';
import { listPaymentsOfOrders } from '../orders/payments.ts';
import { listSegments, PARTITIONS, readSegment } from '../orders/segments.ts';
import { listTwinsLeftOut } from '../orders/twins.ts';
import { wordsOf } from '../orders/words.ts';
import { number } from '../sql.ts';

/** One of each so many orders, for putting them in order. */
interface Parts {
  columns: OrderColumns;
  lineCount: Uint32Array;
}

function emptyOrders(length: number, lines: number): OrderColumns {
  return {
    length,
    paymentsOfOrders: 0,
    lookAlikes: 0,
    id: new Uint32Array(length),
    at: new Float64Array(length),
    buyer: new Uint32Array(length),
    total: new Float64Array(length),
    currency: new Uint8Array(length),
    currencies: [''],
    status: new Uint8Array(length),
    run: new Uint16Array(length),
    lineStart: new Uint32Array(length + 1),
    lineItem: new Uint32Array(lines),
    lineQuantity: new Float32Array(lines),
    linePrice: new Float32Array(lines),
    items: 0,
  };
}

/** Codes of currencies by the store's words: at most 255, the others unknown. */
function currencyCodes(db: ReadDb, currencies: string[]): (word: number) => number {
  const texts = wordsOf(db);
  const codes = new Map([[0, 0]]);
  return (word) => {
    let code = codes.get(word);
    if (code === undefined) {
      code = currencies.length < 255 ? currencies.length : 0;
      if (code > 0) currencies.push(texts.get(word) ?? '');
      codes.set(word, code);
    }
    return code;
  };
}

/** A block of a partition. */
interface Held {
  block: OrderBlock;
  starts: Starts;
  rows: number;
}

/** Where the lines of a row are: its own, or those of the items of the order that it is the head of. */
type LinesOf = (held: Held, row: number) => { of: Held; row: number };

/** An order's head has the lines of the newest file of its items. All versions of an order lie in one partition. */
function linesOf(partition: readonly Held[]): LinesOf {
  const own: LinesOf = (of, row) => ({ of, row });
  if (!partition.some(({ block }) => block.part.includes(HEAD))) return own;
  const newest: { of: Held; row: number; run: number }[] = [];
  const table = makeKeyTable(64);
  for (const of of partition)
    for (let row = 0; row < of.rows; row++) if (of.block.part[row] === ITEMS) noteItems(table, newest, of, row);
  return (held, row) => {
    const { part, keyLo, keyHi } = held.block;
    const slot = part[row] === HEAD ? findKey(table, keyLo[row] as number, keyHi[row] as number) : -1;
    return newest[slot < 0 ? -1 : (table.slots[slot + FIRST] as number) - 1] ?? { of: held, row };
  };
}

function noteItems(table: KeyTable, newest: { of: Held; row: number; run: number }[], of: Held, row: number): void {
  const { keyLo, keyHi, run } = of.block;
  const slot = claimKey(table, keyLo[row] as number, keyHi[row] as number);
  const entry = { of, row, run: run[row] as number };
  const known = newest[(table.slots[slot + FIRST] as number) - 1];
  if (!known) table.slots[slot + FIRST] = newest.push(entry);
  else if (entry.run > known.run) Object.assign(known, entry);
}

const OPEN = ORDER_STATES.indexOf('open');

/** The orders that count as they lie in the store: spread over partitions. Those in `skipped` are left out. */
function loadSpread(db: ReadDb, skipped: ReadonlySet<number>): Parts {
  const length = number(db, 'SELECT coalesce(sum(current_rows), 0) FROM order_segments') - skipped.size;
  // Lines of versions that no longer count are held here only while loading.
  const columns = emptyOrders(length, number(db, 'SELECT coalesce(sum(lines), 0) FROM order_segments'));
  const parts = { columns, lineCount: new Uint32Array(length) };
  const codeOf = currencyCodes(db, columns.currencies);
  const at = { row: 0, line: 0 };
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const held = listSegments(db, partition).map((segment): Held => {
      const block = readSegment(db, segment);
      return { block, starts: startsOf(block, segment.rows), rows: segment.rows };
    });
    const find = linesOf(held);
    for (const one of held)
      for (let row = 0; row < one.rows; row++) {
        if (one.block.current[row] === 0 || skipped.has(one.block.id[row] as number)) continue;
        takeRow(parts, at, one.block, row, codeOf);
        takeLines(parts, at, find(one, row));
      }
  }
  columns.lineStart[length] = at.line;
  return parts;
}

function takeRow(
  { columns }: Parts,
  { row: i, line }: { row: number; line: number },
  block: OrderBlock,
  row: number,
  codeOf: (word: number) => number,
): void {
  columns.id[i] = block.id[row] as number;
  columns.at[i] = block.at[row] as number;
  columns.buyer[i] = block.buyer[row] as number;
  columns.total[i] = block.total[row] as number;
  columns.currency[i] = codeOf(block.currency[row] as number);
  columns.status[i] = block.status[row] || OPEN;
  columns.run[i] = block.run[row] as number;
  columns.lineStart[i] = line;
}

/** Copies the lines of an order and goes on to the next one. */
function takeLines(
  { columns, lineCount }: Parts,
  at: { row: number; line: number },
  { of, row }: { of: Held; row: number },
): void {
  const { block, starts } = of;
  const end = starts.line[row + 1] as number;
  const from = at.line;
  for (let line = starts.line[row] as number; line < end; line++) {
    columns.lineItem[at.line] = block.item[line] as number;
    columns.lineQuantity[at.line] = block.quantity[line] as number;
    columns.linePrice[at.line++] = block.price[line] as number;
  }
  lineCount[at.row++] = at.line - from;
}

/** Rows by time, then by number. Numbers come in the order of the files, which mostly is that of time or its reverse. */
function timeOrder({ id, at, length }: OrderColumns): Uint32Array {
  const largest = id.reduce((most, value) => Math.max(most, value), 0);
  const rowOf = new Int32Array(largest + 1).fill(-1);
  id.forEach((value, row) => {
    rowOf[value] = row;
  });
  const order = Uint32Array.from(rowOf.filter((row) => row >= 0));
  const sorted = order.every((row, i) => i === 0 || (at[order[i - 1] as number] as number) <= (at[row] as number));
  if (sorted || length < 2) return order;
  // Array's sort makes use of stretches that are in order already.
  return Uint32Array.from(Array.from(order).sort((a, b) => (at[a] as number) - (at[b] as number)));
}

function arranged({ columns: from, lineCount }: Parts, order: Uint32Array): OrderColumns {
  const to = emptyOrders(from.length, from.lineStart[from.length] as number);
  to.currencies = from.currencies;
  let next = 0;
  order.forEach((row, i) => {
    to.id[i] = from.id[row] as number;
    to.at[i] = from.at[row] as number;
    to.buyer[i] = from.buyer[row] as number;
    to.total[i] = from.total[row] as number;
    to.currency[i] = from.currency[row] as number;
    to.status[i] = from.status[row] as number;
    to.run[i] = from.run[row] as number;
    to.lineStart[i] = next;
    const start = from.lineStart[row] as number;
    for (let line = start; line < start + (lineCount[row] as number); line++, next++) {
      to.lineItem[next] = from.lineItem[line] as number;
      to.lineQuantity[next] = from.lineQuantity[line] as number;
      to.linePrice[next] = from.linePrice[line] as number;
    }
  });
  to.lineStart[from.length] = next;
  return to;
}

/** Loads the orders that count, in time order, with their lines. Payments of orders that are here too are left out. One consistent state of the store. */
export function loadOrders(db: ReadDb): OrderColumns {
  const load = (): OrderColumns => {
    const payments = listPaymentsOfOrders(db);
    const twins = listTwinsLeftOut(db, payments);
    const parts = loadSpread(db, new Set([...payments, ...twins]));
    const columns = arranged(parts, timeOrder(parts.columns));
    columns.paymentsOfOrders = payments.length;
    columns.lookAlikes = twins.length;
    columns.items = number(db, 'SELECT coalesce(max(id), 0) FROM items');
    return columns;
  };
  return db.inTransaction ? load() : db.transaction(load)();
}
