import { isLuhn } from './checksums.ts';

/** Numbers that a network of payment cards gives out: first digits from … to, and how many digits such a number has. */
type Issued = readonly [from: number, to: number, ...lengths: number[]];

/** Issuer numbers (ISO/IEC 7812) of payment cards. Visa's 13 and JCB's 15 digits are of older cards, still used in tests. */
const ISSUED: readonly Issued[] = [
  // Visa
  [4, 4, 13, 16, 19],
  // Mastercard
  [51, 55, 16],
  [2221, 2720, 16],
  // American Express
  [34, 34, 15],
  [37, 37, 15],
  // Diners Club
  [300, 305, 14],
  [309, 309, 14],
  [36, 36, 14],
  [38, 39, 14],
  // JCB
  [3528, 3589, 16],
  [1800, 1800, 15],
  [2131, 2131, 15],
  // Mir
  [2200, 2204, 16],
  // UnionPay
  [62, 62, 16, 17, 18, 19],
  // Discover, RuPay, Elo, Hipercard, Verve and Maestro
  [60, 60, 16],
  [644, 649, 16],
  [65, 65, 16],
  [81, 82, 16],
  [50, 50, 16],
  [56, 58, 16],
  [630, 639, 16],
  [67, 67, 16],
  [5018, 5018, 18, 19],
  [5020, 5020, 18, 19],
  [5038, 5038, 18, 19],
  [6304, 6304, 18, 19],
  [6759, 6763, 18, 19],
];

/** Whether a number has the first digits and the length of a payment card, whatever its check digit. */
export const isIssued = (digits: string): boolean =>
  ISSUED.some(([from, to, ...lengths]) => {
    const start = Number(digits.slice(0, String(from).length));
    return start >= from && start <= to && lengths.includes(digits.length);
  });

const PART = '[ \\u00a0.‐‑–-]';
/** How cards are embossed and typed: fours, with up to three digits more; 4-6-5 and 4-6-4; UnionPay's 6-13; unbroken. Longest first. */
const WRITTEN = [
  `\\d{4}(${PART})\\d{4}\\1\\d{4}\\1\\d{4}\\1\\d{1,3}`,
  `\\d{4}(${PART})\\d{4}\\1\\d{4}\\1\\d{4}`,
  `\\d{4}(${PART})\\d{6}\\1\\d{4,5}`,
  `62\\d{4}(${PART})\\d{13}`,
  '\\d{13,19}',
].map((form) => new RegExp(`${form}(?![\\p{Script=Latin}\\d_]|\\.\\d)`, 'uy'));

/** What may follow a card in the same manner of writing: month and year of its end, the digits from its back, another card. */
const FOLLOWING = new RegExp(
  `^.(?:(?:0[1-9]|1[0-2])(?:[ /-]?\\d{2}|[ /-]20\\d{2})|\\d{3,4}(?!${PART}?\\d)|\\d{4}(?:${PART}\\d{4}){3})(?!\\d)`,
  'su',
);

/** Whether digits go on in the same manner behind or before what would be a card: a longer number, or the row of a table. */
function runsOn(text: string, start: number, end: number, part: string): boolean {
  if (text[end] === part && /\d/.test(text[end + 1] ?? '') && !FOLLOWING.test(text.slice(end, end + 24))) return true;
  if (text[start - 1] !== part || !/\d/.test(text[start - 2] ?? '')) return false;
  const [before = ''] = /[\d \u00a0.‐‑–-]+$/u.exec(text.slice(Math.max(0, start - 24), start)) ?? [];
  // A group of four, unless it is a year or ends another card.
  return (
    new RegExp(`(?:^|\\D)(?!19|20)\\d{4}${PART}$`, 'u').test(before) && !isLuhn(before.replace(/\D/g, '').slice(-16))
  );
}

const NAMES = '(?<!\\p{L})(?:card|visa|credit|debit|kredit|kart|carte|tarjeta|carta|kaart|ccn|cc_|cc\\b|pan\\b)';
const NAMED = new RegExp(NAMES, 'iu');
/** Right before it, in the same cell of a table. */
const NAMED_HERE = new RegExp(`${NAMES}[^\\d,;|\\t]{0,24}$`, 'iu');

/** EAN-13, as printed on goods: every tenth Visa number of thirteen digits is one, and many a barcode begins with a 4. */
function isBarcode(digits: string): boolean {
  if (digits.length !== 13) return false;
  let sum = 0;
  for (let i = 0; i < 13; i++) sum += (digits.charCodeAt(i) - 48) * (i % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/** A word and the number right behind it may stand together (`Visa4111…`); a code of letters and digits may not. */
const isCutOut = (text: string, start: number): boolean => {
  const [before = ''] = /[\p{L}\p{N}_]+$/u.exec(text.slice(Math.max(0, start - 24), start)) ?? [];
  return before.length === 1 || /[\p{N}_]/u.test(before);
};

/** Next to a word for a card, blanks and hyphens may fall anywhere. The longest start that ends with a group and is one counts. */
function namedLength(text: string, start: number): number {
  if (!NAMED_HERE.test(text.slice(Math.max(0, start - 40), start))) return 0;
  const run = /^\d(?:[ -]{0,2}\d){12,18}(?!\d)/.exec(text.slice(start, start + 56))?.[0] ?? '';
  for (let end = run.length; end > 0; end = run.slice(0, end).search(/[ -]{1,2}\d+$/)) {
    const digits = run.slice(0, end).replace(/\D/g, '');
    if (isIssued(digits) && isLuhn(digits)) return end;
  }
  return 0;
}

/** Length of the payment card number that stands at `start`; 0 if none does. */
export function cardLength(_: string, text: string, start: number): number {
  if (isCutOut(text, start)) return 0;
  for (const form of WRITTEN) {
    form.lastIndex = start;
    const [written, part] = form.exec(text) ?? [];
    if (written === undefined) continue;
    const digits = written.replace(/\D/g, '');
    if (!isIssued(digits) || !isLuhn(digits)) continue;
    const end = start + written.length;
    if (runsOn(text, start, end, part ?? '-')) continue;
    if (isBarcode(digits) && !NAMED.test(text.slice(Math.max(0, start - 40), start))) continue;
    return written.length;
  }
  return namedLength(text, start);
}
