import type { Mapping } from '../../../shared/contract/imports.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { peeked } from '../peeked.ts';
import { guessFromHead, guessTable, inspectTable, TABLE_HEAD_BYTES, tableMember } from '../table-inspect.ts';
import { DETECTED_WORDS, recordTable, TABLE_PROMISES } from '../table-parse.ts';
import { tableRows } from '../table-rows.ts';
import { decoded, inPieces } from '../table-text.ts';

async function detect(head: FileHead): Promise<Detection> {
  const found = await guessFromHead(head, 'UTC');
  if (!found) return { score: 0, reason: 'This is not a table.' };
  const { known, layout, mapping, named, complete } = found;
  const columns = layout.names.length;
  if (known) return { score: 0.9, reason: `The columns are those of ${known.title}.` };
  const what = DETECTED_WORDS[mapping.type];
  if (!complete) return { score: 0.3, reason: `A table with ${columns} columns. Say what they mean.` };
  if (mapping.type === 'review' && named >= 3 && mapping.fields.includes('text'))
    return { score: 0.9, reason: 'The columns are those of a list of reviews.' };
  const score = 0.4 + Math.min(0.3, named * 0.05);
  return { score, reason: `A table with ${columns} columns that look like ${what}.` };
}

const bytesOf = (source: Source): AsyncIterable<Uint8Array> => {
  if (source.members.length === 0) return source.bytes();
  const member = tableMember(source.members);
  if (member === null) throw new AppError('format-unknown');
  return source.member(member);
};

/** The mapping guessed from a stream's start, and the stream from its start again. */
async function guessed(source: Source, zone: string): Promise<{ mapping: Mapping; bytes: AsyncIterable<Uint8Array> }> {
  const { start, again } = await peeked(bytesOf(source), TABLE_HEAD_BYTES);
  const found = guessTable(start, zone, source.name);
  if (found) return { mapping: found.mapping, bytes: again };
  await again.return(undefined);
  throw new AppError(start.length === 0 ? 'format-empty' : 'format-unknown');
}

async function* parse(source: Source, { mapping: given, zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { mapping, bytes } = given ? { mapping: given, bytes: bytesOf(source) } : await guessed(source, zone);
  yield* recordTable(
    () => tableRows(inPieces(decoded(bytes, mapping.encoding)), mapping.delimiter, mapping.fields.length),
    mapping,
  );
}

/** Any table as text, read through a mapping of its columns. */
export const tableFile: Format = {
  id: 'table-file',
  title: 'Table (CSV or text)',
  group: 'any',
  about: 'A table saved as text: orders, reviews, messages, events or a customer list. You say which column is what.',
  ...TABLE_PROMISES,
  needsMapping: true,
  detect,
  columns: ({ head }, zone, given) => inspectTable(head, zone, given),
  parse,
};
