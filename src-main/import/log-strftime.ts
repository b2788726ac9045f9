import { type DateParts, monthNumber, offsetOf } from './log-when.ts';

const pad = '\\d\\d';
/** Patterns of the conversions of strftime that logs use. */
const CONVERSIONS: Readonly<Record<string, string>> = {
  d: '(?<day>\\d\\d)',
  e: ' ?(?<day>\\d{1,2})',
  m: '(?<month>\\d\\d)',
  b: '(?<name>[A-Za-z]{3})',
  h: '(?<name>[A-Za-z]{3})',
  B: '(?<name>[A-Za-z]{3,9})',
  Y: '(?<year>\\d{4})',
  y: '(?<short>\\d\\d)',
  H: '(?<hour>\\d\\d)',
  k: ' ?(?<hour>\\d{1,2})',
  I: '(?<half>\\d\\d)',
  l: ' ?(?<half>\\d{1,2})',
  p: '(?<noon>[AaPp][Mm])',
  M: `(?<minute>${pad})`,
  S: `(?<second>${pad})`,
  z: '(?<zone>[+-]\\d{4})',
  Z: '[A-Z]{1,5}',
  a: '[A-Za-z]{3}',
  A: '[A-Za-z]{6,9}',
  n: '\\s',
  t: '\\s',
  '%': '%',
};
const SHORTS: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
};

/** What a time told in several places of a line has said so far. */
export type KnownParts = Partial<DateParts>;

/** Reads dates by a pattern of strftime; null for a pattern with parts unknown here. */
export function strftimeReader(
  pattern: string,
): { expression: RegExp; read(found: RegExpExecArray): KnownParts } | null {
  const plain = pattern.replaceAll(/%([TDFRr])/g, (_, letter: string) => SHORTS[letter] ?? '');
  const seen = new Set<string>();
  let source = '';
  for (let at = 0; at < plain.length; at++) {
    if (plain[at] !== '%') {
      source += (plain[at] as string).replace(/[^\w\s]/, '\\$&');
      continue;
    }
    const part = CONVERSIONS[plain[++at] ?? ''];
    if (part === undefined) return null;
    const name = /\?<(\w+)>/.exec(part)?.[1];
    if (name !== undefined && seen.has(name)) return null;
    if (name !== undefined) seen.add(name);
    source += part;
  }
  return source === '' ? null : { expression: new RegExp(source, 'y'), read: (found) => partsOf(found.groups ?? {}) };
}

function partsOf(groups: Readonly<Record<string, string | undefined>>): KnownParts {
  const { day, month, name, year, short, hour, half, noon, minute, second, zone } = groups;
  const parts: KnownParts = {};
  if (day !== undefined) parts.day = Number(day);
  if (month !== undefined) parts.month = Number(month) - 1;
  if (name !== undefined) parts.month = monthNumber(name);
  if (year !== undefined) parts.year = Number(year);
  // As strftime's own reader has it: 69 to 99 are the last century.
  if (short !== undefined) parts.year = Number(short) + (Number(short) < 69 ? 2000 : 1900);
  if (hour !== undefined) parts.hour = Number(hour);
  if (half !== undefined) parts.hour = (Number(half) % 12) + (/^p/i.test(noon ?? '') ? 12 : 0);
  if (minute !== undefined) parts.minute = Number(minute);
  if (second !== undefined) parts.second = Number(second);
  if (zone !== undefined) parts.offsetMinutes = offsetOf(zone);
  return parts;
}
