import { instantOfLocal, MINUTE_MS } from '../../shared/time.ts';
import { monthNumber, WEEKDAY } from './date-names.ts';

/**
 * Reads one written form of date, named by a date-fns pattern, or `iso`, `unix-s`, `unix-ms`. Answers Unix ms, or null.
 * Compiled once per file: date-fns itself takes some 20 µs a date, this about one.
 */
export type DateReader = (text: string) => number | null;

type Part = 'year' | 'year2' | 'month' | 'monthName' | 'day' | 'hour' | 'hour12' | 'minute' | 'second' | 'fraction';
type Field = Part | 'half' | 'offset';

const TOKENS: readonly [string, string, Field | null][] = [
  ['yyyy', '(\\d{4})', 'year'],
  ['yy', '(\\d{2})', 'year2'],
  ['MMMM', '([\\p{L}.]+)', 'monthName'],
  ['MMM', '([\\p{L}.]+)', 'monthName'],
  ['MM', '(\\d{1,2})', 'month'],
  ['M', '(\\d{1,2})', 'month'],
  ['dd', '(\\d{1,2})', 'day'],
  ['d', '(\\d{1,2})', 'day'],
  ['EEEE', WEEKDAY, null],
  ['EEE', WEEKDAY, null],
  ['HH', '(\\d{1,2})', 'hour'],
  ['H', '(\\d{1,2})', 'hour'],
  ['hh', '(\\d{1,2})', 'hour12'],
  ['h', '(\\d{1,2})', 'hour12'],
  ['mm', '(\\d{2})', 'minute'],
  ['ss', '(\\d{2})', 'second'],
  ['SSS', '(\\d{3})', 'fraction'],
  ['a', '([AaPp]\\.?[Mm]\\.?)', 'half'],
  ['xxx', '(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})', 'offset'],
  ['xx', '(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})', 'offset'],
];

interface Compiled {
  expression: RegExp;
  fields: Field[];
}

const isLetter = (sign: string) => /[A-Za-z]/.test(sign);
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '[\\s\\u00a0\\u202f]+');

function compile(pattern: string): Compiled | null {
  let source = '';
  const fields: Field[] = [];
  // Digits without marks between them ("yyyyMMdd") have fixed widths.
  const packed = /yyyyMM/.test(pattern);
  for (let i = 0; i < pattern.length; ) {
    if (pattern[i] === "'") {
      const end = pattern.indexOf("'", i + 1);
      if (end < 0) return null;
      source += escaped(pattern.slice(i + 1, end));
      i = end + 1;
      continue;
    }
    if (!isLetter(pattern[i] as string)) {
      source += escaped(pattern[i] as string);
      i++;
      continue;
    }
    const token = TOKENS.find(([name]) => pattern.startsWith(name, i));
    if (!token) return null;
    const [name, expression, field] = token;
    source += packed ? expression.replace('{1,2}', '{2}') : expression;
    if (field) fields.push(field);
    i += name.length;
  }
  return { expression: new RegExp(`^${source}$`, 'u'), fields };
}

function offsetMs(text: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return (found[1] === '-' ? -minutes : minutes) * MINUTE_MS;
}

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
}

/** Wall-clock time as if it were UTC, or null when there is no such date ("31 February") or time. */
function localMs({ year, month, day, hour, minute, second, ms }: Clock): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  if (year < 1000) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day ? at : null;
}

/** Turns wall-clock times into instants; the zone's offset is looked up once per quarter of an hour, not per row. */
function zoneClock(zone: string): (local: number) => number {
  const QUARTER_MS = 15 * MINUTE_MS;
  const shifts = new Map<number, number>();
  return (local) => {
    const quarter = Math.floor(local / QUARTER_MS);
    let shift = shifts.get(quarter);
    if (shift === undefined) {
      shift = instantOfLocal(zone, quarter * QUARTER_MS) - quarter * QUARTER_MS;
      if (shifts.size > 50_000) shifts.clear();
      shifts.set(quarter, shift);
    }
    return local + shift;
  };
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const ZERO = 48;
/** Number in `length` digits of text from `at` on; -1 where there is something else. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let i = at; i < at + length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const isMark = (text: string, at: number, mark: string): boolean => text.charCodeAt(at) === mark.charCodeAt(0);

/** Milliseconds since midnight of "14:03:22" from the 12th sign of a text on; -1 where there is something else. */
function plainClock(text: string): number {
  const [hour, minute, second] = [digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2)];
  const fits = isMark(text, 13, ':') && isMark(text, 16, ':') && (isMark(text, 10, 'T') || isMark(text, 10, ' '));
  if (!fits || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Reads "2026-03-01T14:03:22" (or with a blank) as if it were UTC; null for every other form: most files have just this one. */
function plainIsoReader(): DateReader {
  // Rows mostly come by date: the day is worked out once.
  let [knownDay, knownMs] = ['', 0];
  return (text) => {
    if (text.length !== 19) return null;
    const clock = plainClock(text);
    if (clock < 0) return null;
    const day = text.slice(0, 10);
    if (day === knownDay) return knownMs + clock;
    if (!isMark(text, 4, '-') || !isMark(text, 7, '-')) return null;
    const [year, month, date] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)];
    const ms = localMs({ year, month, day: date, hour: 0, minute: 0, second: 0, ms: 0 });
    if (ms === null) return null;
    [knownDay, knownMs] = [day, ms];
    return ms + clock;
  };
}

