import { isObject, type JsonObject } from './json-read.ts';
import { fault, type LineAnswer, type LineReader, type LogNotation, skip } from './log-hit.ts';
import { w3cNotation } from './log-w3c.ts';

/** Fields that only CloudFront's lines have. */
const OWN = ['x-edge-location', 'x-edge-request-id', 'x-edge-result-type', 'x-edge-detailed-result-type'];

/**
 * Fields of real-time logs, which have no heading, in the order in which they always come; further ones may follow. Source:
 * Amazon CloudFront Developer Guide, "Use real-time access logs". Where only some were chosen, lines do not tell which.
 */
const REAL_TIME = `timestamp c-ip s-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem
  cs-bytes x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version cs-user-agent
  cs-referer cs-cookie cs-uri-query x-edge-response-result-type x-forwarded-for ssl-protocol ssl-cipher
  x-edge-result-type fle-encrypted-fields fle-status sc-content-type sc-content-len sc-range-start sc-range-end c-port
  x-edge-detailed-result-type c-country cs-accept-encoding cs-accept cache-behavior-path-pattern`.split(/\s+/);
/** Cells that show that each field stands in its place. */
const PLACES: readonly [string, RegExp][] = [
  ['timestamp', /^\d{10}\.\d{1,3}$/],
  ['sc-status', /^\d{3}$/],
  ['cs-method', /^[A-Z]{3,10}$/],
  ['cs-uri-stem', /^\//],
  ['x-edge-location', /^[A-Z]{3}\d{1,3}(?:-[A-Z]+\d+)?$/],
  ['c-ip-version', /^IPv[46]$/],
];

const isRealTime = (cells: readonly string[]): boolean =>
  cells.length >= REAL_TIME.length &&
  PLACES.every(([name, shape]) => shape.test(cells[REAL_TIME.indexOf(name)]?.trim() ?? ''));

/** A value as a cell between tabs, one byte a character; lists of headers and the like are no cells. */
function cellOf(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  const bytes = text.replace(/[\u0080-\u{10ffff}]+/gu, (found) => Buffer.from(found, 'utf8').toString('latin1'));
  return bytes.replace(/[\t\r\n]+/g, ' ').trim() || '-';
}

/** Date and time of lines that tell them as one number: seconds ("timestamp") or milliseconds ("timestamp(ms)"). */
function clockOf(value: JsonObject): [string, string] | null {
  const [ms, s] = [Number(value['timestamp(ms)']), Number(value.timestamp)];
  const atMs = Number.isFinite(ms) ? ms : s * 1000;
  // Outside of what a date can be, the line has no time.
  if (!(atMs > 0 && atMs < 8.64e15)) return null;
  const [day = '', clock = ''] = new Date(atMs).toISOString().split('T');
  return [day, clock.replace('Z', '')];
}

/**
 * Standard logs as JSON (since 2024) and real-time logs as Firehose wrote them, as JSON or between tabs. All have the fields
 * of the W3C form under the same names, so that the reader of that form reads them: a heading whenever the fields change,
 * then the cells.
 */
export class CloudFrontReader implements LineReader {
  readonly #inner: LineReader;
  #fields = '';
  #isTabbed = false;

  constructor(options: Parameters<LogNotation['open']>[0]) {
    this.#inner = w3cNotation.open(options);
  }

  get name(): string {
    return this.#isTabbed ? 'CloudFront in real time' : 'CloudFront in JSON';
  }

  read(line: string): LineAnswer {
    const text = line.trim();
    if (text === '') return skip('empty');
    if (!text.startsWith('{')) return this.#readTabbed(line);
    let value: unknown;
    try {
      // Lines hold one byte a character; JSON is UTF-8.
      value = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as unknown;
    } catch {
      return fault('bad-json');
    }
    return isObject(value) ? this.readRecord(value) : fault('not-this-format');
  }

  /** Reads one request by the names of its fields. */
  readRecord(value: JsonObject): LineAnswer {
    if (!OWN.some((name) => name in value)) return fault('not-this-format');
    if (!('cs-uri-stem' in value)) return fault('missing-field', 'cs-uri-stem');
    const isDated = 'date' in value && 'time' in value;
    const timed = isDated ? null : clockOf(value);
    if (!isDated && !timed) return fault('missing-field', 'time');
    const names = Object.keys(value).filter((name) => !timed || (name !== 'date' && name !== 'time'));
    // A name with a blank in it would shift the columns behind it.
    const plain = names.filter((name) => /^[\x21-\x7e]+$/.test(name));
    const cells = plain.map((name) => cellOf(value[name]));
    this.#head([...(timed ? ['date', 'time'] : []), ...plain]);
    return this.#inner.read([...(timed ?? []), ...cells].join('\t'));
  }

  #readTabbed(line: string): LineAnswer {
    const cells = line.split('\t');
    if (cells.length < REAL_TIME.length) return fault('not-this-format');
    this.#isTabbed ||= isRealTime(cells);
    if (!this.#isTabbed) return fault('not-this-format');
    const more = Array.from({ length: cells.length - REAL_TIME.length }, (_, i) => `x-more-${i}`);
    this.#head([...REAL_TIME, ...more]);
    return this.#inner.read(line);
  }

  #head(names: readonly string[]): void {
    const fields = names.join(' ');
    if (fields === this.#fields) return;
    this.#inner.read(`#Fields: ${fields}`);
    this.#fields = fields;
  }
}

/** CloudFront logs whose lines name their fields, or have all of them in a known order. */
export const cloudFrontNotation: LogNotation = {
  id: 'cloudfront-log',
  namesFields: true,
  open: (options) => new CloudFrontReader(options),
};
