import { brotliDecompressSync } from 'node:zlib';
import { languageOfScript, languagesOfWords } from './language-words.ts';
import { makeLanguageScorer } from './language-score.ts';
import { unpackLanguages } from './language-table.ts';

/** Fewer letters than this say too little about a language: then its words may tell. */
const FEWEST_LETTERS = 10;
/** UTF-16 code units up to which words are asked beside letters. */
const SHORT = 70;
/** Code units that are looked at for words and scripts where letters tell nothing: texts may be long. */
const LOOKED_AT = 1000;
/** Known words that another language must have more of than the one that letters name, to be believed instead. */
const MORE_WORDS = 0.9;
const ADDRESSES = /https?:\/\/\S+|[@#]\S+/g;
const LETTER = /\p{L}/u;
const FIRST_BEYOND_ASCII = 0x80;

/** ISO 639-1 code of a text, or '' when it is too short or the answer unsure. */
export type LanguageDetector = (text: string) => string;

const withoutAddresses = (text: string): string => text.replace(ADDRESSES, ' ');

/** Stops at the tenth letter: texts may be long. */
function hasLetters(plain: string): boolean {
  let letters = 0;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.codePointAt(i) as number;
    if (code > 0xffff) i++;
    const lower = code | 0x20;
    const isLetter =
      code < FIRST_BEYOND_ASCII ? lower >= 0x61 && lower <= 0x7a : LETTER.test(String.fromCodePoint(code));
    if (isLetter && ++letters === FEWEST_LETTERS) return true;
  }
  return false;
}

/** Whether a text is long enough for its language to be recognised. */
export const tellsLanguage = (text: string): boolean => hasLetters(withoutAddresses(text));

let scorer: ((text: string) => string) | null = null;

/** Letters and words of a text together: short ones are told by their words where their letters mislead. */
function languageOf(plain: string, byLetters: (text: string) => string): string {
  const start = plain.slice(0, LOOKED_AT);
  if (!hasLetters(plain)) return languageOfScript(start) || languagesOfWords(start).best;
  const found = byLetters(plain);
  if (found !== '' && plain.length > SHORT) return found;
  if (found === '') {
    const script = languageOfScript(start);
    if (script !== '') return script;
  }
  const words = languagesOfWords(start);
  if (words.best === '' || words.best === found) return found;
  return words.of(words.best) - words.of(found) >= MORE_WORDS ? words.best : found;
}

/**
 * Recognises languages by sequences of letters, short texts by their words, too. Its tables take some milliseconds and 4 MB, so they are unpacked, once, by
 * whoever is about to ask.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  if (!scorer) {
    const { LANGUAGE_RUNS } = await import('../lexicons/language-runs.ts');
    scorer = makeLanguageScorer(unpackLanguages(brotliDecompressSync(Buffer.from(LANGUAGE_RUNS, 'base64'))));
  }
  const score = scorer;
  return (text) => languageOf(withoutAddresses(text), score);
}
