import { Parser } from 'htmlparser2';
import { csvHead, csvRecords } from './csv-records.ts';
import { type JsonElement, type JsonElements, jsonElements } from './json-elements.ts';
import { isObject, type JsonObject } from './json-read.ts';
import { inOrder } from './table-rows.ts';
import { decoded } from './table-text.ts';

/** How a visit log is written. */
export type MatomoWriting = 'json' | 'xml' | 'csv';

/** Visits with thousands of actions are longer than other records. */
const MAX_VISIT_BYTES = 16 * 1024 ** 2;
const MAX_DEPTH = 12;
const MAX_TEXT = 4096;
const MAX_ACTIONS = 20_000;
const NEEDS = [
  ['id visit', 'visitor id'],
  ['id visit', 'server timestamp'],
  ['id visit', 'visit ip'],
];

/** Tells how a file's start writes a visit log; null when it is none. */
export function matomoWriting(bytes: Uint8Array): MatomoWriting | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const log = /visitorId|visitIp|actionDetails/;
  if (/^[^[{<]{0,4}\s*\[\s*\{/.test(text) && /"idVisit"\s*:/.test(text) && log.test(text)) return 'json';
  if (/^[^<]{0,4}\s*(<\?xml[^>]*>\s*)?<result[ >]/.test(text) && text.includes('<idVisit>') && log.test(text))
    return 'xml';
  return csvHead(bytes, NEEDS, { within: 1 }) ? 'csv' : null;
}

type Value = string | Value[] | { [key: string]: Value };

/** Builds objects out of Matomo's XML, in which `<row>` elements are the entries of a list. */
class VisitBuilder {
  readonly found: JsonElement[] = [];
  #line = 0;
  #text = '';
  #stack: { name: string; value: Record<string, Value>; rows: Value[]; plain: boolean }[] = [];
  #beyond = 0;

  open(name: string): void {
    if (this.#stack.length >= MAX_DEPTH) {
      this.#beyond++;
      return;
    }
    const parent = this.#stack.at(-1);
    if (parent) parent.plain = false;
    this.#stack.push({ name, value: Object.create(null) as Record<string, Value>, rows: [], plain: true });
    this.#text = '';
  }

  text(data: string): void {
    if (this.#beyond === 0 && this.#text.length < MAX_TEXT) this.#text += data.slice(0, MAX_TEXT);
  }

  close(): void {
    if (this.#beyond > 0) {
      this.#beyond--;
      return;
    }
    const done = this.#stack.pop();
    if (!done) return;
    const value: Value = done.plain ? this.#text.trim() : done.rows.length > 0 ? done.rows : done.value;
    this.#text = '';
    const parent = this.#stack.at(-1);
    if (done.name === 'row' && this.#stack.length === 1) this.found.push({ line: ++this.#line, value });
    else if (parent && done.name === 'row') {
      if (parent.rows.length < MAX_ACTIONS) parent.rows.push(value);
    } else if (parent) parent.value[done.name] = value;
  }

  /** A visit that was open when the file ended. */
  cut(): JsonElement[] {
    return this.#stack.length > 1 ? [{ line: this.#line + 1, code: 'bad-encoding' }] : [];
  }
}

async function* xmlVisits(bytes: AsyncIterable<Uint8Array>): JsonElements {
  const builder = new VisitBuilder();
  let cut: JsonElement[] = [];
  let ending = false;
  const parser = new Parser(
    {
      onopentag: (name) => builder.open(name),
      ontext: (data) => builder.text(data),
      // Elements that the file leaves open are closed by the parser at its end: those visits are not whole.
      onclosetag: (_, implied) => {
        if (!ending || !implied) builder.close();
        else if (cut.length === 0) cut = builder.cut();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const text of decoded(bytes, 'utf-8')) {
    parser.write(text);
    if (builder.found.length > 0) yield builder.found.splice(0);
  }
  ending = true;
  parser.end();
  const rest = [...builder.found.splice(0), ...cut];
  if (rest.length > 0) yield rest;
}

/** `actionDetails_0_itemDetails_2_price` → where the value belongs. */
function putFlat(record: Record<string, unknown>, name: string, cell: string): void {
  const found = /^([A-Za-z]+)_(\d{1,5})_(.+)$/.exec(name);
  if (!found) {
    record[name] = cell;
    return;
  }
  const [, list = '', index = '', rest = ''] = found;
  const entries = record[list] ?? [];
  if (!Array.isArray(entries) || Number(index) >= MAX_ACTIONS) return;
  record[list] = entries;
  const known: unknown = entries[Number(index)];
  const entry = isObject(known) ? (known as Record<string, unknown>) : (Object.create(null) as Record<string, unknown>);
  entries[Number(index)] = entry;
  putFlat(entry, rest, cell);
}

async function* csvVisits(bytes: AsyncIterable<Uint8Array>, start: Uint8Array): JsonElements {
  const head = csvHead(start, NEEDS, { within: 1, whole: true });
  if (!head) return;
  for await (const { records, broken } of csvRecords(bytes, head)) {
    const found: JsonElement[] = [];
    for (const one of inOrder(records, broken)) {
      if (typeof one === 'number') {
        found.push({ line: one, code: 'not-this-format' });
        continue;
      }
      const { line, cells } = one;
      const record: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      head.written.forEach((name, i) => {
        const cell = cells[i] ?? '';
        if (cell !== '') putFlat(record, name, cell);
      });
      found.push({ line, value: record as JsonObject });
    }
    yield found;
  }
}

/** Visits of a log, one element each; `line` is the number of the visit, in a table the line. */
export function matomoVisitElements(
  bytes: AsyncIterable<Uint8Array>,
  start: Uint8Array,
  writing: MatomoWriting,
): JsonElements {
  if (writing === 'json') return jsonElements(bytes, { maxBytes: MAX_VISIT_BYTES });
  return writing === 'xml' ? xmlVisits(bytes) : csvVisits(bytes, start);
}
