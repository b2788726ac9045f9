import { AppError } from '../../shared/errors.ts';
import { EVENT_FLAGS } from '../../shared/model.ts';
import { GuessReader } from './log-guess.ts';
import {
  fault,
  given,
  type LineAnswer,
  type LineFault,
  type LineReader,
  type LogNotation,
  plainHost,
  readDuration,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { type FieldName, type Piece, piecesOf } from './log-pattern.ts';
import { type KnownParts, strftimeReader } from './log-strftime.ts';
import { w3cNotation } from './log-w3c.ts';
import { LogWhen, type Moment } from './log-when.ts';

/** Fields that hold blanks even where nothing stands around them. */
const SHAPES: Partial<Readonly<Record<FieldName, RegExp>>> = {
  clf: /\d{1,2}\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?/y,
  epoch: /\d{9,19}(?:\.\d{1,9})?/y,
  fraction: /\d{1,9}/y,
  request: /[A-Z][A-Z_-]{0,19} \S+(?: HTTP\/\d(?:\.\d)?)?/y,
  host: /[^\s/,;|"]*/y,
  target: /\S*/y,
  status: /\d{3}|-/y,
  size: /\d+|-/y,
  seconds: /[\d.]+|-/y,
  milliseconds: /[\d.]+|-/y,
  microseconds: /[\d.]+|-/y,
  iso: /\S+/y,
};

/** One piece, made ready: how its end is found. */
interface Step {
  text: string;
  field: FieldName;
  shape: RegExp | null;
  read: ((found: RegExpExecArray) => KnownParts) | null;
  /** The text that comes next; '' at the end and before another field. */
  until: string;
  quoted: boolean;
}

function toSteps(pieces: readonly Piece[]): Step[] {
  return pieces.map((piece, i) => {
    const next = pieces[i + 1];
    const before = pieces[i - 1];
    const until = next && 'text' in next ? next.text : '';
    if ('text' in piece) return { text: piece.text, field: 'skip', shape: null, read: null, until: '', quoted: false };
    const date = piece.pattern === undefined ? null : strftimeReader(piece.pattern);
    const quoted = until.startsWith('"') && before !== undefined && 'text' in before && before.text.endsWith('"');
    // A field that has its end marked may hold anything, so that its shape is not asked for.
    const isBare = until === '' || piece.field === 'clf' || (piece.field === 'request' && !quoted);
    // Path and query side by side part at the sign between them.
    const isPath = piece.field === 'target' && next !== undefined && 'field' in next && next.field === 'query';
    const shape = date?.expression ?? (isPath ? /[^\s?]*/y : isBare ? (SHAPES[piece.field] ?? null) : null);
    return {
      text: '',
      field: date || piece.pattern === undefined ? piece.field : 'skip',
      shape,
      read: date?.read ?? null,
      until,
      quoted,
    };
  });
}

type Values = Partial<Record<FieldName, string>>;

/** Reads lines by the format that the user's own server has in its configuration. Goes forward only, so that no line is slow. */
class PatternReader implements LineReader {
  readonly name = 'the log format given';
  readonly #steps: readonly Step[];
  readonly #when: LogWhen;
  readonly #has: ReadonlySet<FieldName>;

  constructor(format: string, zone: string) {
    this.#steps = toSteps(piecesOf(format));
    this.#has = new Set(this.#steps.map((step) => step.field));
    this.#when = new LogWhen(zone);
    const has = (...names: FieldName[]): boolean => names.some((name) => this.#has.has(name));
    if (!has('request', 'target') || !has('clf', 'iso', 'epoch', 'date'))
      throw new AppError('invalid-input', { field: 'logFormat' });
  }

  read(line: string): LineAnswer {
    const text = line.trimEnd();
    if (text === '') return skip('empty');
    const values: Values = {};
    const parts: KnownParts = {};
    let at = 0;
    for (const [i, step] of this.#steps.entries()) {
      if (step.text !== '') {
        if (text.startsWith(step.text, at)) at += step.text.length;
        // Blanks at the end of a line are not kept everywhere.
        else if (i === this.#steps.length - 1 && text.slice(at) === step.text.trimEnd()) at = text.length;
        else return this.#strange(text);
        continue;
      }
      const end = endOf(step, text, at, parts);
      if (end < 0) return this.#strange(text);
      const value = text.slice(at, end);
      // %b and %O, %h and %a: the first that says something counts.
      if (!values[step.field] || values[step.field] === '-') values[step.field] = value;
      at = end;
    }
    // Fields that were added to the configuration later come behind a blank.
    return at < text.length && text[at] !== ' ' ? this.#strange(text) : this.#hit(values, parts);
  }

  #strange(text: string): LineAnswer {
    return text.startsWith('#') ? skip('comment') : fault('not-this-format');
  }

  #hit(values: Values, parts: KnownParts): LineAnswer {
    const value = (name: FieldName): string => given(values[name]);
    const moment = this.#moment(values, parts);
    if ('code' in moment) return moment;
    const asked = values.request === undefined ? null : readRequest(values.request);
    if (values.request !== undefined && !asked) return fault('not-http', 'request');
    const target = asked?.target ?? value('target');
    if (target === '') return fault('missing-field', 'request');
    const status = this.#has.has('status') ? readStatus(values.status ?? '') : null;
    if (status !== null && typeof status !== 'number') return status;
    const size = readSize(value('size'));
    if (size !== null && typeof size !== 'number') return size;
    const found = splitTarget(target);
    return {
      ...moment,
      path: found.path,
      query: found.query || value('query').replace(/^\?/, ''),
      host: plainHost(value('host')) || found.host,
      address: (value('address') || value('forwarded')).split(',')[0]?.trim() ?? '',
      method: asked?.method ?? value('method'),
      status,
      sizeBytes: size,
      referrer: value('referrer'),
      agent: value('agent'),
      durationMs:
        readDuration(value('microseconds'), 0.001) ??
        readDuration(value('milliseconds'), 1) ??
        readDuration(value('seconds'), 1000),
      flags: (value('gpc') === '1' ? EVENT_FLAGS.gpc : 0) | (value('dnt') === '1' ? EVENT_FLAGS.dnt : 0),
    };
  }

  #moment({ clf, iso, epoch, fraction }: Values, parts: KnownParts): Moment | LineFault {
    if (epoch !== undefined) return this.#when.any(fraction === undefined ? epoch : `${epoch}.${fraction}`);
    if (clf !== undefined) return this.#when.clf(clf);
    if (iso !== undefined) return this.#when.iso(iso);
    const { year, month, day, hour = 0, minute = 0, second = 0, offsetMinutes = null } = parts;
    if (year === undefined || month === undefined || day === undefined || month < 0) return fault('bad-date', 'time');
    return this.#when.moment({ year, month, day, hour, minute, second, fraction: fraction ?? '', offsetMinutes });
  }
}

/** Where a field ends, or -1; what a date told goes into `parts`. */
function endOf({ shape, read, until, quoted }: Step, text: string, at: number, parts: KnownParts): number {
  if (shape) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (!found) return until === '' ? -1 : text.indexOf(until, at);
    if (read) Object.assign(parts, read(found));
    return at + found[0].length;
  }
  if (until === '') return text.length;
  if (quoted) {
    for (let i = at; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === '"' && (text.startsWith(until, i) || text.slice(i) === until.trimEnd())) return i;
    }
    return -1;
  }
  const end = text.indexOf(until, at);
  // The last text may have lost its blanks.
  return end < 0 && text.endsWith(until.trimEnd()) ? text.length - until.trimEnd().length : end;
}

/** A list of field names as W3C logs have it in their heading, given for a log that lost it or never had one. */
const FIELDS = /^\s*#?\s*Fields\s*:/i;

function readerByFields(list: string, zone: string): LineReader {
  const reader = w3cNotation.open({ zone });
  const names = list.replace(FIELDS, '').split(/[\s,;]+/);
  const answer = reader.read(`#Fields: ${names.filter((name) => name !== '').join(' ')}`);
  if (!('skipped' in answer) || answer.skipped !== 'header')
    throw new AppError('invalid-input', { field: 'logFormat' });
  return reader;
}

function readerOf(logFormat: string, zone: string): LineReader {
  return FIELDS.test(logFormat) ? readerByFields(logFormat, zone) : new PatternReader(logFormat, zone);
}

/** Logs in a format of the owner's own making: by the format where it is given, by what the lines look like where not. */
export const customNotation: LogNotation = {
  id: 'custom-log',
  open: ({ zone, logFormat }) => (logFormat ? readerOf(logFormat, zone) : new GuessReader(zone, true)),
};

/** Lines with a request in quotes: what nothing but a log has. */
export const quotedNotation: LogNotation = { id: 'custom-log', open: ({ zone }) => new GuessReader(zone, false) };
