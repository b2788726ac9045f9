import { csvHead, csvRecords } from '../import/csv-records.ts';
import { START_BYTES } from '../import/csv-start.ts';
import type { Source } from '../import/format.ts';
import { type JsonElement, jsonElements } from '../import/json-elements.ts';
import { jsonLines } from '../import/json-lines.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../import/json-read.ts';
import { isHit, isSkip, type LogHit } from '../import/log-hit.ts';
import { decodeBytes } from '../import/log-text.ts';
import { headOf } from '../import/source-bytes.ts';
import { textLines } from '../import/text-lines.ts';
import type { AuditRecord } from '../privacy/audit/record.ts';
import { answers, notationOf } from './lab-log.ts';

/** Rows of one stream, some at a time; null stands for a row that cannot be read. */
export interface AuditRows {
  kind: 'visit' | 'log' | 'events' | 'table' | 'text';
  rows: AsyncIterable<(AuditRecord | null)[]>;
}

type Bytes = () => AsyncIterable<Uint8Array>;
type Field = readonly [string, string];

const MOST_DEEP = 8;
const LONGEST = 8000;
const MAX_ENTRY_BYTES = 32 * 1024 ** 2;

function queryFields(query: string): Field[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .slice(0, 100)
    .map((pair): Field => {
      const cut = pair.indexOf('=');
      return cut < 0 ? ['query', pair] : [`query.${pair.slice(0, cut).slice(0, 64)}`, pair.slice(cut + 1)];
    });
}

function logRecord(hit: LogHit, line: number): AuditRecord {
  const fields: Field[] = [
    ['address', hit.address],
    ['host', hit.host],
    ['path', decodeBytes(hit.path)],
    ['referrer', decodeBytes(hit.referrer)],
    ['agent', decodeBytes(hit.agent)],
    ...queryFields(decodeBytes(hit.query)),
  ];
  const filled = fields.filter(([, value]) => value !== '' && value !== '-');
  return { line, atMs: hit.atMs, person: hit.address === '' ? '' : `${hit.address} ${hit.agent}`, fields: filled };
}

async function* logRows(bytes: Bytes, notation: NonNullable<Awaited<ReturnType<typeof notationOf>>>, zone: string) {
  let line = 0;
  for await (const answer of answers(bytes, notation.open({ zone }))) {
    line++;
    if (isSkip(answer)) continue;
    yield [isHit(answer) ? logRecord(answer, line) : null];
  }
}

/** Leaves of a JSON value with their paths; places in lists are left out, so that all of a list count as one field. */
function leaves(value: unknown, path: string, to: Field[], deep = 0): void {
  if (to.length > 400 || deep > MOST_DEEP || value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const one of value) leaves(one, path, to, deep + 1);
  } else if (typeof value === 'object') {
    for (const [key, own] of Object.entries(value))
      leaves(own, path === '' ? key.slice(0, 64) : `${path}.${key.slice(0, 64)}`, to, deep + 1);
  } else if (value !== '') to.push([path || 'value', String(value).slice(0, LONGEST)]);
}

const TIME_FIELD =
  /^(?:at|time|timestamp|date|datetime|event_?time|received_?at|created_?at|sent_?at|occurred_?at|event_timestamp|hit_?time|ts)$/i;
const PERSON_FIELD =
  /^(?:person|visitor|user|customer|client|anonymous|device|distinct|amplitude|user_pseudo|profile)?_?(?:id|uuid)?$|^(?:person|visitor|user|customer)$/i;

/** Unix seconds, milliseconds or microseconds by size, else as written. */
function instant(value: string): number {
  if (/^\d{9,17}(?:\.\d+)?$/.test(value)) {
    const number = Number(value);
    return number > 1e14 ? number / 1000 : number > 1e11 ? number : number * 1000;
  }
  return /^\d{4}-\d{2}-\d{2}/.test(value)
    ? Date.parse(value.replace(' UTC', 'Z').replace(/^(\S+) /, '$1T'))
    : Number.NaN;
}

const lastPart = (name: string) => (name.split('.').at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1_$2');

function toRecord(fields: Field[], line: number): AuditRecord {
  const time = fields.find(([name]) => TIME_FIELD.test(lastPart(name)));
  const person = fields.find(([name]) => {
    const last = lastPart(name);
    return last.length > 2 && PERSON_FIELD.test(last);
  });
  return { line, atMs: time ? instant(time[1]) : Number.NaN, person: person?.[1] ?? '', fields };
}

async function* elementRows(elements: AsyncIterable<Iterable<JsonElement>>): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const some of elements)
    yield Array.from(some, (element) => {
      if ('code' in element) return null;
      const fields: Field[] = [];
      leaves(element.value, '', fields);
      return toRecord(fields, element.line);
    });
}

async function* tableRows(
  bytes: Bytes,
  head: NonNullable<ReturnType<typeof csvHead>>,
): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const { records, broken } of csvRecords(bytes(), head)) {
    yield records.map(({ cells, line }) => {
      const fields = head.written.map(
        (name, i): Field => [name.trim().slice(0, 64) || `column ${i + 1}`, (cells[i] ?? '').slice(0, LONGEST)],
      );
      return toRecord(
        fields.filter(([, value]) => value.trim() !== ''),
        line,
      );
    });
    yield broken.map(() => null);
  }
}

