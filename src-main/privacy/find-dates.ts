import type { DataSpan } from './span.ts';

const MONTH_TONGUES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl', 'cs'];

function monthWords(): string {
  const words = new Set<string>(['sept']);
  for (const tongue of MONTH_TONGUES)
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tongue, { day: 'numeric', month, timeZone: 'UTC' });
      for (let i = 0; i < 12; i++)
        for (const part of format.formatToParts(Date.UTC(2023, i, 15)))
          if (part.type === 'month' && /^\p{L}{3,}\.?$/u.test(part.value))
            words.add(part.value.replace('.', '').toLowerCase());
    }
  return [...words].sort((a, b) => b.length - a.length).join('|');
}

const ANY_NUMERIC = /\d[-/.]\d{1,2}[-/.]\d/;
const ANY_AGE = /year|yr|jahr|age|alter|edad|y\/o|yo|ans|años/i;
const TIME =
  '(?:[T ,]{1,2}(?:at )?\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?: ?[ap]\\.?m\\.?)?(?:Z| ?[+-]\\d{2}:?\\d{2})?)?';
const NUMERIC =
  '(?:(?:19|20)\\d{2}([-/.])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])|(?:0?[1-9]|[12]\\d|3[01])([-/.])(?:0?[1-9]|[12]\\d|3[01])\\2(?:(?:19|20)\\d{2}|\\d{2}))';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?:,? ?(?:de |del )?(?:1[5-9]|20)\\d{2})';
const NUMERIC_DATE = new RegExp(`(?<![\\p{L}\\p{N}/.-])${NUMERIC}${TIME}(?![\\p{N}]|[./-]\\d)`, 'giu');
/** The time of a line in the Common Log Format, and of a header (RFC 5322). */
const LOGGED =
  /(?<![\p{L}\p{N}])\d{1,2}(?:\/[A-Z][a-z]{2}\/\d{4}:| [A-Z][a-z]{2} \d{4} )\d{2}:\d{2}:\d{2}(?: (?:[+-]\d{4}|GMT|UTC))?(?![\p{L}\p{N}])/gu;
const BIRTH =
  /(?:born|birth|\bdob\b|geboren|geb\.|geburts|naissance|né[e]? |nacid|nacimiento|nato|nata|nascita|nascid|geboorte)[^\n]{0,24}$/iu;
const AGE =
  /(?<![\p{L}\p{N}.,])(?:(?<a>1?\d{1,2})[- ]?(?:years?|yrs?|jahre)[- ]?(?:old|alt)|(?:aged?|alter|age is|edad)\s?[:=]?\s?(?<b>1?\d{1,2})(?![\p{N}%.,:]))|(?<![\p{L}\p{N}.,])(?<c>1?\d{1,2})[- ]?(?:y\/o|yo\b|ans\b|años)/dgiu;

interface MonthPatterns {
  /** Beginnings of months: a quick look that saves most texts the long pattern. */
  any: RegExp;
  date: RegExp;
}
let built: MonthPatterns | undefined;

/** Patterns of dates in words. Built on first use: the names of months take a while to collect. */
function monthPatterns(): MonthPatterns {
  if (built) return built;
  const months = monthWords();
  const beginnings = new Set(months.split('|').map((word) => word.slice(0, 3)));
  const dayFirst = `${DAY}(?:st|nd|rd|th|\\.|er)? ?(?:of |de |d')?(?:${months})\\.?${YEAR}?`;
  const monthFirst = `(?:${months})\\.? ${DAY}(?:st|nd|rd|th)?(?![\\d:])${YEAR}?`;
  built = {
    any: new RegExp([...beginnings].join('|'), 'i'),
    date: new RegExp(`(?<![\\p{L}\\p{N}])(?:${dayFirst}|${monthFirst})${TIME}(?![\\p{L}\\p{N}])`, 'giu'),
  };
  return built;
}

/** Whether what stands before a date says that it is a day of birth. */
const isBirth = (text: string, start: number): boolean => BIRTH.test(text.slice(Math.max(0, start - 40), start));

/** Days (with a time, if one follows) and ages. A year or a month alone is no personal date. */
export function findDates(text: string): DataSpan[] {
  if (!/\d/.test(text)) return [];
  const spans: DataSpan[] = [];
  for (const [needs, pattern] of [
    [/\d:\d/, LOGGED],
    [ANY_NUMERIC, NUMERIC_DATE],
    [monthPatterns().any, monthPatterns().date],
  ] as const)
    for (const hit of needs.test(text) ? text.matchAll(pattern) : [])
      spans.push({
        type: 'DATE_TIME',
        start: hit.index,
        end: hit.index + hit[0].length,
        confidence: isBirth(text, hit.index) ? 0.95 : 0.7,
      });
  for (const hit of ANY_AGE.test(text) ? text.matchAll(AGE) : []) {
    const groups = hit.indices?.groups;
    const place = groups?.a ?? groups?.b ?? groups?.c;
    if (!place) continue;
    const [start, end] = place;
    spans.push({ type: 'AGE', start, end, confidence: 0.9 });
  }
  return spans;
}
