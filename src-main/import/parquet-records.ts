import {
  type AsyncBuffer,
  type ColumnMetaData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type RowGroup,
  type SchemaTree,
} from 'hyparquet';
import { AppError } from '../../shared/errors.ts';
import type { RejectionCode } from '../../shared/model.ts';
import type { JsonObject } from './json-read.ts';
import { checkColumn, MAX_VALUES } from './parquet-guard.ts';

/** What is needed of a file to read its index: `FileHead` and `Source` of a plain file have it. */
export interface SliceSource {
  sizeBytes: number;
  slice?(start: number, length: number): Promise<Uint8Array>;
}

/** Some records of a Parquet file, or why a stretch of them could not be read. */
export type ParquetBatch =
  | { line: number; records: JsonObject[] }
  /** `line` = first record of the stretch, `count` = records lost. */
  | { line: number; count: number; code: RejectionCode };

const MAGIC = 'PAR1';
const BATCH_ROWS = 2000;
/** Unpacked bytes of the wanted columns that are turned into records at a time. */
const WINDOW_BYTES = 48 * 1024 ** 2;
const MOST_WINDOW_ROWS = 1 << 17;
const LEAST_WINDOW_ROWS = 1 << 12;
/** Packed bytes of the wanted columns of one row group that are held in memory. */
const MAX_GROUP_BYTES = 1024 ** 3;

/** Whether a file's first bytes are those of a Parquet file. */
export const isParquet = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString('latin1') === MAGIC;

/** Bytes in memory as something to read from, for members of archives and folders. */
export const sliceOf = (bytes: Uint8Array): SliceSource => ({
  sizeBytes: bytes.length,
  slice: async (start, length) => bytes.subarray(start, start + length),
});

const toBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

async function metadataOf({ sizeBytes, slice }: SliceSource): Promise<FileMetaData> {
  if (!slice) throw new AppError('file-unreadable', { reason: 'packed' });
  const file: AsyncBuffer = {
    byteLength: sizeBytes,
    slice: async (start, end = sizeBytes) => toBuffer(await slice(start, Math.max(0, end - start))),
  };
  try {
    return await parquetMetadataAsync(file, { initialFetchSize: 64 * 1024, geoparquet: false });
  } catch {
    throw new AppError('file-unreadable', { reason: 'damaged' });
  }
}

function treeOf(metadata: FileMetaData): SchemaTree {
  try {
    return parquetSchema(metadata);
  } catch {
    throw new AppError('file-unreadable', { reason: 'damaged' });
  }
}

/** Names of a Parquet file's columns (top level only), from its index; empty when it has none that can be read. */
export async function parquetColumns(source: SliceSource): Promise<string[]> {
  try {
    return treeOf(await metadataOf(source)).children.map(({ element }) => element.name);
  } catch {
    return [];
  }
}

function pathTo(tree: SchemaTree, names: readonly string[]): SchemaTree[] {
  const path = [tree];
  for (const name of names) {
    const next = path.at(-1)?.children.find(({ element }) => element.name === name);
    if (!next) throw new Error('path');
    path.push(next);
  }
  return path;
}

/** Every thread would compile their WebAssembly at its start; few ever read such a file. */
const packing = () => import('hyparquet-compressors');

interface Chunk {
  column: ColumnMetaData;
  start: number;
  end: number;
}

function chunksOf(group: RowGroup, wanted: ReadonlySet<string>): Chunk[] {
  return group.columns.flatMap(({ meta_data: column }) => {
    if (!column) throw new Error('column');
    if (!wanted.has(column.path_in_schema[0] ?? '')) return [];
    const start = Number(column.dictionary_page_offset || column.data_page_offset);
    return [{ column, start, end: start + Number(column.total_compressed_size) }];
  });
}

/** The bytes of a row group's wanted columns, checked, as a file to read from. */
async function groupFile(
  source: SliceSource,
  chunks: readonly Chunk[],
  tree: SchemaTree,
  rows: number,
): Promise<AsyncBuffer> {
  const start = Math.min(...chunks.map((chunk) => chunk.start));
  const end = Math.max(...chunks.map((chunk) => chunk.end));
  if (!(start >= 4 && end <= source.sizeBytes && end - start <= MAX_GROUP_BYTES)) throw new Error('range');
  const bytes = (await source.slice?.(start, end - start)) ?? new Uint8Array(0);
  const { compressors } = await packing();
  for (const chunk of chunks) {
    const path = pathTo(tree, chunk.column.path_in_schema);
    const values = checkColumn(bytes.subarray(chunk.start - start, chunk.end - start), chunk.column, path, compressors);
    // Each row has at least one value, be it none: fewer would be made up as empty records.
    if (values < rows) throw new Error('values');
  }
  return {
    byteLength: source.sizeBytes,
    slice: (from, to = end) => toBuffer(bytes.subarray(from - start, to - start)),
  };
}

/** Values as JSON has them: large whole numbers and moments as text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function windowRows(chunks: readonly Chunk[], rows: number): number {
  const sizeBytes = chunks.reduce((sum, { column }) => sum + Number(column.total_uncompressed_size), 0);
  const fitting = Math.floor((rows * WINDOW_BYTES) / Math.max(1, sizeBytes));
  return Math.max(LEAST_WINDOW_ROWS, Math.min(MOST_WINDOW_ROWS, fitting || 0));
}

/**
 * Records of a Parquet file, row group by row group, with the given columns only (all without). `line` is the 1-based
 * number of a batch's first record. What cannot be read costs its row group. Throws AppError when the file has no index.
 */
export async function* parquetRecords(source: SliceSource, columns?: readonly string[]): AsyncGenerator<ParquetBatch> {
  const metadata = await metadataOf(source);
  const tree = treeOf(metadata);
  const present = tree.children.map(({ element }) => element.name);
  const wanted = new Set(columns ? present.filter((name) => columns.includes(name)) : present);
  const { compressors } = await packing();
  let line = 1;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    if (rows === 0 || wanted.size === 0) continue;
    if (!(rows > 0 && rows <= MAX_VALUES)) {
      yield { line, count: 1, code: 'out-of-range' };
      return;
    }
    let done = 0;
    try {
      const chunks = chunksOf(group, wanted);
      const file = await groupFile(source, chunks, tree, rows);
      const step = windowRows(chunks, rows);
      const alone: FileMetaData = { ...metadata, row_groups: [group], num_rows: group.num_rows };
      while (done < rows) {
        const rowEnd = Math.min(rows, done + step);
        const records = await parquetReadObjects({
          file,
          metadata: alone,
          columns: [...wanted],
          rowStart: done,
          rowEnd,
          compressors,
          useOffsetIndex: false,
          geoparquet: false,
        });
        for (let i = 0; i < records.length; i += BATCH_ROWS)
          yield {
            line: line + done + i,
            records: records.slice(i, i + BATCH_ROWS).map((row) => plain(row) as JsonObject),
          };
        done = rowEnd;
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      yield { line: line + done, count: rows - done, code: 'bad-encoding' };
    }
    line += rows;
  }
}
