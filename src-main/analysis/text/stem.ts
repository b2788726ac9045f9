/** Languages whose word forms are brought together. */
export const STEM_LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl'] as const;
export type StemLanguage = (typeof STEM_LANGUAGES)[number];

const unaccent = (word: string): string => word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
const hasVowel = (text: string) => /[aeiouy]/.test(text);

const ENGLISH_IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  geese: 'goose',
  knives: 'knife',
  wives: 'wife',
  lives: 'life',
  leaves: 'leaf',
  loaves: 'loaf',
  halves: 'half',
  shelves: 'shelf',
  bought: 'buy',
  paid: 'pay',
  sent: 'send',
  sold: 'sell',
  told: 'tell',
  came: 'come',
  went: 'go',
  gone: 'go',
  broke: 'break',
  broken: 'break',
  ate: 'eat',
  eaten: 'eat',
  news: 'news',
  lens: 'lens',
  series: 'series',
  species: 'species',
  thing: 'thing',
  something: 'something',
  anything: 'anything',
  everything: 'everything',
  nothing: 'nothing',
  morning: 'morning',
  evening: 'evening',
  king: 'king',
  ring: 'ring',
  spring: 'spring',
  string: 'string',
  wedding: 'wedding',
  ceiling: 'ceiling',
  pudding: 'pudding',
  sibling: 'sibling',
  during: 'during',
  hundred: 'hundred',
};

/** Puts back what "-ing" and "-ed" took (Porter 1980, step 1b). */
function restore(stem: string): string {
  if (/(?:at|bl|iz|[^aeiou]v|[aeiou][dgv]|rc|nc|rs|[^n]g)$/.test(stem) && !/[aeiou]{2}[dg]$/.test(stem))
    return `${stem}e`;
  if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1);
  if (/^[^aeiou]*[aeiouy][^aeiouwxy]$/.test(stem) && stem.length < 5) return `${stem}e`;
  return stem;
}

