import { EVENT_FLAGS } from '../../shared/model.ts';
import { isObject, type JsonObject, objectAt } from './json-read.ts';
import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogHit,
  type LogNotation,
  plainHost,
  readDuration,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { epoch, LogWhen, type Moment } from './log-when.ts';

/** Names that people give to what nginx, Apache and CDNs log, in lower case; the first that a line has counts. */
const KEYS = {
  time: 'time_iso8601 time_local @timestamp timestamp date time datetime msec ts edgestarttimestamp edgeendtimestamp',
  address: 'ip remote_addr client_ip clientip remote_ip remote_host http_x_forwarded_for x_forwarded_for',
  host: 'host http_host vhost server_name clientrequesthost',
  target: 'request_uri path uri url request_path clientrequesturi clientrequestpath',
  request: 'request',
  query: 'args query_string query',
  method: 'method request_method verb clientrequestmethod',
  status: 'status status_code response_status response_code edgeresponsestatus',
  size: 'body_bytes_sent length bytes_sent bytes size response_size edgeresponsebytes',
  referrer: 'referrer referer http_referer http_referrer clientrequestreferer',
  agent: 'user_agent http_user_agent useragent agent clientrequestuseragent',
  seconds: 'request_time',
  milliseconds: 'generation_time_milli duration_ms request_time_ms',
  gpc: 'sec_gpc http_sec_gpc sec-gpc',
  dnt: 'dnt http_dnt',
} as const;
type Key = keyof typeof KEYS;
const NAMES = Object.entries(KEYS).map(([key, names]) => [key as Key, names.split(' ')] as const);

/** Characters above `most` as the bytes of their UTF-8: texts of logs hold one byte a character, however they were escaped. */
function toBytes(value: unknown, most: 0x7f | 0xff): unknown {
  if (typeof value === 'string')
    return (most === 0x7f ? /[\u0080-\uffff]/ : /[\u0100-\uffff]/).test(value)
      ? value.replace(most === 0x7f ? /[\u0080-\u{10ffff}]+/gu : /[\u0100-\u{10ffff}]+/gu, (found) =>
          Buffer.from(found, 'utf8').toString('latin1'),
        )
      : value;
  if (Array.isArray(value)) return value.map((one) => toBytes(one, most));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toBytes(one, most)]));
  return value;
}

const textOf = (value: unknown): string => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'string' ? given(value) : '';
};

/** nginx escapes bytes as `\xNN`, which JSON does not know. */
function parseLine(line: string): unknown {
  try {
    const value = JSON.parse(line) as unknown;
    // Without escapes there is nothing to turn; a line of ASCII means characters by its escapes, others may mix them with bytes.
    return line.includes('\\u') ? toBytes(value, /[\x80-\xff]/.test(line) ? 0xff : 0x7f) : value;
  } catch {
    const escaped = line.replace(/\\(\\|x([\da-f]{2}))/gi, (all, _, code?: string) => (code ? `\\u00${code}` : all));
    try {
      return toBytes(JSON.parse(escaped) as unknown, 0xff);
    } catch {
      return undefined;
    }
  }
}

/** A header of Caddy or Traefik, in any case; only one that was sent once counts. */
function headerOf(headers: JsonObject, name: string): string {
  const key = Object.keys(headers).find((one) => one.toLowerCase() === name);
  const value = key === undefined ? undefined : headers[key];
  return textOf(Array.isArray(value) && value.length === 1 ? value[0] : value);
}

/** Opt-out signals count only when they say exactly 1. */
const signals = (gpc: string, dnt: string): number =>
  (gpc === '1' ? EVENT_FLAGS.gpc : 0) | (dnt === '1' ? EVENT_FLAGS.dnt : 0);

type Fields = Record<Key, string>;

class JsonReader implements LineReader {
  name = 'a JSON access log';
  readonly #when: LogWhen;

  constructor(zone: string) {
    this.#when = new LogWhen(zone);
  }

  read(line: string): LineAnswer {
    const text = line.trim();
    if (text === '') return skip('empty');
    if (!text.startsWith('{')) return text.startsWith('#') ? skip('comment') : fault('not-this-format');
    const value = parseLine(text);
    if (!isObject(value)) return fault('bad-json');
    if (isObject(value.request) && 'uri' in value.request) return this.#readCaddy(value, value.request);
    if ('RequestPath' in value || 'DownstreamStatus' in value) return this.#readTraefik(value);
    // Both write what goes on inside them into the same log.
    if ('level' in value && 'msg' in value && !('status' in value)) return skip('no-request');
    return this.#readFlat(value);
  }

