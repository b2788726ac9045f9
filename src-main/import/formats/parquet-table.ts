import type { Detection, FileHead, Format } from '../format.ts';
import { plainName } from '../table-aliases.ts';
import { isParquet, parquetColumns } from '../parquet-records.ts';
import { inspectContained, parseContained } from '../table-contained.ts';
import { knownTable } from '../table-known.ts';
import { TABLE_PROMISES } from '../table-parse.ts';

async function detect(head: FileHead): Promise<Detection> {
  if (head.members.length > 0 || !isParquet(head.bytes)) return { score: 0, reason: 'This is not a Parquet file.' };
  const known = knownTable((await parquetColumns(head)).map(plainName));
  return known
    ? { score: 0.85, reason: `A Parquet file with the columns of ${known.title}.` }
    : { score: 0.5, reason: 'A Parquet file. Say what its columns mean.' };
}

/** A table as Parquet, read through a mapping of its columns. */
export const parquetTable: Format = {
  id: 'parquet-table',
  title: 'Table (Parquet)',
  group: 'any',
  about: 'A table as Parquet, as databases and warehouses export it. You say which column is what.',
  ...TABLE_PROMISES,
  needsMapping: true,
  detect,
  columns: ({ source }, zone, given) => inspectContained(source, 'parquet', zone, given),
  parse: (source, options) => parseContained(source, 'parquet', options),
};