/** The singular of an English noun in lower case, where it follows a rule; other words come back as they are. */
export function singular(word: string): string {
  if (Object.hasOwn(ENGLISH_IRREGULAR, word)) return ENGLISH_IRREGULAR[word] as string;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

function english(given: string): string {
  const word = singular(given);
  if (Object.hasOwn(ENGLISH_IRREGULAR, given) || Object.hasOwn(ENGLISH_IRREGULAR, word)) return singular(word);
  if (word.length > 5 && word.endsWith('ing') && hasVowel(word.slice(0, -3))) return restore(word.slice(0, -3));
  if (word.length > 4 && word.endsWith('ied')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed') && hasVowel(word.slice(0, -2)))
    return restore(word.slice(0, -2));
  return word;
}

/** Endings and what stands in their place, tried in order; a stem keeps at least `keep` letters. */
type Rules = readonly (readonly [ending: string, instead: string, keep: number])[];

function first(word: string, rules: Rules): string {
  for (const [ending, instead, keep] of rules)
    if (word.length - ending.length >= keep && word.endsWith(ending))
      return word.slice(0, word.length - ending.length) + instead;
  return word;
}

/** Two rounds for most languages: the plural, then the vowel that tells the gender. */
const RULES: Readonly<Record<Exclude<StemLanguage, 'en'>, readonly Rules[]>> = {
  es: [
    [
      ['amente', '', 4],
      ['mente', '', 4],
    ],
    [
      ['eses', 'es', 3],
      ['ces', 'z', 3],
      ['iones', 'ion', 3],
      ['ores', 'or', 3],
      ['ales', 'al', 3],
      ['eles', 'el', 3],
      ['dades', 'dad', 3],
      ['s', '', 3],
    ],
    [
      ['a', '', 3],
      ['o', '', 3],
      ['e', '', 3],
    ],
  ],
  pt: [
    [
      ['amente', '', 4],
      ['mente', '', 4],
    ],
    [
      ['oes', 'ao', 2],
      ['aes', 'ao', 2],
      ['ais', 'al', 2],
      ['eis', 'el', 2],
      ['ois', 'ol', 2],
      ['ores', 'or', 3],
      ['res', 'r', 3],
      ['zes', 'z', 3],
      ['ns', 'm', 3],
      ['s', '', 3],
    ],
    [
      ['a', '', 3],
      ['o', '', 3],
      ['e', '', 3],
    ],
  ],
  it: [
    [
      ['amente', '', 4],
      ['mente', '', 4],
    ],
    [
      ['chi', 'c', 3],
      ['che', 'c', 3],
      ['ghi', 'g', 3],
      ['ghe', 'g', 3],
      ['ii', '', 3],
      ['ia', '', 3],
      ['io', '', 3],
      ['ie', '', 3],
      ['i', '', 3],
      ['e', '', 3],
      ['a', '', 3],
      ['o', '', 3],
    ],
  ],
  fr: [
    [
      ['eaux', 'eau', 2],
      ['aux', 'al', 2],
      ['ements', 'ement', 3],
      ['x', '', 4],
      ['s', '', 3],
    ],
    [
      ['ees', '', 3],
      ['ee', '', 3],
      ['euse', 'eux', 3],
      ['elle', 'el', 3],
      ['enne', 'en', 3],
      ['ive', 'if', 3],
      ['ante', 'ant', 3],
      ['e', '', 3],
    ],
  ],
  de: [
    [
      ['innen', '', 4],
      ['erinnen', 'er', 3],
      ['ungen', 'ung', 3],
      ['heiten', 'heit', 3],
      ['keiten', 'keit', 3],
      ['ern', '', 4],
      ['en', '', 3],
      ['em', '', 4],
      ['er', '', 4],
      ['es', '', 4],
      ['e', '', 3],
    ],
    [['n', '', 5]],
  ],
  nl: [
    [
      ['heden', 'heid', 3],
      ['eren', 'er', 3],
      ['ies', 'ie', 3],
      ['en', '', 3],
      ['es', '', 4],
      ['s', '', 3],
      ['e', '', 3],
    ],
  ],
};

const ITALIAN_ELISION = /^(?:l|un|d|dell|all|dall|nell|sull|quell|c)'/;
const FRENCH_ELISION = /^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'/;

/** A French or Italian word without the article or preposition that is written on to it ("l'accueil" → "accueil"). */
export function withoutElision(word: string, language: string): string {
  const elision = language === 'fr' ? FRENCH_ELISION : language === 'it' ? ITALIAN_ELISION : null;
  return elision ? word.replace(elision, '') : word;
}

function romance(word: string, language: Exclude<StemLanguage, 'en'>): string {
  const whole = withoutElision(word, language);
  let stem = unaccent(whole).replaceAll('ß', 'ss');
  for (const rules of RULES[language]) stem = first(stem, rules);
  if (language === 'de' && stem === unaccent(whole) && stem.length > 4) return stem.replace(/([bdfghklmnrt])s$/, '$1');
  return language === 'nl' || language === 'fr' ? stem.replace(/([bcdfgklmnprst])\1$/, '$1') : stem;
}

type Stems = { known: (typeof STEM_LANGUAGES)[number]; stems: Map<string, string> };
/** By language as it was given; null = none that is known. */
const cache = new Map<string, Stems | null>();
/** Words remembered of a language; more are worked out again. */
const CACHED = 200_000;

/**
 * Brings the forms of a word together ("deliveries", "delivered" → "delivery", "deliver"). A light stemmer of our own for
 * seven languages, in the manner of Savoy (2006): plural, gender and the commonest endings only, so that what is left can
 * still be told apart. Words of other languages come back as they are. Takes a normal form (lower case).
 */
export function stemWord(norm: string, language: string): string {
  const held = cache.get(language);
  const words = held === undefined ? stemsOf(language) : held;
  if (words === null || norm.length < 3) return norm;
  const { known, stems } = words;
  const found = stems.get(norm);
  if (found !== undefined) return found;
  const stem = known === 'en' ? english(norm.replace(/'s?$/, '')) : romance(norm.replace(/'s$/, ''), known);
  if (stems.size >= CACHED) stems.clear();
  stems.set(norm, stem);
  return stem;
}

/** Ways of writing a language that are remembered: there are few, unless somebody makes them up. */
const MOST_LANGUAGES = 100;

function stemsOf(language: string): Stems | null {
  const known = STEM_LANGUAGES.find((code) => language === code || language.startsWith(`${code}-`));
  const found = known === undefined ? null : (cache.get(known) ?? { known, stems: new Map() });
  if (cache.size >= MOST_LANGUAGES) cache.clear();
  cache.set(language, found);
  return found;
}
