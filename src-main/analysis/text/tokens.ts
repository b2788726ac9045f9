import { EMOTICONS } from '../lexicons/signs.ts';

/** What a stretch of a message is. */
export type TokenKind = 'word' | 'number' | 'hashtag' | 'mention' | 'url' | 'emoticon' | 'emoji' | 'mark';

/**
 * A stretch of a message. `start` and `end` count UTF-16 code units of the text given. `norm` is what to compare by: lower
 * case, straight apostrophe, letters drawn out over more than two cut to two, no `#` or `@`. Holds content: never into a log.
 */
export interface Token {
  kind: TokenKind;
  text: string;
  norm: string;
  start: number;
  end: number;
}

/** Longer texts are read to here: what follows a page of text adds no topic, and work stays bounded. */
export const LONGEST_TEXT = 20_000;

const NOTHING = 0;
const LETTER = 1;
const DIGIT = 2;
const MARK_ON_LETTER = 3;
/** Letters of scripts that put no space between words: cut by Intl.Segmenter. */
const UNSPACED = 4;
const LONE_SURROGATE = 5;

const UNSPACED_SCRIPTS =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u;

function classOf(code: number): number {
  if (code >= 0xd800 && code < 0xe000) return LONE_SURROGATE;
  const sign = String.fromCharCode(code);
  if (/\p{M}/u.test(sign)) return MARK_ON_LETTER;
  if (/\p{Nd}/u.test(sign)) return DIGIT;
  if (!/\p{L}/u.test(sign)) return NOTHING;
  return UNSPACED_SCRIPTS.test(sign) ? UNSPACED : LETTER;
}
/** Class of every code unit, worked out page by page when first met: few messages leave the first pages. */
const pages: (Uint8Array | undefined)[] = [];
function charClass(code: number): number {
  const page = pages[code >> 8];
  if (page) return page[code & 255] as number;
  const made = Uint8Array.from({ length: 256 }, (_, low) => classOf((code & 0xff00) | low));
  pages[code >> 8] = made;
  return made[code & 255] as number;
}

const APOSTROPHE = 0x27;
const CURLY = 0x2019;
const UNDERSCORE = 0x5f;
const HYPHEN = 0x2d;
const isLetterLike = (kind: number) => kind === LETTER || kind === DIGIT || kind === MARK_ON_LETTER;

