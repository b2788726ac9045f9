import { instantOfLocal } from '../../shared/time.ts';
import { type LineFault, fault } from './log-hit.ts';

/** An instant, and whether the line gave parts of a second. */
export interface Moment {
  atMs: number;
  hasFraction: boolean;
}

/** A date and time as it is written; `offsetMinutes` null = no zone. Months count from 0. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Digits after the point of the second, '' without. */
  fraction: string;
  offsetMinutes: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const OLDEST_MS = Date.UTC(1990, 0);
const NEWEST_MS = Date.UTC(2101, 0);
const MAX_ZONE_MINUTES = 14 * 60;
const QUARTER_MS = 900_000;

const CLF = /^(\d{1,2})\/([A-Za-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([+-]\d{4}|Z))?$/;
const ISO = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/** Number of a month by its English name, full or short, 0 = January; -1 when it is none. */
export const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase());

/** Minutes of `+0200`, `-05:30`, `Z`; null where there is none. */
export function offsetOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  const found = /^([+-])(\d\d):?(\d\d)?$/.exec(text);
  if (!found) return 0;
  return (Number(found[2]) * 60 + Number(found[3] ?? 0)) * (found[1] === '-' ? -1 : 1);
}

/** Reads the times of log lines; those without a zone are in the zone given. */
export class LogWhen {
  readonly #zone: string;
  #quarter = Number.NaN;
  #quarterOffsetMs = 0;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Puts parts together; `missing` is the zone of times that name none. */
  moment(parts: DateParts, missing: 'utc' | 'local' = 'local'): Moment | LineFault {
    const { year, month, day, hour, minute, second, fraction, offsetMinutes } = parts;
    if (hour > 23 || minute > 59 || second > 60) return fault('impossible-date', 'time');
    const dayMs = Date.UTC(year, month, day);
    const back = new Date(dayMs);
    if (year < 100 || back.getUTCMonth() !== month || back.getUTCDate() !== day)
      return fault('impossible-date', 'time');
    if (Math.abs(offsetMinutes ?? 0) > MAX_ZONE_MINUTES) return fault('impossible-date', 'time');
    const localMs = dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000;
    const milli = Number(fraction.slice(0, 3).padEnd(3, '0'));
    const wholeMs =
      offsetMinutes !== null ? localMs - offsetMinutes * 60_000 : missing === 'utc' ? localMs : this.#assumed(localMs);
    return bounded({ atMs: wholeMs + milli, hasFraction: fraction !== '' });
  }

  /** `10/Feb/2012:16:42:07 -0500` */
  clf(text: string): Moment | LineFault {
    const found = CLF.exec(text);
    if (!found) return fault('bad-date', 'time');
    const [, day, name = '', year, hour, minute, second, fraction = '', zone] = found;
    const month = monthNumber(name);
    if (month < 0) return fault('bad-date', 'time');
    return this.moment({
      year: Number(year),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      month,
      fraction,
      offsetMinutes: offsetOf(zone),
    });
  }

  /** `2020-01-01T00:55:04.127531Z`, also with a blank and with slashes. */
  iso(text: string, missing: 'utc' | 'local' = 'local'): Moment | LineFault {
    const found = ISO.exec(text);
    if (!found) return fault('bad-date', 'time');
    const [, year, month, day, hour, minute, second, fraction = '', zone] = found;
    const parts = {
      year: Number(year),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      month: Number(month) - 1,
    };
    return this.moment({ ...parts, fraction, offsetMinutes: offsetOf(zone) }, missing);
  }

  /** Any of the ways in which servers write a time: those above, or seconds, ms, µs or ns since 1970. */
  any(text: string, missing: 'utc' | 'local' = 'local'): Moment | LineFault {
    if (/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) return epoch(Number(text), text.includes('.'));
    return CLF.test(text) ? this.clf(text) : this.iso(text, missing);
  }

  #assumed(localMs: number): number {
    if (this.#zone === 'UTC') return localMs;
    // Asking for a zone's offset is slow; it holds for the quarter of an hour.
    const quarter = Math.floor(localMs / QUARTER_MS);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#quarterOffsetMs = quarter * QUARTER_MS - instantOfLocal(this.#zone, quarter * QUARTER_MS);
    }
    return localMs - this.#quarterOffsetMs;
  }
}

const bounded = (moment: Moment): Moment | LineFault =>
  moment.atMs >= OLDEST_MS && moment.atMs < NEWEST_MS ? moment : fault('impossible-date', 'time');

/** A number since 1970 in the unit that its size tells. */
export function epoch(value: number, hasFraction: boolean): Moment | LineFault {
  // A double holds seconds of today to a quarter of a microsecond: what lies a hair below a whole ms is that ms.
  if (value < 1e11) return bounded({ atMs: Math.floor(value * 1000 + 0.0005), hasFraction });
  if (value < 1e14) return bounded({ atMs: Math.floor(value), hasFraction: true });
  return bounded({ atMs: Math.floor(value / (value < 1e17 ? 1e3 : 1e6)), hasFraction: true });
}
