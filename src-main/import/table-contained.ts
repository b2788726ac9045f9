import type { Container, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import type { FileHead, ParseOptions, ParseStep, Source, TableInspection } from './format.ts';
import { type JsonShape, jsonRecords, jsonShape } from './json-tables.ts';
import { guessMapping, type MappingGuess } from './mapping-guess.ts';
import { isHidden } from './members.ts';
import type { DecimalMark } from './numbers.ts';
import { parquetRecords } from './parquet-records.ts';
import { evenRows, openSheets, padded } from './sheet-rows.ts';
import { headOf } from './source-bytes.ts';
import { columnsOf, TABLE_HEAD_BYTES } from './table-inspect.ts';
import { layoutOfNamed, layoutOfRows, layoutOfRowsAs, type Layout, LOOKED_AT } from './table-layout.ts';
import { recordTable } from './table-parse.ts';
import { type RecordItem, recordRows } from './table-records.ts';
import type { TableRow, TableRows } from './table-rows.ts';

type Contained = Exclude<Container, 'text'>;

/** The one file of an archive or folder that holds nothing else, if its name fits; '' for a file by itself; null otherwise. */
export function onlyMember(members: readonly { path: string }[], name: RegExp): string | null {
  if (members.length === 0) return '';
  const [only, ...more] = members.filter(({ path }) => !isHidden(path) && !path.endsWith('/'));
  return only && more.length === 0 && name.test(only.path) ? only.path : null;
}

export const JSON_NAME = /\.(json|jsonl|ndjson)$/i;

/** First bytes of what may be a JSON table; empty when there is none. */
export async function jsonHead(head: FileHead): Promise<Uint8Array> {
  const member = onlyMember(head.members, JSON_NAME);
  if (member === null) return new Uint8Array(0);
  return member === '' ? head.bytes : head.memberHead(member, TABLE_HEAD_BYTES);
}

function jsonBytes(source: Source): AsyncIterable<Uint8Array> {
  const member = onlyMember(source.members, JSON_NAME);
  if (member === null) throw new AppError('format-unknown');
  return member === '' ? source.bytes() : source.member(member);
}

async function shapeOf(source: Source): Promise<JsonShape> {
  const start = await headOf(jsonBytes(source), TABLE_HEAD_BYTES);
  const shape = jsonShape(start);
  if (!shape) throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
  return shape;
}

async function* parquetItems(source: Source): AsyncGenerator<readonly RecordItem[]> {
  for await (const batch of parquetRecords(source)) {
    const { line } = batch;
    if ('records' in batch) yield batch.records.map((value, i) => ({ line: line + i, value }));
    else yield [{ line, code: batch.code }];
  }
}

/** Container of a source that is read through a format of tables, told by its start. */
async function containerOf(source: Source, kind: 'sheet' | 'json' | 'parquet'): Promise<Contained> {
  if (kind === 'sheet') return 'xlsx';
  return kind === 'parquet' ? 'parquet' : (await shapeOf(source)).container;
}

export type Kind = Parameters<typeof containerOf>[1];

async function* sheetBatches(rows: readonly TableRow[], width: number): AsyncGenerator<TableRows> {
  for (let at = 0; at < rows.length; at += 2000)
    yield {
      rows: rows.slice(at, at + 2000).map(({ cells, line }) => ({ line, cells: padded(cells, width) })),
      broken: [],
    };
}

async function sheetOf(source: Source, wanted: string | undefined): Promise<{ name: string; names: string[] }> {
  const { names, rows } = await openSheets(source);
  if (names.length === 0) throw new AppError('format-empty');
  if (wanted !== undefined && names.includes(wanted)) return { name: wanted, names };
  // The first sheet is often a cover: the first one that is a table counts.
  const table = names.find((name) => layoutOfRows(evenRows(rows(name, '.').slice(0, LOOKED_AT))) !== null);
  return { name: table ?? (names[0] as string), names };
}

async function recordsOf(
  source: Source,
  container: Contained,
  decimal: DecimalMark,
): Promise<AsyncIterable<TableRows>> {
  if (container === 'parquet') return recordRows(parquetItems(source), decimal);
  return recordRows(jsonRecords(jsonBytes(source), await shapeOf(source)), decimal);
}

async function firstRows(batches: AsyncIterable<TableRows>): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of batches) {
    rows.push(...batch.rows);
    if (rows.length > LOOKED_AT) break;
  }
  return rows.slice(0, LOOKED_AT + 1);
}

interface Look {
  layout: Layout;
  sheet: string | undefined;
  sheets: string[];
}

async function lookAt(source: Source, container: Contained, given: Mapping | null): Promise<Look> {
  if (container !== 'xlsx') {
    const rows = await firstRows(await recordsOf(source, container, '.'));
    if (rows.length < 2 || rows[0]?.cells.length === 0) throw new AppError('format-empty');
    return { layout: layoutOfNamed(rows), sheet: undefined, sheets: [] };
  }
  const { name, names } = await sheetOf(source, given?.sheet);
  const first = (await openSheets(source)).rows(name, '.').slice(0, LOOKED_AT + (given?.headerRows ?? 0));
  const rows = evenRows(first);
  const layout = given ? layoutOfRowsAs(rows, given) : layoutOfRows(rows);
  if (!layout) throw new AppError('format-unknown');
  return { layout, sheet: name, sheets: names };
}

/** Columns and mapping of a table that is no text. `given`: the user's or a remembered mapping. */
export async function inspectContained(
  source: Source,
  kind: Kind,
  zone: string,
  given: Mapping | null = null,
): Promise<TableInspection & Pick<MappingGuess, 'known' | 'complete'>> {
  const container = await containerOf(source, kind);
  const { layout, sheet, sheets } = await lookAt(source, container, given);
  const found = guessMapping(layout, {
    encoding: 'utf-8',
    zone: given?.zone ?? zone,
    file: source.name,
    isoToo: true,
  });
  const columns = columnsOf(layout);
  const fits = given !== null && given.fields.length === columns.length;
  const place = { container, ...(sheet === undefined ? {} : { sheet: sheet.slice(0, 100) }) };
  return {
    guess: { ...(fits ? given : found.mapping), ...place },
    columns,
    remembered: fits,
    ambiguousDate: !fits && found.ambiguousDate,
    sheets,
    known: found.known,
    complete: found.complete,
  };
}

/** Reads a table that is no text. */
export async function* parseContained(
  source: Source,
  kind: Kind,
  { mapping: given, zone }: ParseOptions,
): AsyncGenerator<ParseStep> {
  const mapping = given ?? (await inspectContained(source, kind, zone)).guess;
  const container = await containerOf(source, kind);
  if (container === 'xlsx') {
    const { name } = await sheetOf(source, mapping.sheet);
    const rows = (await openSheets(source)).rows(name, mapping.decimal);
    yield* recordTable(() => sheetBatches(rows, mapping.fields.length), { ...mapping, container });
    return;
  }
  const batches = await recordsOf(source, container, mapping.decimal);
  yield* recordTable(() => batches, { ...mapping, container, headerRows: 1 });
}
