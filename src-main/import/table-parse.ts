import type { MappedType, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { PROPERTIES_KEPT } from './event-properties.ts';
import type { Format, ParseStep } from './format.ts';
import { isComplete } from './mapping-guess.ts';
import { Cells, type Recorder, reject, type TableSink } from './table-cells.ts';
import { eventRecorder } from './table-events.ts';
import { messageRecorder } from './table-messages.ts';
import { OrderRecorder } from './table-orders.ts';
import { peopleRecorder } from './table-people.ts';
import { productRecorder } from './table-products.ts';
import type { TableRow, TableRows } from './table-rows.ts';

/** What the rows of a table are, in words for a reason. */
export const DETECTED_WORDS: Readonly<Record<MappedType, string>> = {
  order: 'orders',
  review: 'reviews',
  message: 'messages',
  event: 'events',
  product: 'products',
  person: 'customers',
};

/** What every format that reads tables through a mapping yields, keeps and drops. */
export const TABLE_PROMISES: Pick<Format, 'yields' | 'keeps' | 'drops'> = {
  yields: ['order', 'message', 'event', 'person', 'consent', 'product'],
  keeps: [
    { field: 'Dates, amounts, items', why: 'What your charts are made of.' },
    { field: 'Texts and ratings', why: 'To show what people say and how they feel.' },
    { field: 'Customers', why: 'As pseudonyms, to tell new from returning ones.' },
    { ...PROPERTIES_KEPT, field: 'Columns that you name properties of events' },
    { field: 'Answers about marketing', why: 'So that nobody is written to who said no.' },
  ],
  drops: [
    { field: 'Columns you leave out', why: 'Nothing is kept that is not used.' },
    { field: 'Addresses and notes', why: 'Not needed for any chart.' },
  ],
};

function recorderFor(mapping: Mapping, names: readonly string[]): Recorder {
  const cells = new Cells(mapping);
  if (!isComplete(mapping.type, (field) => cells.has(field)))
    throw new AppError('mapping-incomplete', { type: mapping.type });
  if (mapping.type === 'event') return eventRecorder(cells, names);
  if (mapping.type === 'product') return productRecorder(cells);
  if (mapping.type === 'person') return peopleRecorder(cells, names);
  if (mapping.type !== 'order') return messageRecorder(cells);
  return cells.has('at') ? new OrderRecorder(cells, names) : peopleRecorder(cells, names);
}

const STEP_ROWS = 2000;
/** Orders are gathered into larger batches further on: what waits here would only be copied by the garbage collector. */
const STEP_ORDERS = 250;

/** Records of a table, whatever it comes in: the rows above the data are left aside, the last of them names the columns. */
export async function* recordTable(open: () => AsyncIterable<TableRows>, mapping: Mapping): AsyncGenerator<ParseStep> {
  // Refuse an unusable mapping before anything is read.
  let recorder: Recorder | null = recorderFor(mapping, []);
  if (mapping.headerRows > 0) recorder = null;
  let sink: TableSink = { rows: [], rejections: [], skipped: 0 };
  const step = (): ParseStep => {
    const { rows, rejections, skipped } = sink;
    sink = { rows: [], rejections: [], skipped: 0 };
    return { batch: rows.length === 0 ? null : { type: 'rows', rows }, rejections, skipped };
  };
  const most = mapping.type === 'order' ? STEP_ORDERS : STEP_ROWS;
  let before = 0;
  const take = (row: TableRow): void => {
    if (before < mapping.headerRows) {
      before++;
      if (before === mapping.headerRows) recorder = recorderFor(mapping, row.cells);
    } else recorder?.add(row, sink);
  };
  for await (const { rows, broken, refused = [] } of open()) {
    // In the order of the file, so that it does not matter how much of it came at once.
    const lost = [...broken.map((line) => ({ line, code: 'not-this-format' as const })), ...refused];
    let at = 0;
    for (const row of rows) {
      for (let next = lost[at]; next && next.line < row.line; next = lost[++at]) reject(sink, next.code, next.line);
      take(row);
      if (sink.rows.length >= most) yield step();
    }
    for (const { code, line } of lost.slice(at)) reject(sink, code, line);
    if (sink.rows.length >= most || sink.rejections.length >= most) yield step();
  }
  recorder?.finish(sink);
  while (sink.rows.length > STEP_ROWS)
    yield { batch: { type: 'rows', rows: sink.rows.splice(0, STEP_ROWS) }, rejections: [], skipped: 0 };
  yield step();
}
