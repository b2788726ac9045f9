import type { RejectionCode } from '../../shared/model.ts';

/**
 * One request as a log line tells it. Texts hold one byte a character, escapes and all, as the line has them: what is
 * kept of them is decided when they are stored. '' = the log does not say.
 */
export interface LogHit {
  address: string;
  /** Site that was asked, without port, in lower case. */
  host: string;
  atMs: number;
  /** The log writes parts of a second. */
  hasFraction: boolean;
  method: string;
  path: string;
  query: string;
  /** 0 = the line does not say; null = the log has no such column, its lines are taken as served. */
  status: number | null;
  sizeBytes: number | null;
  referrer: string;
  agent: string;
  durationMs: number | null;
  /** Bits of EVENT_FLAGS that the line itself tells. */
  flags: number;
  /** Where the notation knows better than method and status what the hit was. */
  kind?: 'view' | 'custom';
}

/** Why a line is not read. */
export interface LineFault {
  code: RejectionCode;
  field: string;
}

/** A line that is left aside by rule. */
export interface LineSkip {
  skipped: 'comment' | 'empty' | 'header' | 'no-request';
}

/** What a line is. */
export type LineAnswer = LogHit | LineFault | LineSkip;

export const isHit = (answer: LineAnswer): answer is LogHit => 'atMs' in answer;
export const isSkip = (answer: LineAnswer): answer is LineSkip => 'skipped' in answer;

export const fault = (code: RejectionCode, field = ''): LineFault => ({ code, field });
export const skip = (skipped: LineSkip['skipped']): LineSkip => ({ skipped });

/** Reads the lines of one stream, one after the other; may remember what headers said. */
export interface LineReader {
  /** The line comes without its line end. */
  read(line: string): LineAnswer;
  /** What writes such logs, as far as the lines so far tell, in words: "IIS". */
  readonly name: string;
}

/** What a notation may be told. */
export interface NotationOptions {
  zone: string;
  logFormat?: string | undefined;
}

/** A way to write logs. */
export interface LogNotation {
  /** Id of the format that reads it. */
  id: string;
  /** Each line names its fields, so that a few lines that are read prove the shape, however dirty the others are. */
  namesFields?: true;
  open(options: NotationOptions): LineReader;
}

/** Host, path and query of a request target; a full address names its host, others leave it ''. */
export function splitTarget(target: string): { host: string; path: string; query: string } {
  const absolute = /^[a-z][a-z\d+.-]{0,20}:\/\/([^/?#]*)/i.exec(target);
  const rest = absolute ? target.slice(absolute[0].length) : target;
  const cut = rest.search(/[?#]/);
  const path = cut < 0 ? rest : rest.slice(0, cut);
  const query = cut >= 0 && rest[cut] === '?' ? (rest.slice(cut + 1).split('#')[0] ?? '') : '';
  return { host: plainHost(absolute?.[1] ?? ''), path: path || (absolute ? '/' : ''), query };
}

/** A host without user, port and capitals; '' for `-`. */
export const plainHost = (host: string): string =>
  host === '-'
    ? ''
    : host
        .slice(host.lastIndexOf('@') + 1)
        .replace(/:\d+$/, '')
        .toLowerCase();

const METHOD = /^([A-Z][A-Z_-]{0,19}) +(?=\S)/;

/** Method and target of a request line `GET /a HTTP/1.1`; null when it is none. */
export function readRequest(request: string): { method: string; target: string } | null {
  const text = request.trim();
  const found = METHOD.exec(text);
  if (!found) return null;
  // Two steps and no pattern over the whole: a target may be very long and full of blanks.
  const target = text
    .slice(found[0].length)
    .replace(/ HTTP\/\d(?:\.\d)?$/, '')
    .trimEnd();
  return { method: found[1] ?? '', target };
}

/** '' for the sign that stands for nothing. */
export const given = (text: string | undefined): string => (text === undefined || text === '-' ? '' : text);

/** A status; 0 where the line leaves it open. */
export function readStatus(text: string): number | LineFault {
  if (text === '' || text === '-' || /^-?1$|^0+$/.test(text)) return 0;
  if (!/^\d{3}$/.test(text)) return fault('bad-number', 'status');
  const status = Number(text);
  return status >= 100 && status <= 599 ? status : fault('out-of-range', 'status');
}

/** A size in bytes; null where the line leaves it open. */
export function readSize(text: string): number | null | LineFault {
  if (text === '' || text === '-') return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : fault('bad-number', 'size');
}

/** A duration in ms, of a number in a unit of so many ms; null where there is none. Kept to the microsecond. */
export function readDuration(text: string, unitMs: number): number | null {
  if (!/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) return null;
  return Math.round(Number(text) * unitMs * 1000) / 1000;
}
