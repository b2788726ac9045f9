import { jsonElements } from '../import/json-elements.ts';
import { isObject, type JsonObject, listAt, objectAt, textAt } from '../import/json-read.ts';
import type { AuditRecord, KeptByBrowser } from '../privacy/audit/record.ts';
import { type Field, LONGEST, LONGEST_NAME, leaves, queryFields } from './audit-fields.ts';
import { VisitPages } from './audit-pages.ts';
import type { Bytes } from './audit-tables.ts';

const MAX_ENTRY_BYTES = 32 * 1024 ** 2;
const DAY_MS = 86_400_000;

const headersOf = (part: JsonObject): [string, string][] =>
  listAt(part, 'headers').map((header) => [textAt(header, 'name').toLowerCase(), textAt(header, 'value')]);

function lifetimeOf(header: string, nowMs: number): number | null {
  const age = /;\s*max-age=(\d+)/i.exec(header)?.[1];
  const expires = /;\s*expires=([^;]+)/i.exec(header)?.[1];
  const until =
    age !== undefined ? nowMs + Number(age) * 1000 : expires === undefined ? Number.NaN : Date.parse(expires);
  return Number.isNaN(until) ? null : Math.max(0, (until - nowMs) / DAY_MS);
}

/** Several cookies in one header: Chrome parts them by line ends, Safari by commas. A comma also stands in a date. */
const oneByOne = (header: string): string[] => header.split(/\n|,\s*(?=[^\s;,=]{1,128}=)/);

/** Cookies that an answer sets: from its headers, or, where a recorder leaves these out, from its list of cookies. */
function cookiesSet(response: JsonObject, nowMs: number): KeptByBrowser[] {
  const set = headersOf(response)
    .filter(([name]) => name === 'set-cookie')
    .flatMap(([, value]) => oneByOne(value))
    .map((text) => ({
      name: text.split('=')[0]?.trim().slice(0, LONGEST_NAME) ?? '',
      lifetimeDays: lifetimeOf(text, nowMs),
    }));
  const known = new Set(set.map(({ name }) => name));
  const listed = listAt(response, 'cookies').flatMap((cookie) => {
    const name = textAt(cookie, 'name').slice(0, LONGEST_NAME);
    if (name === '' || known.has(name)) return [];
    const expires = textAt(cookie, 'expires');
    return [{ name, lifetimeDays: expires === '' ? null : lifetimeOf(`; expires=${expires}`, nowMs) }];
  });
  return [...set, ...listed].filter(({ name }) => name !== '');
}

/** Cookies that a request sends along. */
function cookiesSent(request: JsonObject, headers: ReadonlyMap<string, string>): [string, string][] {
  const header = headers.get('cookie') ?? '';
  if (header !== '')
    return header.split(/;\s*/).map((pair) => {
      const cut = pair.indexOf('=');
      return [pair.slice(0, Math.max(0, cut)).slice(0, LONGEST_NAME), pair.slice(cut + 1)];
    });
  return listAt(request, 'cookies').map((cookie) => [
    textAt(cookie, 'name').slice(0, LONGEST_NAME),
    textAt(cookie, 'value'),
  ]);
}

/** What a form or a script sends: parts of JSON and forms each under their name, anything else as one text. */
function bodyFields(request: JsonObject): Field[] {
  const data = objectAt(request, 'postData');
  const text = textAt(data, 'text').slice(0, 4 * LONGEST);
  const params = listAt(data, 'params').map(
    (one): Field => [`body.${textAt(one, 'name').slice(0, LONGEST_NAME)}`, textAt(one, 'value').slice(0, LONGEST)],
  );
  if (text === '') return params;
  if (/^\s*[{[]/.test(text))
    try {
      const fields: Field[] = [];
      leaves(JSON.parse(text), 'body', fields);
      return fields;
    } catch {
      // Cut off, or JSON line by line: one text.
    }
  const isForm = /^[\w.[\]%-]{1,64}=[^\s]*(?:&[\w.[\]%-]{1,64}=[^\s]*)*\s*$/.test(text);
  return isForm ? queryFields(text.trim(), 'body') : [['body', text.slice(0, LONGEST)]];
}

/** Values that could stand for a visitor: long, with letters and digits, or all digits of a certain length. */
const looksLikeId = (value: string) =>
  /^(?=.*\d)[\w.-]{12,120}$/.test(value) && !/^\d{4}-\d{2}-\d{2}|\.(?:js|png|gif|css|html?)$|^\d{13}$/.test(value);

/** Values of a tool's cookie, one by one: Google's holds a version before the number of the visitor. */
const idsIn = (value: string): string[] => {
  const ga = /^GA1\.\d\.(\d+\.\d+)$/.exec(value)?.[1];
  return [ga ?? value].filter(looksLikeId);
};

/** Addresses that lead to nobody: pictures inside a page, parts of the browser. */
const IS_INSIDE = /^(?:data|blob|about|chrome|chrome-extension|moz-extension|safari-web-extension|file|javascript):/i;

function visitRecord(entry: JsonObject, line: number, page: string): AuditRecord | null {
  const request = objectAt(entry, 'request');
  const address = /^(?:https?|wss?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(textAt(request, 'url'));
  if (!address) return null;
  const [, host = '', path = '', query = ''] = address;
  const headers = new Map(headersOf(request));
  const atMs = Date.parse(textAt(entry, 'startedDateTime'));
  const sent = cookiesSent(request, headers);
  const sending = [...queryFields(query), ...bodyFields(request)];
  const fields: Field[] = [
    ['path', path],
    ['referrer', headers.get('referer') ?? ''],
    ['agent', headers.get('user-agent') ?? ''],
    ...sending,
    ...sent.map(([name, value]): Field => [`cookie.${name}`, value.slice(0, LONGEST)]),
  ];
  for (const name of ['dnt', 'sec-gpc']) if (headers.has(name)) fields.push([name, headers.get(name) ?? '']);
  return {
    line,
    atMs,
    person: '',
    fields: fields.filter(([, value]) => value !== ''),
    request: {
      host: host.toLowerCase(),
      page,
      cookies: cookiesSet(objectAt(entry, 'response'), atMs),
      sentCookies: sent.map(([name]) => name),
      ids: [...new Set([...sending, ...sent].flatMap(([, value]) => idsIn(value)))],
      gpc: headers.get('sec-gpc') === '1',
      dnt: headers.get('dnt') === '1',
    },
  };
}

/** Requests of a visit that a browser recorded (HAR 1.2), each with the page that was open then. */
export async function* visitRows(bytes: Bytes): AsyncGenerator<(AuditRecord | null)[]> {
  const pages = new VisitPages();
  for await (const some of jsonElements(bytes(), { key: 'entries', maxBytes: MAX_ENTRY_BYTES })) {
    const rows: (AuditRecord | null)[] = [];
    for (const element of some) {
      if ('code' in element || !isObject(element.value)) rows.push(null);
      else if (!IS_INSIDE.test(textAt(objectAt(element.value, 'request'), 'url')))
        for (const { entry, line, page } of pages.add(element.value, element.line))
          rows.push(visitRecord(entry, line, page));
    }
    yield rows;
  }
  yield [...pages.rest()].map(({ entry, line, page }) => visitRecord(entry, line, page));
}
