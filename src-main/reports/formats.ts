import type { Settings } from '../../shared/contract/app.ts';
import type { Unit } from '../../shared/results.ts';
import { type Bucket, zoneOffsetMs } from '../../shared/time.ts';

/** Writes figures and dates as the owner's locale and zone have them. */
export interface Formats {
  number(value: number | null, unit: Unit | undefined): string;
  /** Short form for axes. */
  tick(value: number, unit: Unit): string;
  count(value: number): string;
  date(ms: number): string;
  dateTime(ms: number): string;
  bucket(startMs: number, bucket: Bucket): string;
  /** Half-open period in words; null = all there is. */
  period(range: { fromMs: number; toMs: number } | null): string;
  /** Machine-readable local time, to the second (ISO 8601 without offset). */
  isoLocal(ms: number): string;
}

/** What a missing figure looks like. */
export const MISSING = '–';

// Settings come from a file: an unknown locale or zone must not cost the owner the report.
const known = (make: () => unknown): boolean => {
  try {
    make();
    return true;
  } catch {
    return false;
  }
};
const localeOf = (wanted: string) => (known(() => new Intl.NumberFormat(wanted)) ? wanted : 'en');
const zoneOf = (wanted: string) =>
  known(() => new Intl.DateTimeFormat('en', { timeZone: wanted })) && wanted !== '' ? wanted : 'UTC';

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

type Writer = (value: number) => string;

function numberWriters(locale: string, currency: string): Record<Unit, Writer> {
  const upTo = (maximumFractionDigits: number): Writer => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits });
    return (value) => format.format(value);
  };
  const [whole, one, two] = [upTo(0), upTo(1), upTo(2)];
  const money = new Intl.NumberFormat(
    locale,
    /^[A-Z]{3}$/.test(currency)
      ? { style: 'currency', currency }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  );
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const bytes = (value: number) => {
    const step = value < 1e3 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
    return `${one(value / 1e3 ** step)} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
  };
  return {
    count: whole,
    people: whole,
    visits: whole,
    share: (value) => share.format(value),
    money: (value) => money.format(value),
    ms: duration,
    'answer-ms': (value) =>
      value < 1000 ? `${whole(value)} ms` : value < 60_000 ? `${one(value / 1000)} s` : duration(value),
    'total-ms': duration,
    days: (value) => `${one(value)} ${value === 1 ? 'day' : 'days'}`,
    score: two,
    stars: two,
    bytes,
    ratio: two,
  };
}

function dateWriters(locale: string, timeZone: string) {
  const writer = (options: Intl.DateTimeFormatOptions): Writer => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (ms) => format.format(ms);
  };
  return {
    date: writer({ dateStyle: 'medium' }),
    dateTime: writer({ dateStyle: 'medium', timeStyle: 'short' }),
    minute: writer({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    day: writer({ day: 'numeric', month: 'short' }),
    week: writer({ day: 'numeric', month: 'short' }),
    year: writer({ year: 'numeric' }),
    hour: writer({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    month: writer({ month: 'short', year: 'numeric' }),
  };
}

/** Formats for one report; pure: the same settings write the same text. */
export function makeFormats(settings: Pick<Settings, 'locale' | 'zone'>, currency = ''): Formats {
  const locale = localeOf(settings.locale);
  const zone = zoneOf(settings.zone);
  const numbers = numberWriters(locale, currency);
  const dates = dateWriters(locale, zone);
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const number: Formats['number'] = (value, unit) => {
    if (value === null || !Number.isFinite(value)) return MISSING;
    return unit ? numbers[unit](value) : plain.format(value);
  };
  const spelled = new Set<Unit>(['share', 'ms', 'answer-ms', 'total-ms', 'bytes', 'days']);
  return {
    number,
    tick: (value, unit) => (spelled.has(unit) ? number(value, unit) : compact.format(value)),
    count: numbers.count,
    date: dates.date,
    dateTime: dates.dateTime,
    bucket: (start, bucket) => dates[bucket](start),
    period: (range) => (range ? `${dates.date(range.fromMs)} – ${dates.date(range.toMs - 1)}` : 'all dates'),
    isoLocal: (ms) => new Date(ms + zoneOffsetMs(zone, ms)).toISOString().slice(0, 19),
  };
}
