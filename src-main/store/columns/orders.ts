import type { OrderColumns } from '../../../shared/columns.ts';
import type { ReadDb } from '../open.ts';
import { lineStarts } from '../orders/block.ts';
import { listAllSegments, readSegment } from '../orders/segments.ts';
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

/** The orders that count as they lie in the store: spread over partitions. */
function loadSpread(db: ReadDb): Parts {
  const length = number(db, 'SELECT coalesce(sum(current_rows), 0) FROM order_segments');
  // Lines of versions that no longer count are held here only while loading.
  const columns = emptyOrders(length, number(db, 'SELECT coalesce(sum(lines), 0) FROM order_segments'));
  const lineCount = new Uint32Array(length);
  const codeOf = currencyCodes(db, columns.currencies);
  let i = 0;
  let next = 0;
  for (const segment of listAllSegments(db)) {
    const block = readSegment(db, segment);
    const starts = lineStarts(block.lines, segment.rows);
    for (let row = 0; row < segment.rows; row++) {
      if (block.current[row] === 0) continue;
      columns.id[i] = block.id[row] as number;
      columns.at[i] = block.at[row] as number;
      columns.buyer[i] = block.buyer[row] as number;
      columns.total[i] = block.total[row] as number;
      columns.currency[i] = codeOf(block.currency[row] as number);
      columns.status[i] = block.status[row] as number;
      columns.run[i] = block.run[row] as number;
      columns.lineStart[i] = next;
      lineCount[i++] = block.lines[row] as number;
      for (let line = starts[row] as number; line < (starts[row + 1] as number); line++, next++) {
        columns.lineItem[next] = block.item[line] as number;
        columns.lineQuantity[next] = block.quantity[line] as number;
        columns.linePrice[next] = block.price[line] as number;
      }
    }
  }
  columns.lineStart[length] = next;
  return { columns, lineCount };
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

/** Loads the orders that count, in time order, with their lines. One consistent state of the store. */
export function loadOrders(db: ReadDb): OrderColumns {
  const load = (): OrderColumns => {
    const parts = loadSpread(db);
    const columns = arranged(parts, timeOrder(parts.columns));
    columns.items = number(db, 'SELECT coalesce(max(id), 0) FROM items');
    return columns;
  };
  return db.inTransaction ? load() : db.transaction(load)();
}