/** The number that two digits at a place are, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** Reads `2024-01-31T12:34:56Z` and `2024-01-31T12:34:56.789Z`, as nearly all programs write times; NaN for any other form or time. */
function plainInstant(text: string): number {
  const { length } = text;
  if ((length !== 20 && length !== 24) || text[length - 1] !== 'Z' || text[10] !== 'T') return Number.NaN;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return Number.NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  // Days that only some months have are left to the calendar.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return Number.NaN;
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  const ms = length === 20 ? 0 : text[19] === '.' ? twoDigits(text, 20) * 10 + (twoDigits(text, 21) % 10) : Number.NaN;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

function isoReader(toInstant: (local: number) => number): DateReader {
  const plain = plainIsoReader();
  return (text) => {
    const instant = plainInstant(text);
    if (!Number.isNaN(instant)) return instant;
    const local = plain(text);
    return local === null ? anyIso(text, toInstant) : toInstant(local);
  };
}

function anyIso(text: string, toInstant: (local: number) => number): number | null {
  const found = ISO.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
  const local = localMs({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Math.floor(Number(`0.${fraction || '0'}`) * 1000),
  });
  if (local === null) return null;
  return zone === undefined ? toInstant(local) : local - offsetMs(zone.toUpperCase());
}

const unixReader =
  (factor: number): DateReader =>
  (text) => {
    const trimmed = text.trim();
    return /^\d{6,14}(\.\d+)?$/.test(trimmed) ? Math.round(Number(trimmed) * factor) : null;
  };

function readPart(clock: Clock, field: Part, text: string): boolean {
  const value = Number(text);
  if (field === 'year') clock.year = value;
  else if (field === 'year2') clock.year = value < 70 ? 2000 + value : 1900 + value;
  else if (field === 'month') clock.month = value;
  else if (field === 'monthName') clock.month = monthNumber(text);
  else if (field === 'day') clock.day = value;
  else if (field === 'hour') clock.hour = value;
  else if (field === 'hour12') {
    if (value < 1 || value > 12) return false;
    clock.hour = value % 12;
  } else if (field === 'minute') clock.minute = value;
  else if (field === 'second') clock.second = value;
  else clock.ms = value;
  return true;
}

function patternReader({ expression, fields }: Compiled, toInstant: (local: number) => number): DateReader {
  return (text) => {
    const found = expression.exec(text.trim());
    if (!found) return null;
    const clock: Clock = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 };
    let offset: number | null = null;
    let afternoon = false;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as Field;
      const part = found[i + 1] as string;
      if (field === 'offset') offset = offsetMs(part);
      else if (field === 'half') afternoon = /^p/i.test(part);
      else if (!readPart(clock, field, part)) return null;
    }
    if (afternoon) clock.hour += 12;
    const local = localMs(clock);
    if (local === null) return null;
    return offset === null ? toInstant(local) : local - offset;
  };
}

/** A reader for `format`; times without a zone are taken to be in `zone`. Null when the pattern is not understood. */
export function dateReader(format: string, zone: string): DateReader | null {
  const toInstant = zone === 'UTC' ? (local: number) => local : zoneClock(zone);
  if (format === 'iso') return isoReader(toInstant);
  if (format === 'unix-s') return unixReader(1000);
  if (format === 'unix-ms') return unixReader(1);
  const compiled = format === '' ? null : compile(format);
  return compiled?.fields.some((field) => field === 'year' || field === 'year2')
    ? patternReader(compiled, toInstant)
    : null;
}
