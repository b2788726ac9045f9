import { detectRecords, type RecordTool, sourceRecords } from '../event-records.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { isObject, type JsonObject } from '../json-read.ts';
import { HitBatch } from '../log-batch.ts';
import { CloudFrontReader } from '../log-cloudfront.ts';
import { LOG_DROPS, LOG_KEEPS } from '../log-format.ts';
import { isHit, isSkip } from '../log-hit.ts';

/** Columns that are read. Signs that Parquet's readers do not take became `_`; some keep the capitals. */
const COLUMNS = `date time timestamp timestamp_ms x_edge_location x_edge_request_id c_ip x_forwarded_for cs_method
  x_host_header cs_host cs_Host cs_uri_stem cs_uri_query sc_status sc_bytes cs_referer cs_Referer cs_user_agent
  cs_User_Agent time_taken`.split(/\s+/);
const dashed = COLUMNS.map((name) => name.replaceAll('_', '-'));

const toolOf = (...proof: string[]): RecordTool => ({
  looks: () => false,
  parquet: { columns: [...COLUMNS, ...dashed, 'cs(Host)', 'cs(Referer)', 'cs(User-Agent)'], proof },
  members: /\.parquet$/i,
});
const TOOLS: readonly RecordTool[] = [
  toolOf('x_edge_location', 'cs_uri_stem'),
  toolOf('x-edge-location', 'cs-uri-stem'),
];
const WHAT = 'requests that CloudFront logged as Parquet';

async function detect(head: FileHead): Promise<Detection> {
  let found: Detection = { score: 0, reason: `These are no ${WHAT}.` };
  for (const tool of TOOLS) if (found.score === 0) found = await detectRecords(head, tool, WHAT);
  return found;
}

/** A record under the names of the W3C form. A column of days comes as a day with midnight. */
function renamed(record: JsonObject): JsonObject {
  const fields = Object.entries(record).map(([name, value]): [string, unknown] => {
    const plain = name.toLowerCase().replaceAll('_', '-');
    if (plain === 'date' && typeof value === 'string') return [plain, value.slice(0, 10)];
    return [plain === 'timestamp-ms' ? 'timestamp(ms)' : plain, value];
  });
  return Object.fromEntries(fields);
}

async function* parse(source: Source, { zone, choices }: ParseOptions): AsyncGenerator<ParseStep> {
  const batch = new HitBatch(choices?.visitorSalt);
  const reader = new CloudFrontReader({ zone });
  for await (const elements of sourceRecords(source, TOOLS[0] as RecordTool)) {
    for (const element of elements) {
      if ('code' in element) batch.reject({ code: element.code, line: element.line, field: '' });
      else {
        const answer = isObject(element.value) ? reader.readRecord(renamed(element.value)) : null;
        if (answer === null) batch.reject({ code: 'not-this-format', line: element.line, field: '' });
        else if (isHit(answer)) batch.add(answer, element.line);
        else if (isSkip(answer)) batch.skip();
        else batch.reject({ code: answer.code, line: element.line, field: answer.field });
      }
      if (batch.isFull) yield batch.step();
    }
  }
  const last = batch.last();
  if (last) yield last;
}

/** Standard logs of CloudFront that were delivered as Parquet (since 2024), one file or a folder of them. */
export const cloudFrontParquet: Format = {
  id: 'cloudfront-parquet',
  title: 'CloudFront log in Parquet',
  group: 'web-log',
  about: 'Standard logs of Amazon CloudFront that are delivered as Parquet files, one or a folder of them.',
  yields: ['hit'],
  keeps: LOG_KEEPS,
  drops: LOG_DROPS,
  needsMapping: false,
  detect,
  parse,
};
