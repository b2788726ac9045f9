import { EVENT_FLAGS } from '../../shared/model.ts';
import {
  fault,
  given,
  type LineAnswer,
  type LineReader,
  type LogHit,
  type LogNotation,
  plainHost,
  readDuration,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { LogWhen, type Moment } from './log-when.ts';

/** Columns by what they hold, best first. Names in lower case. */
const COLUMNS = {
  date: ['date', 'date-utc'],
  time: ['time', 'time-utc'],
  localDate: ['date-local'],
  localTime: ['time-local'],
  epoch: ['timestamp', 'timestamp(ms)'],
  address: ['c-ip', 'x-forwarded-for', 'cs(x-forwarded-for)'],
  method: ['cs-method'],
  // CloudFront's own name stands in cs(Host); what the visitor asked for in x-host-header.
  host: ['x-host-header', 'cs-host', 'cs(host)'],
  path: ['cs-uri-stem', 'cs-uri'],
  query: ['cs-uri-query'],
  status: ['sc-status', 'c-status'],
  size: ['sc-bytes'],
  referrer: ['cs(referer)', 'cs(referrer)', 'cs-referer', 'c-referrer'],
  agent: ['cs(user-agent)', 'cs-user-agent', 'c-user-agent'],
  duration: ['time-taken', 'timetakenms', 'x-duration'],
  event: ['x-event'],
  stream: ['x-sname'],
  gpc: ['cs(sec-gpc)'],
  dnt: ['cs(dnt)'],
} as const;
type Column = keyof typeof COLUMNS;

const PRODUCTS: readonly [RegExp, string][] = [
  [/internet information services|iis advanced/i, 'IIS'],
  [/incapsula|imperva/i, 'Incapsula'],
  [/shoutcast/i, 'SHOUTcast'],
  [/icecast/i, 'Icecast'],
  [/netscaler|nswl/i, 'NetScaler'],
];

/** Cells of a line: between tabs, or between blanks with quotes around those that hold blanks; null when a quote does not end. */
export function cellsOf(line: string): { text: string; quoted: boolean }[] | null {
  if (line.includes('\t')) return line.split('\t').map((text) => ({ text: text.trim(), quoted: true }));
  const cells: { text: string; quoted: boolean }[] = [];
  for (let at = 0; at < line.length; ) {
    if (line[at] === ' ') at++;
    else if (line[at] === '"') {
      const end = closingQuote(line, at + 1);
      if (end < 0) return null;
      cells.push({ text: line.slice(at + 1, end).replaceAll('""', '"'), quoted: true });
      at = end + 1;
    } else {
      const blank = line.indexOf(' ', at);
      const end = blank < 0 ? line.length : blank;
      cells.push({ text: line.slice(at, end), quoted: false });
      at = end;
    }
  }
  return cells;
}

/** The quote that is followed by a blank or the end; quotes inside are doubled, or stand in the midst of a word. */
function closingQuote(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at++;
    else if (at + 1 >= line.length || line[at + 1] === ' ') return at;
  }
  return -1;
}

const unescaped = (text: string): string =>
  text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** An agent as it was sent: IIS writes `+` for a blank, CloudFront encodes twice. */
function toSent(text: string, quoted: boolean): string {
  const isEncoded = /%[\da-f]{2}/i.test(text);
  // A plus sign of the agent's own stays one: it stands behind a blank, as in "(compatible; +http://…)".
  if (!isEncoded)
    return quoted ? text : text.replaceAll('++', ' \u0001').replaceAll('+', ' ').replaceAll('\u0001', '+');
  const once = unescaped(text);
  return /%[\da-f]{2}/i.test(once) ? unescaped(once) : once;
}

const MEMO_SIZE = 10_000;

class W3cReader implements LineReader {
  readonly #when: LogWhen;
  #software = '';
  #headerDate = '';
  #width = 0;
  #places: Partial<Record<Column, number>> = {};
  #fields: readonly string[] = [];
  #isWeb = false;
  /** Agents as they were sent, by how the log writes them. */
  readonly #agents = new Map<string, string>();

  constructor(zone: string) {
    this.#when = new LogWhen(zone);
  }

