import { csvHead, csvRecords } from './csv-records.ts';
import { AppError } from '../../shared/errors.ts';
import type { Detection, FileHead, ParseStep, Source } from './format.ts';
import { ElementCutter, type JsonElement, type JsonElements, jsonElements } from './json-elements.ts';
import { jsonLines } from './json-lines.ts';
import { isObject, type JsonObject, objectAt } from './json-read.ts';
import { isHidden, wholeBytes } from './members.ts';
import { isParquet, parquetColumns, parquetRecords, type SliceSource, sliceOf } from './parquet-records.ts';
import { StepMaker } from './steps.ts';
import { peeked } from './peeked.ts';
import { inOrder } from './table-rows.ts';

/** How one tool's records are told and read: files of JSON lines or a JSON array, or of Parquet, alone or several in a folder or zip. */
export interface RecordTool {
  /** Whether a record is this tool's, by keys that only it has. */
  looks(record: JsonObject): boolean;
  /** Parquet columns that are read; the file is this tool's when `proof` are all there. */
  parquet?: { columns: readonly string[]; proof: readonly string[] };
  /** Columns that prove a table to be this tool's; cells of JSON are read as such, `a.b` as nested. */
  csv?: readonly (readonly string[])[];
  /** Names of members that may hold records. */
  members: RegExp;
}

/** Members of folders and archives that may hold JSON or Parquet records. */
export const JSON_MEMBERS = /\.(json|jsonl|ndjson|txt|log|parquet|gz|zst)$|(^|\/)[^./]+$/i;

const HEAD_RECORDS = 8;
const MEMBER_HEAD_BYTES = 64 * 1024;
/** Members looked into before an archive is taken for something else. */
const MOST_TRIED = 6;
/** Parquet members of archives are read in memory. */
const MAX_MEMBER_BYTES = 512 * 1024 ** 2;
/** Largest Parquet member that is looked into: its index is at its end, so that all of it is read. */
const MAX_LOOKED_BYTES = 64 * 1024 ** 2;
const OPEN_ARRAY = 0x5b;

const firstSign = (bytes: Uint8Array): number => bytes.find((byte) => byte > 0x20 && byte < 0x80) ?? 0;

/** The first records of a file's start that are whole; empty when it is no JSON. */
export function headRecords(bytes: Uint8Array): JsonObject[] {
  if (firstSign(bytes) === OPEN_ARRAY) {
    const found: JsonObject[] = [];
    let looked = 0;
    for (const element of new ElementCutter().take(bytes)) {
      if ('value' in element && isObject(element.value)) found.push(element.value);
      if (++looked === HEAD_RECORDS) break;
    }
    return found;
  }
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .split('\n', HEAD_RECORDS);
  const records: JsonObject[] = [];
  for (const line of lines) {
    const start = line.search(/\S/);
    if (start < 0 || (line[start] !== '{' && line.charCodeAt(start) !== 0xfeff)) continue;
    try {
      const value: unknown = JSON.parse(line);
      if (isObject(value)) records.push(value);
    } catch {
      // A damaged or cut line says nothing.
    }
  }
  return records;
}

const isTable = (tool: RecordTool, bytes: Uint8Array): boolean =>
  tool.csv !== undefined && csvHead(bytes, tool.csv, { within: 1 }) !== null;

/** Whether a file's start holds records of the tool: at least half of those that are whole. */
function looksIn(tool: RecordTool, bytes: Uint8Array): boolean {
  if (isTable(tool, bytes)) return true;
  const records = headRecords(bytes);
  const own = records.filter((record) => tool.looks(record)).length;
  return own > 0 && own * 2 >= records.length;
}

const hasColumns = async (tool: RecordTool, source: SliceSource): Promise<boolean> => {
  if (!tool.parquet) return false;
  const columns = await parquetColumns(source);
  return tool.parquet.proof.every((name) => columns.includes(name));
};

/** Detection for a tool's records. `what` names them for people. */
export async function detectRecords(head: FileHead, tool: RecordTool, what: string): Promise<Detection> {
  const reason = `These are ${what}.`;
  if (head.members.length === 0) {
    const own = isParquet(head.bytes) ? await hasColumns(tool, head) : looksIn(tool, head.bytes);
    return own ? { score: 0.95, reason } : { score: 0, reason: `These are no ${what}.` };
  }
  const candidates = head.members.filter(({ path }) => !isHidden(path) && tool.members.test(path));
  for (const { path, sizeBytes } of candidates.slice(0, MOST_TRIED)) {
    const bytes = await head.memberHead(path, MEMBER_HEAD_BYTES);
    const whole = isParquet(bytes) && sizeBytes <= MAX_LOOKED_BYTES ? await head.memberHead(path, sizeBytes) : null;
    if (whole ? !(await hasColumns(tool, sliceOf(whole))) : !looksIn(tool, bytes)) continue;
    const ignored = head.members
      .filter((member) => !candidates.includes(member))
      .map((member) => ({ member: member.path, why: 'It holds no events.' }));
    return { score: 0.95, reason, ignored };
  }
  return { score: 0, reason: `There are no ${what} in it.` };
}

