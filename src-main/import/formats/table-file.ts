import type { Mapping } from '../../../shared/contract/imports.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Detection, FileHead, Format, ParseOptions, ParseStep, Source } from '../format.ts';
import { isComplete } from '../mapping-guess.ts';
import { Cells, type Recorder, reject, type TableSink } from '../table-cells.ts';
import { eventRecorder } from '../table-events.ts';
import { guessFromHead, guessTable, TABLE_HEAD_BYTES, tableMember } from '../table-inspect.ts';
import { messageRecorder } from '../table-messages.ts';
import { OrderRecorder } from '../table-orders.ts';
import { peopleRecorder } from '../table-people.ts';
import { productRecorder } from '../table-products.ts';
import { type TableRow, tableRows } from '../table-rows.ts';
import { decoded } from '../table-text.ts';

const TYPE_WORDS = {
  order: 'orders',
  review: 'reviews',
  message: 'messages',
  event: 'events',
  product: 'products',
  person: 'customers',
} as const;

async function detect(head: FileHead): Promise<Detection> {
  const found = await guessFromHead(head, 'UTC');
  if (!found) return { score: 0, reason: 'This is not a table.' };
  const { known, layout, mapping, named, complete } = found;
  const columns = layout.names.length;
  if (known) return { score: 0.9, reason: `The columns are those of ${known.title}.` };
  const what = TYPE_WORDS[mapping.type];
  if (!complete) return { score: 0.3, reason: `A table with ${columns} columns. Say what they mean.` };
  if (mapping.type === 'review' && named >= 3 && mapping.fields.includes('text'))
    return { score: 0.9, reason: 'The columns are those of a list of reviews.' };
  const score = 0.4 + Math.min(0.3, named * 0.05);
  return { score, reason: `A table with ${columns} columns that look like ${what}.` };
}

function recorderFor(mapping: Mapping, names: readonly string[]): Recorder {
  const cells = new Cells(mapping);
  if (!isComplete(mapping.type, (field) => cells.has(field)))
    throw new AppError('mapping-incomplete', { type: mapping.type });
  if (mapping.type === 'event') return eventRecorder(cells);
  if (mapping.type === 'product') return productRecorder(cells);
  if (mapping.type === 'person') return peopleRecorder(cells, names);
  if (mapping.type !== 'order') return messageRecorder(cells);
  return cells.has('at') ? new OrderRecorder(cells, names) : peopleRecorder(cells, names);
}

const bytesOf = (source: Source): AsyncIterable<Uint8Array> => {
  if (source.members.length === 0) return source.bytes();
  const member = tableMember(source.members);
  if (member === null) throw new AppError('format-unknown');
  return source.member(member);
};

/** The mapping guessed from a stream's start, and the stream from its start again. */
async function guessed(source: Source, zone: string): Promise<{ mapping: Mapping; bytes: AsyncIterable<Uint8Array> }> {
  const chunks = bytesOf(source)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let sizeBytes = 0;
  while (sizeBytes < TABLE_HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(new Uint8Array(next.value));
    sizeBytes += next.value.length;
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield* first;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  const found = guessTable(new Uint8Array(Buffer.concat(first).subarray(0, TABLE_HEAD_BYTES)), zone, source.name);
  if (found) return { mapping: found.mapping, bytes: again() };
  await chunks.return?.();
  throw new AppError(sizeBytes === 0 ? 'format-empty' : 'format-unknown');
}

const STEP_ROWS = 2000;

async function* parse(source: Source, { mapping: given, zone }: ParseOptions): AsyncGenerator<ParseStep> {
  const { mapping, bytes } = given ? { mapping: given, bytes: bytesOf(source) } : await guessed(source, zone);
  // Refuse an unusable mapping before anything is read.
  let recorder: Recorder | null = mapping.headerRows === 0 ? recorderFor(mapping, []) : null;
  if (!recorder) recorderFor(mapping, []);
  let sink: TableSink = { rows: [], rejections: [], skipped: 0 };
  const step = (): ParseStep => {
    const { rows, rejections, skipped } = sink;
    sink = { rows: [], rejections: [], skipped: 0 };
    return { batch: rows.length === 0 ? null : { type: 'rows', rows }, rejections, skipped };
  };
  let before = 0;
  const take = (row: TableRow): void => {
    if (before < mapping.headerRows) {
      before++;
      if (before === mapping.headerRows) recorder = recorderFor(mapping, row.cells);
    } else recorder?.add(row, sink);
  };
  for await (const { rows, broken } of tableRows(
    decoded(bytes, mapping.encoding),
    mapping.delimiter,
    mapping.fields.length,
  )) {
    for (const line of broken) reject(sink, 'not-this-format', line);
    for (const row of rows) {
      take(row);
      if (sink.rows.length >= STEP_ROWS) yield step();
    }
    if (sink.rows.length > 0 || sink.rejections.length > 0) yield step();
  }
  recorder?.finish(sink);
  while (sink.rows.length > STEP_ROWS)
    yield { batch: { type: 'rows', rows: sink.rows.splice(0, STEP_ROWS) }, rejections: [], skipped: 0 };
  yield step();
}

/** Any table as text, read through a mapping of its columns. */
export const tableFile: Format = {
  id: 'table-file',
  title: 'Table (CSV or text)',
  group: 'any',
  about: 'A table saved as text: orders, reviews, messages, events or a customer list. You say which column is what.',
  yields: ['order', 'message', 'event', 'person', 'consent', 'product'],
  keeps: [
    { field: 'Dates, amounts, items', why: 'What your charts are made of.' },
    { field: 'Texts and ratings', why: 'To show what people say and how they feel.' },
    { field: 'Customers', why: 'As pseudonyms, to tell new from returning ones.' },
    { field: 'Answers about marketing', why: 'So that nobody is written to who said no.' },
  ],
  drops: [
    { field: 'Columns you leave out', why: 'Nothing is kept that is not used.' },
    { field: 'Addresses and notes', why: 'Not needed for any chart.' },
  ],
  needsMapping: true,
  detect,
  parse,
};
