import type { RejectionCode } from '../../shared/model.ts';
import { type Asks, asksOf } from './log-kinds.ts';
import { BAD_DATE, IMPOSSIBLE_DATE, type LogClock } from './log-time.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const DASH = 0x2d;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/** Why a line is not read, as an index into this list; 0 = it was read. */
export const LINE_FAULTS: readonly { code: RejectionCode; field: string }[] = [
  { code: 'not-this-format', field: '' },
  { code: 'not-this-format', field: '' },
  { code: 'bad-date', field: 'time' },
  { code: 'impossible-date', field: 'time' },
  { code: 'missing-field', field: 'request' },
  { code: 'not-http', field: 'request' },
  { code: 'bad-number', field: 'status' },
  { code: 'out-of-range', field: 'status' },
  { code: 'bad-number', field: 'size' },
  { code: 'missing-field', field: 'referrer' },
  { code: 'missing-field', field: 'agent' },
  { code: 'too-long', field: '' },
];
const STRANGE = 1;
const NO_REQUEST = 4;
const NOT_HTTP = 5;
const BAD_STATUS = 6;
const STATUS_RANGE = 7;
const BAD_SIZE = 8;
const NO_REFERRER = 9;
const NO_AGENT = 10;
export const TOO_LONG = 11;

/**
 * Length of a user agent known from earlier lines when exactly its bytes stand at `start`, and -1 otherwise. Only what
 * this reader itself found to be a whole user agent may be known.
 */
export type AgentGuess = (start: number, end: number) => number;

const MAX_SIZE = 0xffffffff;
/** Letters of the longest method that is told apart. */
const LONGEST_METHOD = 8;

/** Nearly every line is a GET: it is told without a string. */
const asksAt = (bytes: Uint8Array, start: number, end: number): Asks =>
  end - start === 3 && bytes[start] === 0x47
    ? 'get'
    : asksOf(String.fromCharCode(...bytes.subarray(start, Math.min(end, start + LONGEST_METHOD))));

const MAX_ASIDE = 24;

/**
 * Finds the fields of one line of a Common or Combined log by their bytes; makes no string. What it found stays in
 * its properties (positions in the given bytes) until the next line.
 * Grammar: [host ]address ident|host user [time] …"request" status size[ "referrer" "agent"[ …]]
 */
export class LogLine {
  address = 0;
  addressEnd = 0;
  /** Name of the site, where the log begins its lines with it; empty otherwise. */
  host = 0;
  hostEnd = 0;
  atMs = 0;
  /** What the method of the request asks for. */
  asks: Asks = 'probe';
  path = 0;
  /** End of the path: query and fragment are outside. */
  pathEnd = 0;
  /** End of the whole target, query and fragment included. */
  targetEnd = 0;
  status = 0;
  /** Bytes sent, at most 2³² − 1. */
  sizeBytes = 0;
  referrer = 0;
  referrerEnd = 0;
  agent = 0;
  agentEnd = 0;
  readonly #clock: LogClock;
  readonly #guess: AgentGuess | null;
  #cut = 0;

  /** `guess` is asked for the user agent of a line whose other fields have been found; it saves looking for its end. */
  constructor(clock: LogClock, guess: AgentGuess | null = null) {
    this.#clock = clock;
    this.#guess = guess;
  }

  /** Reads bytes[start, end), a line without its line end. Answers an index into LINE_FAULTS, 0 when read. */
  read(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const time = this.#readWho(bytes, start, end);
    if (time < 0) return STRANGE;
    const atMs = this.#clock.read(bytes, view, time, end);
    if (atMs < 0) return atMs === BAD_DATE ? 2 : atMs === IMPOSSIBLE_DATE ? 3 : STRANGE;
    this.atMs = atMs;
    let at = this.#clock.end + 2;
    // Some set-ups put a short field of their own between time and request; logs of storage services put many.
    const furthest = Math.min(end, at + MAX_ASIDE);
    while (at < furthest && bytes[at] !== QUOTE) at++;
    if (at >= furthest) return NO_REQUEST;
    at = this.#readRequest(bytes, at + 1, end);
    if (at < 0) return at === -1 ? NO_REQUEST : NOT_HTTP;
    return this.#readRest(bytes, at, end);
  }

