import { isObject, type JsonObject } from './json-read.ts';
import { fault, type LineAnswer, type LineReader, type LogNotation, skip } from './log-hit.ts';
import { w3cNotation } from './log-w3c.ts';

/** Fields that only CloudFront's lines have. */
const OWN = ['x-edge-location', 'x-edge-request-id', 'x-edge-result-type', 'x-edge-detailed-result-type'];

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
 * Standard logs as JSON (since 2024) and real-time logs that Firehose wrote as JSON. Both have the fields of the W3C form
 * under the same names, so that the reader of that form reads them: a heading whenever the fields change, then the cells.
 */
class CloudFrontReader implements LineReader {
  readonly name = 'CloudFront in JSON';
  readonly #inner: LineReader;
  #fields = '';

  constructor(options: Parameters<LogNotation['open']>[0]) {
    this.#inner = w3cNotation.open(options);
  }

  read(line: string): LineAnswer {
    const text = line.trim();
    if (text === '') return skip('empty');
    if (!text.startsWith('{')) return fault('not-this-format');
    let value: unknown;
    try {
      // Lines hold one byte a character; JSON is UTF-8.
      value = JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as unknown;
    } catch {
      return fault('bad-json');
    }
    if (!isObject(value) || !OWN.some((name) => name in (value as JsonObject))) return fault('not-this-format');
    if (!('cs-uri-stem' in value)) return fault('missing-field', 'cs-uri-stem');
    return this.#readCells(value);
  }

  #readCells(value: JsonObject): LineAnswer {
    const isDated = 'date' in value && 'time' in value;
    const timed = isDated ? null : clockOf(value);
    if (!isDated && !timed) return fault('missing-field', 'time');
    const names = Object.keys(value).filter((name) => !timed || (name !== 'date' && name !== 'time'));
    // A name with a blank in it would shift the columns behind it.
    const plain = names.filter((name) => /^[\x21-\x7e]+$/.test(name));
    const cells = plain.map((name) => cellOf(value[name]));
    const fields = [...(timed ? ['date', 'time'] : []), ...plain].join(' ');
    if (fields !== this.#fields) {
      this.#inner.read(`#Fields: ${fields}`);
      this.#fields = fields;
    }
    return this.#inner.read([...(timed ?? []), ...cells].join('\t'));
  }
}

/** CloudFront logs with one JSON object a line. */
export const cloudFrontNotation: LogNotation = {
  id: 'cloudfront-log',
  namesFields: true,
  open: (options) => new CloudFrontReader(options),
};
