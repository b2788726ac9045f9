import type { Detection, FileHead, Format } from '../format.ts';
import { jsonRecords, jsonShape } from '../json-tables.ts';
import { guessMapping } from '../mapping-guess.ts';
import { inspectContained, jsonHead, parseContained } from '../table-contained.ts';
import { layoutOfNamed } from '../table-layout.ts';
import { DETECTED_WORDS, TABLE_PROMISES } from '../table-parse.ts';
import { recordRows } from '../table-records.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function detect(head: FileHead): Promise<Detection> {
  const bytes = await jsonHead(head);
  const shape = bytes.length === 0 ? null : jsonShape(bytes);
  if (!shape) return { score: 0, reason: 'This is not a list of JSON records.' };
  const rows = [];
  for await (const batch of recordRows(jsonRecords(once(bytes), shape), '.')) rows.push(...batch.rows);
  const names = rows[0]?.cells ?? [];
  if (rows.length < 2 || names.length < 2)
    return { score: 0, reason: 'The records have no fields to make columns of.' };
  const { known, complete, mapping } = guessMapping(layoutOfNamed(rows), {
    encoding: 'utf-8',
    zone: 'UTC',
    file: head.name,
    isoToo: true,
  });
  const what = shape.container === 'json' ? 'A list of JSON records' : 'JSON records, one a line,';
  if (known) return { score: 0.85, reason: `${what} with the fields of ${known.title}.` };
  if (!complete) return { score: 0.3, reason: `${what} with ${names.length} fields. Say what they mean.` };
  return { score: 0.5, reason: `${what} with ${names.length} fields that look like ${DETECTED_WORDS[mapping.type]}.` };
}

/** A table as JSON, read through a mapping of its fields. */
export const jsonTable: Format = {
  id: 'json-table',
  title: 'Table (JSON)',
  group: 'any',
  about: 'A list of records as JSON, or one record a line (NDJSON). You say which field is what.',
  ...TABLE_PROMISES,
  needsMapping: true,
  detect,
  columns: ({ source }, zone, given) => inspectContained(source, 'json', zone, given),
  parse: (source, options) => parseContained(source, 'json', options),
};