  /** Reads all before the time; answers where the time begins, or -1. */
  #readWho(bytes: Uint8Array, start: number, end: number): number {
    this.host = 0;
    this.hostEnd = 0;
    this.address = start;
    let at = start;
    while (at < end && bytes[at] !== SPACE) at++;
    this.addressEnd = at;
    if (at === start) return -1;
    // By far the most common: no ident, no user.
    if (bytes[at + 1] === DASH && bytes[at + 3] === DASH && bytes[at + 5] === BRACKET && at + 5 < end) return at + 6;
    const second = at + 1;
    let spaces = 0;
    for (; at < end; at++) {
      if (bytes[at] !== SPACE) continue;
      spaces++;
      if (bytes[at + 1] === BRACKET) break;
    }
    if (at + 1 >= end || spaces < 3) return -1;
    if (spaces >= 4) this.#takeHost(bytes, start, second, at);
    else if (bytes[second] !== DASH) this.#takeSecond(bytes, second, at);
    return at + 2;
  }

  /** Some hosting companies put the site's name where the ident would be. */
  #takeSecond(bytes: Uint8Array, second: number, end: number): void {
    let at = second;
    let named = false;
    for (; at < end && bytes[at] !== SPACE; at++) if (bytes[at] === 0x2e) named = true;
    if (!named) return;
    this.host = second;
    this.hostEnd = at;
  }

  /** Four words before the time: a site name or a list of proxies comes first, or the user's name holds a blank. */
  #takeHost(bytes: Uint8Array, start: number, second: number, end: number): void {
    let secondEnd = second;
    let named = false;
    for (; secondEnd < end && bytes[secondEnd] !== SPACE; secondEnd++)
      if (bytes[secondEnd] === 0x2e || bytes[secondEnd] === 0x3a) named = true;
    if (bytes[this.addressEnd - 1] === 0x2c) {
      this.addressEnd--;
      return;
    }
    if (!named) return;
    this.host = start;
    this.hostEnd = this.addressEnd;
    this.address = second;
    this.addressEnd = secondEnd;
  }

  /** Reads the request after its opening quote; answers where its closing quote is, -1 without one, -2 when it is not HTTP. */
  #readRequest(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte < 0x41 || byte > 0x5a) break;
    }
    const methodEnd = at;
    const close = this.#toQuote(bytes, methodEnd + 1, end);
    if (methodEnd === start || bytes[methodEnd] !== SPACE) return this.#toQuote(bytes, start, end) < 0 ? -1 : -2;
    if (close < 0) return -1;
    this.asks = asksAt(bytes, start, methodEnd);
    let targetEnd = close;
    // " HTTP/1.1", " HTTP/2", " HTTP/2.0", " HTTP/3"
    for (let back = 7; back <= 9; back += 2) {
      const space = close - back;
      if (space > methodEnd && bytes[space] === SPACE && bytes[space + 1] === 0x48 && bytes[space + 5] === SLASH)
        targetEnd = space;
    }
    this.path = methodEnd + 1;
    this.targetEnd = targetEnd;
    this.pathEnd = this.#cut > 0 && this.#cut < targetEnd ? this.#cut : targetEnd;
    return targetEnd > this.path ? close : -2;
  }

  #readRest(bytes: Uint8Array, quote: number, end: number): number {
    let at = quote + 2;
    const a = (bytes[at] as number) - 0x30;
    const b = (bytes[at + 1] as number) - 0x30;
    const c = (bytes[at + 2] as number) - 0x30;
    if (at + 3 > end || a < 0 || a > 9 || b < 0 || b > 9 || c < 0 || c > 9) return BAD_STATUS;
    this.status = a * 100 + b * 10 + c;
    at += 3;
    if (at < end && bytes[at] !== SPACE) return BAD_STATUS;
    if (a < 1 || a > 5) return STATUS_RANGE;
    at++;
    if (at >= end) return BAD_SIZE;
    let size = 0;
    if (bytes[at] === DASH) at++;
    else {
      const from = at;
      for (; at < end; at++) {
        const value = (bytes[at] as number) - 0x30;
        if (value < 0 || value > 9) break;
        size = size * 10 + value;
      }
      if (at === from) return BAD_SIZE;
    }
    if (at < end && bytes[at] !== SPACE) return BAD_SIZE;
    this.sizeBytes = size > MAX_SIZE ? MAX_SIZE : size;
    this.referrer = this.referrerEnd = this.agent = this.agentEnd = 0;
    // Common logs end here; other fields than a quoted referrer are not ours.
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) return 0;
    return this.#readOrigin(bytes, at + 2, end);
  }

  #readOrigin(bytes: Uint8Array, start: number, end: number): number {
    const close = this.#toQuote(bytes, start, end);
    if (close < 0) return NO_REFERRER;
    this.referrer = start;
    this.referrerEnd = this.#cut > 0 ? this.#cut : close;
    if (bytes[close + 2] !== QUOTE || close + 2 >= end) return 0;
    const agentClose = this.#toAgentEnd(bytes, close + 3, end);
    if (agentClose < 0) return NO_AGENT;
    this.agent = close + 3;
    this.agentEnd = agentClose;
    return 0;
  }

  #toAgentEnd(bytes: Uint8Array, start: number, end: number): number {
    const known = this.#guess === null ? -1 : this.#guess(start, end);
    if (known >= 0) {
      const close = start + known;
      if (close < end && bytes[close] === QUOTE && (close + 1 === end || bytes[close + 1] === SPACE)) return close;
    }
    return this.#toQuote(bytes, start, end);
  }

  /**
   * The quote that ends a field: one followed by a blank or the end of the line and not escaped. Notes the first
   * `?` or `#` on the way in #cut (0 = none). Answers -1 when there is no such quote.
   */
  #toQuote(bytes: Uint8Array, start: number, end: number): number {
    this.#cut = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte > QUESTION) {
        if (byte === BACKSLASH) at++;
      } else if (byte === QUOTE) {
        if (at + 1 >= end || bytes[at + 1] === SPACE) return at;
      } else if ((byte === QUESTION || byte === HASH) && this.#cut === 0) this.#cut = at;
    }
    return -1;
  }
}
