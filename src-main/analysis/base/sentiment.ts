import type { Mood } from '../../../shared/moods.ts';
import { maskToSigns } from './text-features.ts';
import type { Evidence, TextScorer } from './text-model.ts';

export { type LanguageDetector, loadLanguageDetector, tellsLanguage } from './language.ts';

/** Raised whenever scores change: stored scores of an older version are computed anew. */
export const SENTIMENT_VERSION = 5;
/** Stands in place of a version where a text has yet to be scored. */
export const UNSCORED = -1;

// The models' classes are in the order of MOODS.
const NEGATIVE = 0;
const POSITIVE = 2;

/** Languages with labelled texts to learn from (ISO 639-1). */
export const SENTIMENT_LANGUAGES: readonly string[] = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'pt'];

/** A part of a text that moved its score. `start` = index in UTF-16 code units. Holds content: never into a log. */
export interface ScoredWord {
  word: string;
  weight: number;
  start: number;
}

/** Probability of each mood. They are calibrated for an even mix of moods. */
export interface Moods {
  label: Mood;
  negative: number;
  neutral: number;
  positive: number;
}

/** Why a text has no mood. */
export type Unscored = 'empty' | 'language';

/** What the score was read from: words and signs, or signs alone where the language is not known. */
type Basis = { text: string; language: string; scorer: TextScorer };

/** The models for sentiment; each is asked for when it is first needed. */
export interface SentimentModels {
  english(): TextScorer;
  multilingual(): TextScorer;
}

/** Sentiment of texts in the languages of `SENTIMENT_LANGUAGES`, and of emoji in any. */
export interface Sentiment {
  /** Probabilities of the moods, or why there are none. */
  moods(text: string, language: string): Moods | Unscored;
  /** −1 (negative) to 1 (positive); within ±0.05 for neutral texts; null = not scored. */
  score(text: string, language: string): number | null;
  /** What speaks for positive (weight > 0) and for negative (weight < 0), in log-odds, in the order of the text. */
  explain(text: string, language: string): { score: number | null; words: ScoredWord[] };
  /** All parts with their share in the log-odds of positive against negative; they and `rest` add up to them. */
  evidence(text: string, language: string): { evidence: Evidence[]; rest: number };
}

/** Scores as far from 0 as this, or further, are positive or negative; see `CLEAR_MOOD`. */
const CLEAR = 0.05;
const NEARLY_CLEAR = 0.049;

/** One number for the three probabilities; which mood it counts as is the likeliest of the three. */
export function scoreOf({ label, negative, positive }: Moods): number {
  const lean = positive - negative;
  if (label === 'positive') return Math.max(CLEAR, lean);
  if (label === 'negative') return Math.min(-CLEAR, lean);
  return Math.max(-NEARLY_CLEAR, Math.min(NEARLY_CLEAR, lean));
}

/** Parts below this share of the strongest are not named as reasons. */
const WORTH_NAMING = 0.15;
const MOST_NAMED = 24;

/** The parts that matter most, in the order of the text. */
export function strongest(evidence: readonly Evidence[]): Evidence[] {
  const most = evidence.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), 0);
  return evidence
    .filter(({ weight }) => Math.abs(weight) >= WORTH_NAMING * most && weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start)
    .slice(0, MOST_NAMED)
    .sort((a, b) => a.start - b.start);
}

/** `en` of `en-GB` and `EN_us`; '' where it is not known. */
export function baseOf(language: string): string {
  if (language.length <= 2) return language.toLowerCase();
  const base = (/^[a-z]+/i.exec(language)?.[0] ?? '').toLowerCase();
  return base === 'und' ? '' : base;
}

const isBlank = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return text.trim() === '';
  return true;
};

/** Sentiment by our own models: hashed word and character runs with what a word list says of them; see the model card. */
export function makeSentiment(models: SentimentModels): Sentiment {
  const basisOf = (text: string, language: string): Basis | Unscored => {
    if (isBlank(text)) return 'empty';
    const base = baseOf(language);
    if (base === 'en') return { text, language: base, scorer: models.english() };
    // Too short to tell the language: the model of all languages knows what is common to them.
    if (base === '' || SENTIMENT_LANGUAGES.includes(base))
      return { text, language: base, scorer: models.multilingual() };
    const signs = maskToSigns(text);
    return signs === null ? 'language' : { text: signs, language: '', scorer: models.multilingual() };
  };
  const moodsOf = ({ scorer, text, language }: Basis): Moods => {
    const [negative = 0, neutral = 0, positive = 0] = scorer.score(text, language);
    const label = positive > neutral && positive > negative ? 'positive' : negative > neutral ? 'negative' : 'neutral';
    return { label, negative, neutral, positive };
  };
  const evidenceOf = ({ scorer, text, language }: Basis) => scorer.explain(text, language, POSITIVE, NEGATIVE);
  return {
    moods(text, language) {
      const basis = basisOf(text, language);
      return typeof basis === 'string' ? basis : moodsOf(basis);
    },
    score(text, language) {
      const basis = basisOf(text, language);
      return typeof basis === 'string' ? null : scoreOf(moodsOf(basis));
    },
    explain(text, language) {
      const basis = basisOf(text, language);
      if (typeof basis === 'string') return { score: null, words: [] };
      const words = strongest(evidenceOf(basis).evidence).map((part) => ({
        word: part.text,
        weight: Math.round(part.weight * 100) / 100,
        start: part.start,
      }));
      return { score: scoreOf(moodsOf(basis)), words: words.filter(({ weight }) => weight !== 0) };
    },
    evidence(text, language) {
      const basis = basisOf(text, language);
      return typeof basis === 'string' ? { evidence: [], rest: 0 } : evidenceOf(basis);
    },
  };
}