async function* parquetElements(source: SliceSource, tool: RecordTool): JsonElements {
  for await (const batch of parquetRecords(source, tool.parquet?.columns)) {
    if ('code' in batch) yield [{ line: batch.line, code: batch.code }];
    else yield batch.records.map((value, i) => ({ line: batch.line + i, value }));
  }
}

function cellValue(cell: string): unknown {
  if (!/^[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return cell;
  }
}

function nested(names: readonly string[], cells: readonly string[]): JsonObject {
  const record: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  names.forEach((name, i) => {
    const cell = cells[i] ?? '';
    if (cell === '') return;
    const dot = name.indexOf('.');
    if (dot < 0) record[name] = cellValue(cell);
    else
      record[name.slice(0, dot)] = { ...objectAt(record, name.slice(0, dot)), [name.slice(dot + 1)]: cellValue(cell) };
  });
  return record;
}

async function* tableElements(
  bytes: AsyncIterable<Uint8Array>,
  start: Uint8Array,
  needs: readonly (readonly string[])[],
): JsonElements {
  const head = csvHead(start, needs, { within: 1 });
  if (!head) return;
  for await (const { records, broken } of csvRecords(bytes, head)) {
    const found: JsonElement[] = [];
    for (const one of inOrder(records, broken))
      if (typeof one === 'number') found.push({ line: one, code: 'not-this-format' });
      else if (one.cells.length < head.names.length) found.push({ line: one.line, code: 'too-few-columns' });
      else found.push({ line: one.line, value: nested(head.written, one.cells) });
    yield found;
  }
}

async function* elementsOf(source: Source, path: string, tool: RecordTool): JsonElements {
  const { start, again } = await peeked(path === '' ? source.bytes() : source.member(path), MEMBER_HEAD_BYTES);
  if (isParquet(start)) {
    if (path === '' && source.slice) {
      await again.return(undefined);
      return yield* parquetElements(source, tool);
    }
    const whole = await wholeBytes(again, MAX_MEMBER_BYTES);
    if (whole) return yield* parquetElements(sliceOf(whole), tool);
    return yield [{ line: 1, code: 'too-long' }];
  }
  // Another tool's records beside: archives hold manifests and logs, too.
  if (path !== '' && !looksIn(tool, start)) return void (await again.return(undefined));
  if (tool.csv && isTable(tool, start)) return yield* tableElements(again, start, tool.csv);
  yield* firstSign(start) === OPEN_ARRAY ? jsonElements(again) : jsonLines(again);
}

/** Every record of a source; line numbers run on from one member to the next. */
export async function* sourceRecords(source: Source, tool: RecordTool): JsonElements {
  if (source.members.length === 0) return yield* elementsOf(source, '', tool);
  const paths = source.members
    .map(({ path }) => path)
    .filter((path) => !isHidden(path) && tool.members.test(path))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  let before = 0;
  let last = 0;
  function* moved(elements: Iterable<JsonElement>): Generator<JsonElement> {
    for (const element of elements) {
      last = element.line;
      element.line += before;
      yield element;
    }
  }
  for (const path of paths) {
    last = 0;
    try {
      for await (const elements of elementsOf(source, path, tool)) {
        yield moved(elements);
      }
    } catch (error) {
      // A damaged member costs what was left of it, not the others.
      if (!(error instanceof AppError) || error.code !== 'file-unreadable') throw error;
      yield [{ line: before + last + 1, code: 'bad-encoding' }];
      last++;
    }
    before += last;
  }
}

/** A value that some exports write as JSON text and others as it is. */
function valueIn(record: JsonObject, key: string): unknown {
  const value = record[key];
  return typeof value === 'string' ? cellValue(value) : value;
}

/** An object that may be written as JSON text; empty where there is none. */
export const objectIn = (record: JsonObject, key: string): JsonObject => {
  const value = valueIn(record, key);
  return isObject(value) ? value : {};
};

/** A list that may be written as JSON text; empty where there is none. */
export const listIn = (record: JsonObject, key: string): readonly unknown[] => {
  const value = valueIn(record, key);
  return Array.isArray(value) ? value : [];
};

/** Reads one record into rows or a rejection. */
export type RecordReader = (record: JsonObject, line: number, steps: StepMaker) => void;

/** Parses all records of a source with a reader. */
export async function* parseRecords(source: Source, tool: RecordTool, read: RecordReader): AsyncGenerator<ParseStep> {
  const steps = new StepMaker();
  for await (const elements of sourceRecords(source, tool)) {
    for (const element of elements) {
      if ('code' in element) steps.reject(element.code, element.line);
      else if (isObject(element.value)) read(element.value, element.line, steps);
      else steps.reject('not-this-format', element.line);
      if (steps.isFull) yield* steps.full();
    }
  }
  yield* steps.rest();
}
