import { TextDecoder } from 'node:util';

/** Longest page or referrer that is kept, in characters; addresses beyond are attacks or accidents. */
const MAX_PATH = 1024;
const MAX_AGENT = 512;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Session ids that old servers write into paths: they would name a visitor and split every page into thousands. */
const SESSION_PARAMETERS = /;(?:jsessionid|phpsessid|sid|sessionid|cfid|cftoken)=[^/;]*/gi;
const PLAIN = /^[\x21\x22\x24\x26-\x3e\x40-\x5b\x5d-\x7e]*$/;
const SCHEMES = /^(https?|android-app|ios-app):\/\/([^/]*)(.*)$/is;
const HOST = /^(?:\[[\da-f:.]+\]|[^\s"'<>()[\]{}|\\^`;,@%&=+$!*:]+)(?::\d{1,5})?$/i;

/** UTF-8 where the bytes are, Latin-1 where not: bytes of other encodings survive as they are. `raw` holds one byte a character. */
export function decodeBytes(raw: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return raw;
  }
}

const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Bytes that stay percent-encoded: decoded they would mean something else, or upset a terminal or a table. */
const isKept = (byte: number): boolean => byte < 0x20 || byte === 0x7f || byte === 0x25 || byte === 0x2f;

const ESCAPES: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, b: 8, v: 11, f: 12, '"': 34, '\\': 92 };

/** One escape at `at`: its byte and length; null when it is none. Servers write `%XX`, `\xXX`, `\n`, `\"` and `\\`. */
function escapeAt(raw: string, at: number): { byte: number; length: number } | null {
  const first = raw[at];
  const from = first === '%' ? at + 1 : first === '\\' && raw[at + 1] === 'x' ? at + 2 : -1;
  if (from > 0) {
    const digits = raw.slice(from, from + 2);
    return /^[\da-f]{2}$/i.test(digits) ? { byte: Number.parseInt(digits, 16), length: from + 2 - at } : null;
  }
  const byte = first === '\\' ? ESCAPES[raw[at + 1] ?? ''] : undefined;
  return byte === undefined ? null : { byte, length: 2 };
}

/** Decodes escapes into bytes. With `high` false, percent-encoded bytes above 0x7f stay encoded. Ends at an encoded query. */
function decodeEscapes(raw: string, high: boolean): string {
  let out = '';
  for (let at = 0; at < raw.length; ) {
    const found = escapeAt(raw, at);
    const byte = found ? found.byte : raw.charCodeAt(at);
    // An encoded `?` or `#` hides a query, which may hold personal data like any other.
    if (found && (byte === 0x3f || byte === 0x23)) break;
    const keep = isKept(byte) && (found !== null || byte < 0x20 || byte === 0x7f);
    if (keep || (found && !high && byte >= 0x80)) out += hex(byte);
    else out += String.fromCharCode(byte);
    at += found ? found.length : 1;
  }
  return out;
}

function clip(text: string, length: number): string {
  return text.length > length
    ? text
        .slice(0, length)
        .toWellFormed()
        .replace(/\ufffd$/, '')
    : text;
}

/** A path as pages are counted: escapes decoded where that gives valid text, session ids and queries dropped. */
export function toPath(raw: string): string {
  let text = raw;
  if (!PLAIN.test(raw)) {
    const bytes = Buffer.from(decodeEscapes(raw, true), 'latin1');
    try {
      text = utf8.decode(bytes);
    } catch {
      text = decodeBytes(decodeEscapes(raw, false));
    }
    // What other encodings leave behind may steer a terminal like any control character.
    text = text.replace(/\p{Cc}/gu, (control) => hex(control.charCodeAt(0)));
  }
  if (text.includes(';')) text = text.replace(SESSION_PARAMETERS, '');
  return clip(text, MAX_PATH);
}

/** The page of a request target. A full address (as proxies ask) keeps its host, in lower case. */
export function toPage(raw: string): string {
  if (raw.startsWith('/')) return toPath(raw);
  const address = toAddress(raw);
  return address === '' ? toPath(raw) : address;
}

/** A referrer without query, fragment, user or password; '' for none, or for what is no address of a site or an app. */
export function toAddress(raw: string): string {
  const parts = SCHEMES.exec(raw);
  if (!parts) return '';
  const [, scheme = '', authority = '', path = ''] = parts;
  const host = decodeBytes(authority.slice(authority.lastIndexOf('@') + 1)).toLowerCase();
  if (host.length > 255 || !HOST.test(host)) return '';
  return clip(`${scheme.toLowerCase()}://${host}${path === '' ? '/' : toPath(path)}`, MAX_PATH);
}

/** The name of a site, in lower case and without port; '' when it is none. */
export function toSite(host: string): string {
  const name = decodeBytes(host).toLowerCase();
  return name.length <= 255 && HOST.test(name) ? name.replace(/:\d+$/, '') : '';
}

/** Host of an address made by `toAddress`, without port; '' when there is none. */
export function hostOf(address: string): string {
  const start = address.indexOf('://') + 3;
  if (start < 3) return '';
  const end = address.indexOf('/', start);
  return address.slice(start, end < 0 ? undefined : end).replace(/:\d+$/, '');
}

/** A user agent as text; '' for none. */
export function toAgent(raw: string): string {
  if (raw === '-') return '';
  const bytes = raw.replace(/\\(x[\da-f]{2}|["\\])/gi, (_, code: string) =>
    code[0] === 'x' || code[0] === 'X' ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code,
  );
  return clip(decodeBytes(bytes).replace(/\p{Cc}/gu, ' '), MAX_AGENT);
}