const emoticons = new Set(Object.keys(EMOTICONS));
const emoticonStarts = new Set([...emoticons].map((sign) => sign.charCodeAt(0)));
const LONGEST_EMOTICON = Math.max(...[...emoticons].map((sign) => sign.length));
/** An emoji with skin tone, joined emoji, flags, keycaps. */
const EMOJI_SEQUENCE =
  /(?:\p{RI}\p{RI}|\p{Extended_Pictographic}\ufe0f?\p{EMod}?(?:\u200d\p{Extended_Pictographic}\ufe0f?\p{EMod}?)*|[0-9#*]\ufe0f?\u20e3)/uy;
const URL_START = /(?:https?:\/\/|www\.)[^\s<>"]+/iy;
const URL_TAIL = /[.,;:!?)\]}'"…]+$/;
/** "coool" and "cooool" are one word, "cool" another. Zalgo: a letter keeps two marks. */
const DRAWN_OUT = /(\p{L})\1{2,}/gu;
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** Words met lately with what they are compared by: a few thousand make up most of what people write. */
const normal = new Map<string, string>();
const KNOWN_WORDS = 20_000;
const LONGEST_KNOWN = 30;

/** What a word is compared by. */
export function normalWord(word: string): string {
  const known = normal.get(word);
  if (known !== undefined) return known;
  const made = normalForm(word);
  if (normal.size >= KNOWN_WORDS) normal.clear();
  if (word.length <= LONGEST_KNOWN) normal.set(word, made);
  return made;
}

function normalForm(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  const plain = /[^\0-\x7f]/.test(lower) ? lower.normalize('NFC').replace(STACKED_MARKS, '$1') : lower;
  return plain.length > 2 ? plain.replace(DRAWN_OUT, '$1$1') : plain;
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenterFor(language: string): Intl.Segmenter {
  let found = segmenters.get(language);
  if (!found) {
    found = new Intl.Segmenter(language || 'und', { granularity: 'word' });
    segmenters.set(language, found);
  }
  return found;
}

class Reader {
  readonly tokens: Token[] = [];
  readonly text: string;
  readonly end: number;

  constructor(text: string) {
    this.text = text;
    this.end = Math.min(text.length, LONGEST_TEXT);
  }

  push(kind: TokenKind, start: number, end: number, norm?: string): number {
    const text = this.text.slice(start, end);
    this.tokens.push({ kind, text, norm: norm ?? text.toLowerCase(), start, end });
    return end;
  }

  /** End of a run of letters, digits and marks; apostrophes and hyphens hold parts of a word together. */
  wordEnd(from: number): number {
    const { text, end } = this;
    let i = from;
    while (i < end) {
      const code = text.charCodeAt(i);
      if (isLetterLike(charClass(code)) || code === UNDERSCORE) i++;
      else if (code === APOSTROPHE || code === CURLY || code === HYPHEN) {
        if (i + 1 >= end || charClass(text.charCodeAt(i + 1)) !== LETTER || i === from) break;
        i++;
      } else break;
    }
    return i;
  }

  numberEnd(from: number): number {
    const { text, end } = this;
    let i = from;
    while (i < end) {
      const code = text.charCodeAt(i);
      const inNumber = code === 0x2e || code === 0x2c || code === 0x3a;
      if (charClass(code) === DIGIT) i++;
      else if (inNumber && i + 1 < end && charClass(text.charCodeAt(i + 1)) === DIGIT) i++;
      else break;
    }
    return i;
  }

  unspacedEnd(from: number): number {
    let i = from;
    while (i < this.end && [UNSPACED, MARK_ON_LETTER].includes(charClass(this.text.charCodeAt(i)))) i++;
    return i;
  }

  match(pattern: RegExp, at: number): string {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0] ?? '';
  }
}

function readWordOrNumber(reader: Reader, i: number, kind: number): number {
  const numberEnd = kind === DIGIT ? reader.numberEnd(i) : i;
  const end = reader.wordEnd(i);
  // "3d" and "2nd" are words, "12.50" is a number.
  if (numberEnd >= end) return reader.push('number', i, numberEnd);
  return reader.push('word', i, end, normalWord(reader.text.slice(i, end)));
}

function readEmoticon(reader: Reader, i: number): number {
  const { text } = reader;
  if (i > 0 && isLetterLike(charClass(text.charCodeAt(i - 1)))) return 0;
  for (let length = LONGEST_EMOTICON; length > 1; length--) {
    const end = i + length;
    if (end > reader.end || !emoticons.has(text.slice(i, end))) continue;
    if (end < text.length && isLetterLike(charClass(text.charCodeAt(end)))) continue;
    return reader.push('emoticon', i, end, text.slice(i, end));
  }
  return 0;
}

function readTag(reader: Reader, i: number, code: number): number {
  const { text } = reader;
  let end = i + 1;
  while (end < reader.end) {
    const next = text.charCodeAt(end);
    const kind = charClass(next);
    const dotted =
      code === 0x40 &&
      (next === 0x2e || next === HYPHEN) &&
      end + 1 < reader.end &&
      isLetterLike(charClass(text.charCodeAt(end + 1)));
    if (!isLetterLike(kind) && kind !== UNSPACED && next !== UNDERSCORE && !dotted) break;
    end++;
  }
  if (end === i + 1) return 0;
  return reader.push(code === 0x23 ? 'hashtag' : 'mention', i, end, text.slice(i + 1, end).toLowerCase());
}

/** What is no letter: address, handle, hashtag, face, emoji, mark; answers where to go on. */
function readSign(reader: Reader, i: number, code: number): number {
  const { text } = reader;
  if (emoticonStarts.has(code)) {
    const end = readEmoticon(reader, i);
    if (end > 0) return end;
  }
  if (code === 0x40 || code === 0x23) {
    const end = readTag(reader, i, code);
    if (end > 0) return end;
  }
  if (code >= 0x2000 || code === 0xa9 || code === 0xae) {
    const emoji = reader.match(EMOJI_SEQUENCE, i);
    if (emoji !== '') return reader.push('emoji', i, i + emoji.length, emoji.replace(/\ufe0f|\p{EMod}/gu, ''));
    const point = text.codePointAt(i) ?? 0;
    if (point > 0xffff) {
      const sign = String.fromCodePoint(point);
      if (/\p{L}/u.test(sign)) return readAstralWord(reader, i);
      return i + 2;
    }
    if (charClass(code) === LONE_SURROGATE) return i + 1;
  }
  return /\S/.test(text.charAt(i)) ? reader.push('mark', i, i + 1) : i + 1;
}

/** Letters beyond the basic plane (rare Han, "bold" letters of social posts): one word up to the next other sign. */
function readAstralWord(reader: Reader, from: number): number {
  const { text } = reader;
  let i = from;
  while (i < reader.end) {
    const point = text.codePointAt(i) ?? 0;
    if (point <= 0xffff || !/\p{L}/u.test(String.fromCodePoint(point))) break;
    i += 2;
  }
  return reader.push('word', from, i, normalWord(text.slice(from, i).normalize('NFKC')));
}

/**
 * Cuts a message into tokens, from left to right, without overlap. Spaced scripts are read letter by letter (an order of
 * magnitude faster than ICU); Han, Kana, Thai, Lao, Khmer and Burmese runs go through `Intl.Segmenter` (UAX 29 with
 * dictionaries). Never throws: lone surrogates and control signs are left out. Reads the first 20,000 code units.
 */
export function tokenize(text: string, language = ''): Token[] {
  const reader = new Reader(text);
  for (let i = 0; i < reader.end; ) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 10) {
      i++;
      continue;
    }
    // h, w: an address may begin here.
    const low = code | 32;
    if (low === 0x68 || low === 0x77) {
      const url = reader.match(URL_START, i);
      if (url !== '') {
        i = reader.push('url', i, i + url.replace(URL_TAIL, '').length);
        continue;
      }
    }
    const kind = charClass(code);
    if (kind === UNSPACED) {
      const end = reader.unspacedEnd(i);
      for (const { segment, index, isWordLike } of segmenterFor(language).segment(text.slice(i, end)))
        if (isWordLike) reader.push('word', i + index, i + index + segment.length, normalWord(segment));
      i = end;
    } else if (kind === LETTER || kind === DIGIT) {
      const face = emoticonStarts.has(code) ? readEmoticon(reader, i) : 0;
      i = face > 0 ? face : readWordOrNumber(reader, i, kind);
    } else i = readSign(reader, i, code);
  }
  return reader.tokens;
}

/** Parts of contractions that carry a meaning of their own, by what the word ends with. */
const CONTRACTION_ENDS: readonly (readonly [end: string, full: string])[] = [
  ["n't", 'not'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'ll", 'will'],
  ["'m", 'am'],
  ["'d", 'would'],
  ["'s", ''],
];
const CONTRACTION_WHOLE: Readonly<Record<string, string>> = {
  "can't": 'can not',
  cannot: 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  cant: 'can not',
  wont: 'will not',
  isnt: 'is not',
  wasnt: 'was not',
  couldnt: 'could not',
  wouldnt: 'would not',
};

/** Words an English word stands for: "don't" → do, not; "staff's" → staff. Takes and gives normal forms. */
export function expandContraction(norm: string): readonly string[] {
  const whole = Object.hasOwn(CONTRACTION_WHOLE, norm) ? CONTRACTION_WHOLE[norm] : undefined;
  if (whole !== undefined) return whole.split(' ');
  if (!norm.includes("'")) return [norm];
  for (const [end, full] of CONTRACTION_ENDS) {
    if (norm.length <= end.length || !norm.endsWith(end)) continue;
    const head = norm.slice(0, -end.length);
    return full === '' ? [head] : [head, full];
  }
  return [norm];
}