  get name(): string {
    const product = PRODUCTS.find(([pattern]) => pattern.test(this.#software))?.[1];
    if (product) return `${product} in the W3C format`;
    if (this.#fields.includes('x-edge-location')) return 'CloudFront in the W3C format';
    if (this.#isIis()) return 'IIS in the W3C format';
    return 'the W3C extended format';
  }

  read(line: string): LineAnswer {
    const text = line.trim();
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return this.#readHeader(text);
    if (!this.#isWeb) return fault('not-this-format');
    const cells = cellsOf(line);
    if (!cells) return fault('not-this-format');
    if (cells.length < this.#width) return fault('too-few-columns');
    if (cells.length > this.#width) return fault('not-this-format');
    return this.#readCells(cells);
  }

  #isIis(): boolean {
    return this.#fields.includes('sc-win32-status') || this.#fields.includes('s-sitename');
  }

  #readHeader(text: string): LineAnswer {
    const found = /^#\s*(software|fields|date|start-date)\s*:\s*(.*)$/i.exec(text);
    const [, name = '', value = ''] = found ?? [];
    if (/^software$/i.test(name)) this.#software = value;
    else if (/date$/i.test(name)) this.#headerDate = /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? '';
    else if (/^fields$/i.test(name)) {
      // Copied headers hold signs that cannot be seen.
      this.#fields = value
        .split(/\s+/)
        .map((field) => field.replaceAll(/[^\x21-\x7e]/g, '').toLowerCase())
        .filter((field) => field !== '');
      this.#width = this.#fields.length;
      this.#places = {};
      for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][])
        for (const one of names) {
          const place = this.#fields.indexOf(one);
          if (place >= 0) this.#places[column] ??= place;
        }
      const { path, time, localTime, epoch } = this.#places;
      this.#isWeb = path !== undefined && (time ?? localTime ?? epoch) !== undefined;
      return skip(this.#isWeb ? 'header' : 'comment');
    }
    return skip('comment');
  }

  #readCells(cells: readonly { text: string; quoted: boolean }[]): LineAnswer {
    const cell = (column: Column): { text: string; quoted: boolean } | undefined => cells[this.#places[column] ?? -1];
    const at = (column: Column): string => given(cell(column)?.text);
    const moment = this.#moment(at);
    if ('code' in moment) return moment;
    const target = at('path');
    if (target === '') return fault('missing-field', 'cs-uri-stem');
    const status = this.#places.status === undefined ? null : readStatus(at('status'));
    if (status !== null && typeof status !== 'number') return status;
    const size = readSize(at('size') || (/incapsula/i.test(this.#software) ? this.#sizeSeen(cells) : ''));
    if (size !== null && typeof size !== 'number') return size;
    const agent = cell('agent');
    const found = this.#target(target);
    return {
      ...moment,
      ...found,
      query: at('query').replace(/^\?/, '') || found.query,
      host: plainHost(at('host')) || found.host,
      address: at('address').split(',')[0]?.trim() ?? '',
      method: at('method'),
      status,
      sizeBytes: size,
      referrer: at('referrer'),
      agent: agent && agent.text !== '-' ? this.#agent(agent.text, agent.quoted) : '',
      durationMs: readDuration(at('duration'), this.#durationUnitMs()),
      flags: (at('gpc') === '1' ? EVENT_FLAGS.gpc : 0) | (at('dnt') === '1' ? EVENT_FLAGS.dnt : 0),
      ...this.#streamed(at),
    };
  }

  #agent(text: string, quoted: boolean): string {
    const key = quoted ? `"${text}` : text;
    let sent = this.#agents.get(key);
    if (sent !== undefined) return sent;
    sent = toSent(text, quoted);
    if (this.#agents.size >= MEMO_SIZE) this.#agents.clear();
    this.#agents.set(key, sent);
    return sent;
  }

  /** Incapsula tells the size of the answer under the name of the request's. */
  #sizeSeen(cells: readonly { text: string }[]): string {
    return cells[this.#fields.indexOf('cs-bytes')]?.text ?? '';
  }

  /** Milliseconds on IIS, seconds everywhere else. */
  #durationUnitMs(): number {
    const name = this.#fields[this.#places.duration ?? -1];
    if (name === 'timetakenms') return 1;
    return name === 'time-taken' && (this.#isIis() || /internet information/i.test(this.#software)) ? 1 : 1000;
  }

  #moment(at: (column: Column) => string): Moment | ReturnType<typeof fault> {
    const { time, localTime, epoch } = this.#places;
    if (time === undefined && localTime === undefined && epoch !== undefined) {
      const text = at('epoch');
      return text === '' ? fault('missing-field', 'time') : this.#when.any(text, 'utc');
    }
    const day = at(time === undefined ? 'localDate' : 'date') || this.#headerDate;
    const clock = at(time === undefined ? 'localTime' : 'time');
    if (clock === '') return fault('missing-field', 'time');
    if (day === '') return fault('missing-field', 'date');
    return this.#when.iso(`${day} ${clock}`, time === undefined ? 'local' : 'utc');
  }

  #target(target: string): { host: string; path: string; query: string } {
    // The sign of no width, as it is copied with CloudFront's own example.
    const clean = target.replace(/\xe2\x80\x8b$/, '');
    if (clean.startsWith('/') || /^[a-z][a-z\d+.-]*:\/\//i.test(clean)) return splitTarget(clean);
    // cs-uri of Incapsula: the host first, and no scheme.
    return /^[\w.-]+\.[\w-]+(?::\d+)?(?:\/|$)/.test(clean) ? splitTarget(`http://${clean}`) : splitTarget(`/${clean}`);
  }

  /** Streaming servers log what a player does; only the start of playing is somebody's view. */
  #streamed(at: (column: Column) => string): Pick<LogHit, 'kind'> {
    const event = at('event');
    if (event === '') return {};
    return { kind: event === 'play' ? 'view' : 'custom' };
  }
}

/** W3C extended logs of web servers, CDNs and streaming servers; `#Fields` names the columns and may change midway. */
export const w3cNotation: LogNotation = { id: 'w3c-log', open: ({ zone }) => new W3cReader(zone) };
