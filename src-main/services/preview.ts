import type { Inspection } from '../../shared/contract/imports.ts';
import { type ConsentRow, EVENT_KINDS, type Identifier, type Row } from '../../shared/model.ts';
import type { EventBatch, Format, ParseOptions, Source } from '../import/format.ts';
import { maskContacts, maskForPreview } from '../privacy/redact.ts';
import { instantOf } from './import-rows.ts';
import { keptProperties, PropertyList } from './property-list.ts';

const PREVIEW_ROWS = 12;
/** Rows read before the preview is shown. */
const READ_ROWS = 2000;
/**
 * Files are read in large pieces, ahead of their rows: only over several pieces do bytes tell how many rows there are. Of a table with
 * short rows, or a packed one, the first piece holds many times as many rows as were read of it.
 */
const SEEN_BYTES = 1 << 20;
/** One such piece: so much was read, but is not in rows yet. */
const AHEAD_BYTES = 1 << 18;
/** Rows read at most, where they are so short that there are more in that many bytes. */
const MOST_ROWS = 50_000;

export interface Preview {
  table: Inspection['preview'];
  rejections: Inspection['rejections'];
  properties: Inspection['properties'];
  /** Rows read, and whether that was the whole file. */
  rows: number;
  complete: boolean;
  consumedBytes: number;
  range: Inspection['dateRange'];
}

/** A preview of nothing. */
export const emptyPreview = (): Preview => ({
  table: { columns: [], rows: [] },
  rejections: [],
  properties: [],
  rows: 0,
  complete: true,
  consumedBytes: 0,
  range: null,
});

/** Reads the first rows through the real parser; identifiers are masked before they are shown. */
export async function previewOf(format: Format, source: Source, options: ParseOptions): Promise<Preview> {
  const preview = emptyPreview();
  const times: number[] = [];
  const properties = new PropertyList();
  for await (const { batch, rejections } of format.parse(source, options)) {
    preview.rejections.push(...rejections.slice(0, 50 - preview.rejections.length));
    preview.rows += rejections.length;
    if (batch?.type === 'events') {
      preview.rows += batch.count;
      if (preview.table.rows.length === 0) preview.table = eventTable(batch);
      for (let i = 0; i < batch.count; i++) times.push(batch.atMs[i] as number);
    } else if (batch) {
      preview.rows += batch.rows.length;
      addRows(preview.table, batch.rows);
      for (const row of batch.rows) {
        times.push(instantOf(row) ?? Number.NaN);
        if (row.type === 'event' && row.properties) keptProperties(properties, row, row.properties);
      }
    }
    if (preview.rows >= READ_ROWS && (source.consumedBytes() >= SEEN_BYTES || preview.rows >= MOST_ROWS)) {
      preview.complete = false;
      break;
    }
  }
  preview.consumedBytes = source.consumedBytes();
  preview.range = rangeOf(times);
  preview.properties = properties.takeCounts().sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  return preview;
}

/** How many rows the whole file is likely to have; null where all of it was taken in before its rows were read. */
export function rowsIn({ complete, rows, consumedBytes }: Preview, sizeBytes: number): number | null {
  if (complete) return rows;
  if (consumedBytes >= sizeBytes) return null;
  const inRows = consumedBytes - Math.min(AHEAD_BYTES, consumedBytes / 2);
  // More digits would say more than is known.
  return Number(((rows / Math.max(1, inRows)) * sizeBytes).toPrecision(2));
}

function rangeOf(times: readonly number[]): Inspection['dateRange'] {
  const known = times.filter((at) => !Number.isNaN(at));
  if (known.length === 0) return null;
  return { fromMs: known.reduce((a, b) => Math.min(a, b)), toMs: known.reduce((a, b) => Math.max(a, b)) + 1 };
}

const iso = (at: number | null) =>
  at === null || Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 19).replace('T', ' ');

function eventTable(batch: EventBatch): Inspection['preview'] {
  const rows: (string | null)[][] = [];
  for (let i = 0; i < Math.min(PREVIEW_ROWS, batch.count); i++) {
    const kind = EVENT_KINDS[batch.kind[i] as number] ?? '';
    const bot = ((batch.flags[i] as number) & 1) === 1 ? 'bot' : '';
    rows.push([
      iso(batch.atMs[i] as number),
      kind,
      maskContacts(batch.newPages[(batch.page[i] as number) - 1] ?? ''),
      String(batch.status[i]),
      maskContacts(batch.newSources[(batch.source[i] as number) - 1] ?? ''),
      bot,
    ]);
  }
  return { columns: ['Time (UTC)', 'Kind', 'Page', 'Status', 'Came from', 'Bot'], rows };
}

const masked = (people: readonly Identifier[]) =>
  people.map(({ kind, value }) => maskForPreview(value, kind)).join(', ');

/** Purposes and answer; a signal is decoded when it is stored. */
const answerIn = ({ purposes, state, signal }: ConsentRow): [string, string] =>
  signal ? [signal.field, 'signal'] : [purposes.join(', '), state];

/** Cells of one record, under headings that fit its type. */
function cellsOf(row: Row): [string[], (string | null)[]] {
  switch (row.type) {
    case 'message':
      return [
        ['Date (UTC)', 'Kind', 'By', 'Text', 'Rating', 'Likes'],
        [
          iso(row.atMs),
          row.kind,
          row.own ? 'you' : masked(row.author),
          maskForPreview(row.text, 'text'),
          row.rating === null ? null : String(row.rating),
          String(row.likes),
        ],
      ];
    case 'order':
      return [
        ['Date (UTC)', 'Order', 'Buyer', 'Total', 'Items'],
        [
          iso(row.atMs),
          row.key,
          masked(row.buyer),
          `${row.total.toFixed(2)} ${row.currency}`,
          row.lines.map((line) => `${line.quantity} × ${line.item || line.sku}`).join(', '),
        ],
      ];
    case 'consent':
      return [
        ['Kind', 'Person', 'Purposes', 'Answer'],
        ['consent', masked(row.person), ...answerIn(row)],
      ];
    case 'person':
      return [
        ['Kind', 'Person'],
        ['person', masked(row.person)],
      ];
    case 'campaign':
      return [
        ['Campaign', 'From', 'To', 'Spend', 'Clicks'],
        [row.name, iso(row.fromMs), iso(row.toMs), `${row.spend} ${row.currency}`, String(row.clicks)],
      ];
    case 'figure':
      return [
        ['From (UTC)', 'Figure', 'Of', 'Value'],
        [iso(row.fromMs), row.metric, maskContacts(row.item), `${row.value} ${row.currency}`.trim()],
      ];
    case 'product':
      return [
        ['Product', 'SKU', 'Category', 'Price'],
        [row.name, row.sku, row.category, row.price === null ? null : `${row.price} ${row.currency}`.trim()],
      ];
    case 'event':
      return [
        ['Time (UTC)', 'Kind', 'Page', 'Came from'],
        [iso(row.atMs), row.kind, maskContacts(row.page), maskContacts(row.referrer)],
      ];
  }
}

function addRows(table: Inspection['preview'], rows: readonly Row[]): void {
  for (const row of rows) {
    if (table.rows.length >= PREVIEW_ROWS) return;
    const [columns, cells] = cellsOf(row);
    // The table shows the file's main kind of record: the first one seen.
    if (table.columns.length === 0) table.columns = columns;
    if (table.columns.join() === columns.join()) table.rows.push(cells);
  }
}