async function* proseRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  for await (const lines of textLines(bytes()))
    yield lines.map(({ line, text }) =>
      text === null
        ? null
        : { line, atMs: Number.NaN, person: '', fields: [['text', text.slice(0, LONGEST)] as const] },
    );
}

const headersOf = (part: JsonObject): [string, string][] =>
  listAt(part, 'headers').map((header) => [textAt(header, 'name').toLowerCase(), textAt(header, 'value')]);

const DAY_MS = 86_400_000;
/** Name of a cookie, and for how many days it is set; null = until the browser closes. */
function cookieOf(header: string, nowMs: number): { name: string; lifetimeDays: number | null } {
  const name = header.split('=')[0]?.trim().slice(0, 64) ?? '';
  const age = /;\s*max-age=(\d+)/i.exec(header)?.[1];
  const expires = /;\s*expires=([^;]+)/i.exec(header)?.[1];
  const until =
    age !== undefined ? nowMs + Number(age) * 1000 : expires === undefined ? Number.NaN : Date.parse(expires);
  return { name, lifetimeDays: Number.isNaN(until) ? null : Math.max(0, (until - nowMs) / DAY_MS) };
}

/** Values that could stand for a visitor: long, with letters and digits, or all digits of a certain length. */
const looksLikeId = (value: string) =>
  /^(?=.*\d)[\w.-]{12,120}$/.test(value) && !/^\d{4}-\d{2}-\d{2}|\.(?:js|png|gif|css)$|^\d{13}$/.test(value);

function visitRecord(entry: JsonObject, line: number, page: string): AuditRecord | null {
  const request = objectAt(entry, 'request');
  const address = /^https?:\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(textAt(request, 'url'));
  if (!address) return null;
  const [, host = '', path = '', query = ''] = address;
  const headers = new Map(headersOf(request));
  const atMs = Date.parse(textAt(entry, 'startedDateTime'));
  const body = textAt(objectAt(request, 'postData'), 'text').slice(0, LONGEST);
  const query1 = queryFields(query);
  const fields: Field[] = [
    ['path', path],
    ['referrer', headers.get('referer') ?? ''],
    ['agent', headers.get('user-agent') ?? ''],
    ['body', body],
    ...query1,
  ];
  for (const name of ['dnt', 'sec-gpc']) if (headers.has(name)) fields.push([name, headers.get(name) ?? '']);
  const set = headersOf(objectAt(entry, 'response')).filter(([name]) => name === 'set-cookie');
  const cookies = set.flatMap(([, value]) => value.split('\n')).map((value) => cookieOf(value, atMs));
  return {
    line,
    atMs,
    person: '',
    fields: fields.filter(([, value]) => value !== ''),
    request: {
      host: host.toLowerCase(),
      page,
      cookies,
      ids: query1.map(([, value]) => value).filter(looksLikeId),
      gpc: headers.get('sec-gpc') === '1',
      dnt: headers.get('dnt') === '1',
    },
  };
}

async function* visitRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  let page = '';
  for await (const some of jsonElements(bytes(), { key: 'entries', maxBytes: MAX_ENTRY_BYTES }))
    yield Array.from(some, (element) => {
      if ('code' in element || !isObject(element.value)) return null;
      const record = visitRecord(element.value, element.line, page);
      page ||= record?.request?.host ?? '';
      return record;
    });
}

/** Finds out what a stream holds and opens its rows whole: unlike an import, an audit must see what should not be there. */
export async function openRows(bytes: Bytes, zone: string): Promise<AuditRows> {
  const head = await headOf(bytes(), START_BYTES);
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^\{\s*"log"\s*:\s*\{/.test(text) && text.includes('"entries"')) return { kind: 'visit', rows: visitRows(bytes) };
  const notation = await notationOf(bytes);
  if (notation && notation.id !== 'custom-log') return { kind: 'log', rows: logRows(bytes, notation, zone) };
  if (text.startsWith('[')) return { kind: 'events', rows: elementRows(jsonElements(bytes())) };
  if (text.startsWith('{')) return { kind: 'events', rows: elementRows(jsonLines(bytes())) };
  const table = csvHead(head, [[]], { whole: head.length < START_BYTES });
  if (table && table.written.length > 1) return { kind: 'table', rows: tableRows(bytes, table) };
  if (notation) return { kind: 'log', rows: logRows(bytes, notation, zone) };
  return { kind: 'text', rows: proseRows(bytes) };
}

/** The streams of a file: itself, or the members of an archive or folder, by name. */
export function streamsOfSource(source: Source): { name: string; bytes: Bytes }[] {
  if (source.members.length === 0) return [{ name: source.name, bytes: () => source.bytes() }];
  return source.members
    .map(({ path }) => path)
    .filter((path) => /\.(?:har|log|json|jsonl|ndjson|csv|tsv|txt)(?:\.\d+)?$|access|log/i.test(path))
    .sort()
    .map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: () => source.member(path) }));
}
