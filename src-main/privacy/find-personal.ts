import { ibanLength, isIpv6 } from './checksums.ts';
import { cardLength } from './find-cards.ts';
import { phoneEnd } from './find-phones.ts';

/** Kinds of personal data that can be told by their form alone. */
export type PersonalKind = 'link' | 'e-mail' | 'bank account' | 'card' | 'IP address' | 'handle' | 'phone';

/** One place in a text that holds personal data: [start, end) in UTF-16 units. */
export interface PersonalSpan {
  kind: PersonalKind;
  start: number;
  end: number;
}

interface Detector {
  kind: PersonalKind;
  /** Sign that the pattern cannot do without: a quick look saves most texts the pattern. */
  needs: RegExp;
  /** Global and linear: every repetition is bounded. */
  pattern: RegExp;
  /** Length of the match that is really meant; 0 = none. Default: all of it. */
  accept?: (match: string, text: string, start: number) => number;
}

const WORD = '\\p{L}\\p{M}\\p{N}';
const HOST = `(?:[${WORD}](?:[${WORD}-]{0,61}[${WORD}])?\\.){1,8}[\\p{L}\\p{M}]{2,63}`;
/** Scripts that put no blanks between words. */
const UNPARTED = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

/** Four numbers with dots behind one of these, or behind a product as in Chrome/124.0.0.0, are no address. */
const VERSION = '\\b(?:version|release|build|firmware|update|patch)[ :=/v]{1,3}|(?<![/\\w])[a-z]{3,20}/';
/** Rules of a style sheet, which begin like a handle. */
const AT_RULE = /^[@＠](?:media|import|charset|font-face|keyframes|supports|page|layer|namespace|container)$/i;

function acceptIban(match: string): number {
  const length = ibanLength(match.replace(/[ -]/g, '').toUpperCase());
  let seen = 0;
  for (let i = 0; i < match.length && length > 0; i++) {
    if (match[i] !== ' ' && match[i] !== '-') seen++;
    if (seen === length) return i + 1;
  }
  return 0;
}

/** In order of precedence: what an earlier one has taken, a later one leaves alone. */
const DETECTORS: readonly Detector[] = [
  // RFC 3986 user information, e.g. https://anna:secret@shop.example/
  { kind: 'link', needs: /:\/\//, pattern: /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/?#@<>"']{1,256}@[^\s<>"']{1,2048}/giu },
  // Fediverse handles look like an address with one @ more.
  { kind: 'handle', needs: /@.*@/s, pattern: new RegExp(`(?<![${WORD}_@.])@[${WORD}_.-]{1,64}@${HOST}`, 'giu') },
  // Of what RFC 5322 allows before the @, the signs that end a word in a URL or a sentence are left out.
  {
    kind: 'e-mail',
    needs: /@|%40/,
    pattern: new RegExp(`[${WORD}_][${WORD}!$'*+^_~.%-]{0,63}(?:@|%40)(?:${HOST}|\\[[\\d.:a-f]{3,45}\\])`, 'giu'),
  },
  {
    kind: 'e-mail',
    needs: /[([{]at[)\]}]/i,
    pattern: new RegExp(
      `[${WORD}_.+-]{1,64} ?(?:\\(at\\)|\\[at\\]|\\{at\\}) ?[${WORD}-]{1,63}(?: ?(?:\\.|\\(dot\\)|\\[dot\\]|\\{dot\\}) ?[${WORD}-]{1,63}){1,4}`,
      'giu',
    ),
  },
  {
    kind: 'bank account',
    needs: /[a-z]{2}\d{2}/i,
    pattern: new RegExp(`(?<![${WORD}])[a-z]{2}\\d{2}(?:[ -]?[a-z0-9]){11,30}`, 'giu'),
    accept: acceptIban,
  },
  {
    kind: 'card',
    needs: /\d(?:[ \u00a0.‐‑–-]{0,2}\d){6}/u,
    pattern: /(?<![\d.-]|(?<![\d,])0,)\d(?:[ \u00a0.‐‑–-]{0,2}\d){12}/gu,
    accept: cardLength,
  },
  {
    kind: 'IP address',
    needs: /:[0-9a-f]{0,4}:/i,
    pattern: new RegExp(`(?<![${WORD}:.])[0-9a-f:]{2,39}(?::\\d{1,3}(?:\\.\\d{1,3}){3})?(?![${WORD}:])`, 'giu'),
    accept: (match) => (match.includes(':') && isIpv6(match) ? match.length : 0),
  },
  {
    kind: 'IP address',
    needs: /\d\.\d/,
    pattern: new RegExp(`(?<![\\d.]|\\bv|${VERSION})${OCTET}(?:\\.${OCTET}){3}(?![\\d]|\\.\\d)`, 'giu'),
  },
  // Bidirectional marks and zero-width characters do not end a handle for the eye, nor here.
  {
    kind: 'handle',
    needs: /[@＠]/,
    pattern: new RegExp(`(?<![${WORD}_@])[@＠][${WORD}_][${WORD}_.-]{0,62}[${WORD}_]`, 'giu'),
    accept: (match, text, start) =>
      AT_RULE.test(match) && /^\s*[("'{]|^\s[^\n]{0,60}\{/.test(text.slice(start + match.length)) ? 0 : match.length,
  },
  { kind: 'handle', needs: /u\//i, pattern: /(?<![\p{L}\p{N}_])\/?u\/[a-z0-9_-]{3,20}(?![\p{L}\p{N}_])/giu },
  {
    kind: 'phone',
    needs: /\d(?:[^\d]{0,3}\d){5}/,
    pattern: new RegExp(
      `(?<![${WORD}_](?<!${UNPARTED})|\\d[.,:/-](?![+＋])|\\p{L}-)[+＋(]{0,2}\\d(?:[ .()/\u00a0\u2010-\u2013-]{0,3}\\d){5,16}`,
      'giu',
    ),
    accept: phoneEnd,
  },
];

/** Stands where an earlier detector has taken something: part of no word, number or address. */
const TAKEN = '\uFFFC';

/** Finds personal data in free text by its form. Names and street addresses have no form and are not found. */
export function findPersonal(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  let rest = text;
  for (const { kind, needs, pattern, accept } of DETECTORS) {
    if (!needs.test(rest)) continue;
    const found: PersonalSpan[] = [];
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(rest); hit; hit = pattern.exec(rest)) {
      const length = accept ? accept(hit[0], rest, hit.index) : hit[0].length;
      if (length > 0) found.push({ kind, start: hit.index, end: hit.index + length });
      // Behind what was accepted, not behind what was matched: the next address may begin in between.
      pattern.lastIndex = hit.index + (length || 1);
    }
    rest = blank(rest, found);
    spans.push(...found);
  }
  return spans.sort((a, b) => a.start - b.start);
}

function blank(text: string, found: readonly PersonalSpan[]): string {
  if (found.length === 0) return text;
  let blanked = '';
  let at = 0;
  for (const { start, end } of found) {
    blanked += text.slice(at, start) + TAKEN.repeat(end - start);
    at = end;
  }
  return blanked + text.slice(at);
}
