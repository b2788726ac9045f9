import { SET_PHRASES, TURNS } from '../lexicons/set-phrases.ts';
import { type HashTable, hashTable, lookUp } from './hash-table.ts';
import { hashCodes, spread } from './text-hash.ts';
import { makeReading, type Reading, readText, TOKEN } from './text-reading.ts';

/** Set phrases of a language, as beginnings of runs of tokens, and the words they are read as. */
export interface SetPhrases {
  /** 1 where the first `FILTER_BITS` bits of the hash of a first token point: most texts need no more than this look. */
  begins: Uint8Array;
  /** By the hash of a run: `BEGUN` = a phrase begins so, more = a whole phrase, `WHOLE` + the index of its word. */
  runs: HashTable;
  /** Folded, as a reader meets them; empty = the phrase is left as it stands. */
  words: readonly Uint16Array[];
  /** 1 for words after which a phrase before them does not count. */
  turns: HashTable;
}

/** Tokens that are one phrase. */
interface Phrase {
  length: number;
  word: Uint16Array;
}

const BEGUN = 1;
const FILTER_BITS = 12;
const WHOLE = 2;

/** Goes on from the hash of a run by a token; a run of one has the hash of its token. */
const goOn = (run: number, tokenHash: number): number => spread(Math.imul(run, 31) + tokenHash);

/** Every wording of a phrase in which `/` parts words that may stand at one place. */
const wordings = (phrase: string): string[] =>
  phrase
    .split(' ')
    .reduce<string[]>(
      (begun, place) => begun.flatMap((start) => place.split('/').map((word) => `${start}${word} `)),
      [''],
    );

/** Hash of a word as a reader meets it. */
function hashOf(word: string): number {
  const reading = makeReading();
  readText(reading, word, 0, word.length);
  return hashCodes(reading.codes, reading.first[0] as number, reading.last[0] as number);
}

function phrasesOf(languages: readonly string[]): SetPhrases {
  const reading = makeReading();
  const runs = new Map<number, number>();
  const words: Uint16Array[] = [];
  const begins = new Uint8Array(2 ** FILTER_BITS);
  for (const [word, phrases] of languages.flatMap((language) => SET_PHRASES[language] ?? [])) {
    readText(reading, word, 0, word.length);
    words.push(reading.codes.slice(reading.first[0], word === '' ? reading.first[0] : reading.last[0]));
    for (const wording of phrases.split('|').flatMap(wordings)) {
      readText(reading, wording, 0, wording.length);
      let run = 0;
      for (let t = 0; t < reading.tokens; t++) {
        const hash = hashCodes(reading.codes, reading.first[t] as number, reading.last[t] as number);
        run = t === 0 ? hash : goOn(run, hash);
        if (t === 0) begins[hash >>> (32 - FILTER_BITS)] = 1;
        if (!runs.has(run)) runs.set(run, BEGUN);
      }
      runs.set(run, WHOLE + words.length - 1);
    }
  }
  const turns = languages.flatMap((language) => (TURNS[language] ?? '').split(' '));
  return { begins, runs: hashTable(runs), words, turns: hashTable(new Map(turns.map((word) => [hashOf(word), 1]))) };
}

const made = new Map<string, SetPhrases>();

/** Set phrases of a language (ISO 639-1); of all where it is not known ('') and of English, too, where it is Hindi. */
export function setPhrases(language: string): SetPhrases {
  const known = made.get(language);
  if (known) return known;
  const phrases = phrasesOf(language === '' ? Object.keys(SET_PHRASES) : language === 'hi' ? ['hi', 'en'] : [language]);
  made.set(language, phrases);
  return phrases;
}

/** Whether a set phrase may begin with this token. */
export const mayBegin = ({ begins }: SetPhrases, tokenHash: number): boolean =>
  begins[tokenHash >>> (32 - FILTER_BITS)] === 1;

/** The longest set phrase that begins at token `t`: how many tokens, and the word it is read as; null = none, or it is turned. */
export function phraseAt(
  { runs, words, turns }: SetPhrases,
  { kind, tokens }: Reading,
  tokenHash: Int32Array,
  t: number,
): Phrase | null {
  let found: Phrase | null = null;
  let run = 0;
  for (let n = t; n < tokens; n++) {
    run = n === t ? (tokenHash[n] as number) : goOn(run, tokenHash[n] as number);
    const value = lookUp(runs, run);
    if (value === 0) break;
    if (value >= WHOLE) found = { length: n - t + 1, word: words[value - WHOLE] as Uint16Array };
  }
  if (found === null) return null;
  const after = t + found.length;
  const next = after < tokens && kind[after] === TOKEN.sign ? after + 1 : after;
  return next < tokens && lookUp(turns, tokenHash[next] as number) === 1 ? null : found;
}

/** Makes `length` tokens from `t` one, read as `word`; it stands where the phrase stands in the text. */
export function joinTokens(reading: Reading, t: number, length: number, word: Uint16Array): void {
  const { codes, from, to, first, last, kind, flags } = reading;
  const start = first[t] as number;
  const end = last[t + length - 1] as number;
  const textStart = from[start] as number;
  const textEnd = to[end - 1] as number;
  const shift = start + word.length - end;
  for (const places of [codes, from, to]) places.copyWithin(end + shift, end, reading.length);
  codes.set(word, start);
  from.fill(textStart, start, start + word.length);
  to.fill(textEnd, start, start + word.length);
  reading.length += shift;
  const rest = t + length;
  last[t] = start + word.length;
  for (const places of [first, last, kind, flags]) places.copyWithin(t + 1, rest, reading.tokens);
  reading.tokens -= length - 1;
  for (let n = t + 1; n < reading.tokens; n++) {
    first[n] = (first[n] as number) + shift;
    last[n] = (last[n] as number) + shift;
  }
}
