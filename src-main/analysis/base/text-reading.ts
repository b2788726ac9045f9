import { foldTable, wordTable } from './text-tables.ts';

/** What a token is. Words are all that letters, marks and digits make; a sign is a run of other characters. */
export const TOKEN = { word: 1, sign: 2, emoji: 3, user: 4, address: 5 } as const;

/** Flags of a token. */
export const FLAG = { hashtag: 1, shouted: 2, drawnOut: 4, negated: 8, negation: 16, phrase: 32 } as const;

/** Longest stretch that is read at once, in UTF-16 code units; longer texts are read window by window. */
export const WINDOW = 1200;

/**
 * One stretch of text, folded: lower case, no accents, runs of a letter cut to two, addresses and handles as one code each.
 * `codes[0..length)` begins and ends with a space and has one space between tokens. `from[i]`/`to[i]` = where code i stands
 * in the text, in UTF-16 code units. The buffers are used again for the next text.
 */
export interface Reading {
  codes: Uint16Array;
  from: Int32Array;
  to: Int32Array;
  length: number;
  tokens: number;
  /** Range of each token in `codes`. */
  first: Int32Array;
  last: Int32Array;
  kind: Uint8Array;
  flags: Uint8Array;
  shouted: number;
  drawnOut: number;
}

const CAPACITY = 2 * WINDOW + 16;

/** Buffers for one reader at a time. */
export const makeReading = (): Reading => ({
  codes: new Uint16Array(CAPACITY),
  from: new Int32Array(CAPACITY),
  to: new Int32Array(CAPACITY),
  length: 0,
  tokens: 0,
  first: new Int32Array(CAPACITY),
  last: new Int32Array(CAPACITY),
  kind: new Uint8Array(CAPACITY),
  flags: new Uint8Array(CAPACITY),
  shouted: 0,
  drawnOut: 0,
});

const SPACE = 32;
const HASH = 0x23;
const AT = 0x40;
const APOSTROPHE = 0x27;
/** Private-use codes: an address, a handle. */
const ADDRESS = 0xe000;
const USER = 0xe001;
const folds = foldTable();
const words = wordTable();

const isWord = (code: number): boolean => words[code] === 1;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xe000;

function put(reading: Reading, code: number, from: number, to: number): void {
  const at = reading.length++;
  reading.codes[at] = code;
  reading.from[at] = from;
  reading.to[at] = to;
}

function begin(reading: Reading, kind: number): void {
  reading.first[reading.tokens] = reading.length;
  reading.kind[reading.tokens] = kind;
  reading.flags[reading.tokens] = 0;
}

function finish(reading: Reading, at: number): void {
  if (reading.length === reading.first[reading.tokens]) return;
  reading.last[reading.tokens++] = reading.length;
  put(reading, SPACE, at, at);
}

function single(reading: Reading, kind: number, code: number, from: number, to: number): void {
  begin(reading, kind);
  put(reading, code, from, to);
  finish(reading, to);
}

const skipToSpace = (text: string, from: number, end: number): number => {
  let i = from;
  while (i < end && text.charCodeAt(i) > SPACE) i++;
  return i;
};

/** `http://…`, `https://…`, and the bare word `http` that data sets put in place of an address. */
function addressEnd(text: string, at: number, end: number): number {
  if (!text.startsWith('http', at)) return 0;
  let i = at + 4;
  if (text.charCodeAt(i) === 0x73) i++;
  if (text.startsWith('://', i)) return skipToSpace(text, i, end);
  return i >= end || !isWord(text.charCodeAt(i)) ? i : 0;
}

/** Reads a word; answers where it ends. */
function readWord(reading: Reading, text: string, start: number, end: number, hashtag: boolean): number {
  begin(reading, TOKEN.word);
  let i = start;
  let upper = 0;
  let letters = 0;
  let before = 0;
  let twoBefore = 0;
  let drawn = false;
  let wasLower = false;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!isWord(code)) {
      const joins = (code === APOSTROPHE || code === 0x2019) && i + 1 < end && isWord(text.charCodeAt(i + 1));
      if (!joins || i === start) break;
      put(reading, APOSTROPHE, i, i + 1);
      continue;
    }
    const folded = folds[code] as number;
    if (folded === 0) continue;
    const isUpper = folded !== code && folded < 128 && code < 128;
    if (hashtag && isUpper && wasLower) {
      reading.flags[reading.tokens] = FLAG.hashtag;
      finish(reading, i);
      begin(reading, TOKEN.word);
      upper = 0;
      letters = 0;
    }
    wasLower = !isUpper;
    letters++;
    if (isUpper) upper++;
    const now = isDigit(folded) ? 48 : folded;
    if (now === before && now === twoBefore) {
      drawn ||= now !== 48;
      if (reading.length > 0) reading.to[reading.length - 1] = i + 1;
      continue;
    }
    put(reading, now, i, i + 1);
    twoBefore = before;
    before = now;
  }
  let flags = hashtag ? FLAG.hashtag : 0;
  if (upper > 1 && upper === letters) {
    flags |= FLAG.shouted;
    reading.shouted++;
  }
  if (drawn) {
    flags |= FLAG.drawnOut;
    reading.drawnOut++;
  }
  reading.flags[reading.tokens] = flags;
  finish(reading, i);
  return Math.max(i, start + 1);
}

