import type { Tone } from '../../shared/contract/analyses.ts';
import { baseOf, makeSentiment } from '../analysis/base/sentiment.ts';
import { textModel } from './text-models.ts';

/** Sentiment by the models that ship with the app. */
export const sentiment = makeSentiment({
  english: () => textModel('sentiment-en'),
  multilingual: () => textModel('sentiment-multi'),
});

const YES = 1;

/** Emotion, irony and offence of an English text; null for texts in other languages and for blank ones. */
export function toneOf(text: string, language: string): Tone | null {
  if (baseOf(language) !== 'en' || text.trim() === '') return null;
  const emotions = textModel('emotion');
  const p = Array.from(emotions.score(text, 'en'));
  const emotionLikelihood = Math.max(...p);
  return {
    emotion: emotions.labels[p.indexOf(emotionLikelihood)] as Tone['emotion'],
    emotionLikelihood,
    irony: textModel('irony').score(text, 'en')[YES] as number,
    offence: textModel('offence').score(text, 'en')[YES] as number,
  };
}
