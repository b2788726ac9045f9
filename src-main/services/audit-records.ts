import { AppError } from '../../shared/errors.ts';
import { csvHead, csvRecords } from '../import/csv-records.ts';
import { START_BYTES } from '../import/csv-start.ts';
import type { Source } from '../import/format.ts';
import { type JsonElement, jsonElements } from '../import/json-elements.ts';
import { jsonLines } from '../import/json-lines.ts';
import { isObject } from '../import/json-read.ts';
import { isHit, isSkip, type LogHit } from '../import/log-hit.ts';
import { decodeBytes } from '../import/log-text.ts';
import { isBinary } from '../import/no-text.ts';
import { headOf } from '../import/source-bytes.ts';
import { isWorkbookArchive } from '../import/sheet-rows.ts';
import { wholeJson } from '../import/members.ts';
import { textLines } from '../import/text-lines.ts';
import type { AuditRecord } from '../privacy/audit/record.ts';
import {
  cellsRecord,
  columnNames,
  type Field,
  isHeader,
  LONGEST,
  leaves,
  MOST_DEEP,
  queryFields,
  toRecord,
} from './audit-fields.ts';
import { type AuditRows, type Bytes, dumpedRows, isDump, openTables } from './audit-tables.ts';
import { visitRows } from './audit-visits.ts';
import { answers, notationOf } from './lab-log.ts';

const ROWS_AT_A_TIME = 1000;

function logRecord(hit: LogHit, line: number): AuditRecord {
  const fields: Field[] = [
    ['address', hit.address],
    ['host', hit.host],
    ['path', decodeBytes(hit.path)],
    ['referrer', decodeBytes(hit.referrer)],
    ['agent', decodeBytes(hit.agent)],
    ...queryFields(decodeBytes(hit.query)),
  ];
  const filled = fields.filter(([, value]) => value !== '' && value !== '-');
  return { line, atMs: hit.atMs, person: hit.address === '' ? '' : `${hit.address} ${hit.agent}`, fields: filled };
}

async function* logRows(bytes: Bytes, notation: NonNullable<Awaited<ReturnType<typeof notationOf>>>, zone: string) {
  let line = 0;
  for await (const answer of answers(bytes, notation.open({ zone }))) {
    line++;
    if (isSkip(answer)) continue;
    yield [isHit(answer) ? logRecord(answer, line) : null];
  }
}

async function* elementRows(elements: AsyncIterable<Iterable<JsonElement>>): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const some of elements)
    yield Array.from(some, (element) => {
      if ('code' in element) return null;
      const fields: Field[] = [];
      leaves(element.value, '', fields);
      return toRecord(fields, element.line);
    });
}

/** Lists of objects inside one JSON value, each with its path; what is left is the value without them. */
function listsIn(value: unknown, path: string, to: Map<string, unknown[]>, deep = 0): unknown {
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) {
    to.set(path, [...(to.get(path) ?? []), ...value]);
    return null;
  }
  if (!isObject(value) || deep > MOST_DEEP) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, listsIn(own, path === '' ? key : `${path}.${key}`, to, deep + 1)]),
  );
}

/** A file that is one JSON object: its lists are tables, the rest is one row. */
async function* wholeRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  const value = await wholeJson(bytes());
  if (value === undefined) return yield* elementRows(jsonLines(bytes()));
  const lists = new Map<string, unknown[]>();
  const rest: Field[] = [];
  leaves(listsIn(value, '', lists), '', rest);
  if (rest.length > 0) yield [toRecord(rest, 1)];
  for (const [path, rows] of lists)
    for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME)
      yield rows.slice(from, from + ROWS_AT_A_TIME).map((row, i) => {
        const fields: Field[] = [];
        leaves(row, path, fields);
        return toRecord(fields, from + i + 1);
      });
}

/** Whether each line is a JSON value of its own, rather than the file being one. */
function isJsonLines(text: string): boolean {
  const cut = text.indexOf('\n');
  if (cut < 0 || text.slice(cut).trim() === '') return false;
  try {
    JSON.parse(text.slice(0, cut));
    return true;
  } catch {
    // Of two, the second tells: a broken line among lines is one broken row.
    return /\n\s*\{".*\}\s*(?:\n|$)/.test(text) && !/^\{\s*\n/.test(text);
  }
}

async function* tableRows(
  bytes: Bytes,
  head: NonNullable<ReturnType<typeof csvHead>>,
): AsyncGenerator<(AuditRecord | null)[]> {
  const named = isHeader(head.written);
  const names = named ? columnNames(head.written) : columnNames(head.written.map(() => ''));
  if (!named) yield [cellsRecord(names, head.written, head.preamble.length + 1)];
  for await (const { records, broken } of csvRecords(bytes(), head)) {
    yield records.map(({ cells, line }) => cellsRecord(names, cells, line));
    yield broken.map(() => null);
  }
}

async function* proseRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const lines of textLines(bytes()))
    yield lines.map(({ line, text }) =>
      text === null
        ? null
        : { line, atMs: Number.NaN, person: '', fields: [['text', text.slice(0, LONGEST)] as const] },
    );
}

/** Finds out what a stream of text holds and opens its rows whole: unlike an import, an audit must see what should not be there. */
async function openText(bytes: Bytes, zone: string): Promise<AuditRows> {
  const head = await headOf(bytes(), START_BYTES);
  if (isBinary(head)) throw new AppError('format-unknown', { reason: 'no-text' });
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^\{\s*"log"\s*:\s*\{/.test(text) && text.includes('"entries"')) return { kind: 'visit', rows: visitRows(bytes) };
  if (isDump(text)) return { kind: 'database', rows: dumpedRows(bytes) };
  const notation = await notationOf(bytes);
  if (notation && notation.id !== 'custom-log') return { kind: 'log', rows: logRows(bytes, notation, zone) };
  if (text.startsWith('[')) return { kind: 'events', rows: elementRows(jsonElements(bytes())) };
  if (text.startsWith('{'))
    return { kind: 'events', rows: isJsonLines(text) ? elementRows(jsonLines(bytes())) : wholeRows(bytes) };
  const table = csvHead(head, [[]], { whole: head.length < START_BYTES });
  if (table && table.written.length > 1) return { kind: 'table', rows: tableRows(bytes, table) };
  if (notation) return { kind: 'log', rows: logRows(bytes, notation, zone) };
  return { kind: 'text', rows: proseRows(bytes) };
}

/** Opens the rows of a file or of a member of an archive. */
export const openRows = async (source: Source, zone: string): Promise<AuditRows> =>
  (await openTables(source)) ?? openText(() => source.bytes(), zone);

const READ = /\.(?:har|log|json|jsonl|ndjson|csv|tsv|txt|sql|parquet|xlsx|xlsb|xls|ods)(?:\.\d+)?$|access|log/i;

/** What a file is made of: itself, or the members of an archive or folder, by name. A workbook is one, though it is an archive inside. */
export function partsOfSource(source: Source): Source[] {
  if (source.members.length === 0 || isWorkbookArchive(source.members)) return [source];
  return source.members
    .filter(({ path }) => READ.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sizeBytes }) => ({
      name: path.split('/').at(-1) ?? path,
      sizeBytes,
      members: [],
      bytes: () => source.member(path),
      member: (inner) => source.member(inner),
      consumedBytes: () => source.consumedBytes(),
    }));
}