/** Variation selectors, joiners and skin tones say nothing about the mood. */
const isEmojiModifier = (code: number, next: number): boolean =>
  code === 0xfe0f || code === 0x200d || (code === 0xd83c && next >= 0xdffb && next <= 0xdfff);

function readEmoji(reading: Reading, text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  const next = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  const paired = code < 0xdc00 && next >= 0xdc00 && next < 0xe000;
  if (!paired) return at + 1;
  if (!isEmojiModifier(code, next)) {
    begin(reading, TOKEN.emoji);
    put(reading, code, at, at + 2);
    put(reading, next, at, at + 2);
    finish(reading, at + 2);
  }
  return at + 2;
}

/** Eyes that a letter may follow: ":D", ";P", "=3", ":-O". */
const isEyes = (code: number): boolean => code === 0x3a || code === 0x3b || code === 0x3d;
const MOUTHS = new Set([...'dDpPoO03sSxXcC'].map((mouth) => mouth.charCodeAt(0)));
const LONGEST_SIGN = 6;

/** Reads a run of signs: marks, emoticons, symbols; answers where it ends. */
function readSigns(reading: Reading, text: string, start: number, end: number): number {
  begin(reading, TOKEN.sign);
  let i = start;
  let before = 0;
  let run = 0;
  for (; i < end && i - start < 24; i++) {
    const code = text.charCodeAt(i);
    if (code <= SPACE || isWord(code) || isSurrogate(code)) break;
    if (i > start && (code === HASH || code === AT) && i + 1 < end && isWord(text.charCodeAt(i + 1))) break;
    const folded = folds[code] as number;
    if (folded === 0) continue;
    run = folded === before ? run + 1 : 1;
    before = folded;
    if (run > 3 || reading.length - (reading.first[reading.tokens] as number) >= LONGEST_SIGN) {
      reading.to[reading.length - 1] = i + 1;
      continue;
    }
    put(reading, folded, i, i + 1);
  }
  const eyes = text.charCodeAt(i - 1) === 0x2d && i - 2 >= start ? text.charCodeAt(i - 2) : text.charCodeAt(i - 1);
  if (i < end && isEyes(eyes) && MOUTHS.has(text.charCodeAt(i)) && !(i + 1 < end && isWord(text.charCodeAt(i + 1)))) {
    put(reading, folds[text.charCodeAt(i)] as number, i, i + 1);
    i++;
  }
  finish(reading, i);
  return Math.max(i, start + 1);
}

/** Reads `text[start..end)`, at most `WINDOW` code units of it, into the buffers. */
export function readText(reading: Reading, text: string, start: number, end: number): void {
  reading.length = 0;
  reading.tokens = 0;
  reading.shouted = 0;
  reading.drawnOut = 0;
  put(reading, SPACE, start, start);
  for (let i = start; i < end; ) {
    const code = text.charCodeAt(i);
    if (code <= SPACE) {
      i++;
      continue;
    }
    if (isSurrogate(code)) {
      i = readEmoji(reading, text, i, end);
      continue;
    }
    if (isWord(code)) {
      const stop = code === 0x68 ? addressEnd(text, i, end) : 0;
      if (stop > 0) single(reading, TOKEN.address, ADDRESS, i, stop);
      i = stop > 0 ? stop : readWord(reading, text, i, end, false);
      continue;
    }
    if ((code === AT || code === HASH) && i + 1 < end && isWord(text.charCodeAt(i + 1))) {
      if (code === HASH) {
        i = readWord(reading, text, i + 1, end, true);
        continue;
      }
      let stop = i + 1;
      while (stop < end && (isWord(text.charCodeAt(stop)) || text.charCodeAt(stop) === 0x5f)) stop++;
      single(reading, TOKEN.user, USER, i, stop);
      i = stop;
      continue;
    }
    i = readSigns(reading, text, i, end);
  }
}
