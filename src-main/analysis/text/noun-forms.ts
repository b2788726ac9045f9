import { isStopWord } from '../lexicons/stop-words.ts';
import type { StemLanguage } from './stem.ts';

/** Endings of a singular and what the plural has in their place; '' = any. All that fit are made. */
type Plurals = readonly (readonly [ending: string, plural: string])[];

const PLURALS: Readonly<Record<StemLanguage, Plurals>> = {
  en: [
    ['', 's'],
    ['s', 'ses'],
    ['y', 'ies'],
  ],
  es: [
    ['', 's'],
    ['', 'es'],
    ['z', 'ces'],
    ['ión', 'iones'],
    ['ín', 'ines'],
    ['ón', 'ones'],
    ['ú', 'ús'],
  ],
  fr: [
    ['', 's'],
    ['', 'x'],
    ['al', 'aux'],
  ],
  de: [
    ['', 'e'],
    ['', 'en'],
    ['', 'n'],
    ['', 's'],
    ['', 'es'],
  ],
  it: [
    ['o', 'i'],
    ['a', 'e'],
    ['e', 'i'],
    ['io', 'i'],
    ['co', 'chi'],
    ['go', 'ghi'],
    ['ca', 'che'],
    ['ga', 'ghe'],
    ['cia', 'ce'],
    ['gia', 'ge'],
  ],
  pt: [
    ['', 's'],
    ['', 'es'],
    ['ão', 'ões'],
    ['ão', 'ães'],
    ['m', 'ns'],
    ['al', 'ais'],
    ['el', 'eis'],
    ['el', 'éis'],
    ['ol', 'óis'],
    ['il', 'is'],
  ],
  nl: [
    ['', 's'],
    ['', "'s"],
    ['', 'en'],
    ['', 'n'],
    ['f', 'ven'],
    ['s', 'zen'],
  ],
};

/** Shorter words than this are other words without their accents ("thé", "the"). */
const FEWEST_LETTERS = 4;
const UMLAUTS: Readonly<Record<string, string>> = { a: 'ä', o: 'ö', u: 'ü' };

const withoutAccents = (word: string): string => word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** "Stuhl" → "stühl", for "Stühle": the last vowel that can. */
const umlauted = (word: string): string =>
  word.replace(
    /([aou])(u?)([^aouäöü]*)$/,
    (_, vowel: string, glide: string, rest: string) => UMLAUTS[vowel] + glide + rest,
  );

/** "smaak" → "smak", "bed" → "bedd", for "smaken" and "bedden". */
const dutchStem = (word: string): string =>
  /([aeou])\1[^aeiou]$/.test(word)
    ? word.replace(/([aeou])\1([^aeiou])$/, '$1$2')
    : word.replace(/([^aeiou][aeiou])([bdfgklmnprst])$/, '$1$2$2');

function basesOf(word: string, language: StemLanguage): string[] {
  if (language === 'de') return word.endsWith('e') ? [word] : [word, umlauted(word), `${umlauted(word)}er`];
  return language === 'nl' ? [word, dutchStem(word)] : [word];
}

/**
 * Singular, plurals and spellings without accents of a noun, in lower case, for finding it in texts: looser than a dictionary,
 * stricter than a stem, which holds words of other kinds too ("große" is not "Größe", "war" not "Ware"). None of them is a
 * stop word; the noun itself always comes first.
 */
export function nounForms(noun: string, language: StemLanguage): string[] {
  const made = basesOf(noun, language).flatMap((base) => [
    ...(base === noun ? [] : [base].filter(() => language === 'de')),
    ...PLURALS[language]
      .filter(([ending]) => base.endsWith(ending))
      .map(([ending, plural]) => base.slice(0, base.length - ending.length) + plural),
  ]);
  const plain = [noun, ...made].map(withoutAccents).filter((form) => form.length >= FEWEST_LETTERS);
  // In German an umlaut tells words apart.
  const spelt = language === 'de' ? [] : plain;
  return [noun, ...new Set([...made, ...spelt])].filter((form, i) => i === 0 || !isStopWord(form, language));
}
