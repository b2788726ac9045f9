import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogNotation,
  plainHost,
  readDuration,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { epoch } from './log-when.ts';

/** Columns in the order in which they have always been written; a header names them again. */
const USUAL = [
  'time_micros',
  'c_ip',
  'c_ip_type',
  'c_ip_region',
  'cs_method',
  'cs_uri',
  'sc_status',
  'cs_bytes',
  'sc_bytes',
  'time_taken_micros',
  'cs_host',
  'cs_referer',
  'cs_user_agent',
  's_request_id',
  'cs_operation',
  'cs_bucket',
  'cs_object',
];
const CELL = /(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/y;

/** Cells of one line of CSV; null when a quote does not end. */
function csvCells(line: string): string[] | null {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < line.length) {
    const found = CELL.exec(line);
    if (!found) return null;
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[0] === '') return null;
  }
  return cells;
}

class CloudStorageReader implements LineReader {
  readonly name = 'a Google Cloud Storage bucket';
  #columns: readonly string[] = USUAL;

  read(line: string): LineAnswer {
    if (line.trim() === '') return skip('empty');
    const cells = csvCells(line.trim());
    if (!cells) return fault('not-this-format');
    if (cells.includes('time_micros') && cells.includes('cs_uri')) {
      this.#columns = cells;
      return skip('header');
    }
    if (cells.length < this.#columns.length) return fault('too-few-columns');
    const at = (name: string): string => given(cells[this.#columns.indexOf(name)]);
    if (!/^\d{15,17}$/.test(at('time_micros'))) return fault('bad-date', 'time_micros');
    const moment = epoch(Number(at('time_micros')), true);
    if ('code' in moment) return moment;
    const status = readStatus(at('sc_status'));
    if (typeof status !== 'number') return status;
    const size = readSize(at('sc_bytes'));
    if (size !== null && typeof size !== 'number') return size;
    if (at('cs_uri') === '') return fault('missing-field', 'cs_uri');
    const target = splitTarget(at('cs_uri'));
    return {
      ...moment,
      path: target.path,
      query: target.query,
      host: plainHost(at('cs_host')) || target.host,
      address: at('c_ip'),
      method: at('cs_method'),
      status,
      sizeBytes: size,
      referrer: at('cs_referer'),
      agent: at('cs_user_agent'),
      durationMs: readDuration(at('time_taken_micros'), 0.001),
      flags: 0,
    };
  }
}

/** Usage logs of Google Cloud Storage: CSV with a header. */
export const gcsNotation: LogNotation = { id: 'gcs-log', open: () => new CloudStorageReader() };
