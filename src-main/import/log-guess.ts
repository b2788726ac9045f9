import {
  fault,
  given,
  type LineAnswer,
  type LineFault,
  type LineReader,
  readRequest,
  readSize,
  readStatus,
  skip,
  splitTarget,
} from './log-hit.ts';
import { LogWhen, type Moment, monthNumber, offsetOf } from './log-when.ts';

const REQUEST = /["']((?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|PROPFIND|TRACE) [^"']{1,8192}?)["']/;
/** The same without quotes: a method and a path that are words of their own. */
const LOOSE =
  /(?:^|[\s|;,])((?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH)[\s|;,]{1,3}(?:\/|https?:\/\/)[^\s|;,"]{0,8192}(?: HTTP\/\d(?:\.\d)?)?)(?=[\s|;,]|$)/;
const ADDRESS = /(?:^|[\s"'[(,;|=])((?:\d{1,3}\.){3}\d{1,3}|(?:[\da-f]{1,4}:){2,7}[\da-f:]{0,39})(?=[\s"'\]),;|:]|$)/i;
const BRACKETS = /\[([^\]]{8,60})\]/;
const CLF = /\d{1,2}\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?/;
const ISO = /\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?/;
const EPOCH = /(?:^|[\s|;,["'])(1\d{9}(?:\d{3}|\.\d{1,6})?)(?=[\s|;,\]"']|$)/;
const CLOCK = /(?<!\d)(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([+-]\d{4}))?/;
const NAMED_DAY = /(?<![A-Za-z])(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?![A-Za-z])/i;

/**
 * Reads lines whose format nobody has told, by what every access log has: an address, a time, a request in quotes and
 * a status behind it. Needs all of them, so that other texts are never taken for a log.
 */
export class GuessReader implements LineReader {
  readonly name = 'an access log of its own make';
  readonly #when: LogWhen;
  readonly #loose: boolean;

  /** `loose` also takes requests without quotes, as logs in columns have them; tables of other things may have such, too. */
  constructor(zone: string, loose: boolean) {
    this.#when = new LogWhen(zone);
    this.#loose = loose;
  }

  read(line: string): LineAnswer {
    const text = line.trim().slice(0, 16_384);
    if (text === '') return skip('empty');
    if (text.startsWith('#')) return skip('comment');
    const request = REQUEST.exec(text) ?? (this.#loose ? LOOSE.exec(text) : null);
    const asked = request ? readRequest((request[1] ?? '').replace(/^([A-Z]+)[\s|;,]+/, '$1 ')) : null;
    if (!request || !asked) return fault('not-this-format');
    const before = text.slice(0, request.index);
    const after = text.slice(request.index + request[0].length);
    const served = /^[\s,;|]+(?:["']?)([1-5]\d\d)(?:["']?)(?:[\s,;|]+["']?(\d{1,15}|-)["']?(?=[\s,;|]|$))?/.exec(after);
    if (!served) return fault('missing-field', 'status');
    const moment = this.#moment(before) ?? this.#moment(after);
    if (!moment) return fault('bad-date', 'time');
    if ('code' in moment) return moment;
    const status = readStatus(served[1] ?? '');
    if (typeof status !== 'number') return status;
    const size = readSize(served[2] ?? '');
    const quoted = [...after.matchAll(/"((?:[^"\\]|\\.)*)"/g)].slice(0, 4).map((found) => found[1] ?? '');
    const [referrer = '', agent = ''] = quoted;
    return {
      ...moment,
      ...splitTarget(asked.target),
      address: ADDRESS.exec(before)?.[1] ?? ADDRESS.exec(after)?.[1] ?? '',
      method: asked.method,
      status,
      sizeBytes: typeof size === 'number' ? size : null,
      // Without an address in the first place, what is quoted there is something else.
      referrer: /^[a-z][a-z-]*:\/\//i.test(referrer) ? referrer : '',
      agent: quoted.length > 1 ? given(agent) : '',
      durationMs: null,
      flags: 0,
    };
  }

  #moment(text: string): Moment | LineFault | null {
    const clf = CLF.exec(text);
    if (clf) return this.#when.clf(clf[0]);
    const iso = ISO.exec(text);
    if (iso) return this.#when.iso(iso[0]);
    const seconds = EPOCH.exec(text)?.[1];
    if (seconds !== undefined) return this.#when.any(seconds);
    return this.#words(BRACKETS.exec(text)?.[1] ?? text);
  }

  /** A date with the month's name, in any order: "February - 10, 2012:16:42:07". */
  #words(text: string): Moment | LineFault | null {
    const name = NAMED_DAY.exec(text);
    const clock = CLOCK.exec(text);
    if (!name || !clock) return null;
    const rest = text.replace(clock[0], ' ');
    const year = /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(rest);
    const day = /(?<!\d)(\d{1,2})(?!\d)/.exec(rest);
    if (!year || !day) return null;
    const [, hour, minute, second, fraction = '', zone] = clock;
    return this.#when.moment({
      year: Number(year[1]),
      month: monthNumber(name[1] ?? ''),
      day: Number(day[1]),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      fraction,
      offsetMinutes: offsetOf(zone),
    });
  }
}
