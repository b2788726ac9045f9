/** Reads numbers and money as people and shops write them: "1.234,56 €", "(12.00)", "15,000", "1'200.–". */

export type DecimalMark = '.' | ',';

const SYMBOLS: readonly [string, string][] = [
  ['R$', 'BRL'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  // As French writes them.
  ['$CA', 'CAD'],
  ['$AU', 'AUD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['$', 'USD'],
];
const WORDS: readonly [RegExp, string][] = [
  [/\b(euros?)\b/i, 'EUR'],
  [/\b(dollars?)\b/i, 'USD'],
  [/\b(pounds?)\b/i, 'GBP'],
];
const CODES = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217 code named by a code, a symbol or an English word in `text`; '' when none. `$` alone is read as US dollars. */
export function currencyIn(text: string): string {
  for (const [code] of text.matchAll(/(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/g)) if (CODES.has(code)) return code;
  for (const [symbol, code] of SYMBOLS) if (text.includes(symbol)) return code;
  for (const [word, code] of WORDS) if (word.test(text.replaceAll('_', ' '))) return code;
  return '';
}

/** A three-letter cell as an ISO 4217 code, or ''. */
export function currencyCode(text: string): string {
  const code = text.trim().toUpperCase();
  if (code === '') return '';
  return CODES.has(code) ? code : currencyIn(text);
}

const BLANKS = /[\s\u00a0\u202f\u2009'’]/g;
/** Signs and short words of currencies beside an amount; three letters only when they are a code. */
const SIGN =
  '(?:US\\$|\\$(?:US|CA|AU)|£GB|CA\\$|AU\\$|R\\$|A\\$|C\\$|[€£$¥₹₺₽₩₴₪]|zł|Kč|kr\\.?|Fr\\.?|Ft|lei|Rs\\.?|euros?)';
const SIGN_BEFORE = new RegExp(`^${SIGN}`, 'i');
const SIGN_AFTER = new RegExp(`${SIGN}$`, 'i');

/** Letters beside a number that are no currency make it something else: "c1" is a name. */
function withoutCurrency(text: string): string {
  const [before = ''] = /^[A-Za-z]{3}/.exec(text) ?? [];
  const [after = ''] = /[A-Za-z]{3}$/.exec(text) ?? [];
  if (CODES.has(before.toUpperCase())) text = text.slice(3);
  else if (CODES.has(after.toUpperCase())) text = text.slice(0, -3);
  return text.replace(SIGN_BEFORE, '').replace(SIGN_AFTER, '');
}

/** Digits, marks and sign of a number without currency, blanks and brackets; null when something else is in it. */
function bareNumber(text: string): { digits: string; negative: boolean } | null {
  let rest = text.trim();
  if (rest === '' || rest.length > 60) return null;
  let negative = false;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  rest = rest.replace(/[−–]/g, '-').replace(BLANKS, '');
  for (let turn = 0; turn < 2; turn++) {
    if (/^[+-]/.test(rest)) {
      negative ||= rest.startsWith('-');
      rest = rest.slice(1);
    }
    if (turn === 0 && !/^\d+(\.\d+)?e[+-]?\d{1,3}$/i.test(rest)) rest = withoutCurrency(rest);
  }
  // "12.-" and "12,–" are whole amounts; "12-" is a negative one.
  if (/\d[.,]-$/.test(rest)) rest = rest.slice(0, -2);
  else if (/\d-$/.test(rest)) {
    negative = true;
    rest = rest.slice(0, -1);
  }
  return /^[\d.,]+$|^\d+(\.\d+)?e[+-]?\d{1,3}$/i.test(rest) ? { digits: rest, negative } : null;
}

const MOST_DIGITS = 15;
const POWERS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** A number of nothing but digits, which most cells hold: "12", "-7.50"; null for any other. As exact as `Number`: both parts are whole numbers that fit. */
function plainNumber(text: string, decimal: DecimalMark): number | null {
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0;
  let digits = 0;
  let value = 0;
  let mark = -1;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      digits++;
    } else if (code === 0x2e && decimal === '.' && mark < 0 && digits > 0) mark = i;
    else return null;
  }
  const places = mark < 0 ? 0 : text.length - 1 - mark;
  const power = POWERS[places];
  if (digits === 0 || digits > MOST_DIGITS || power === undefined || (mark >= 0 && places === 0)) return null;
  const size = value / power;
  return start === 1 && size !== 0 ? -size : size;
}

/** The number written in `text`, or null. Group marks must stand where groups end, so "12.50" is not 1250 under a decimal comma. */
export function parseNumber(text: string, decimal: DecimalMark): number | null {
  const plain = plainNumber(text, decimal);
  if (plain !== null) return plain;
  const bare = bareNumber(text);
  if (!bare) return null;
  const { digits, negative } = bare;
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', fraction = '', ...more] = digits.split(decimal);
  if (more.length > 0 || fraction.includes(group)) return null;
  // 1,234,567 and the Indian 12,34,567.
  if (whole.includes(group) && !new RegExp(`^\\d{1,3}(?:[${group}]\\d{2,3})*[${group}]\\d{3}$`).test(whole))
    return null;
  if (whole === '' && fraction === '') return null;
  const value = Number(`${whole.replaceAll(group, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`);
  if (!Number.isFinite(value)) return null;
  return negative && value !== 0 ? -value : value;
}

/** A whole count from text, 0 when it is empty; null when it is no count. */
export function parseCount(text: string, decimal: DecimalMark): number | null {
  if (text.trim() === '') return 0;
  const value = parseNumber(text, decimal);
  return value === null || value < 0 || value > Number.MAX_SAFE_INTEGER ? null : Math.round(value);
}

/** Which mark separates decimals in these samples; `otherwise` where they do not tell ("15,000" could be either). */
export function guessDecimal(samples: readonly string[], otherwise: DecimalMark = '.'): DecimalMark {
  const votes = { '.': 0, ',': 0 };
  for (const sample of samples) {
    const digits = bareNumber(sample)?.digits ?? '';
    const comma = digits.lastIndexOf(',');
    const dot = digits.lastIndexOf('.');
    if (comma >= 0 && dot >= 0) votes[comma > dot ? ',' : '.']++;
    else if (comma >= 0) vote(votes, digits, ',', '.');
    else if (dot >= 0) vote(votes, digits, '.', ',');
  }
  if (votes['.'] === votes[',']) return otherwise;
  return votes[','] > votes['.'] ? ',' : '.';
}

function vote(votes: Record<DecimalMark, number>, digits: string, mark: DecimalMark, other: DecimalMark): void {
  const parts = digits.split(mark);
  // Several marks of one kind are group marks; a single one before anything but three digits is the decimal mark.
  if (parts.length > 2) votes[other]++;
  else if ((parts[1] as string).length !== 3 || (parts[0] as string).length > 3 || parts[0] === '0') votes[mark]++;
}

/** A rating on the scale 1 to 5 from "4", "4,5", "4/5", "8/10", "4 stars" or "★★★★☆"; null when it is none, NaN when off the scale. */
export function parseRating(text: string, decimal: DecimalMark): number | null {
  const trimmed = text.trim();
  const stars = [...trimmed].filter((sign) => sign === '★' || sign === '⭐').length;
  if (stars > 0) return stars <= 5 ? stars : Number.NaN;
  const scaled = /^([\d.,]+)\s*(?:\/|out of|von|de|sur|su|van)\s*(\d+)\b/i.exec(trimmed);
  const value = parseNumber(scaled?.[1] ?? trimmed.replace(/\s*\p{L}+$/u, ''), decimal) ?? lenient(trimmed);
  if (value === null) return null;
  const scale = scaled ? Number(scaled[2]) : 5;
  const rating = scale === 5 ? value : (value / scale) * 5;
  return rating >= 1 && rating <= 5 ? Math.round(rating * 100) / 100 : Number.NaN;
}

/** "4.5" in a file whose money has commas: a rating has no groups, so either mark is a decimal one. */
const lenient = (text: string): number | null => (/^\d[.,]\d$/.test(text) ? Number(text.replace(',', '.')) : null);
