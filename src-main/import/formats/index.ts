import type { Format } from '../format.ts';
import { accessLog } from './access-log.ts';
import { jsonTable } from './json-table.ts';
import { parquetTable } from './parquet-table.ts';
import { sheetFile } from './sheet-file.ts';
import { tableFile } from './table-file.ts';
import { xArchive } from './x-archive.ts';

/** Every importable format, as a list. `test/meta` compares it with the folder. */
export const FORMATS: readonly Format[] = [accessLog, jsonTable, parquetTable, sheetFile, tableFile, xArchive];