  #readCaddy(value: JsonObject, request: JsonObject): LineAnswer {
    this.name = 'Caddy';
    const headers = objectAt(request, 'headers');
    return this.#hit(
      {
        ...NOTHING,
        time: textOf(value.ts),
        address:
          textOf(request.client_ip) || textOf(request.remote_ip) || textOf(request.remote_addr).replace(/:\d+$/, ''),
        host: textOf(request.host),
        target: textOf(request.uri),
        method: textOf(request.method),
        status: textOf(value.status),
        size: textOf(value.size),
        referrer: headerOf(headers, 'referer'),
        agent: headerOf(headers, 'user-agent'),
        gpc: headerOf(headers, 'sec-gpc'),
        dnt: headerOf(headers, 'dnt'),
        seconds: plain(value.duration),
      },
      'utc',
    );
  }

  #readTraefik(value: JsonObject): LineAnswer {
    this.name = 'Traefik';
    const header = (name: string): string => headerOf(value, `request_${name}`);
    return this.#hit(
      {
        ...NOTHING,
        time: textOf(value.time) || textOf(value.StartUTC),
        address: textOf(value.ClientHost),
        host: textOf(value.RequestHost) || textOf(value.RequestAddr),
        target: textOf(value.RequestPath),
        method: textOf(value.RequestMethod),
        status: textOf(value.DownstreamStatus),
        size: textOf(value.DownstreamContentSize),
        referrer: header('referer'),
        agent: header('user-agent'),
        gpc: header('sec-gpc'),
        dnt: header('dnt'),
        milliseconds: typeof value.Duration === 'number' ? plain(value.Duration / 1e6) : '',
      },
      'utc',
    );
  }

  #readFlat(value: JsonObject): LineAnswer {
    const lower = new Map(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]));
    const fields: Fields = { ...NOTHING };
    for (const [key, names] of NAMES)
      for (const name of names) if (fields[key] === '') fields[key] = textOf(lower.get(name));
    const { time, target, request, status, address, agent } = fields;
    if (lower.has('clientrequesthost')) this.name = 'Cloudflare';
    // Other things than logs are JSON, too: without all of this it is none.
    if (time === '' || (target === '' && request === '') || (address === '' && agent === '' && status === ''))
      return fault('not-this-format');
    if (![...lower.keys()].some((key) => STATUS_NAMES.has(key))) return fault('missing-field', 'status');
    return this.#hit(fields, 'local');
  }

  #hit(fields: Fields, zoneless: 'utc' | 'local'): LineAnswer {
    const request = readRequest(fields.request);
    const target = fields.target || request?.target || '';
    if (target === '') return fields.request === '' ? fault('missing-field', 'path') : fault('not-http', 'request');
    const moment = this.#moment(fields.time, zoneless);
    if ('code' in moment) return moment;
    const status = readStatus(fields.status);
    if (typeof status !== 'number') return status;
    const size = readSize(fields.size);
    if (size !== null && typeof size !== 'number') return size;
    const found = splitTarget(target);
    return {
      ...moment,
      path: found.path,
      query: found.query || fields.query.replace(/^\?/, ''),
      host: plainHost(fields.host) || found.host,
      address: fields.address.split(',')[0]?.trim() ?? '',
      method: fields.method || request?.method || '',
      status,
      sizeBytes: size,
      referrer: fields.referrer,
      agent: fields.agent,
      durationMs: readDuration(fields.milliseconds, 1) ?? readDuration(fields.seconds, 1000),
      flags: signals(fields.gpc, fields.dnt),
    } satisfies LogHit;
  }

  #moment(time: string, zoneless: 'utc' | 'local'): Moment | ReturnType<typeof fault> {
    if (time === '') return fault('missing-field', 'time');
    const value = Number(time);
    return /^\d{9,19}(?:\.\d+)?$/.test(time) ? epoch(value, time.includes('.')) : this.#when.any(time, zoneless);
  }
}

/** A number without exponent; '' for none. */
const plain = (value: unknown): string =>
  typeof value === 'number' && value >= 0 && value < 1e12
    ? String(Number(value.toFixed(9))).replace(/^.*e.*$/i, '0')
    : '';

const NOTHING = Object.fromEntries(NAMES.map(([key]) => [key, ''])) as Fields;
const STATUS_NAMES = new Set(KEYS.status.split(' '));

/** Logs with one JSON object a line: nginx, Apache, Caddy, Traefik, Cloudflare. */
export const jsonNotation: LogNotation = {
  id: 'json-log',
  namesFields: true,
  open: ({ zone }) => new JsonReader(zone),
};
