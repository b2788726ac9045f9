import type { Unit } from '../../shared/results.ts';
import { type Bucket, DAY_MS, HOUR_MS, MINUTE_MS, type Range, SECOND_MS } from '../../shared/time.ts';
import type { Locale } from './locale.ts';

/** Numbers, dates and money for people. Results hold numbers and units; only this file turns them into text. */

const numbers = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
  numbers.set(key, found);
  return found;
}

const dates = new Map<string, Intl.DateTimeFormat>();
function dateFormat({ locale, zone }: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const found = dates.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  dates.set(key, found);
  return found;
}

const NONE = '–';

/** A duration in ms as "3 min 20 s", "2 h 5 min", "4 days". */
export function formatDuration(ms: number, { locale }: Locale): string {
  const part = (value: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
    numberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: unit === 'day' ? 'long' : 'short',
      maximumFractionDigits: 0,
    }).format(value);
  const size = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (size > 0 && size < SECOND_MS) return `under ${part(1, 'second')}`;
  if (size < MINUTE_MS) return sign + part(Math.round(size / SECOND_MS), 'second');
  if (size < HOUR_MS) {
    const seconds = Math.round(size / SECOND_MS);
    return sign + part(Math.floor(seconds / 60), 'minute') + (seconds % 60 ? ` ${part(seconds % 60, 'second')}` : '');
  }
  if (size < 2 * DAY_MS) {
    const minutes = Math.round(size / MINUTE_MS);
    return sign + part(Math.floor(minutes / 60), 'hour') + (minutes % 60 ? ` ${part(minutes % 60, 'minute')}` : '');
  }
  return sign + part(Math.round(size / DAY_MS), 'day');
}

/** How long an answer took, to the millisecond where it was quick: "85 ms", "1.4 s". */
function formatAnswer(ms: number, locale: Locale): string {
  if (ms >= MINUTE_MS) return formatDuration(ms, locale);
  const [value, unit, digits] =
    ms < SECOND_MS ? ([ms, 'millisecond', 0] as const) : ([ms / SECOND_MS, 'second', 1] as const);
  const wish = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return numberFormat(locale.locale, wish).format(value);
}

/** A size in bytes as "12 kB", "3.4 MB". */
export function formatBytes(bytes: number, { locale }: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const unit = units[step] ?? 'byte';
  const digits = step === 0 ? 0 : 1;
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(bytes / 1000 ** step);
}

function formatMoney(value: number, { locale, currency }: Locale, compact: boolean): string {
  // From a thousand on the cents only cost reading time.
  const large = Math.abs(value) >= 1000;
  const fine: Intl.NumberFormatOptions = compact
    ? { notation: 'compact', maximumFractionDigits: 1 }
    : large
      ? { maximumFractionDigits: 0 }
      : {};
  if (currency) {
    try {
      return numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...fine }).format(
        value,
      );
    } catch {
      // Not an ISO 4217 code: fall through to the bare number.
    }
  }
  return numberFormat(locale, compact || large ? fine : { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    value,
  );
}

/** One value with its unit. `compact` is for axes and small places ("12k"). null = a dash. */
export function formatValue(value: number | null, unit: Unit, locale: Locale, compact = false): string {
  if (value === null || !Number.isFinite(value)) return NONE;
  const plain = (digits: number) =>
    numberFormat(
      locale.locale,
      compact && Math.abs(value) >= 10_000
        ? { notation: 'compact', maximumFractionDigits: 1 }
        : { maximumFractionDigits: digits },
    ).format(value);
  switch (unit) {
    case 'count':
    case 'people':
    case 'visits':
      return plain(0);
    case 'share':
      return numberFormat(locale.locale, {
        style: 'percent',
        maximumFractionDigits: Math.abs(value) < 0.1 && !compact ? 1 : 0,
      }).format(value);
    case 'money':
      return formatMoney(value, locale, compact);
    case 'ms':
    case 'total-ms':
      return formatDuration(value, locale);
    case 'answer-ms':
      return formatAnswer(value, locale);
    case 'days':
      return numberFormat(locale.locale, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value);
    case 'score':
    case 'stars':
    case 'ratio':
      return plain(2);
    case 'bytes':
      return formatBytes(value, locale);
  }
}

/** "n = 1,234" – beside every result. */
export const formatN = (n: number, { locale }: Locale): string => `n = ${numberFormat(locale, {}).format(n)}`;

/** A whole number. */
export const formatCount = (n: number, { locale }: Locale): string =>
  numberFormat(locale, { maximumFractionDigits: 0 }).format(n);

/** A count with its noun: "1 person", "12 people". */
export const formatOf = (n: number, one: string, many: string, locale: Locale): string =>
  `${formatCount(n, locale)} ${n === 1 ? one : many}`;

/** A change against the comparison period. `direction` is told by word and sign, not only by colour. */
export interface Change {
  text: string;
  direction: 'up' | 'down' | 'same' | 'none';
}

/** Change of a value against an earlier one: in percent, or in points where the values are shares or scores. */
export function formatChange(now: number | null, before: number | null, unit: Unit, locale: Locale): Change {
  if (now === null || before === null) return { text: 'no comparison', direction: 'none' };
  const inPoints = unit === 'share' || unit === 'score' || unit === 'stars';
  if (!inPoints && before === 0)
    return now === 0 ? { text: 'no change', direction: 'same' } : { text: 'new', direction: 'up' };
  const delta = inPoints ? now - before : now / before - 1;
  const digits = Math.abs(delta) < 0.1 ? 1 : 0;
  const shown =
    unit === 'score' || unit === 'stars'
      ? numberFormat(locale.locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(delta)
      : inPoints
        ? `${numberFormat(locale.locale, { maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(delta * 100)} points`
        : numberFormat(locale.locale, {
            style: 'percent',
            maximumFractionDigits: digits,
            signDisplay: 'exceptZero',
          }).format(delta);
  if (Math.abs(delta) < 0.0005) return { text: 'no change', direction: 'same' };
  return { text: shown, direction: delta > 0 ? 'up' : 'down' };
}

/** A day: "3 May 2025". */
export const formatDay = (atMs: number, locale: Locale): string =>
  dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(atMs);

/** A day and time. */
export const formatInstant = (atMs: number, locale: Locale): string =>
  dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    atMs,
  );

/** A time of day. */
export const formatTime = (atMs: number, locale: Locale): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(atMs);

/** A half-open range by its first and last day. */
export function formatRange({ fromMs, toMs }: Range, locale: Locale): string {
  return dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
    fromMs,
    Math.max(fromMs, toMs - 1),
  );
}

/** Name of a bucket: short for an axis, whole for a tooltip. */
export function formatBucket(startMs: number, bucket: Bucket, locale: Locale, long = false): string {
  const year = long ? ({ year: 'numeric' } as const) : {};
  switch (bucket) {
    case 'minute':
    case 'hour':
      return dateFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', ...year }).format(
        startMs,
      );
    case 'day':
      return dateFormat(locale, {
        weekday: long ? 'short' : undefined,
        day: 'numeric',
        month: 'short',
        ...year,
      }).format(startMs);
    case 'week': {
      const day = dateFormat(locale, { day: 'numeric', month: 'short', ...year }).format(startMs);
      return long ? `week of ${day}` : day;
    }
    case 'month':
      return dateFormat(locale, { month: long ? 'long' : 'short', year: 'numeric' }).format(startMs);
    case 'year':
      return dateFormat(locale, { year: 'numeric' }).format(startMs);
  }
}
