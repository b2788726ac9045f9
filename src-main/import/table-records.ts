import type { DecimalMark } from './numbers.ts';
import { isObject, type JsonObject } from './json-read.ts';
import type { TableRows } from './table-rows.ts';
import type { RejectionCode } from '../../shared/model.ts';

/** Records of a file that names its fields in each of them, some at a time, in file order. */
export type RecordItem = { line: number; value: unknown } | { line: number; code: RejectionCode };

/** Records that the columns are taken from: later ones may lack fields, but bring no new column. */
export const COLUMN_RECORDS = 400;
const MAX_COLUMNS = 500;
const MAX_DEPTH = 6;
/** Longest text of a cell that is made of a list. */
const MAX_LIST = 2000;

/** Lists that hold the lines of an order: each becomes a row, with the cells of the whole order beside it. */
const LINES = /^(line_?items?|order_?(?:lines?|items?)|items?|products?|lines?|positions?|positionen|articles?)$/i;

const isRecords = (value: unknown): value is JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

function cellOf(value: unknown, decimal: DecimalMark): string {
  if (value === null || value === undefined) return '';
  // Numbers are written as the other numbers of the table are, so that one reading fits all.
  if (typeof value === 'number') return decimal === '.' ? String(value) : String(value).replace('.', ',');
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const parts = value.filter((part) => typeof part !== 'object').map((part) => cellOf(part, decimal));
    return parts.join(', ').slice(0, MAX_LIST);
  }
  return typeof value === 'object' ? '' : String(value);
}

type Cells = Map<string, string>;

function flatten(record: JsonObject, prefix: string, depth: number, decimal: DecimalMark, into: Cells): void {
  for (const [key, value] of Object.entries(record)) {
    if (into.size >= MAX_COLUMNS) return;
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value) && depth < MAX_DEPTH) flatten(value, name, depth + 1, decimal, into);
    else if (!isRecords(value)) into.set(name, cellOf(value, decimal));
  }
}

/** A record as flat rows: nested objects under dotted names, one row for each line of an order. */
export function flatRows(record: JsonObject, decimal: DecimalMark): Cells[] {
  const own: Cells = new Map();
  flatten(record, '', 0, decimal, own);
  const lines = Object.entries(record).find(([key, value]) => LINES.test(key) && isRecords(value));
  if (!lines) return [own];
  const [key, entries] = lines as [string, JsonObject[]];
  return entries.map((entry) => {
    const row: Cells = new Map(own);
    flatten(entry, key, 1, decimal, row);
    return row;
  });
}

/** Column names in the order in which the first records bring them. */
function namesOf(records: readonly Cells[]): string[] {
  const names = new Set<string>();
  for (const record of records) for (const name of record.keys()) if (names.size < MAX_COLUMNS) names.add(name);
  return [...names];
}

/**
 * Records as the rows of a table, the first of which names the columns. Columns are those of the first records, so
 * that looking at a file and reading it find the same ones.
 */
export async function* recordRows(
  items: AsyncIterable<readonly RecordItem[]>,
  decimal: DecimalMark,
): AsyncGenerator<TableRows> {
  let held: (RecordItem & { rows?: Cells[] })[] | null = [];
  let names: string[] = [];
  const place = (all: readonly (RecordItem & { rows?: Cells[] })[]): TableRows[] => {
    const made: TableRows[] = [];
    let current: Required<TableRows> = { rows: [], broken: [], refused: [] };
    for (const item of all) {
      if (item.rows) {
        // What cannot be read stands after the rows before it.
        if (current.refused.length > 0) {
          made.push(current);
          current = { rows: [], broken: [], refused: [] };
        }
        for (const row of item.rows)
          current.rows.push({ line: item.line, cells: names.map((name) => row.get(name) ?? '') });
      } else current.refused.push({ line: item.line, code: 'code' in item ? item.code : 'not-this-format' });
    }
    return [...made, current];
  };
  const begin = function* (waiting: readonly (RecordItem & { rows?: Cells[] })[]): Generator<TableRows> {
    names = namesOf(waiting.flatMap(({ rows = [] }) => rows));
    held = null;
    yield { rows: [{ line: 0, cells: names }], broken: [] };
    yield* place(waiting);
  };
  for await (const batch of items) {
    const read = batch.map((item) =>
      'value' in item && isObject(item.value) ? { ...item, rows: flatRows(item.value, decimal) } : item,
    );
    if (!held) {
      yield* place(read);
      continue;
    }
    // One by one: the number of records decides, not how the bytes came.
    const waiting: (RecordItem & { rows?: Cells[] })[] = held;
    for (const [i, item] of read.entries()) {
      waiting.push(item);
      if (waiting.length < COLUMN_RECORDS) continue;
      yield* begin(waiting);
      yield* place(read.slice(i + 1));
      break;
    }
  }
  if (held && held.length > 0) yield* begin(held);
}
